import { BlockStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ScoreRow } from '#app/contracts/scorecards.ts';
import { useFormat } from '../screen-frame.tsx';
import { habitWords, perHundred } from './score-words.ts';

/** Silence, alarms, stops, numbers, promises and money of one carrier or supplier, in sentences. */
export function ScoreFacts({ row }: { row: ScoreRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const sentences = useSentences(row);
  return (
    <BlockStack gap="100">
      {row.habits.map((habit) => (
        <Text key={habit.kind} as="p" tone="caution">
          {habitWords(habit, { t, format })}
        </Text>
      ))}
      {sentences.map((sentence) => (
        <Text key={sentence} as="p">
          {sentence}
        </Text>
      ))}
    </BlockStack>
  );
}

function useSentences(row: ScoreRow): string[] {
  const { t } = useTranslation();
  const format = useFormat();
  const number = (count: number) => ({ count, number: format.number(count) });
  const money = (amounts: ScoreRow['trouble']) =>
    format.list(amounts.map((amount) => format.money(amount)));
  const silent = t('scorecards.detail.silent', {
    ...number(row.silent),
    rate: perHundred(row.silent, row.parcels, format),
  });
  const { promises, incidents } = row;
  return [
    row.silent === 0
      ? silent
      : t('common.sentences', {
          first: silent,
          second: t('scorecards.detail.moved', { moved: format.number(row.movedAgain) }),
        }),
    t('scorecards.detail.flagged', number(row.flagged)),
    ...(incidents === null ? [] : [t('scorecards.detail.incidents', number(incidents))]),
    t('scorecards.detail.numbers', {
      late: format.number(row.numberLate),
      early: format.number(row.numberEarly),
      wrong: format.number(row.wrongNumber),
    }),
    ...(promises.of === 0
      ? []
      : [
          t('scorecards.detail.onTime', {
            kept: format.number(promises.kept),
            of: format.number(promises.of),
          }),
        ]),
    ...(row.trouble.length === 0
      ? []
      : [t('scorecards.detail.trouble', { money: money(row.trouble) })]),
    ...(row.lost.length === 0 ? [] : [t('scorecards.detail.lost', { money: money(row.lost) })]),
  ];
}
