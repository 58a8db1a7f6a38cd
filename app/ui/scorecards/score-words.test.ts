import { describe, expect, test } from 'vitest';
import type { CompareView, ScoreRow } from '#app/contracts/scorecards.ts';
import { createI18n } from '#app/i18n/i18n.ts';
import { createFormat } from '../format.ts';
import { axisFor } from './range-chart.tsx';
import {
  compareSentences,
  dayWords,
  habitWords,
  perHundred,
  scoreSentence,
} from './score-words.ts';

const { t } = createI18n('en');
const format = createFormat({
  language: 'en',
  timeZone: 'Europe/Berlin',
  currency: 'EUR',
  now: '2026-11-27T09:00:00Z',
});
const words = { t, format };

test.each([
  [0, '1 hour'],
  [0.2, '5 hours'],
  [0.99, '24 hours'],
  [1, '1 day'],
  [1.84, '1.8 days'],
  [9.96, '10 days'],
  [23.4, '23 days'],
])('%d days are said as "%s"', (days, said) => {
  expect(dayWords(days, words)).toBe(said);
});

test.each([
  [1, 12, '8.3'],
  [1, 3, '33'],
  [0, 0, '0'],
])('%d of %d are %s of a hundred', (count, of, said) => {
  expect(perHundred(count, of, format)).toBe(said);
});

function row(change: Partial<ScoreRow>): ScoreRow {
  return {
    key: 'yunexpress',
    name: 'YunExpress',
    rank: 1,
    parcels: 100,
    problems: 4,
    silent: 0,
    movedAgain: 0,
    firstScanLate: 0,
    flagged: 0,
    numberLate: 0,
    numberEarly: 0,
    wrongNumber: 0,
    promises: { kept: 0, of: 0 },
    outcomes: { delivered: 100, on_way: 0, unknown: 0, returned: 0, refunded: 0, lost: 0 },
    percentiles: null,
    trouble: [],
    lost: [],
    habits: [],
    incidents: 0,
    ...change,
  };
}

describe('the first line', () => {
  const post = row({ key: 'china-post', name: 'China Post', problems: 20 });
  const differs = (best: number, worst: number) => ({
    kind: 'differs' as const,
    best: { name: 'YunExpress', kept: best, of: 100 },
    worst: { name: 'China Post', kept: worst, of: 100 },
  });
  test.each([
    [
      'says who keeps their word and who does not',
      differs(94, 61),
      'YunExpress keeps its word: 94 of 100 parcels came by the promised date. China Post does not: 61 of 100.',
    ],
    [
      'is milder where the worst keeps it four times in five',
      differs(94, 80),
      'YunExpress keeps its word most often: 94 of 100 parcels came by the promised date. China Post least often: 80 of 100.',
    ],
    [
      'says that nobody stands out',
      { kind: 'alike' as const, kept: 88, of: 100 },
      'No carrier stands out: 88 of 100 parcels came by the promised date, whoever carried them.',
    ],
    [
      'falls back on problems while too little was promised',
      null,
      'Too few dates were promised to tell who keeps their word. Fewest problems: YunExpress, 4 per 100 parcels. Most: China Post, 20 per 100.',
    ],
  ])('%s', (_, word, said) => {
    expect(scoreSentence({ who: 'carrier', rows: [post, row({})], word }, words)).toBe(said);
  });

  test('names the suppliers whose numbers say less than they seem to, before anything else', () => {
    const habit = (kind: 'number_early' | 'number_late') => [
      { kind, count: 30, of: 100, slowDays: 6 },
    ];
    const rows = [
      row({ key: 'a', name: 'Alpha', habits: habit('number_early') }),
      row({ key: 'b', name: 'Beta', habits: habit('number_early') }),
      row({ key: 'c', name: 'Gamma', habits: habit('number_late') }),
      row({ key: 'd', name: 'Delta' }),
    ];
    expect(scoreSentence({ who: 'supplier', rows, word: null }, words)).toBe(
      'Alpha and Beta upload numbers before the parcels exist. Gamma uploads numbers late. Delta does neither.',
    );
  });

  test('says that nobody can be judged when nobody is known', () => {
    const unknown = row({ key: '', name: '', rank: null });
    expect(scoreSentence({ who: 'supplier', rows: [unknown], word: null }, words)).toBe(
      'Nobody can be judged yet: Shopify does not say who ships these parcels.',
    );
  });
});

describe('a comparison', () => {
  const lane = { origin: 'CN', destination: 'US' };
  const names = { first: 'YunExpress', second: 'China Post' };
  const say = (change: Partial<CompareView['comparison']>) =>
    compareSentences(
      {
        lane,
        comparison: {
          days: null,
          onTime: null,
          ended: { a: 3, b: 9 },
          promises: { a: 0, b: 0 },
          ...change,
        },
      },
      names,
      words,
    );
  const days = (value: number, low: number, high: number) => ({
    a: 10,
    b: 12,
    difference: { value, low, high, isReal: low > 0 || high < 0 },
  });

  test.each([
    [
      'the first is faster',
      days(-1.8, -2.6, -0.96),
      'YunExpress is 1.8 days faster than China Post on CN → US (95 %: 1 to 2.6).',
    ],
    [
      'the second is faster',
      days(1.8, 1.2, 2.6),
      'China Post is 1.8 days faster than YunExpress on CN → US (95 %: 1.2 to 2.6).',
    ],
    [
      'they differ by hours',
      days(-0.3, -0.5, -0.1),
      'YunExpress is 7 hours faster than China Post on CN → US (95 %: 2 hours to 12 hours).',
    ],
    [
      'nobody knows by how much at most',
      days(1.8, 1.2, Number.POSITIVE_INFINITY),
      'China Post is 1.8 days faster than YunExpress on CN → US (95 %: at least 1.2).',
    ],
    [
      'the difference is not real',
      days(-1.8, -4.1, 1.5),
      'No real difference in days can be seen yet on CN → US (95 %: YunExpress between 4.1 days faster and 1.5 days slower).',
    ],
    [
      'the interval has no end',
      days(-1.8, -4, Number.POSITIVE_INFINITY),
      'No real difference in days can be seen yet on CN → US.',
    ],
    [
      'too few have arrived',
      null,
      'Too few parcels have arrived on CN → US to compare days: 3 and 9. From 6 each on there is a figure.',
    ],
  ])('of days when %s', (_, difference, said) => {
    expect(say({ days: difference }).days).toBe(said);
  });

  test.each([
    [
      'the first keeps more',
      { a: 0.9, b: 0.6, difference: { value: 0.3, low: 0.18, high: 0.41, isReal: true } },
      'YunExpress keeps 30 of 100 promised dates more than China Post (95 %: 18 to 41).',
    ],
    [
      'the second keeps more',
      { a: 0.6, b: 0.9, difference: { value: -0.3, low: -0.41, high: -0.18, isReal: true } },
      'China Post keeps 30 of 100 promised dates more than YunExpress (95 %: 18 to 41).',
    ],
    [
      'the difference is not real',
      { a: 0.9, b: 0.8, difference: { value: 0.1, low: -0.05, high: 0.2, isReal: false } },
      'No real difference in promised dates kept can be seen yet (95 %: YunExpress between 20 of 100 better and 5 worse).',
    ],
    [
      'one promised nothing',
      null,
      'Nothing was promised by one of them, so promises cannot be compared.',
    ],
  ])('of promises when %s', (_, onTime, said) => {
    expect(say({ onTime }).promises).toBe(said);
  });
});

test('a habit is said with its share and with how slow the slow ones are', () => {
  expect(habitWords({ kind: 'number_early', count: 30, of: 100, slowDays: 6.2 }, words)).toBe(
    'Uploads numbers before the parcels exist: of 100 parcels 30 had a number in time, but no scan within 2 working days of it. One first scan in ten comes 6.2 days after the number, or later.',
  );
  expect(habitWords({ kind: 'number_late', count: 25, of: 50, slowDays: null }, words)).toBe(
    'Uploads numbers late: of 100 parcels 50 had none within 2 working days of payment.',
  );
});

test.each([
  [0.3, { end: 0.3, ticks: [0, 0.1, 0.2, 0.3] }],
  [7.9, { end: 8, ticks: [0, 2, 4, 6, 8] }],
  [32, { end: 40, ticks: [0, 10, 20, 30, 40] }],
])('an axis to %d days has whole steps', (longest, axis) => {
  expect(axisFor(longest)).toEqual({ ...axis, end: expect.closeTo(axis.end, 9) });
});
