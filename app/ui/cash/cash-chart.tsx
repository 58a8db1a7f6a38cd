import { BlockStack, Card, Text } from '@shopify/polaris';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import type { CashForecast } from '#app/domain/cash/cash-forecast.ts';
import { ChartWithTable } from '../chart-with-table.tsx';
import { FigureTable } from '../scorecards/figure-table.tsx';
import { useFormat } from '../screen-frame.tsx';
import { BALANCE_HEIGHT_PX, FLOWS_HEIGHT_PX } from './cash-chart-size.ts';
import { chartTitle } from './cash-sentence.ts';

const CashChartCanvas = lazy(async () => ({
  default: (await import('./cash-chart-canvas.tsx')).CashChartCanvas,
}));

/** 13 weeks of cash: its message, the line with its band and what comes in and goes out, and the same as a table. */
export function CashChart({
  forecast,
  missing,
}: {
  forecast: CashForecast;
  /** What is too large to be left out unsaid. */
  missing: readonly string[];
}) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Card>
      <BlockStack gap="200">
        <ChartWithTable
          title={chartTitle(forecast, { missing, words: { t, format } })}
          label={t('cash.chart.label')}
          heightPx={BALANCE_HEIGHT_PX + FLOWS_HEIGHT_PX}
          chart={<CashChartCanvas forecast={forecast} />}
          table={<WeekTable forecast={forecast} />}
        />
        <Text as="p" variant="bodySm" tone="subdued">
          {t('cash.chart.note')}
        </Text>
      </BlockStack>
    </Card>
  );
}

function WeekTable({ forecast: { weeks, currency } }: { forecast: CashForecast }) {
  const { t } = useTranslation();
  const format = useFormat();
  const money = (minor: number) => format.roundMoney([{ minor, currency }]);
  return (
    <FigureTable
      caption={t('cash.chart.label')}
      nameTitle={t('cash.chart.week')}
      columns={[
        t('cash.chart.in'),
        t('cash.chart.out'),
        t('cash.chart.low'),
        t('cash.chart.medianShort'),
        t('cash.chart.high'),
      ]}
      rows={weeks.map(({ from, inMinor, outMinor, closing }) => ({
        key: from,
        name: format.date(from),
        figures: [inMinor, outMinor, closing.p10, closing.p50, closing.p90].map(money),
      }))}
    />
  );
}
