import { describe, expect, test } from 'vitest';
import { disputeRatio } from '#app/domain/cash/dispute-ratio.ts';
import type { DisputeFacts } from '#app/domain/cash/dispute-ratio.ts';
import { outcomeRates } from '#app/domain/cash/outcome-rates.ts';

const facts = (over: Partial<DisputeFacts> = {}): DisputeFacts => ({
  today: '2026-12-01',
  itemsByDay: [{ on: '2026-11-15', items: 12 }],
  cardOrdersByDay: [{ on: '2026-11-15', orders: 1_000 }],
  parcels: [],
  rates: outcomeRates([]),
  seed: 4,
  paths: 1_000,
  ...over,
});
const of = (items: number, orders: number) =>
  disputeRatio(
    facts({
      itemsByDay: [{ on: '2026-11-15', items }],
      cardOrdersByDay: [{ on: '2026-11-15', orders }],
    }),
  );

describe('Visa’s line', () => {
  test.each([
    ['1.49 % with many items is below the ratio', 1_639, 110_000, false, true, false],
    ['1.50 % with 1,500 items is not enough of them', 1_500, 100_000, true, false, false],
    ['1.50 % with 1,501 items is excessive', 1_501, 100_000, true, true, true],
    ['10 % of a small shop is above the ratio and far from the items', 10, 100, true, false, false],
  ])('%s', (_fact, items, orders, isAboveRatioLine, isAboveItemsLine, isExcessive) => {
    expect(of(items, orders)).toMatchObject({ isAboveRatioLine, isAboveItemsLine, isExcessive });
  });

  test('without card orders there is no ratio, and none is projected', () => {
    const ratio = of(0, 0);
    expect(ratio).toMatchObject({ ratio: null, isExcessive: false });
    expect(ratio.projected.ratio).toBeNull();
  });
});

test.each([
  ['the day before the first of 30', '2026-10-31', 0],
  ['the first of 30', '2026-11-01', 5],
  ['yesterday', '2026-11-30', 5],
  ['today', '2026-12-01', 0],
])('a dispute of %s counts as it should', (_day, on, items) => {
  expect(disputeRatio(facts({ itemsByDay: [{ on, items: 5 }] })).items).toBe(items);
});

describe('the next 30 days', () => {
  test('go on at the month’s pace, and the band holds it', () => {
    const { items } = disputeRatio(facts()).projected;
    expect(items.p10).toBeLessThan(12);
    expect(items.p90).toBeGreaterThan(12);
    expect(Math.abs(items.p50 - 12)).toBeLessThanOrEqual(1);
  });

  test('bring more where many parcels are silent', () => {
    const silent = disputeRatio(facts({ parcels: [{ verdict: 'stalled', parcels: 500 }] }));
    expect(silent.projected.items.p50).toBeGreaterThan(
      disputeRatio(facts()).projected.items.p50 + 5,
    );
  });

  test('are the same for the same facts', () => {
    expect(disputeRatio(facts())).toEqual(disputeRatio(facts()));
  });

  test('say how likely both lines are crossed', () => {
    expect(of(1_400, 60_000).projected.chanceExcessive).toBeLessThan(0.1);
    expect(of(1_501, 60_000).projected.chanceExcessive).toBeGreaterThan(0.3);
    expect(of(3_000, 60_000).projected.chanceExcessive).toBe(1);
  });
});
