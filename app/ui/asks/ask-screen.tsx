import { BlockStack, Box, Card, InlineStack, Layout, Link, Page, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { AskResult, AskView } from '#app/contracts/asks.ts';
import { useFormat } from '../screen-frame.tsx';
import { StatusBadge } from '../status-badge.tsx';
import { UndoNotice } from '../undo-notice.tsx';
import { useLivePage } from '../use-live-page.ts';
import { AnswerForm } from './answer-form.tsx';
import { AskDue } from './ask-due.tsx';
import { AskThread } from './ask-thread.tsx';
import { useAskActions } from './use-ask-actions.ts';

/** "What does this shopper want to know, and what do we answer?" */
export function AskScreen({ ask }: { ask: AskView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { act, result, isActing } = useAskActions(ask.id);
  useLivePage({ isPaused: isActing });
  const title = t('asks.lineTitle', { order: ask.orderName, kind: t(`asks.kind.${ask.kind}`) });
  return (
    <Page
      title={title}
      backAction={{ content: t('nav.asks'), url: '/app/asks' }}
      secondaryActions={
        ask.state === 'closed'
          ? [{ content: t('asks.reopen'), onAction: () => act({ intent: 'reopen' }) }]
          : [{ content: t('asks.close'), onAction: () => act({ intent: 'close' }) }]
      }
    >
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <UndoNotice<AskResult>
              result={result?.ok === false && FIELD_ERRORS.has(result.code) ? undefined : result}
              words={(done) =>
                done.ok ? t(`asks.done.${done.done}`) : t(`asks.error.${done.code}`)
              }
              onUndo={(done) =>
                done.ok && done.done === 'close' ? () => act({ intent: 'reopen' }) : null
              }
            />
            <Box paddingInline={{ xs: '400', sm: '0' }}>
              <Text as="h2" variant="headingMd">
                {stateSentence()}
              </Text>
            </Box>
            <AskThread ask={ask} />
            {ask.state !== 'closed' && (
              <AnswerForm ask={ask} act={act} result={result} isActing={isActing} />
            )}
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <ParcelCard ask={ask} />
        </Layout.Section>
      </Layout>
    </Page>
  );

  function stateSentence(): React.ReactNode {
    if (ask.state === 'open') return <AskDue ask={ask} />;
    const at = format.instant(ask.closedAt ?? ask.answeredAt ?? ask.askedAt);
    return t(`asks.stateSentence.${ask.state}`, { at });
  }
}

/** Said beside the field instead. */
const FIELD_ERRORS = new Set(['empty', 'too_long']);

function ParcelCard({ ask }: { ask: AskView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { parcel } = ask;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t('asks.parcel')}
        </Text>
        {parcel === null ? (
          <Text as="p" tone="subdued">
            {t('asks.noParcel')}
          </Text>
        ) : (
          <>
            <InlineStack gap="200" blockAlign="center">
              <Link url={`/app/parcels/${parcel.id}`}>{parcel.number ?? t('asks.noNumber')}</Link>
              <StatusBadge verdict={parcel.verdict} />
            </InlineStack>
            {parcel.lastScan !== null && (
              <Text as="p">
                {t('asks.lastScan', {
                  milestone: t(`milestone.${parcel.lastScan.milestone}`),
                  at: format.instant(parcel.lastScan.at),
                })}
              </Text>
            )}
            {parcel.nextStep !== null && <Text as="p">{t(`nextStep.${parcel.nextStep}`)}</Text>}
          </>
        )}
        <Link url={`shopify://admin/orders/${ask.orderId}`} target="_top">
          {t('parcel.openOrder')}
        </Link>
        <Text as="p" tone="subdued">
          {t('asks.language', { language: format.language(ask.language) })}
        </Text>
        <Text as="p" tone="subdued">
          {t('asks.whereSeen')}
        </Text>
      </BlockStack>
    </Card>
  );
}
