import { BlockStack, Card, DataTable, Text } from '@shopify/polaris';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import type { HomeView } from '#app/contracts/pages.ts';
import { ChartWithTable } from '../chart-with-table.tsx';
import { useFormat } from '../screen-frame.tsx';
import { TREND_HEIGHT_PX } from './trend-size.ts';

const TrendCanvas = lazy(async () => ({
  default: (await import('./trend-canvas.tsx')).TrendCanvas,
}));

/** Thirty days in one message, a chart, and on demand the same numbers as a table. */
export function TrendCard({ trend }: { trend: HomeView['trend'] }) {
  const { t } = useTranslation();
  const message = useTrendMessage(trend);
  if (message === null) {
    return (
      <Card>
        <BlockStack gap="200">
          <Text as="h2" variant="headingMd">
            {t('home.trendHeading')}
          </Text>
          <Text as="p" tone="subdued">
            {t('home.trendWaiting')}
          </Text>
        </BlockStack>
      </Card>
    );
  }
  return (
    <Card>
      <ChartWithTable
        title={message}
        label={t('home.trendChartLabel')}
        heightPx={TREND_HEIGHT_PX}
        chart={<TrendCanvas trend={trend} />}
        table={<TrendTable trend={trend} />}
      />
    </Card>
  );
}

function TrendTable({ trend }: { trend: HomeView['trend'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <DataTable
      columnContentTypes={['text', 'numeric', 'numeric', 'numeric']}
      headings={[
        t('home.trendDay'),
        t('home.trendOpen'),
        t('home.trendEntered'),
        t('home.trendCleared'),
      ]}
      rows={trend
        .toReversed()
        .map((day) => [
          format.date(day.dayOn),
          format.number(day.open),
          format.number(day.entered),
          format.number(day.cleared),
        ])}
    />
  );
}

/** The chart's one message: how many are in trouble, and whether more or fewer than at its start; null below two days. */
function useTrendMessage(trend: HomeView['trend']): string | null {
  const { t } = useTranslation();
  const format = useFormat();
  const first = trend[0];
  const last = trend.at(-1);
  if (first === undefined || last === undefined || trend.length < 2) return null;
  const change = last.open - first.open;
  const days = Math.round((Date.parse(last.dayOn) - Date.parse(first.dayOn)) / DAY_MS);
  const facts = {
    count: last.open,
    number: format.number(last.open),
    change: format.number(Math.abs(change)),
    days: format.number(days),
  };
  if (change > 0) return t('home.trendTitleMore', facts);
  return change < 0 ? t('home.trendTitleFewer', facts) : t('home.trendTitleSame', facts);
}

const DAY_MS = 86_400_000;
