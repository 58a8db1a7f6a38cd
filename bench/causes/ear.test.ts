import { describe, expect, test } from 'vitest';
import type { History } from '../world/histories.ts';
import type { ParcelRow } from '../world/rows.ts';
import type { ScanRow } from '../world/told.ts';
import { findStops, openStop, pastStops } from './carrier-stops.ts';
import { createEar } from './ear.ts';

const DAY_MS = 86_400_000;
const START = new Date('2026-06-01T00:00:00Z');
const day = (days: number) => new Date(START.getTime() + days * DAY_MS);

const parcel = (told: Partial<ParcelRow> = {}): ParcelRow => ({
  parcelId: '1',
  orderId: '1',
  placedAt: day(-1),
  carrier: 'YunExpress',
  supplier: 'Anyone',
  numbers: [{ number: 'YT2412345612345678', from: day(0) }],
  promisedAt: null,
  origin: 'CN',
  destination: 'US',
  startedAt: day(0),
  outcome: 'delivered',
  endedAt: day(9),
  successorKnownAt: null,
  isSuccessorHeard: false,
  ...told,
});
const scan = (
  at: number,
  milestone: ScanRow['milestone'],
  told: Partial<ScanRow> = {},
): ScanRow => ({
  parcelId: '1',
  occurredAt: day(at),
  heardAt: day(at + 0.2),
  milestone,
  physical: milestone !== 'announced',
  country: null,
  place: null,
  ...told,
});
const history = (parcels: ParcelRow[], scans: ScanRow[]): History => ({
  from: START,
  now: day(60),
  incidents: [],
  parcels,
  scans,
  deliveries: [],
  truths: [],
});

describe('what has not been heard is not known', () => {
  const hear = createEar(history([parcel()], [scan(1, 'accepted'), scan(9, 'delivered')]));
  const at = (days: number) => hear(day(days))[0];

  test('neither a scan on its way nor the end that the row knows', () => {
    expect(hear(day(-0.1))).toEqual([]);
    expect(at(1.1)?.news).toEqual([]);
    expect(at(1.2)?.news.map(({ milestone }) => milestone)).toEqual(['accepted']);
    expect(at(9.1)).toMatchObject({ ending: null, journey: { outcome: 'open' } });
    expect(at(9.2)).toMatchObject({
      ending: { is: 'delivered' },
      journey: { outcome: 'delivered' },
    });
  });
});

test('a number is known from its upload on, and a parcel without one is nobody’s', () => {
  const numbers = [
    { number: 'wrong', from: day(2) },
    { number: 'right', from: day(4) },
  ];
  const hear = createEar(history([parcel({ numbers })], []));
  expect(hear(day(1.9))).toEqual([]);
  expect(hear(day(3.9))[0]?.number.number).toBe('wrong');
  expect(hear(day(4))[0]?.number.number).toBe('right');
});

test('a number of another order speaks against itself, once both are known', () => {
  const other = parcel({
    parcelId: '2',
    orderId: '2',
    destination: 'GB',
    numbers: [{ number: 'YT2412345612345678', from: day(5) }],
    startedAt: day(5),
  });
  const hear = createEar(history([parcel(), other], []));
  const codes = (at: number) => hear(day(at)).map(({ proofs }) => proofs.map(({ code }) => code));
  expect(codes(4)).toEqual([[]]);
  expect(codes(5)[1]).toEqual(['same_number_other_order']);
});

describe('stops are those that the app’s own detection calls', () => {
  // Sixty parcels, one scan each every hour of the day from 8 to 20; none told from day 40 to 44.
  const parcels = Array.from({ length: 60 }, (_, index) => parcel({ parcelId: String(index) }));
  const scans = Array.from({ length: 60 * 60 }, (_, index) => {
    const [days, hour] = [Math.floor(index / 60), index % 60];
    return scan(days + (8 + (hour % 12)) / 24, 'domestic_transit', { parcelId: String(hour) });
  }).filter(({ occurredAt }) => occurredAt < day(40) || occurredAt >= day(44));
  const stops = findStops(history(parcels, scans));
  const who = { carrier: 'yunexpress' };

  test('found a day after it began at most, and lifted a day after it ended', () => {
    expect(stops).toHaveLength(1);
    const [stop] = stops;
    const days = (at: Date | null | undefined) => ((at?.getTime() ?? 0) - START.getTime()) / DAY_MS;
    expect(days(stop?.beganAt)).toBeCloseTo(40, 0);
    expect(days(stop?.calledAt)).toBeLessThan(41.5);
    expect(days(stop?.liftedAt)).toBeGreaterThan(44);
    expect(days(stop?.liftedAt)).toBeLessThan(45.5);
  });

  test('and known from then on, not before', () => {
    const open = (at: number) => openStop(stops, { ...who, at: day(at) }) !== null;
    expect([open(40), open(42), open(46)]).toEqual([false, true, false]);
    const past = (at: number) => pastStops(stops, { ...who, at: day(at) }).length;
    expect([past(42), past(46)]).toEqual([0, 1]);
    expect(openStop(stops, { carrier: 'yanwen', at: day(42) })).toBeNull();
  });
});
