import { describe, expect, test } from 'vitest';
import { Random } from '#app/domain/inventory/demand/random.ts';
import { drawArrivals, expectedArrivals, shownArrival } from './arrivals.ts';
import { latenessOf } from './lateness.ts';
import { leadDaysOf } from './lead-time.ts';
import { afterOwed } from './owed.ts';
import { daysAgo, delivery, TODAY } from './plan-facts.fixture.ts';

/** So many deliveries that came so many days after the day named. */
const late = (count: number, days: number) =>
  Array.from({ length: count }, () =>
    delivery(20, { arrivedAt: daysAgo(40 - days), expectedOn: '2026-10-17' }),
  );

const lead = leadDaysOf(
  { deliveries: [], typedLead: { low: 10, likely: 10, high: 10 } },
  { allDeliveries: [] },
);
const threeLate = latenessOf({ deliveries: late(20, 3) }, { allDeliveries: [], timeZone: 'UTC' });
const order = { purchaseOrderId: 5, quantity: 30, orderedAt: daysAgo(4), expectedOn: '2026-11-30' };

function shown(
  over: Partial<typeof order> | { expectedOn: null } | { orderedAt: null },
  known: Partial<Parameters<typeof expectedArrivals>[1]> = {},
) {
  const [arrival] = expectedArrivals([{ ...order, ...over }], {
    today: TODAY,
    timeZone: 'UTC',
    lead,
    lateness: threeLate,
    ...known,
  });
  if (arrival === undefined) throw new Error('left out');
  return shownArrival(arrival, { today: TODAY, horizon: 90 }).arrivesOn;
}

const on = (date: string) => ({ p10: date, p50: date, p90: date });

describe('an arrival', () => {
  test('comes as much later than named as its supplier does', () => {
    expect(shown({})).toEqual(on('2026-12-03'));
  });

  test('without a named day comes after the lead time', () => {
    expect(shown({ expectedOn: null })).toEqual(on('2026-12-02'));
  });

  test('that nobody has a record of is named for its day and has no latest', () => {
    expect(shown({}, { lead: null, lateness: null })).toEqual({
      p10: '2026-11-30',
      p50: '2026-11-30',
      p90: null,
    });
  });

  test.each([
    ['overdue', { expectedOn: '2026-11-25' }],
    ['without any day', { expectedOn: null }],
  ])('of an unknown supplier, %s, comes nobody knows when', (_name, over) => {
    expect(shown(over, { lead: null, lateness: null })).toEqual({
      p10: null,
      p50: null,
      p90: null,
    });
  });

  test('that is later than all on record comes today at the earliest, and the latest is weeks off', () => {
    const overdue = shown({ expectedOn: '2026-11-16' });
    expect(overdue).toEqual({ p10: '2026-11-27', p50: '2026-12-01', p90: '2026-12-13' });
  });

  test('of nothing is none', () => {
    const known = { today: TODAY, timeZone: 'UTC', lead, lateness: null };
    expect(
      expectedArrivals(
        [
          { ...order, quantity: 0 },
          { ...order, quantity: -3 },
        ],
        known,
      ),
    ).toEqual([]);
  });
});

describe('lateness', () => {
  test.each([
    [4, null],
    [5, 3],
  ])('of %i deliveries with a named day is %j', (count, days) => {
    const known = { allDeliveries: [], timeZone: 'UTC' };
    expect(latenessOf({ deliveries: late(count, 3) }, known)?.days[0] ?? null).toBe(days);
  });

  test('of few is mixed with that of all suppliers, which weigh three', () => {
    const allDeliveries = late(60, 10);
    const mixed = latenessOf({ deliveries: late(6, 1) }, { allDeliveries, timeZone: 'UTC' });
    expect(mixed?.mean).toBeCloseTo((6 * 1 + 3 * 10) / 9, 9);
  });

  test('is counted in the days of the shop', () => {
    const nearMidnight = late(6, 1).map((each) => ({
      ...each,
      arrivedAt: new Date('2026-10-17T22:30:00Z'),
    }));
    const inZone = (timeZone: string) =>
      latenessOf({ deliveries: nearMidnight }, { allDeliveries: [], timeZone })?.days[0];
    expect(inZone('UTC')).toBe(0);
    expect(inZone('Europe/Berlin')).toBe(1);
  });
});

test('arrivals of a future come by day, those that come too late not at all', () => {
  const named = (day: number, quantity: number) =>
    ({ purchaseOrderId: null, quantity, expectedOn: null, when: { kind: 'named', day } }) as const;
  const drawn = drawArrivals([named(9, 1), named(3, 2), named(20, 4)], {
    days: 20,
    random: new Random(1),
  });
  expect(drawn).toEqual([
    { day: 3, quantity: 2 },
    { day: 9, quantity: 1 },
  ]);
});

describe('what is owed', () => {
  const arrivals = [
    { day: 1, quantity: 5 },
    { day: 4, quantity: 5 },
  ];

  test.each([
    [0, [5, 5], 0],
    [3, [2, 5], 0],
    [7, [0, 3], 0],
    [12, [0, 0], 2],
  ])('%i pieces leave %j of two arrivals and %i owed', (owed, left, stillOwed) => {
    const after = afterOwed(arrivals, owed);
    expect(after.left.map(({ quantity }) => quantity)).toEqual(left);
    expect(after.stillOwed).toBe(stillOwed);
  });
});
