import { describe, expect, it, test } from 'vitest';
import { carrierStop } from './carrier-stop.ts';
import type { CarrierStop } from './carrier-stop.ts';
import { instantOf } from './hourly-counts.ts';
import type { HourlyCounts } from './hourly-counts.ts';
import { FIRST_HOUR, carrierLife } from './quiet-carrier.fixture.ts';

/** What is known at an hour: nothing after it. */
function lookAt(
  hours: HourlyCounts,
  hour: number,
  more: { movingParcels: number; openSince?: Date | null },
): CarrierStop {
  return carrierStop({
    hours,
    movingParcels: more.movingParcels,
    openSince: more.openSince ?? null,
    now: instantOf(FIRST_HOUR + hour),
  });
}

/** Looks once an hour and returns when a stop was noticed and when it was called over, in hours from the first. */
function watch(
  hours: HourlyCounts,
  { from, until, movingParcels }: { from: number; until: number; movingParcels: number },
): { noticed: number; began: number; lifted: number | null }[] {
  const incidents: { noticed: number; began: number; lifted: number | null }[] = [];
  let openSince: Date | null = null;
  for (let hour = from; hour < until; hour += 1) {
    const look = lookAt(hours, hour, { movingParcels, openSince });
    const last = incidents.at(-1);
    if (openSince === null && look.beganAt !== null) {
      const began = look.beganAt.getTime() / 3_600_000 - FIRST_HOUR;
      incidents.push({ noticed: hour, began, lifted: null });
    } else if (openSince !== null && !look.stopped && last !== undefined) last.lifted = hour;
    openSince = look.stopped ? look.beganAt : null;
  }
  return incidents;
}

const WEEK = 168;
/** Tuesday of the sixth week, 09:00. */
const TUESDAY = 5 * WEEK + 24 + 9;

describe('a carrier that stops', () => {
  const stop = { from: TUESDAY, until: TUESDAY + 48, share: 0 };
  const hours = carrierLife({ seed: 7, days: 49, parcels: 100, stop });
  const [incident, ...more] = watch(hours, { from: 5 * WEEK, until: 7 * WEEK, movingParcels: 100 });

  it('is noticed within a day with a hundred parcels on their way', () => {
    expect(more).toEqual([]);
    expect(incident?.noticed).toBeGreaterThan(TUESDAY);
    expect(incident?.noticed).toBeLessThanOrEqual(TUESDAY + 24);
  });

  it('is dated to within a few hours of its beginning', () => {
    expect(Math.abs((incident?.began ?? 0) - TUESDAY)).toBeLessThanOrEqual(6);
  });

  it('is over by itself within a day and a half of moving again', () => {
    expect(incident?.lifted).toBeGreaterThan(TUESDAY + 48);
    expect(incident?.lifted).toBeLessThanOrEqual(TUESDAY + 48 + 36);
  });
});

test.each([11, 12, 13, 14, 15, 16, 17, 18])(
  'a stop on a working day with a hundred parcels is noticed within 24 hours (world %i)',
  (seed) => {
    // Monday to Thursday, at any hour.
    const from = 5 * WEEK + (seed % 4) * 24 + ((seed * 5) % 24);
    const hours = carrierLife({
      seed,
      days: 42,
      parcels: 100,
      stop: { from, until: from + 60, share: 0.05 },
    });
    const [incident] = watch(hours, { from: 5 * WEEK, until: from + 25, movingParcels: 100 });
    expect(incident?.noticed).toBeGreaterThan(from);
    expect(incident?.noticed).toBeLessThanOrEqual(from + 24);
  },
);

test('quiet carriers of every size: at most one false alarm in a thousand weeks', () => {
  const sizes = [15, 40, 100, 300];
  let weeks = 0;
  let alarms = 0;
  for (let seed = 100; seed < 350; seed += 1) {
    const parcels = sizes[seed % sizes.length] ?? 100;
    const hours = carrierLife({ seed, days: 63, parcels });
    let wasStopped = false;
    for (let hour = 5 * WEEK; hour < 9 * WEEK; hour += 4) {
      const { stopped } = lookAt(hours, hour, { movingParcels: parcels });
      if (stopped && !wasStopped) alarms += 1;
      wasStopped = stopped;
    }
    weeks += 4;
  }
  expect(weeks).toBe(1_000);
  expect(alarms).toBeLessThanOrEqual(1);
}, 60_000);

describe('no stop', () => {
  it('is a weekend, not even one without a single scan', () => {
    const hours = carrierLife({ seed: 3, days: 63, parcels: 200, weekend: [0, 0] });
    expect(watch(hours, { from: 5 * WEEK, until: 9 * WEEK, movingParcels: 200 })).toEqual([]);
  });

  it('is a week of public holidays', () => {
    const holiday = { from: 6 * WEEK, until: 7 * WEEK };
    const hours = carrierLife({ seed: 4, days: 63, parcels: 200, holiday });
    expect(watch(hours, { from: 5 * WEEK, until: 9 * WEEK, movingParcels: 200 })).toEqual([]);
    const unknown = { ...hours, work: hours.work.map(() => 1) };
    expect(watch(unknown, { from: 6 * WEEK, until: 7 * WEEK, movingParcels: 200 })).not.toEqual([]);
  });

  it('is a shop that sends nothing with the carrier any more', () => {
    const gone = carrierLife({
      seed: 5,
      days: 63,
      parcels: 200,
      stop: { from: 6 * WEEK, until: 9 * WEEK, share: 0 },
    });
    expect(watch(gone, { from: 6 * WEEK, until: 9 * WEEK, movingParcels: 5 })).toEqual([]);
  });

  it('is called on less than ten days of history, or on a handful of scans', () => {
    const young = carrierLife({
      seed: 6,
      days: 14,
      parcels: 200,
      stop: { from: 200, until: 336, share: 0 },
    });
    expect(watch(young, { from: 24, until: 336, movingParcels: 200 })).toEqual([]);
    const thin = carrierLife({
      seed: 6,
      days: 42,
      parcels: 1,
      stop: { from: 5 * WEEK, until: 6 * WEEK, share: 0 },
    });
    expect(watch(thin, { from: 5 * WEEK, until: 6 * WEEK, movingParcels: 1 })).toEqual([]);
  });
});

describe('an open stop', () => {
  const from = 5 * WEEK + 9;
  const began = instantOf(FIRST_HOUR + from);
  const slow = carrierLife({
    seed: 9,
    days: 63,
    parcels: 100,
    stop: { from, until: 9 * WEEK, share: 0.35 },
  });

  it('takes less to go on than to begin', () => {
    const wednesday = from + 60;
    expect(lookAt(slow, wednesday, { movingParcels: 100 }).stopped).toBe(false);
    expect(lookAt(slow, wednesday, { movingParcels: 100, openSince: began }).stopped).toBe(true);
  });

  it('is over after ten days, so that single alarms are heard again', () => {
    const at = (days: number) =>
      lookAt(slow, from + days * 24, { movingParcels: 100, openSince: began }).stopped;
    expect(at(10)).toBe(true);
    expect(at(10.1)).toBe(false);
  });

  it('is over when nothing is on its way any more', () => {
    expect(lookAt(slow, from + 60, { movingParcels: 0, openSince: began }).stopped).toBe(false);
  });
});
