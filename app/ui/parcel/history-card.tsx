import { BlockStack, Card, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ParcelView } from '#app/contracts/pages.ts';
import { Instant } from '../instant.tsx';

type Change = ParcelView['changes'][number];

/** Each change of the verdict and why, newest first: a flag that cleared says what cleared it. */
export function HistoryCard({ changes }: { changes: readonly Change[] }) {
  const { t } = useTranslation();
  const newestFirst = changes.toSorted((one, other) =>
    other.changedAt.localeCompare(one.changedAt),
  );
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t('parcel.historyTitle')}
        </Text>
        {newestFirst.length === 0 && (
          <Text as="p" tone="subdued">
            {t('parcel.historyEmpty')}
          </Text>
        )}
        {newestFirst.map((change) => (
          <Line key={`${change.changedAt}-${change.from}-${change.to}`} change={change} />
        ))}
      </BlockStack>
    </Card>
  );
}

function Line({ change }: { change: Change }) {
  const { t } = useTranslation();
  const to = t(`verdict.${change.to}`);
  return (
    <BlockStack gap="050">
      <Text as="span" fontWeight="medium">
        {change.from === 'unassessed'
          ? t('parcel.historyFirst', { to })
          : t('parcel.historyLine', { from: t(`verdict.${change.from}`), to })}
      </Text>
      <Text as="span" variant="bodySm">
        {t('common.sentences', {
          first: t(`parcel.trigger.${change.trigger}`),
          second: t(`cause.${change.cause}`),
        })}
      </Text>
      <Text as="span" tone="subdued" variant="bodySm">
        <Instant at={change.changedAt} />
      </Text>
    </BlockStack>
  );
}
