import { describe, expect, test } from 'vitest';
import { directPlan } from './direct.ts';
import { daysAgo, NOW } from './plan-facts.fixture.ts';

const context = { now: NOW, timeZone: 'UTC', currency: 'EUR', weeklyDemand: 3 };

/** So many parcels delivered so many days ago that took so many days. */
const parcels = (count: number, took: number, ago: number) =>
  Array.from({ length: count }, () => ({
    orderedAt: daysAgo(ago + took),
    deliveredAt: daysAgo(ago),
    promisedOn: null,
  }));

const open = (ordered: number, promisedOn: string | null, units = 1, currency = 'EUR') => ({
  units,
  value: { minor: 1_000 * units, currency },
  orderedAt: daysAgo(ordered),
  promisedOn,
});

const plan = (
  directParcels: ReturnType<typeof parcels>,
  directOpen: readonly ReturnType<typeof open>[] = [],
) => directPlan({ directParcels, directOpen }, context).plan;

describe('days from order to door', () => {
  test.each([
    [4, null],
    [5, { p10: 12, p50: 12, p90: 12, parcels: 5 }],
  ])('of %i parcels are %j', (count, toDoor) => {
    expect(plan(parcels(count, 12, 10)).toDoor).toEqual(toDoor);
  });

  test('are of the last 120 days, mistakes left out', () => {
    const usable = [...parcels(5, 12, 120), ...parcels(9, 50, 121), ...parcels(9, -1, 10)];
    expect(plan(usable).toDoor).toMatchObject({ p50: 12, parcels: 5 });
  });
});

describe('the delay', () => {
  test.each([
    [5, 5, 6],
    [4, 5, null],
    [5, 4, null],
  ])('of %i recent parcels against %i before is %j days', (recent, before, delay) => {
    expect(plan([...parcels(recent, 18, 30), ...parcels(before, 12, 31)]).delayDays).toBe(delay);
  });

  test('is negative for a supplier that has become faster', () => {
    expect(plan([...parcels(9, 8.5, 5), ...parcels(9, 12, 60)]).delayDays).toBe(-3.5);
  });
});

describe('the chance that open orders come after their promise', () => {
  const mixed = [...parcels(5, 10, 60), ...parcels(5, 20, 60)];

  test.each([
    // Ordered a day ago, promised within 15 days: five of ten take longer.
    [open(1, '2026-12-09'), 5.5 / 11],
    // Ordered eleven days ago and not there: of the five that take longer all are late.
    [open(11, '2026-11-30'), 5.5 / 6],
    // Promised within thirty days: none takes longer, and one never knows.
    [open(1, '2026-12-24'), 0.5 / 11],
    // Promised for yesterday.
    [open(11, '2026-11-25'), 1],
  ])('%j: %f', (order, risk) => {
    expect(plan(mixed, [order]).open.lateRisk).toBeCloseTo(risk, 9);
  });

  test('weighs each order by its units, and those without a promise not at all', () => {
    const orders = [open(11, '2026-11-25', 3), open(1, '2026-12-24', 1), open(1, null, 50)];
    expect(plan(mixed, orders).open.lateRisk).toBeCloseTo((3 + 0.5 / 11) / 4, 9);
  });

  test('goes by the last 30 days once they hold ten parcels', () => {
    const slower = (count: number) => [...parcels(count, 40, 10), ...parcels(40, 10, 60)];
    expect(plan(slower(10), [open(1, '2026-12-09')]).open.lateRisk).toBeCloseTo(10.5 / 11, 9);
    expect(plan(slower(9), [open(1, '2026-12-09')]).open.lateRisk).toBeCloseTo(9.5 / 50, 9);
  });

  test('is not known without promises or with too few parcels', () => {
    expect(plan(mixed, [open(1, null)]).open.lateRisk).toBeNull();
    expect(plan(parcels(4, 9, 9), [open(1, '2026-12-24')]).open.lateRisk).toBeNull();
    expect(plan(mixed).open).toEqual({
      units: 0,
      value: { minor: 0, currency: 'EUR' },
      lateRisk: null,
    });
  });
});

test('what is open in another currency is not added up, and said', () => {
  const directOpen = [open(1, null, 2), open(1, null, 1, 'USD')];
  const { plan: direct, gaps } = directPlan({ directParcels: [], directOpen }, context);
  expect(direct.open).toMatchObject({ units: 3, value: { minor: 2_000, currency: 'EUR' } });
  expect(gaps).toEqual(['currency_mixed']);
});
