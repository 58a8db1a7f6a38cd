import { Card, Text, BlockStack } from '@shopify/polaris';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import type { StockedPlan } from '#app/domain/inventory/variant-plan.ts';
import { ChartWithTable } from '../chart-with-table.tsx';
import { FigureTable } from '../scorecards/figure-table.tsx';
import { useFormat } from '../screen-frame.tsx';
import { rangeWords } from './plan-words.ts';
import { STOCK_CHART_HEIGHT_PX } from './stock-chart-size.ts';
import { stockCourse, type StockDay } from './stock-course.ts';

const StockChartCanvas = lazy(async () => ({
  default: (await import('./stock-chart-canvas.tsx')).StockChartCanvas,
}));

/** How the stock falls to its stock-out day, with what is on its way as steps: message, picture, and a table. */
export function StockChart({ plan, today }: { plan: StockedPlan; today: string }) {
  const { t } = useTranslation();
  const course = stockCourse(plan, today);
  const title = useTitle(plan);
  return (
    <Card>
      <BlockStack gap="200">
        <ChartWithTable
          title={title}
          label={t('inventory.chart.label')}
          heightPx={STOCK_CHART_HEIGHT_PX}
          chart={
            <StockChartCanvas
              course={course}
              stockOutOn={plan.stockOutOn.p50}
              orderByOn={plan.orderByOn}
            />
          }
          table={<CourseTable course={course} plan={plan} />}
        />
        <Text as="p" variant="bodySm" tone="subdued">
          {t('inventory.chart.note')}
        </Text>
      </BlockStack>
    </Card>
  );
}

function useTitle({ stockOutOn }: StockedPlan): string {
  const { t } = useTranslation();
  const format = useFormat();
  const range = rangeWords(stockOutOn, { t, format });
  if (range === null) return t('inventory.chart.titleLasts');
  return stockOutOn.p50 === null
    ? t('inventory.chart.titlePerhaps', { range })
    : t('inventory.chart.title', { date: format.date(stockOutOn.p50), range });
}

const DAYS_A_ROW = 7;

/** A row a week, and one for each day on which something comes or the stock is at its end. */
function CourseTable({ course, plan }: { course: readonly StockDay[]; plan: StockedPlan }) {
  const { t } = useTranslation();
  const format = useFormat();
  const named = new Set(
    [plan.stockOutOn.p50, ...plan.incoming.map(({ arrivesOn }) => arrivesOn.p50)].filter(
      (on) => on !== null,
    ),
  );
  const pieces = (count: number) => format.number(Math.round(count));
  return (
    <FigureTable
      caption={t('inventory.chart.label')}
      nameTitle={t('inventory.chart.day')}
      columns={[
        t('inventory.chart.low'),
        t('inventory.chart.medianShort'),
        t('inventory.chart.high'),
      ]}
      rows={course
        .filter(({ on }, index) => index % DAYS_A_ROW === 0 || named.has(on))
        .map(({ on, low, median, high }) => ({
          key: on,
          name: format.date(on),
          figures: [pieces(low), pieces(median), pieces(high)],
        }))}
    />
  );
}
