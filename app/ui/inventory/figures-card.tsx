import { Card, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { VariantView } from '#app/contracts/inventory.ts';
import type { StockedPlan } from '#app/domain/inventory/variant-plan.ts';
import type { Money } from '#app/domain/shared/money.ts';
import { useFormat } from '../screen-frame.tsx';
import { perWeek } from './cell-words.ts';
import { FactList, Titled, type Fact } from './fact-list.tsx';
import { chanceWords, coverWords, incomingOf, type Words } from './plan-words.ts';

/** The figures behind the advice. */
export function FiguresCard({ view }: { view: VariantView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = { t, format };
  const { plan, category } = view.plan;
  const named = category === '' ? t('inventory.noCategory') : category;
  const facts = [
    ...(plan.kind === 'stocked'
      ? stockedFacts(plan, words)
      : [{ name: t('inventory.column.demand'), value: perWeek(plan.weeklyDemand, words) }]),
    { name: t('inventory.figures.price'), value: moneyWords(view.price, words) },
    { name: t('inventory.figures.cost'), value: moneyWords(view.cost, words) },
    { name: t('inventory.filter.category'), value: named },
  ];
  return (
    <Card>
      <Titled title={t('inventory.figures.title')}>
        <FactList facts={facts} />
        {plan.kind === 'stocked' && plan.pooled !== null && (
          <Text as="p" tone="subdued" variant="bodySm">
            {t(`inventory.pooled.${plan.pooled}`, { category: named })}
          </Text>
        )}
      </Titled>
    </Card>
  );
}

function stockedFacts(plan: StockedPlan, words: Words): Fact[] {
  const { t, format } = words;
  return [
    { name: t('inventory.column.onHand'), value: format.number(plan.onHand) },
    ...(plan.owed > 0
      ? [{ name: t('inventory.column.owed'), value: format.number(plan.owed) }]
      : []),
    {
      name: t('inventory.column.incoming'),
      value: format.number(incomingOf(plan.incoming).quantity),
    },
    { name: t('inventory.column.demand'), value: perWeek(plan.weeklyDemand, words) },
    { name: t('inventory.column.cover'), value: coverWords(plan.coverDays, words) },
    { name: t('inventory.figures.method'), value: t(`inventory.method.${plan.method}`) },
    { name: t('inventory.figures.service'), value: chanceWords(plan.serviceLevel, words) },
    { name: t('inventory.column.tiedUp'), value: moneyWords(plan.tiedUp, words) },
  ];
}

function moneyWords(amount: Money | null, { t, format }: Words): string {
  return amount === null ? t('inventory.notKnown') : format.money(amount);
}
