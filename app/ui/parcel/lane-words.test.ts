import { expect, test } from 'vitest';
import type { LaneCurveView } from '#app/contracts/lanes.ts';
import { SILENCE_STAGES } from '#app/domain/lanes/silence-stage.ts';
import { createI18n } from '#app/i18n/i18n.ts';
import { LANGUAGES } from '#app/i18n/languages.ts';
import { createFormat } from '../format.ts';
import { basisWords, chanceWords, silenceTitle, spanWords, usualWords } from './lane-words.ts';

const wordsIn = (language: (typeof LANGUAGES)[number]) => ({
  t: createI18n(language).t,
  format: createFormat({
    language,
    timeZone: 'Europe/Berlin',
    currency: 'EUR',
    now: '2026-11-22T12:00:00.000Z',
  }),
});
const english = wordsIn('en');

const curve: LaneCurveView = {
  level: 'lane',
  parcels: 214,
  carrier: 'Yanwen',
  origin: 'CN',
  destination: 'DE',
  stage: 'customs',
  leg: 'linehaul',
  clock: 'business',
  points: [],
  usualDays: 4.6,
  days: 8.4,
  still: 0.031,
  neverMoves: 0.012,
  chanceItMoves: 0.312,
  limitDays: 6,
  limitFrom: 'learned',
  version: 3,
};

test.each([
  [0, 'past', 'less than an hour'],
  [0.04, 'past', 'less than an hour'],
  [0.04, 'within', '1 hour'],
  [0.5, 'past', '12 hours'],
  [0.97, 'past', '23 hours'],
  [0.97, 'within', '1 business day'],
  [1, 'past', '1 business day'],
  [1.49, 'past', '1 business day'],
  [1.51, 'within', '2 business days'],
  [9.9, 'past', '9.5 business days'],
  [9.9, 'within', '10 business days'],
  [12.7, 'past', '12 business days'],
  [12.2, 'within', '13 business days'],
] as const)('%d days, %s, are %s', (days, rounding, words) => {
  expect(spanWords(days, 'business', rounding, english)).toBe(words);
});

test('days that nobody rests on are not called business days', () => {
  expect(spanWords(3, 'plain', 'past', english)).toBe('3 days');
});

test.each([
  [0.9, 3, 'Silent for 3 business days: nothing unusual, 90 of 100 parcels here wait this long'],
  [1, 0, 'Silent for less than an hour: nearly every parcel here waits this long'],
  [0.985, 3, 'Silent for 3 business days: nearly every parcel here waits this long'],
  [0.014, 8, 'Silent for 8 business days: only 1 of 100 parcels here waits this long'],
  [0.004, 8, 'Silent for 8 business days: longer than 99 of 100 parcels here'],
])('with %d still silent after %d days the title is “%s…”', (still, days, title) => {
  expect(silenceTitle({ ...curve, still, days }, english)).toBe(title);
});

test('what is usual is told of the lane, the carrier, the shop or everybody, as far as the past reaches', () => {
  const usual = (change: Partial<LaneCurveView>) => usualWords({ ...curve, ...change }, english);
  const rest =
    'are scanned again within 5 business days; this one has been silent for 8 business days.';
  expect(usual({})).toBe(`9 of 10 parcels in import customs on CN → DE with Yanwen ${rest}`);
  expect(usual({ carrier: null, origin: null })).toBe(
    `9 of 10 parcels in import customs on ? → DE ${rest}`,
  );
  expect(usual({ level: 'carrier' })).toBe(`9 of 10 parcels in import customs with Yanwen ${rest}`);
  expect(usual({ level: 'stage' })).toBe(`9 of 10 of your parcels in import customs ${rest}`);
  expect(usual({ level: 'prior' })).toBe(`In general 9 of 10 parcels in import customs ${rest}`);
});

test.each([
  [0, 'under 1%'],
  [0.004, 'under 1%'],
  [0.006, '1%'],
  [0.312, '31%'],
  [0.994, '99%'],
  [0.996, 'over 99%'],
])('a chance of %d is said as %s', (chance, words) => {
  expect(chanceWords(chance, english)).toBe(words);
});

test.each(
  LANGUAGES.flatMap((language) => SILENCE_STAGES.map((stage) => [language, stage] as const)),
)('in %s the stage %s is told in whole sentences at every level', (language, stage) => {
  const words = wordsIn(language);
  for (const level of ['lane', 'carrier', 'stage', 'prior'] as const) {
    const told = { ...curve, level, stage };
    const all = [usualWords(told, words), basisWords(told, words)].join(' ');
    expect(all).not.toMatch(/\{\{|lane\.\w|undefined/);
  }
});
