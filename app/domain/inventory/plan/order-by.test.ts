import { describe, expect, test } from 'vitest';
import { Random } from '#app/domain/inventory/demand/random.ts';
import type { DemandForecast } from '#app/domain/inventory/demand-forecast.ts';
import { dailyDemand } from './daily-demand.ts';
import { orderTime } from './order-by.ts';
import { orderQuantity } from './order-quantity.ts';
import type { Stock } from './stock-out.ts';
import { mixDays, type WeightedDays } from './weighted-days.ts';

/** So even that a day's demand is nearly always the same: a million units a day, counted in tens of thousands. */
const SCALE = 100_000;
const weekly: DemandForecast = {
  method: 'ses',
  weeklyMean: [7 * SCALE],
  dispersion: 1,
  levelCv: 0,
  pooled: null,
};
const demand = dailyDemand(weekly, { daysIn: 0, days: 200 });

/** A stock that lasts so many days and a half. */
const lasting = (days: number, over: Partial<Stock> = {}): Stock => ({
  demand,
  onHand: (days + 0.5) * SCALE,
  owed: 0,
  arrivals: [],
  ...over,
});

const exactly = (days: number): WeightedDays => {
  const lead = mixDays([{ days: [days], weight: 1 }]);
  if (lead === null) throw new Error('no days');
  return lead;
};

const arrival = (days: number, day: number) => ({
  purchaseOrderId: null,
  quantity: days * SCALE,
  expectedOn: null,
  when: { kind: 'named', day } as const,
});

const at = (over: Partial<Parameters<typeof orderTime>[1]> = {}) => ({
  lead: exactly(10),
  reviewDays: 1,
  serviceLevel: 0.9,
  random: new Random(1),
  ...over,
});

describe('the day to order', () => {
  // With demand this even the first piece is missed on day 30 (today = 0).
  test('is so early that the order is there on the first day on which a piece would be missed', () => {
    expect(orderTime(lasting(30), at())).toMatchObject({ orderBy: 20, lastDay: 20 });
  });

  test.each([
    [7, 14],
    [14, 7],
    [21, 0],
    [30, 0],
  ])(
    'with a chance every %i days is day %i, so that one chance is left in time',
    (reviewDays, orderBy) => {
      expect(orderTime(lasting(30), at({ reviewDays }))).toMatchObject({ orderBy, lastDay: 20 });
    },
  );

  test('is today where it is too late already', () => {
    expect(orderTime(lasting(5), at())).toMatchObject({ orderBy: 0, lastDay: 0 });
  });

  test('does not look at a gap that no order of today can close, but an arrival does', () => {
    const bridged = lasting(3, { arrivals: [arrival(39.5, 6)] });
    expect(orderTime(bridged, at())).toMatchObject({ lastDay: 35 });
  });

  test('is today where more is owed than is underway', () => {
    const owed = lasting(0, { onHand: 0, owed: SCALE, arrivals: [] });
    expect(orderTime(owed, at())).toMatchObject({ orderBy: 0, lastDay: 0 });
  });

  test('is none where stock outlasts all days looked at', () => {
    expect(orderTime(lasting(300), at())).toEqual({
      orderBy: Infinity,
      lastDay: Infinity,
      unitsMissed: 0,
    });
  });

  test.each([
    [0.5, 20],
    [0.9, 5],
  ])(
    'at a service level of %f leaves room for the supplier’s delays: day %i',
    (serviceLevel, lastDay) => {
      const lead = mixDays([
        { days: [10], weight: 8 },
        { days: [25], weight: 2 },
      ]);
      if (lead === null) throw new Error('no days');
      expect(orderTime(lasting(30), at({ lead, serviceLevel })).lastDay).toBe(lastDay);
    },
  );
});

describe('units missed by waiting for the next chance', () => {
  test.each([
    [12, 4.5, 'from the day on which stock runs out'],
    [16, 0.5, 'of one day'],
    [17, 0, 'of none'],
    [5, 7, 'of all between the two arrivals'],
  ])('with stock for %i and a half days are those of %f days: %s', (days, missed) => {
    // An order of today comes on day 10, one of the next chance on day 17.
    const { unitsMissed } = orderTime(lasting(days), at({ reviewDays: 7 }));
    expect(unitsMissed / SCALE).toBeCloseTo(missed, 1);
  });
});

describe('the quantity', () => {
  const order = {
    orderOn: 0,
    lead: exactly(10),
    reviewDays: 7,
    serviceLevel: 0.9,
    random: new Random(2),
    rules: { packSize: 1, minimumQuantity: 1 },
  };
  const pieces = (stock: Stock, over: Partial<typeof order> = {}) =>
    orderQuantity(stock, { ...order, random: new Random(2), ...over }).pieces / SCALE;

  test('lasts from its own arrival to that of the next order, with what is left by then', () => {
    expect(pieces(lasting(12))).toBeCloseTo(17 - 12.5, 1);
  });

  test('does not make up for what is missed before it comes', () => {
    expect(pieces(lasting(4))).toBeCloseTo(7, 1);
  });

  test('is less by what arrives in between', () => {
    expect(pieces(lasting(12, { arrivals: [arrival(3, 14)] }))).toBeCloseTo(17 - 15.5, 1);
    expect(pieces(lasting(12, { arrivals: [arrival(3, 17)] }))).toBeCloseTo(17 - 12.5, 1);
  });

  test('covers the deepest gap, even if more comes after it', () => {
    expect(pieces(lasting(12, { arrivals: [arrival(90, 15)] }))).toBeCloseTo(15 - 12.5, 1);
  });

  test('adds what is owed', () => {
    expect(pieces(lasting(0, { onHand: 0, owed: 2 * SCALE }))).toBeCloseTo(9, 1);
  });

  test('of a later day is for the days after that order’s arrival', () => {
    expect(pieces(lasting(24.5), { orderOn: 12 })).toBeCloseTo(29 - 25, 1);
  });

  test('comes in packs and is at least the minimum', () => {
    const slow = {
      ...lasting(0),
      demand: dailyDemand({ ...weekly, weeklyMean: [0.7] }, { daysIn: 0, days: 99 }),
      onHand: 0,
    };
    const rules = { packSize: 12, minimumQuantity: 20 };
    expect(orderQuantity(slow, { ...order, rules })).toEqual({ pieces: 2, ordered: 24 });
  });
});
