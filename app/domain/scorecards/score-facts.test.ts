import { describe, expect, test } from 'vitest';
import { aScan } from '#app/domain/scans/scan.fixture.ts';
import type { Milestone } from '#app/domain/scans/scan.ts';
import { businessCalendar } from '#app/domain/shared/business-calendar.ts';
import { DEFAULT_SETTINGS } from '#app/domain/verdicts/settings.ts';
import { scoreFactsOf, supplierKey } from './score-facts.ts';
import type { ParcelToScore } from './score-facts.ts';

/** Plain days, so that the tables below can be counted on fingers. */
const plain = businessCalendar({ country: null, businessDays: false, closedOn: [] });
const limits = DEFAULT_SETTINGS.limits.international;
/** October 2026, nine in the morning. */
const on = (day: number) => new Date(Date.UTC(2026, 9, day, 9));

const scan = (day: number, milestone: Milestone, country: string | null = null) =>
  aScan({ occurredAt: on(day), milestone, country });

/** Paid on the 1st, numbered and shipped on the 2nd; what happened then is the test's. */
function facts(change: Partial<ParcelToScore>, asOf = on(28)) {
  const parcel: ParcelToScore = {
    carrier: 'YunExpress',
    supplier: 'Shenzhen Hub',
    origin: 'CN',
    destination: 'US',
    paidAt: on(1),
    shippedAt: on(2),
    numberAt: on(2),
    lastMileAt: null,
    promised: null,
    verdict: 'on_track',
    isFlagged: false,
    isRefunded: false,
    value: { minor: 100, currency: 'USD' },
    timeline: [],
    areScansItsOwn: true,
    ...change,
  };
  return scoreFactsOf(parcel, { limits, calendars: { origin: plain, destination: plain }, asOf });
}

const ARRIVED = [
  scan(3, 'accepted', 'CN'),
  scan(5, 'departed_origin', 'CN'),
  scan(9, 'arrived_destination', 'US'),
  scan(10, 'customs_released', 'US'),
  scan(12, 'out_for_delivery', 'US'),
  scan(12, 'delivered', 'US'),
];

test('a parcel that arrived has its instants from its scans', () => {
  expect(facts({ verdict: 'delivered', timeline: ARRIVED })).toMatchObject({
    carrier: { key: 'yunexpress', name: 'YunExpress' },
    supplier: { key: 'shenzhen hub', name: 'Shenzhen Hub' },
    firstScanAt: on(3),
    handOffAt: on(10),
    deliveredAt: on(12),
    outcome: 'delivered',
    isFirstScanLate: false,
    isSilentOnWay: false,
  });
});

describe('hand-off', () => {
  test.each([
    ['is the first scan of the delivering network', ARRIVED, null, 'US', on(10)],
    [
      'is the first scan of the last mile’s own number, if that comes first',
      ARRIVED,
      on(9),
      'US',
      on(9),
    ],
    [
      'is the last mile’s word alone, if nothing else tells',
      [scan(3, 'accepted', 'CN')],
      on(8),
      'US',
      on(8),
    ],
    ['has not happened before', ARRIVED.slice(0, 3), null, 'US', null],
    ['does not exist within a country', ARRIVED, null, 'CN', null],
  ])('%s', (_, timeline, lastMileAt, destination, expected) => {
    expect(facts({ timeline, lastMileAt, destination }).handOffAt).toEqual(expected);
  });
});

describe('silence', () => {
  const { neverScannedDays, silentDays, customsDays } = limits;
  const accepted = scan(3, 'accepted');
  const moved = (day: number) => scan(day, 'departed_origin');
  const customs = [accepted, scan(4, 'import_customs', 'US')];
  test.each([
    [
      'a first scan on the last day of its limit is not late',
      [scan(2 + neverScannedDays, 'accepted')],
      3 + neverScannedDays,
      { isFirstScanLate: false },
    ],
    [
      'a first scan a day later is, and the parcel has moved again',
      [scan(3 + neverScannedDays, 'accepted')],
      4 + neverScannedDays,
      { isFirstScanLate: true, hasMovedAgain: true, outcome: 'on_way' },
    ],
    [
      'no scan at all past the limit is, and it has not',
      [],
      3 + neverScannedDays,
      { isFirstScanLate: true, hasMovedAgain: false, outcome: 'unknown' },
    ],
    [
      'a wait as long as the limit is none',
      [accepted, moved(3 + silentDays)],
      4 + silentDays,
      { isSilentOnWay: false },
    ],
    [
      'a longer one is',
      [accepted, moved(4 + silentDays)],
      5 + silentDays,
      { isSilentOnWay: true, hasMovedAgain: true },
    ],
    [
      'in customs the limit of customs counts',
      [...customs, scan(5 + customsDays, 'customs_released', 'US')],
      6 + customsDays,
      { isSilentOnWay: true, hasMovedAgain: true },
    ],
    [
      'one that lasts leaves the end unknown',
      [accepted],
      4 + silentDays,
      { isSilentOnWay: true, hasMovedAgain: false, outcome: 'unknown' },
    ],
  ])('%s', (_, timeline, asOf, expected) => {
    expect(facts({ timeline }, on(asOf))).toMatchObject(expected);
  });

  test('a parcel on its way within all limits is expected to arrive', () => {
    expect(facts({ timeline: [scan(3, 'accepted')] }, on(5)).outcome).toBe('on_way');
  });

  test('that ended with a return has not moved on', () => {
    const timeline = [scan(3, 'accepted'), scan(14, 'returning')];
    expect(facts({ verdict: 'returning', timeline })).toMatchObject({
      isSilentOnWay: true,
      hasMovedAgain: false,
      outcome: 'returned',
    });
  });

  test('after the end there is none, whatever the end was', () => {
    const timeline = [scan(3, 'accepted'), scan(6, 'departed_origin')];
    for (const verdict of ['lost', 'returning', 'delivered'] as const) {
      expect(facts({ verdict, timeline }).isSilentOnWay).toBe(false);
    }
  });
});

describe('a number', () => {
  test.each([
    ['two days after payment is not late', on(3), false],
    ['later is', on(4), true],
    ['that has not come in two days is', null, true],
  ])('%s', (_, numberAt, isLate) => {
    expect(facts({ numberAt }).isNumberLate).toBe(isLate);
  });

  test.each([
    ['two days after its number is in time', [scan(4, 'accepted')], on(20), false],
    ['later is not', [scan(5, 'accepted')], on(20), true],
    ['that has not been scanned in two days is not', [], on(5), true],
    ['may still be scanned until then', [], on(4), false],
  ])('with a parcel that %s', (_, timeline, asOf, isLate) => {
    expect(facts({ timeline }, asOf).isHandOverLate).toBe(isLate);
  });

  test('that never came leaves nobody to be silent, and the end unknown', () => {
    expect(facts({ numberAt: null })).toMatchObject({ isFirstScanLate: false, outcome: 'unknown' });
  });

  test('that is another parcel’s tells nothing of this one', () => {
    expect(facts({ verdict: 'wrong_number', timeline: ARRIVED })).toMatchObject({
      isWrongNumber: true,
      firstScanAt: null,
      handOffAt: null,
      deliveredAt: null,
      isFirstScanLate: false,
      outcome: 'unknown',
    });
  });
});

test('scans that may be a neighbour’s in one stream tell nothing, nor does their absence', () => {
  expect(facts({ areScansItsOwn: false, verdict: 'delivered', timeline: ARRIVED })).toMatchObject({
    firstScanAt: null,
    deliveredAt: null,
    isFirstScanLate: false,
    outcome: 'delivered',
  });
  expect(facts({ areScansItsOwn: false })).toMatchObject({
    isFirstScanLate: false,
    outcome: 'on_way',
  });
});

describe('an outcome', () => {
  test.each([
    ['delivered although the order was paid back', 'delivered', true, 'delivered'],
    ['lost by the carrier’s word comes before paid back', 'lost', true, 'lost'],
    ['paid back and not there', 'on_track', true, 'refunded'],
    ['paid back on its way home', 'returning', true, 'refunded'],
    ['on its way home', 'returning', false, 'returned'],
  ] as const)('%s', (_, verdict, isRefunded, outcome) => {
    expect(facts({ verdict, isRefunded, timeline: ARRIVED.slice(0, 2) }).outcome).toBe(outcome);
  });
});

describe('a promise', () => {
  test.each([
    ['ends with its day', new Date('2026-10-15T00:00:00Z'), '2026-10-16T00:00:00.000Z'],
    [
      'before the shipment was given for something else',
      new Date('2026-10-01T00:00:00Z'),
      undefined,
    ],
    ['nobody gave is none', null, undefined],
  ])('%s', (_, promised, end) => {
    expect(facts({ promised }).promisedAt?.toISOString()).toBe(end);
  });
});

test.each([
  ['  Shenzhen   HUB ', 'shenzhen hub'],
  ['深圳仓', '深圳仓'],
  [' ', null],
  [null, null],
])('supplier %j is compared as %j', (name, key) => {
  expect(supplierKey(name)).toBe(key);
});

test('scans that lie ahead of the instant of looking are not news yet', () => {
  expect(facts({ timeline: ARRIVED }, on(4))).toMatchObject({
    firstScanAt: on(3),
    handOffAt: null,
  });
});
