import { describe, expect, test } from 'vitest';
import { Random } from '#app/domain/inventory/demand/random.ts';
import type { ExpectedArrival } from './arrivals.ts';
import { preorderOf } from './preorder.ts';
import { TODAY } from './plan-facts.fixture.ts';
import { mixDays } from './weighted-days.ts';

const open = { units: 10, value: { minor: 20_000, currency: 'EUR' }, promisedOn: '2026-12-10' };
const known = { owed: 4, arrivals: [], lead: null, today: TODAY, random: new Random(1) };
const arrival = (quantity: number, days: readonly number[]): ExpectedArrival => {
  const spread = mixDays([{ days, weight: 1 }]);
  const when = spread === null ? null : ({ kind: 'spread', base: 0, days: spread } as const);
  return { purchaseOrderId: null, quantity, expectedOn: null, when };
};
const risk = (over: Partial<Parameters<typeof preorderOf>[1]>, promisedOn = open.promisedOn) =>
  preorderOf({ ...open, promisedOn }, { ...known, ...over })?.lateRisk;

describe('units sold beyond what there is', () => {
  test('are those below zero, at what their buyers paid', () => {
    expect(preorderOf(open, known)).toMatchObject({
      units: 4,
      value: { minor: 8_000, currency: 'EUR' },
      promisedOn: '2026-12-10',
    });
  });

  test('are no more than were sold', () => {
    expect(preorderOf(open, { ...known, owed: 25 })).toMatchObject({
      units: 10,
      value: open.value,
    });
  });

  test.each([
    ['nothing is owed', open, 0],
    ['nothing is open', { ...open, units: 0 }, 4],
    ['what is open is not known', null, 4],
  ])('are none where %s', (_name, units, owed) => {
    expect(preorderOf(units, { ...known, owed })).toBeNull();
  });
});

describe('the chance that they come after the promise', () => {
  test.each([
    ['what is underway comes in time', [arrival(9, [5])], 0],
    ['it comes on the day itself', [arrival(9, [14])], 0],
    ['it comes a day later', [arrival(9, [15])], 1],
    ['it comes late half the time', [arrival(9, [5, 20])], 0.5],
    ['the second of two arrivals is needed', [arrival(3, [5]), arrival(3, [20])], 1],
  ])('%s', (_name, arrivals, expected) => {
    expect(risk({ arrivals })).toBeCloseTo(expected, 1);
  });

  test('with nothing underway is that of an order of today', () => {
    expect(risk({ lead: mixDays([{ days: [10, 10, 10, 30], weight: 1 }]) })).toBeCloseTo(0.25, 1);
  });

  test('is not known where nothing is underway and the lead time is not known', () => {
    expect(risk({})).toBeNull();
    expect(risk({ arrivals: [arrival(3, [5])] })).toBeNull();
  });

  test('is never quite sure before the day, and sure after it', () => {
    expect(risk({ arrivals: [arrival(9, [5])] })).toBeGreaterThan(0);
    expect(risk({ arrivals: [arrival(9, [50])] })).toBeLessThan(1);
    expect(risk({}, '2026-11-25')).toBe(1);
  });

  test('is none where nothing was promised', () => {
    expect(preorderOf({ ...open, promisedOn: null }, known)?.lateRisk).toBeNull();
  });
});
