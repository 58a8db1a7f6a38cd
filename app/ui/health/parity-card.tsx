import { BlockStack, DataTable, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { HealthView } from '#app/contracts/pages.ts';
import { useFormat } from '../screen-frame.tsx';
import { HealthCard } from './health-card.tsx';
import { CONDITION_OF, parityState } from './health-verdicts.ts';

type Parity = NonNullable<HealthView['parity']>;
const WORDS = {
  never: 'health.parityNever',
  equal: 'health.parityEqual',
  differs: 'health.parityDiffers',
} as const;

/** What Shopify counts beside what we hold, and by name whatever differs. */
export function ParityCard({ health }: { health: HealthView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const state = parityState(health);
  const { parity } = health;
  return (
    <HealthCard
      title={t('health.parityTitle')}
      condition={CONDITION_OF[state]}
      sentence={t(WORDS[state])}
      fact={
        parity === null
          ? undefined
          : t('health.parityTaken', { at: format.instant(parity.takenAt) })
      }
    >
      {parity !== null && (
        <BlockStack gap="400">
          <Counts parity={parity} />
          {parity.differences.length > 0 && <Differences differences={parity.differences} />}
        </BlockStack>
      )}
    </HealthCard>
  );
}

function Counts({ parity }: { parity: Parity }) {
  const { t } = useTranslation();
  const format = useFormat();
  const row = (name: string, theirs: number | null, ours: number) => [
    name,
    theirs === null ? t('common.unknown') : format.number(theirs),
    format.number(ours),
    theirs === null
      ? t('common.unknown')
      : theirs === ours
        ? t('health.parityNone')
        : format.number(ours - theirs),
  ];
  return (
    <DataTable
      columnContentTypes={['text', 'numeric', 'numeric', 'numeric']}
      headings={[
        t('health.parityColumnWhat'),
        t('health.parityColumnShopify'),
        t('health.parityColumnOurs'),
        t('health.parityColumnState'),
      ]}
      rows={[
        row(t('health.parityOrders'), parity.shopifyOrders, parity.ourOrders),
        row(t('health.parityFulfillments'), parity.shopifyFulfillments, parity.ourFulfillments),
        row(t('health.parityPolled'), parity.shopifyFulfillments, parity.polledFulfillments),
      ]}
    />
  );
}

const KINDS = ['order_missing_here', 'order_missing_at_shopify', 'fulfillments_differ'] as const;

function Differences({ differences }: { differences: Parity['differences'] }) {
  const { t } = useTranslation();
  const kindWords = (kind: string) => {
    const known = KINDS.find((name) => name === kind);
    return known === undefined
      ? t('health.differenceKinds.other', { kind })
      : t(`health.differenceKinds.${known}`);
  };
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {t('health.differencesTitle')}
      </Text>
      <DataTable
        columnContentTypes={['text', 'text', 'text']}
        headings={[
          t('health.differenceKind'),
          t('health.differenceName'),
          t('health.differenceId'),
        ]}
        rows={differences.map(({ kind, id, name }) => [kindWords(kind), name ?? '–', id])}
      />
    </BlockStack>
  );
}
