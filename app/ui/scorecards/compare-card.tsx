import { BlockStack, Card, InlineGrid, Select, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { laneText, type CompareView, type ScorecardsView } from '#app/contracts/scorecards.ts';
import type { ScoreLane, ScoreQuery } from '#app/contracts/scorecards.ts';
import { useFormat } from '../screen-frame.tsx';
import { FigureTable } from './figure-table.tsx';
import { compareSentences, dayWords, laneWords, perHundred } from './score-words.ts';

/** Two on one lane: in what they really differ, and in what they only seem to. */
export function CompareCard({
  view,
  change,
}: {
  view: ScorecardsView;
  change: (to: Partial<ScoreQuery>) => void;
}) {
  const { t } = useTranslation();
  const { compare } = view;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t('scorecards.compare.title')}
        </Text>
        {compare === null ? (
          <Text as="p" tone="subdued">
            {t('scorecards.compare.none')}
          </Text>
        ) : (
          <>
            <Choices view={view} compare={compare} change={change} />
            <Answer view={view} compare={compare} />
          </>
        )}
      </BlockStack>
    </Card>
  );
}

function Choices({
  view: { lanes, rows, query },
  compare,
  change,
}: {
  view: ScorecardsView;
  compare: CompareView;
  change: (to: Partial<ScoreQuery>) => void;
}) {
  const { t } = useTranslation();
  const comparable = lanes.filter(({ names }) => names.filter((name) => name !== '').length >= 2);
  const lane = comparable.find((each) => laneText(each) === laneText(compare.lane));
  const options = (other: string) =>
    (lane?.names ?? [])
      .filter((key) => key !== '' && key !== other)
      .map((key) => ({ value: key, label: nameOf(rows, key) }));
  const pick = (to: { first?: string; second?: string; compareLane?: ScoreLane }) =>
    change({
      compareLane: query.compareLane ?? compare.lane,
      first: compare.first,
      second: compare.second,
      ...to,
    });
  return (
    <InlineGrid columns={{ xs: 1, sm: 3 }} gap="300">
      <Select
        label={t('scorecards.lane')}
        options={comparable.map((each) => ({
          value: laneText(each),
          label: laneWords(each, t),
        }))}
        value={laneText(compare.lane)}
        onChange={(text) => {
          const chosen = comparable.find((each) => laneText(each) === text);
          if (chosen === undefined) return;
          pick({ compareLane: { origin: chosen.origin, destination: chosen.destination } });
        }}
      />
      <Select
        label={t('scorecards.compare.first')}
        options={options(compare.second)}
        value={compare.first}
        onChange={(first) => pick({ first })}
      />
      <Select
        label={t('scorecards.compare.second')}
        options={options(compare.first)}
        value={compare.second}
        onChange={(second) => pick({ second })}
      />
    </InlineGrid>
  );
}

function Answer({ view: { who, rows }, compare }: { view: ScorecardsView; compare: CompareView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = { t, format };
  const { comparison } = compare;
  const names = { first: nameOf(rows, compare.first), second: nameOf(rows, compare.second) };
  const sentences = compareSentences(compare, names, words);
  const figures = (side: 'a' | 'b') => [
    format.number(comparison.ended[side]),
    comparison.days === null ? t('scorecards.noFigure') : dayWords(comparison.days[side], words),
    comparison.onTime === null
      ? t('scorecards.noFigure')
      : t('scorecards.ofHundred', { number: perHundred(comparison.onTime[side], 1, format) }),
  ];
  return (
    <BlockStack gap="300">
      <BlockStack gap="100">
        <Text as="p" fontWeight="semibold">
          {sentences.days}
        </Text>
        <Text as="p">{sentences.promises}</Text>
      </BlockStack>
      <FigureTable
        caption={t('scorecards.compare.title')}
        nameTitle={t(`scorecards.column.${who}`)}
        columns={[
          t('scorecards.chart.counted'),
          t('scorecards.compare.median', { step: t(`scorecards.step.${compare.step}`) }),
          t('scorecards.column.onTime'),
        ]}
        rows={[
          { key: compare.first, name: names.first, figures: figures('a') },
          { key: compare.second, name: names.second, figures: figures('b') },
        ]}
      />
      <Text as="p" variant="bodySm" tone="subdued">
        {t('scorecards.compare.method')}
      </Text>
    </BlockStack>
  );
}

function nameOf(rows: ScorecardsView['rows'], key: string): string {
  return rows.find((row) => row.key === key)?.name ?? key;
}
