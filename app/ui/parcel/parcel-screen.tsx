import { BlockStack, InlineStack, Layout, Page, Text } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AskFacts } from '#app/contracts/asks.ts';
import type { FindingDate } from '#app/contracts/findings.ts';
import type { ParcelView } from '#app/contracts/pages.ts';
import { useCopy } from '../use-copy.ts';
import { ActionNotice } from '../parcels/action-notice.tsx';
import { MuteModal } from '../parcels/mute-modal.tsx';
import { useParcelActions } from '../parcels/use-parcel-actions.ts';
import { listAddress } from '../parcels/use-parcel-list.ts';
import { RouteCodes } from '../route-codes.tsx';
import { useFormat } from '../screen-frame.tsx';
import { StatusBadge } from '../status-badge.tsx';
import { useLivePage } from '../use-live-page.ts';
import { AsksCard } from './asks-card.tsx';
import { CauseCard } from './cause-card.tsx';
import { ChainCard } from './chain-card.tsx';
import { ClockPair } from './clock-pair.tsx';
import { DeliveryCard } from './delivery-card.tsx';
import { EvidenceCard } from './evidence-card.tsx';
import { HistoryCard } from './history-card.tsx';
import { isJourneyOver } from './journey.ts';
import { MessagesCard } from './messages-card.tsx';
import { NEXT_STEP_ID, NextStepCard } from './next-step-card.tsx';
import { NumbersCard } from './numbers-card.tsx';
import { OrderFindingsCard } from './order-findings-card.tsx';
import { ProofsCard } from './proofs-card.tsx';
import { TimelineCard } from './timeline-card.tsx';
import { ValueCard } from './value-card.tsx';
import { VerdictCard } from './verdict-card.tsx';

/** "Is this number telling the truth, and what now?" `list` is the search of the list one came from. */
export function ParcelScreen({
  parcel,
  findings,
  asks,
  list,
}: {
  parcel: ParcelView;
  /** What stands open of its order under the rules. */
  findings: readonly FindingDate[];
  /** What its shopper has asked and is not closed. */
  asks: readonly AskFacts[];
  list: string;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const [isMuting, setMuting] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const { act, result, isActing } = useParcelActions(`/app/parcels/${parcel.id}`);
  const ids = [parcel.id];
  const isMuted = parcel.mutedUntil !== null;
  const isUnfollowed = parcel.unfollowedAt !== null;
  const followAction = isUnfollowed
    ? [{ content: t('parcel.follow'), onAction: () => act({ intent: 'follow', ids }) }]
    : isJourneyOver(parcel)
      ? []
      : [{ content: t('parcel.unfollow'), onAction: () => act({ intent: 'unfollow', ids }) }];
  const { number } = parcel;
  const { copy, isCopied } = useCopy();
  const copyAction =
    number === null
      ? []
      : [
          {
            content: isCopied ? t('common.copied') : t('parcel.copyNumber'),
            onAction: () => copy(number),
          },
        ];
  useLivePage({ isPaused: isMuting || isAsking });
  return (
    <Page
      title={parcel.orderName}
      titleMetadata={
        <InlineStack gap="200" blockAlign="center">
          <StatusBadge verdict={parcel.verdict} />
          <Text as="span">
            <RouteCodes origin={parcel.origin} destination={parcel.destination} />
          </Text>
        </InlineStack>
      }
      backAction={{ content: t('parcel.backToList'), url: listAddress(list) }}
      primaryAction={usePrimaryAction(parcel)}
      secondaryActions={[
        {
          content: t('parcel.recheck'),
          disabled: isActing,
          onAction: () => act({ intent: 'recheck', ids }),
        },
        isMuted
          ? { content: t('parcel.unmute'), onAction: () => act({ intent: 'unmute', ids }) }
          : { content: t('parcel.mute'), onAction: () => setMuting(true) },
        ...followAction,
        ...copyAction,
      ]}
    >
      <BlockStack gap="400">
        <ActionNotice result={result} act={act} />
        {parcel.mutedUntil !== null && (
          <Text as="p" tone="subdued">
            {t('parcel.mutedUntil', { date: format.date(format.dateOf(parcel.mutedUntil)) })}
          </Text>
        )}
        {parcel.unfollowedAt !== null && (
          <Text as="p" tone="subdued">
            {t('parcel.unfollowedSince', { at: format.instant(parcel.unfollowedAt) })}
          </Text>
        )}
        <AsksCard asks={asks} />
        <Layout>
          <Layout.Section>
            <BlockStack gap="400">
              <VerdictCard parcel={parcel} />
              {parcel.diagnosis !== null && <CauseCard view={parcel.diagnosis} />}
              <ProofsCard parcel={parcel} act={act} onAsk={setAsking} />
              <NextStepCard parcel={parcel} />
              <ChainCard parcel={parcel} />
              <TimelineCard parcel={parcel} />
            </BlockStack>
          </Layout.Section>
          <Layout.Section variant="oneThird">
            <BlockStack gap="400">
              <ClockPair parcel={parcel} />
              {parcel.delivery !== null && (
                <DeliveryCard
                  delivery={parcel.delivery}
                  destination={parcel.destination}
                  chanceItMoves={parcel.lane?.chanceItMoves ?? 1}
                />
              )}
              <NumbersCard parcel={parcel} />
              <ValueCard parcel={parcel} />
              <OrderFindingsCard findings={findings} orderName={parcel.orderName} />
              <MessagesCard messages={parcel.messages.messages} />
              <HistoryCard changes={parcel.changes} />
            </BlockStack>
          </Layout.Section>
          <Layout.Section variant="fullWidth">
            <EvidenceCard orderId={parcel.orderId} orderName={parcel.orderName} />
          </Layout.Section>
        </Layout>
      </BlockStack>
      <MuteModal
        count={1}
        isOpen={isMuting}
        onClose={() => setMuting(false)}
        onMute={(on) => {
          act({ intent: 'mute', ids, on });
          setMuting(false);
        }}
      />
    </Page>
  );
}

/** The next step: its words to send further down, or the page where it is done. Nothing when nothing is to be done. */
function usePrimaryAction({ nextStep }: ParcelView) {
  const { t } = useTranslation();
  switch (nextStep) {
    case null:
    case 'none':
    case 'wait':
      return undefined;
    case 'check_connection':
      return { content: t(`nextStep.${nextStep}`), url: '/app/health' };
    default:
      return {
        content: t(`nextStep.${nextStep}`),
        onAction: () => {
          const card = document.getElementById(NEXT_STEP_ID);
          card?.scrollIntoView({ block: 'start' });
          card?.focus({ preventScroll: true });
        },
      };
  }
}
