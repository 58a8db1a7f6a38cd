import { BlockStack, Card, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { FindingView } from '#app/contracts/finding-detail.ts';
import { Instant } from '../instant.tsx';

const KINDS = [
  'found',
  'turned',
  'cured',
  'reopened',
  'suppressed',
  'unsuppressed',
  'assigned',
  'unassigned',
  'fix_asked',
  'fixed',
  'fix_failed',
  'fix_undo_asked',
  'fix_undone',
  'attested',
  'attestation_withdrawn',
  'notice_recorded',
  'notice_answered',
  'notice_removed',
] as const;

/** What happened to the finding, newest first. */
export function FindingHistoryCard({ finding }: { finding: FindingView }) {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t('finding.historyTitle')}
        </Text>
        {finding.events.map((event) => {
          const kind = KINDS.find((one) => one === event.kind);
          return (
            <BlockStack key={`${event.at} ${event.kind}`} gap="050">
              <Text as="span">{kind === undefined ? event.kind : t(`finding.event.${kind}`)}</Text>
              <Text as="span" tone="subdued" variant="bodySm">
                <Instant at={event.at} />
              </Text>
            </BlockStack>
          );
        })}
        <Text as="p" tone="subdued" variant="bodySm">
          {t('finding.firstSeen')} <Instant at={finding.firstSeenAt} />
        </Text>
      </BlockStack>
    </Card>
  );
}
