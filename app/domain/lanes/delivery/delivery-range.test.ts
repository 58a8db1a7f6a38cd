import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  arrivalChance,
  deliveryRange,
  lateFrom,
} from '#app/domain/lanes/delivery/delivery-range.ts';
import { countRemaining, emptyRemaining } from '#app/domain/lanes/delivery/remaining-cell.ts';
import { createRemainingModel } from '#app/domain/lanes/delivery/remaining-model.ts';
import type { SilenceKey } from '#app/domain/lanes/lane-key.ts';
import { businessCalendar } from '#app/domain/shared/business-calendar.ts';

const key: SilenceKey = {
  stage: 'destination',
  leg: 'last_mile',
  carrier: 'dhl',
  origin: 'CN',
  destination: 'DE',
};
const DAY_MS = 86_400_000;
const calendar = businessCalendar({ country: 'DE', businessDays: true, closedOn: [] });
const everyDay = businessCalendar({ country: 'DE', businessDays: false, closedOn: [] });

/** A thousand deliveries, evenly between one day and two tenths and four and two tenths after the scan. */
function modelIn({ businessDays }: { businessDays: boolean }) {
  const cell = emptyRemaining();
  for (let parcel = 0; parcel < 1_000; parcel += 1) {
    countRemaining(cell, { days: 1.2 + (3 * parcel) / 1_000, end: 'delivered' });
  }
  return createRemainingModel({ remaining: [[key, cell]], pit: [], businessDays, version: 3 });
}
const model = modelIn({ businessDays: true });
/** A Monday at noon in Berlin. */
const scanAt = new Date('2026-03-02T11:00:00Z');
const after = (days: number) => new Date(scanAt.getTime() + days * DAY_MS);

describe('the delivery range', () => {
  it('names dates at the destination, its confidence and whose deliveries it rests on', () => {
    expect(deliveryRange({ model, key, scanAt, now: scanAt, calendar })).toEqual({
      earliestOn: '2026-03-03',
      likelyOn: '2026-03-05',
      latestOn: '2026-03-06',
      confidence: 0.8,
      level: 'lane',
      deliveries: 1_000,
    });
  });

  it('does not let business days pass at the weekend', () => {
    // Thursday noon: 2.7 days on is Tuesday morning, where Saturday and Sunday rest.
    const thursday = new Date('2026-03-05T11:00:00Z');
    const range = deliveryRange({ model, key, scanAt: thursday, now: thursday, calendar });
    expect(range).toMatchObject({
      earliestOn: '2026-03-06',
      likelyOn: '2026-03-10',
      latestOn: '2026-03-11',
    });
    const plain = modelIn({ businessDays: false });
    const onPlain = { model: plain, key, scanAt: thursday, now: thursday, calendar: everyDay };
    expect(deliveryRange(onPlain)).toMatchObject({
      earliestOn: '2026-03-06',
      likelyOn: '2026-03-08',
      latestOn: '2026-03-09',
    });
  });

  it('is wider the surer it is to be', () => {
    const wide = deliveryRange({ model, key, scanAt, now: scanAt, calendar, confidence: 0.98 });
    expect(wide).toMatchObject({ earliestOn: '2026-03-03', latestOn: '2026-03-06' });
    const narrow = deliveryRange({ model, key, scanAt, now: scanAt, calendar, confidence: 0.1 });
    expect(narrow).toMatchObject({ earliestOn: '2026-03-05', latestOn: '2026-03-05' });
  });

  it('never lies before now, however long nothing was heard', () => {
    const now = after(300);
    const range = deliveryRange({ model, key, scanAt, now, calendar });
    const today = calendar.dateAt(now);
    expect([range.earliestOn, range.likelyOn, range.latestOn].every((date) => date >= today)).toBe(
      true,
    );
  });

  it('only moves on while nothing is heard', () => {
    const hours = fc.integer({ min: 0, max: 40 * 24 });
    fc.assert(
      fc.property(hours, hours, (a, b) => {
        const at = (hour: number) =>
          deliveryRange({ model, key, scanAt, now: after(hour / 24), calendar });
        const [earlier, later] = [at(Math.min(a, b)), at(Math.max(a, b))];
        expect(later.earliestOn >= earlier.earliestOn).toBe(true);
        expect(later.likelyOn >= earlier.likelyOn).toBe(true);
        expect(later.latestOn >= earlier.latestOn).toBe(true);
      }),
    );
  });
});

describe('the chance to arrive by an instant', () => {
  const chance = (by: Date, now = scanAt) =>
    arrivalChance({ model, key, scanAt, now, by, calendar });

  it.each([
    ['the scan itself', 0, 0],
    ['a day', 1, 0.02],
    ['2.7 days', 2.7, 0.5],
    ['the working week', 5, 0.99],
  ])('within %s is as counted', (_, days, expected) => {
    expect(Math.abs(chance(after(days)) - expected)).toBeLessThan(0.05);
  });

  it('is nothing once the instant has passed', () => {
    expect(chance(after(2), after(2))).toBe(0);
    expect(chance(after(2), after(3))).toBe(0);
  });

  it('grows with the time given and falls with silence', () => {
    const days = fc.double({ min: 0, max: 30, noNaN: true });
    fc.assert(
      fc.property(days, days, days, (by, more, silent) => {
        const now = after(silent);
        expect(chance(after(by + more), now)).toBeGreaterThanOrEqual(chance(after(by), now));
        const later = after(silent + more);
        expect(chance(after(by), later)).toBeLessThanOrEqual(chance(after(by), now) + 1e-12);
      }),
    );
  });
});

describe('the instant from which a parcel is late', () => {
  const parcel = { model, key, scanAt, calendar };

  it.each([
    [3, 0.1],
    [3, 0.5],
    [4, 0.1],
    [9, 0.1],
    [25, 0.02],
  ])('for a promise in %s days is when its chance falls to %s', (days, chance) => {
    const by = after(days);
    const at = lateFrom({ ...parcel, by, chance });
    const chanceAt = (now: Date) => arrivalChance({ ...parcel, now, by });
    expect(at.getTime()).toBeLessThanOrEqual(by.getTime());
    expect(chanceAt(new Date(at.getTime() - 60_000))).toBeGreaterThan(chance);
    expect(chanceAt(new Date(at.getTime() + 60_000))).toBeLessThanOrEqual(chance);
  });

  it('is the scan when there never was a chance', () => {
    expect(lateFrom({ ...parcel, by: after(0.5) })).toEqual(scanAt);
  });

  it('is the promised instant when that has passed before the scan', () => {
    expect(lateFrom({ ...parcel, by: after(-1) })).toEqual(after(-1));
  });

  it('is never after the promised instant', () => {
    const days = fc.double({ min: 0, max: 400, noNaN: true });
    const chances = fc.double({ min: 0.001, max: 0.9, noNaN: true });
    fc.assert(
      fc.property(days, chances, (promised, chance) => {
        const by = after(promised);
        expect(lateFrom({ ...parcel, by, chance }).getTime()).toBeLessThanOrEqual(by.getTime());
      }),
    );
  });
});
