import { BlockStack, Box, Button, Card, DataTable, InlineStack, Text } from '@shopify/polaris';
import { lazy, Suspense, useId, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { HomeView } from '#app/contracts/pages.ts';
import { useFormat } from '../screen-frame.tsx';
import { TREND_HEIGHT_PX } from './trend-size.ts';

const TrendCanvas = lazy(async () => ({
  default: (await import('./trend-canvas.tsx')).TrendCanvas,
}));

/** Thirty days in one message, a chart, and on demand the same numbers as a table. */
export function TrendCard({ trend }: { trend: HomeView['trend'] }) {
  const { t } = useTranslation();
  const [isTable, setTable] = useState(false);
  const tableId = useId();
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
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {message}
          </Text>
          <Button
            variant="plain"
            ariaExpanded={isTable}
            ariaControls={tableId}
            onClick={() => setTable(!isTable)}
          >
            {t(isTable ? 'common.hideTable' : 'common.showTable')}
          </Button>
        </InlineStack>
        <TrendPicture trend={trend} />
        <div id={tableId}>{isTable && <TrendTable trend={trend} />}</div>
      </BlockStack>
    </Card>
  );
}

/** The chart is drawn in the browser alone; its place is kept from the first paint on, so that nothing moves. */
function TrendPicture({ trend }: { trend: HomeView['trend'] }) {
  const { t } = useTranslation();
  const isInBrowser = useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  );
  return (
    <div style={{ height: TREND_HEIGHT_PX }} role="img" aria-label={t('home.trendChartLabel')}>
      {isInBrowser && (
        <Suspense>
          <TrendCanvas trend={trend} />
        </Suspense>
      )}
    </div>
  );
}

const neverChanges = () => () => {};

function TrendTable({ trend }: { trend: HomeView['trend'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Box>
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
    </Box>
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
