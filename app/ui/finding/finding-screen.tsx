import { BlockStack, InlineStack, Layout, Page, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { FindingView } from '#app/contracts/finding-detail.ts';
import { EvidenceCard } from '../parcel/evidence-card.tsx';
import { useLivePage } from '../use-live-page.ts';
import { AttestCard } from './attest-card.tsx';
import { ClockCard } from './clock-card.tsx';
import { ExceptionsCard } from './exceptions-card.tsx';
import { FiguresCard } from './figures-card.tsx';
import { FindingBadges } from './finding-badges.tsx';
import { FindingHistoryCard } from './finding-history-card.tsx';
import { NoticesCard } from './notices-card.tsx';
import { RemedyCard } from './remedy-card.tsx';
import { ResultLine } from './result-line.tsx';
import { SourceCard } from './source-card.tsx';
import { TraceCard } from './trace-card.tsx';
import { useFindingActions } from './use-finding-actions.ts';
import { WhatCard } from './what-card.tsx';

/** What is wrong, what happens if nothing is done, what to do, what it rests on, when it would not apply. */
export function FindingScreen({ finding, list }: { finding: FindingView; list: string }) {
  const { t } = useTranslation();
  const { act, result, isActing } = useFindingActions(finding.id);
  const deed = { act, isActing };
  useLivePage();
  return (
    <Page
      title={finding.rule.title}
      titleMetadata={<FindingBadges finding={finding} />}
      backAction={{ content: t('finding.back'), url: `/app/compliance${list}` }}
    >
      <BlockStack gap="400">
        <InlineStack gap="200">
          <Text as="p" tone="subdued" breakWord>
            {t('common.beside', { first: finding.subject.label, second: finding.rule.id })}
          </Text>
        </InlineStack>
        <ResultLine result={result} />
        <Layout>
          <Layout.Section>
            <BlockStack gap="400">
              <WhatCard finding={finding} />
              <RemedyCard finding={finding} {...deed} />
              {finding.subject.kind === 'dispute' && finding.subject.orderId !== null && (
                <EvidenceCard orderId={finding.subject.orderId} orderName={finding.subject.label} />
              )}
              {finding.notices !== null && (
                <NoticesCard notices={finding.notices} {...deed} result={result} />
              )}
              {finding.attestations.length > 0 && (
                <AttestCard attestations={finding.attestations} {...deed} result={result} />
              )}
              <TraceCard finding={finding} />
            </BlockStack>
          </Layout.Section>
          <Layout.Section variant="oneThird">
            <BlockStack gap="400">
              <ClockCard finding={finding} />
              <SourceCard rule={finding.rule} />
              <ExceptionsCard exceptions={finding.exceptions} />
              <FiguresCard params={finding.params} />
              <FindingHistoryCard finding={finding} />
            </BlockStack>
          </Layout.Section>
        </Layout>
      </BlockStack>
    </Page>
  );
}
