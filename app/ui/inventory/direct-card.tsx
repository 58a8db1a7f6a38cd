import { BlockStack, Card, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { DirectPlan } from '#app/domain/inventory/variant-plan.ts';
import { useFormat } from '../screen-frame.tsx';
import { delayWords } from './cell-words.ts';
import { FactList, Titled } from './fact-list.tsx';
import { chanceWords } from './plan-words.ts';

/** What stands for a reorder point where the supplier ships to the buyer: days to the door, its delay, what is promised. */
export function DirectCard({ plan: { toDoor, delayDays, open } }: { plan: DirectPlan }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = { t, format };
  const days = (count: number) =>
    t('inventory.days', { count: Math.round(count), number: format.number(Math.round(count)) });
  return (
    <Card>
      <Titled title={t('inventory.direct.title')}>
        <FactList
          facts={[
            ...(toDoor === null
              ? []
              : [
                  { name: t('inventory.direct.fast'), value: days(toDoor.p10) },
                  { name: t('inventory.direct.usual'), value: days(toDoor.p50) },
                  { name: t('inventory.direct.slow'), value: days(toDoor.p90) },
                ]),
            { name: t('inventory.column.delay'), value: delayWords(delayDays, words).text },
            { name: t('inventory.column.open'), value: format.number(open.units) },
            { name: t('inventory.column.openValue'), value: format.money(open.value) },
            {
              name: t('inventory.column.lateRisk'),
              value:
                open.lateRisk === null
                  ? t('inventory.notKnown')
                  : chanceWords(open.lateRisk, words),
            },
          ]}
        />
        <BlockStack gap="100">
          <Text as="p" variant="bodySm" tone="subdued">
            {toDoor === null
              ? t('inventory.direct.tooFew')
              : t('inventory.direct.rests', {
                  count: toDoor.parcels,
                  number: format.number(toDoor.parcels),
                })}
          </Text>
        </BlockStack>
      </Titled>
    </Card>
  );
}
