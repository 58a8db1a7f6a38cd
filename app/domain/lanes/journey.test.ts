import { describe, expect, test } from 'vitest';
import { journeyOf, type JourneyFacts, type JourneyScan } from '#app/domain/lanes/journey.ts';
import type { Milestone } from '#app/domain/scans/scan.ts';
import { businessCalendar } from '#app/domain/shared/business-calendar.ts';

/** A Monday; no holiday of China or Germany in the three weeks after it. */
const START = new Date('2026-07-06T00:00:00Z');
const DAY_MS = 86_400_000;
const day = (days: number) => new Date(START.getTime() + days * DAY_MS);
const plain = businessCalendar({ country: null, businessDays: false, closedOn: [] });

function scan(days: number, milestone: Milestone, country: string | null = null): JourneyScan {
  return { occurredAt: day(days), milestone, country, physical: milestone !== 'announced' };
}

function journey(over: Partial<JourneyFacts> = {}) {
  return journeyOf({
    lane: { carrier: 'yanwen', origin: 'CN', destination: 'DE' },
    scans: [],
    startedAt: START,
    outcome: 'open',
    endedAt: null,
    calendars: { origin: plain, destination: plain },
    asOf: day(20),
    ...over,
  });
}

const waits = (facts: Partial<JourneyFacts>) =>
  journey(facts).journey?.silences.map(({ key, days, end }) => [key.stage, key.leg, days, end]);

describe('a way is cut into its waits', () => {
  test('from shipping over each physical scan to the delivery', () => {
    expect(
      waits({
        outcome: 'delivered',
        endedAt: day(14),
        scans: [
          scan(14, 'delivered', 'DE'),
          scan(0.5, 'announced'),
          scan(1, 'accepted', 'CN'),
          scan(3, 'departed_origin', 'CN'),
          scan(9, 'import_customs', 'DE'),
          scan(12, 'customs_released', 'DE'),
          scan(13.5, 'out_for_delivery', 'DE'),
        ],
      }),
    ).toEqual([
      ['first_scan', 'supplier', 1, 'moved'],
      ['origin', 'supplier', 2, 'moved'],
      ['linehaul', 'linehaul', 6, 'moved'],
      ['customs', 'linehaul', 3, 'moved'],
      ['released', 'last_mile', 1.5, 'moved'],
      ['delivery', 'last_mile', 0.5, 'moved'],
    ]);
  });

  test('a parcel that was lost waits for ever after its last scan', () => {
    const scans = [scan(1, 'accepted', 'CN'), scan(3, 'departed_origin', 'CN')];
    expect(waits({ scans, outcome: 'lost', endedAt: day(19) })?.at(-1)).toEqual([
      'linehaul',
      'linehaul',
      16,
      'stuck',
    ]);
  });

  test('an open parcel waits until it was looked at, and what came later is not known', () => {
    const scans = [scan(1, 'accepted', 'CN'), scan(8, 'departed_origin', 'CN')];
    expect(waits({ scans, asOf: day(5) })).toEqual([
      ['first_scan', 'supplier', 1, 'moved'],
      ['origin', 'supplier', 4, 'open'],
    ]);
  });

  test('an outcome that nobody could know yet is open', () => {
    expect(journey({ outcome: 'lost', endedAt: day(30) }).journey?.outcome).toBe('open');
  });

  test('a return ends the way: it is a signal, not a silence', () => {
    const scans = [
      scan(1, 'accepted', 'CN'),
      scan(4, 'returning', 'CN'),
      scan(9, 'returned', 'CN'),
    ];
    expect(waits({ scans, outcome: 'returned', endedAt: day(9) })).toEqual([
      ['first_scan', 'supplier', 1, 'moved'],
      ['origin', 'supplier', 3, 'moved'],
    ]);
  });

  test('weekends rest where the stage is, and nobody rests in line-haul', () => {
    const german = businessCalendar({ country: 'DE', businessDays: true, closedOn: [] });
    const friday = new Date('2026-07-10T10:00:00Z');
    const monday = new Date('2026-07-13T10:00:00Z');
    const at = (occurredAt: Date, milestone: Milestone) => ({
      ...scan(0, milestone, 'DE'),
      occurredAt,
    });
    const days = (first: Milestone) =>
      waits({
        startedAt: friday,
        asOf: monday,
        calendars: { origin: plain, destination: german },
        scans: [at(friday, first)],
      })?.at(-1)?.[2];
    expect(days('arrived_destination')).toBeCloseTo(1, 6);
    expect(days('departed_origin')).toBeCloseTo(3, 6);
  });
});

describe('what teaches nothing is named', () => {
  test.each([
    ['scan_before_start', [scan(-1.01, 'accepted', 'CN')]],
    ['scan_in_future', [scan(20.01, 'accepted', 'CN')]],
    ['scan_twice', [scan(1, 'accepted', 'CN'), scan(1, 'accepted', null)]],
    ['clocks_disagree', [scan(5, 'arrived_destination', 'DE'), scan(5.2, 'departed_origin', 'CN')]],
  ] as const)('%s', (reason, scans) => {
    expect(journey({ scans }).setAside).toEqual([reason]);
  });

  test.each([
    ['a day before the start', [scan(-1, 'accepted', 'CN')]],
    ['at the instant of looking', [scan(20, 'accepted', 'CN')]],
    ['the same milestone a minute later', [scan(1, 'accepted'), scan(1 + 1 / 1440, 'accepted')]],
    [
      'a step back after more than 14 hours: it went round',
      [scan(5, 'arrived_destination', 'DE'), scan(5.6, 'departed_origin', 'CN')],
    ],
  ] as const)('nothing is set aside: %s', (_, scans) => {
    expect(journey({ scans }).setAside).toEqual([]);
  });

  test('a scan after the end', () => {
    const scans = [scan(3, 'delivered', 'DE'), scan(4, 'domestic_transit', 'DE')];
    const { setAside } = journey({ scans, outcome: 'delivered', endedAt: day(3) });
    expect(setAside).toEqual(['scan_after_end']);
  });

  test.each([
    [365, null],
    [365.01, 'parcel_too_old'],
  ] as const)('a parcel open for %f days: %s', (days, reason) => {
    const { journey: learned, setAside } = journey({ asOf: day(days) });
    expect(setAside).toEqual(reason === null ? [] : [reason]);
    expect(learned === null).toBe(reason !== null);
  });

  test('a parcel that ended before it started', () => {
    expect(journey({ outcome: 'delivered', endedAt: day(-1) })).toEqual({
      journey: null,
      setAside: ['parcel_without_span'],
    });
  });
});
