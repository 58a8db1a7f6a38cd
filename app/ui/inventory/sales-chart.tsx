import { BlockStack, Card, Text } from '@shopify/polaris';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import type { DemandHistory } from '#app/domain/inventory/demand-forecast.ts';
import { ChartWithTable } from '../chart-with-table.tsx';
import { FigureTable } from '../scorecards/figure-table.tsx';
import { useFormat } from '../screen-frame.tsx';
import { salesWeeks, type SalesWeek } from './sales-weeks.ts';
import { SALES_CHART_HEIGHT_PX } from './stock-chart-size.ts';

const SalesChartCanvas = lazy(async () => ({
  default: (await import('./sales-chart-canvas.tsx')).SalesChartCanvas,
}));

const MOST_WEEKS = 52;

/** What sold week by week, with the weeks out of stock marked as missing: message, picture, and a table. */
export function SalesChart({ history }: { history: DemandHistory }) {
  const { t } = useTranslation();
  const format = useFormat();
  const weeks = salesWeeks(history, MOST_WEEKS);
  if (weeks.length === 0)
    return (
      <Card>
        <BlockStack gap="200">
          <Text as="h2" variant="headingMd">
            {t('inventory.sales.heading')}
          </Text>
          <Text as="p" tone="subdued">
            {t('inventory.sales.none')}
          </Text>
        </BlockStack>
      </Card>
    );
  const sold = weeks.reduce((sum, { units }) => sum + (units ?? 0), 0);
  const missing = weeks.filter(({ units }) => units === null).length;
  const facts = {
    count: sold,
    number: format.number(sold),
    weeks: format.number(weeks.length),
  };
  const title =
    missing === 0
      ? t('inventory.sales.title', facts)
      : t('inventory.sales.titleMissing', { ...facts, missing: format.number(missing) });
  return (
    <Card>
      <ChartWithTable
        title={title}
        label={t('inventory.sales.label')}
        heightPx={SALES_CHART_HEIGHT_PX}
        chart={<SalesChartCanvas weeks={weeks} />}
        table={<SalesTable weeks={weeks} />}
      />
    </Card>
  );
}

function SalesTable({ weeks }: { weeks: readonly SalesWeek[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <FigureTable
      caption={t('inventory.sales.label')}
      nameTitle={t('inventory.sales.week')}
      columns={[t('inventory.sales.units'), t('inventory.sales.inStock')]}
      rows={weeks.toReversed().map(({ from, units, inStock }) => ({
        key: from,
        name: format.date(from),
        figures: [
          units === null ? t('inventory.sales.missing') : format.number(units),
          format.percent(inStock),
        ],
      }))}
    />
  );
}
