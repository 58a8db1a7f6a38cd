import { BlockStack, Card, InlineGrid, Select, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ScoreQuery, ScoreRow } from '#app/contracts/scorecards.ts';
import { STEPS, type Step } from '#app/domain/scorecards/parcel-score.ts';
import type { Scored } from '#app/domain/scorecards/score-cell.ts';
import { ChartWithTable } from '../chart-with-table.tsx';
import { useFormat } from '../screen-frame.tsx';
import { FigureTable } from './figure-table.tsx';
import { RangeChart, rangeChartHeight, type Range } from './range-chart.tsx';
import { dayWords, FEWEST_COMPARED, nameWords } from './score-words.ts';

/** More bars than these nobody compares; the table has all. */
const MOST_BARS = 8;

/** How long one step takes with each: a message, a picture, and the same figures as a table. */
export function RangeCard({
  who,
  step,
  rows,
  change,
}: {
  who: Scored;
  step: Step;
  rows: readonly ScoreRow[];
  change: (to: Partial<ScoreQuery>) => void;
}) {
  const { t } = useTranslation();
  const ranges = rangesOf(rows, (row) => nameWords(who, row, t));
  const drawn = ranges.slice(0, MOST_BARS);
  const title = useChartTitle(step, ranges);
  return (
    <Card>
      <BlockStack gap="300">
        <InlineGrid columns={{ xs: 1, sm: 2, md: 3 }}>
          <Select
            label={t('scorecards.chart.choose')}
            options={STEPS.map((each) => ({ value: each, label: t(`scorecards.step.${each}`) }))}
            value={step}
            onChange={(chosen) => change({ step: STEPS.find((each) => each === chosen) ?? step })}
          />
        </InlineGrid>
        {drawn.length === 0 ? (
          <BlockStack gap="200">
            <Text as="h2" variant="headingMd">
              {title}
            </Text>
            <Text as="p" tone="subdued">
              {t('scorecards.chart.none', { least: FEWEST_COMPARED })}
            </Text>
          </BlockStack>
        ) : (
          <>
            <ChartWithTable
              title={title}
              label={t('scorecards.chart.label')}
              heightPx={rangeChartHeight(drawn.length)}
              chart={<RangeChart ranges={drawn} />}
              table={<RangeTable who={who} step={step} ranges={ranges} />}
            />
            <Text as="p" variant="bodySm" tone="subdued">
              {t('scorecards.chart.legend')}
            </Text>
          </>
        )}
      </BlockStack>
    </Card>
  );
}

function RangeTable({
  who,
  step,
  ranges,
}: {
  who: Scored;
  step: Step;
  ranges: readonly (Range & { count: number })[];
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = { t, format };
  return (
    <FigureTable
      caption={t(`scorecards.step.${step}`)}
      nameTitle={t(`scorecards.column.${who}`)}
      columns={(['counted', 'p10', 'p50', 'p90'] as const).map((column) =>
        t(`scorecards.chart.${column}`),
      )}
      rows={ranges.map(({ key, name, count, p10, p50, p90 }) => ({
        key,
        name,
        figures: [format.number(count), ...[p10, p50, p90].map((days) => dayWords(days, words))],
      }))}
    />
  );
}

/** The quickest first; those with too few are left out. */
function rangesOf(
  rows: readonly ScoreRow[],
  nameOf: (row: ScoreRow) => string,
): (Range & { count: number })[] {
  return rows
    .flatMap((row) => {
      const { percentiles: figures } = row;
      return figures === null || figures.count < FEWEST_COMPARED
        ? []
        : [{ key: row.key, name: nameOf(row), ...figures }];
    })
    .sort((a, b) => a.p50 - b.p50);
}

function useChartTitle(step: Step, ranges: readonly Range[]): string {
  const { t } = useTranslation();
  const format = useFormat();
  const words = { t, format };
  const best = ranges.at(0);
  const worst = ranges.at(-1);
  const facts = { step: t(`scorecards.step.${step}`) };
  if (best === undefined || worst === undefined) return t('scorecards.chart.titleNone', facts);
  const fast = dayWords(best.p50, words);
  return best === worst
    ? t('scorecards.chart.titleAlone', { ...facts, best: best.name, fast })
    : t('scorecards.chart.title', {
        ...facts,
        best: best.name,
        fast,
        worst: worst.name,
        slow: dayWords(worst.p50, words),
      });
}
