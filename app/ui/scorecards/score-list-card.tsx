import { Badge, BlockStack, Card, InlineStack, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ScoreQuery, ScoreRow } from '#app/contracts/scorecards.ts';
import type { Scored } from '#app/domain/scorecards/score-cell.ts';
import { FEWEST_RANKED_PARCELS, RANKING_WEIGHT_PARCELS } from '#app/domain/scorecards/ranking.ts';
import { MoneyText } from '../money-text.tsx';
import { useFormat } from '../screen-frame.tsx';
import { FigureTable } from './figure-table.tsx';
import { dayWords, habitWords, nameWords, perHundred } from './score-words.ts';
import { scoreAddress } from './use-score-query.ts';

/** Everybody by problems, each with the figures that tell most and, where there is one, a habit in words. */
export function ScoreListCard({
  who,
  query,
  rows,
}: {
  who: Scored;
  query: ScoreQuery;
  rows: readonly ScoreRow[];
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const columns = [
    ...(['parcels', 'problems', 'silent', 'onTime'] as const).map((column) =>
      t(`scorecards.column.${column}`),
    ),
    t('scorecards.compare.median', { step: t(`scorecards.step.${query.step}`) }),
    t('scorecards.column.trouble'),
  ];
  const figures = (row: ScoreRow) => {
    const { parcels, problems, silent, promises, trouble, percentiles } = row;
    return [
      format.number(parcels),
      perHundred(problems, parcels, format),
      perHundred(silent, parcels, format),
      promises.of === 0
        ? t('scorecards.noFigure')
        : t('scorecards.ofHundred', { number: perHundred(promises.kept, promises.of, format) }),
      percentiles === null ? t('scorecards.noFigure') : dayWords(percentiles.p50, { t, format }),
      trouble.length === 0 ? format.number(0) : <MoneyText key="trouble" amounts={trouble} />,
    ];
  };
  const isOnlyUnknown = rows.every(({ key }) => key === '');
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t(`scorecards.listTitle.${who}`)}
        </Text>
        <FigureTable
          caption={t(`scorecards.listTitle.${who}`)}
          nameTitle={t(`scorecards.column.${who}`)}
          columns={columns}
          rows={rows.map((row) => ({
            key: row.key,
            name: <ScoreName who={who} query={query} row={row} />,
            figures: figures(row),
            isChosen: row.key === query.name,
            ...noteOf(row),
          }))}
        />
        <BlockStack gap="100">
          <Text as="p" variant="bodySm" tone="subdued">
            {t(`scorecards.problemIs.${who}`)}
          </Text>
          <Text as="p" variant="bodySm" tone="subdued">
            {t('scorecards.ranked', {
              weight: format.number(RANKING_WEIGHT_PARCELS),
              least: format.number(FEWEST_RANKED_PARCELS),
            })}
          </Text>
        </BlockStack>
      </BlockStack>
    </Card>
  );

  function noteOf(row: ScoreRow) {
    if (row.key === '' && isOnlyUnknown) return { note: t(`scorecards.unknownHint.${who}`) };
    if (row.habits.length === 0) return {};
    return {
      note: row.habits.map((habit) => (
        <Text key={habit.kind} as="p">
          {habitWords(habit, { t, format })}
        </Text>
      )),
    };
  }
}

function ScoreName({ who, query, row }: { who: Scored; query: ScoreQuery; row: ScoreRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = nameWords(who, row, t);
  return (
    <InlineStack gap="200" blockAlign="center">
      {row.rank !== null && (
        <Text as="span" tone="subdued" numeric>
          <Text as="span" visuallyHidden>
            {t('scorecards.column.rank')}{' '}
          </Text>
          {format.number(row.rank)}
        </Text>
      )}
      <Link
        url={scoreAddress(who, { ...query, name: row.key })}
        accessibilityLabel={t('scorecards.open', { name })}
        removeUnderline
      >
        <Text as="span" fontWeight="semibold" breakWord>
          {name}
        </Text>
      </Link>
      {row.habits.map(({ kind }) => (
        <Badge key={kind} tone="warning">
          {t(`scorecards.habit.${kind}.badge`)}
        </Badge>
      ))}
    </InlineStack>
  );
}
