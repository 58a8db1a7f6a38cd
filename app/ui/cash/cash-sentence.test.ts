import { describe, expect, test } from 'vitest';
import type { CashForecast, CashOutlook } from '#app/domain/cash/cash-forecast.ts';
import { createI18n } from '#app/i18n/i18n.ts';
import { createFormat } from '../format.ts';
import { cashSentence, chartTitle } from './cash-sentence.ts';

const LOW = 'the low point is most likely -$1,240 on 9 Dec 2026';

describe('the first line', () => {
  test('says how long cash holds with a chance of four in five, where it is lowest, and why', () => {
    expect(said(forecast({ because: REASONS }))).toBe(
      `80% chance that cash stays above $5,000 until 14 Dec 2026; ${LOW}, because until then ` +
        '$4,200 for purchase orders (Yiwu Glass · PO-12), $3,000 for Rent and $800 for refunds go out.',
    );
  });

  test.each([
    { chance: 0.004, words: 'more than 99%' },
    { chance: 0.11, words: '89%' },
    { chance: 0.2, words: '80%' },
  ])('rounds $chance of falling below to $words of staying above', ({ chance, words }) => {
    expect(said(forecast({ plain: { safeUntil: null, belowBy: [0, chance] } }))).toBe(
      `${words} chance that cash stays above $5,000 for all 13 weeks; ${LOW}.`,
    );
  });

  test('says that cash is below the threshold already', () => {
    const opening = { minor: 499_999, on: '2026-11-27', certainty: 'known' } as const;
    expect(said(forecast({ opening }))).toBe(`Cash is below $5,000 already; ${LOW}.`);
  });

  test('names the chance where cash may fall below on the first day', () => {
    const plain = { safeUntil: '2026-11-27', belowBy: [0.34, 0.5] };
    expect(said(forecast({ plain }))).toBe(
      `Cash may fall below $5,000 today already, with a chance of 34%; ${LOW}.`,
    );
  });

  test('gives no reason where cash is lowest today', () => {
    const low = { on: '2026-11-27', minor: 900_000, band: BAND };
    expect(said(forecast({ because: REASONS, plain: { safeUntil: null, low } }))).toBe(
      '80% chance that cash stays above $5,000 for all 13 weeks; cash is most likely lowest today, at $9,000.',
    );
  });

  test('leaves out a reason that explains nothing', () => {
    const because = [
      { driver: 'supplier_orders', label: '', minor: -420_000 },
      { driver: 'refunds', label: '', minor: -41_999 },
    ] as const;
    expect(said(forecast({ because }))).toContain(
      'because until then $4,200 for purchase orders goes out.',
    );
  });

  test('without a threshold tells the low point and the end with its range', () => {
    expect(said(forecast({ threshold: null }))).toBe(
      `Looking 13 weeks ahead, ${LOW}. At their end cash most likely stands at $2,000, ` +
        'in 8 of 10 futures between -$500 and $6,000.',
    );
  });

  test('without a balance says that the line starts at zero, whatever the threshold', () => {
    expect(said(forecast({ gaps: ['no_opening'] }))).toBe(
      `Your balance is not known, so the line starts at zero. Seen from there, ${LOW}.`,
    );
  });

  test('begins with what is left out where that is much', () => {
    const words = wordsOf();
    const missing = ['money from 97% of sales'];
    expect(cashSentence(forecast({}), { missing, words })).toMatch(
      /^Leaving out money from 97% of sales: 80% chance/,
    );
    expect(cashSentence(forecast({ gaps: ['no_opening'] }), { missing, words })).toContain(
      'Seen from there and leaving out money from 97% of sales, the low point',
    );
    expect(cashSentence(forecast({ threshold: null }), { missing, words })).toMatch(
      /^Looking 13 weeks ahead and leaving out money from 97% of sales, the low point/,
    );
    expect(chartTitle(forecast({}), { missing, words })).toBe(
      'As far as known: Cash stays above $5,000 until 14 Dec 2026 in 4 of 5 futures',
    );
  });
});

describe('the chart’s title', () => {
  test.each([
    { change: {}, title: 'Cash stays above $5,000 until 14 Dec 2026 in 4 of 5 futures' },
    {
      change: { plain: { safeUntil: null, belowBy: [0, 0.11] } },
      title: 'Cash stays above $5,000 for 13 weeks in 8 of 10 futures',
    },
    {
      change: { threshold: null },
      title: 'Cash is most likely lowest on 9 Dec 2026, at -$1,240',
    },
    {
      change: { gaps: ['no_opening'] as const },
      title: 'Starting from zero, cash is most likely lowest on 9 Dec 2026, at -$1,240',
    },
  ])('is $title', ({ change, title }) => {
    expect(chartTitle(forecast(change), { missing: [], words: wordsOf() })).toBe(title);
  });
});

const BAND = { p10: -50_000, p50: 200_000, p90: 600_000 };
const REASONS = [
  { driver: 'supplier_orders', label: 'Yiwu Glass · PO-12', minor: -420_000 },
  { driver: 'recurring', label: 'Rent', minor: -300_000 },
  { driver: 'refunds', label: '', minor: -80_000 },
  { driver: 'disputes', label: '', minor: -70_000 },
] as const satisfies CashForecast['because'];

function forecast({
  plain,
  ...facts
}: Partial<CashForecast> & { plain?: Partial<CashOutlook> }): CashForecast {
  return {
    currency: 'USD',
    from: '2026-11-27',
    seed: 1,
    paths: 400,
    opening: { minor: 900_000, on: '2026-11-27', certainty: 'known' },
    threshold: { minor: 500_000, currency: 'USD' },
    weeks: [],
    because: [],
    gaps: [],
    otherCurrencies: [],
    ...facts,
    outlooks: [
      {
        scenario: 'as_is',
        days: [],
        belowBy: [0, 0.2],
        safeUntil: '2026-12-14',
        low: { on: '2026-12-09', minor: -124_000, band: BAND },
        closing: BAND,
        assumed: {},
        ...plain,
      },
    ],
  };
}

function wordsOf() {
  const { t } = createI18n('en');
  const format = createFormat({
    language: 'en',
    timeZone: 'UTC',
    currency: 'USD',
    now: '2026-11-27T09:00:00Z',
  });
  return { t, format };
}

function said(facts: CashForecast): string {
  return cashSentence(facts, { missing: [], words: wordsOf() });
}
