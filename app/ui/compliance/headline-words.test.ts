import { describe, expect, it } from 'vitest';
import type { FindingHeadline } from '#app/contracts/findings.ts';
import { createI18n } from '#app/i18n/i18n.ts';
import type { Language } from '#app/i18n/languages.ts';
import { createFormat } from '../format.ts';
import { deadlineOn } from './deadline-on.ts';
import { headlineSentence } from './headline-words.ts';

const words = (language: Language) => ({
  t: createI18n(language).t,
  format: createFormat({
    language,
    timeZone: 'America/New_York',
    currency: 'USD',
    now: '2026-11-20T12:00:00Z',
  }),
});
const headline = (told: Partial<FindingHeadline>): FindingHeadline => ({
  broken: 0,
  toCheck: 0,
  endSoon: 0,
  nextDeadlineAt: null,
  exposure: [],
  later: 0,
  unknown: 0,
  suppressed: 0,
  ...told,
});
const exposure = [
  { minor: 231_000, currency: 'USD' },
  { minor: 48_000, currency: 'EUR' },
];

describe('headlineSentence', () => {
  it.each([
    [
      { broken: 6, endSoon: 4, exposure },
      '6 duties are broken, 4 fall due within a week; $2,310 and €480 of orders depend on them.',
    ],
    [{ broken: 1, exposure }, '1 duty is broken; $2,310 and €480 of orders depend on it.'],
    [{ endSoon: 1 }, '1 duty falls due within a week.'],
    [{ broken: 2, endSoon: 1 }, '2 duties are broken, 1 falls due within a week.'],
    [
      { nextDeadlineAt: '2026-12-01T05:00:00Z', later: 1 },
      'Nothing is broken. The next duty falls due on 30 Nov 2026.',
    ],
    [{ unknown: 3 }, 'Nothing is broken, and nothing falls due.'],
  ])('says of %j: %s', (told, sentence) => {
    expect(headlineSentence(headline(told), words('en'))).toBe(sentence);
  });

  it('names each currency by itself in Chinese too', () => {
    expect(headlineSentence(headline({ broken: 6, endSoon: 4, exposure }), words('zh-CN'))).toBe(
      '已违反 6 项义务，4 项将在一周内到期；涉及订单金额 $2,310和€480。',
    );
  });
});

describe('deadlineOn', () => {
  it.each([
    [
      'midnight in the shop’s zone is the end of the day before',
      '2026-11-01T04:00:00Z',
      '2026-10-31',
      true,
    ],
    ['a minute before midnight', '2026-11-01T03:59:00Z', '2026-10-31', false],
    ['a minute after midnight', '2026-11-01T04:01:00Z', '2026-11-01', false],
  ])('%s', (_when, at, on, isWholeDay) => {
    expect(deadlineOn(at, words('en').format)).toEqual({ on, isWholeDay });
  });
});
