import { describe, expect, test } from 'vitest';
import { leadDaysOf, leadTimeOf } from './lead-time.ts';
import { delivery } from './plan-facts.fixture.ts';

const times = (count: number, days: number) => Array.from({ length: count }, () => delivery(days));
const typedLead = { low: 10, likely: 14, high: 24 };
const nobody = { allDeliveries: [] };
/** Of other suppliers: five days each. */
const others = { allDeliveries: times(40, 5) };

describe('days from order to shelf', () => {
  test('nothing typed and nothing on record is null, whatever other suppliers do', () => {
    expect(leadTimeOf({ deliveries: [], typedLead: null }, others)).toBeNull();
  });

  test('without deliveries are as typed: a triangle', () => {
    const lead = leadTimeOf({ deliveries: [], typedLead }, others);
    expect(lead).toEqual({ p10: 12, p50: 15, p90: 20, deliveries: 0, from: 'typed' });
  });

  test.each([
    [{ low: 14, likely: 14, high: 14 }, 14, 14],
    [{ low: 24, likely: 10, high: 14 }, 12, 20],
    [{ low: 0, likely: 0, high: 10 }, 0, 6],
  ])('typed %j they are %i to %i', (typed, p10, p90) => {
    expect(leadTimeOf({ deliveries: [], typedLead: typed }, nobody)).toMatchObject({ p10, p90 });
  });

  test.each([
    [1, 1 / 4],
    [3, 1 / 2],
    [9, 3 / 4],
    [19, 19 / 22],
    [20, 1],
  ])(
    '%i of its own weigh n ÷ (n + 3) beside what was typed, all from twenty on',
    (count, weight) => {
      const lead = leadDaysOf({ deliveries: times(count, 40), typedLead }, nobody);
      expect(lead?.from).toBe(count < 20 ? 'shrunk' : 'deliveries');
      expect(lead?.days.mean).toBeCloseTo(weight * 40 + (1 - weight) * 16, 0);
    },
  );

  test.each([
    [1, 1 / 2],
    [4, 4 / 5],
    [19, 19 / 20],
  ])('%i of its own weigh n ÷ (n + 1) beside those of all suppliers', (count, weight) => {
    const lead = leadDaysOf({ deliveries: times(count, 40), typedLead: null }, others);
    expect(lead?.from).toBe('all_suppliers');
    expect(lead?.days.mean).toBeCloseTo(weight * 40 + (1 - weight) * 5, 6);
  });

  test('one delivery that nothing compares to is not taken for certain', () => {
    const deliveries = times(1, 20);
    const lead = leadTimeOf({ deliveries, typedLead: null }, { allDeliveries: deliveries });
    expect(lead).toEqual({ p10: 14, p50: 20, p90: 30, deliveries: 1, from: 'deliveries' });
  });

  test.each([
    [4, 'deliveries'],
    [5, 'all_suppliers'],
  ])('%i deliveries of others: %s', (count, from) => {
    const deliveries = times(1, 20);
    const allDeliveries = [...deliveries, ...times(count, 5)];
    expect(leadTimeOf({ deliveries, typedLead: null }, { allDeliveries })?.from).toBe(from);
  });

  test('a delivery that arrived before it was ordered is no delivery', () => {
    expect(leadTimeOf({ deliveries: times(3, -2), typedLead: null }, others)).toBeNull();
  });

  test('only the newest fifty count', () => {
    const lead = leadTimeOf(
      { deliveries: [...times(60, 90), ...times(50, 10)], typedLead },
      nobody,
    );
    expect(lead).toEqual({ p10: 10, p50: 10, p90: 10, deliveries: 50, from: 'deliveries' });
  });
});
