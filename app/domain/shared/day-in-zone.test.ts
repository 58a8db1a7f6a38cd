import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import {
  calendarDaysBetween,
  dayInZone,
  daysBeforeEnd,
  endOfDayAfter,
  lastDayOf,
  startOfDay,
  startOfDayAfter,
} from '#app/domain/shared/day-in-zone.ts';

const NEW_YORK = 'America/New_York';
const zones = fc.constantFrom(
  'UTC',
  NEW_YORK,
  'Asia/Kathmandu',
  'Europe/Berlin',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
);
const instants = fc.date({
  min: new Date('2015-01-01T00:00:00Z'),
  max: new Date('2035-01-01T00:00:00Z'),
  noInvalidDate: true,
});
const spans = fc.integer({ min: 0, max: 400 });

test.each([
  ['2026-11-01T03:59:59Z', '2026-10-31'],
  ['2026-11-01T04:00:00Z', '2026-11-01'],
  // The clock goes back at two, so this day has 25 hours.
  ['2026-11-02T04:59:59Z', '2026-11-01'],
  ['2026-11-02T05:00:00Z', '2026-11-02'],
])('in New York %s is %s', (instant, day) => {
  expect(dayInZone(new Date(instant), NEW_YORK)).toBe(day);
});

test('thirty days from 1 October end when 31 October does', () => {
  const end = endOfDayAfter(new Date('2026-10-01T14:00:00Z'), 30, NEW_YORK);
  expect(end).toEqual(new Date('2026-11-01T04:00:00Z'));
  expect(lastDayOf(end, NEW_YORK)).toBe('2026-10-31');
  expect(daysBeforeEnd(end, 7, NEW_YORK)).toEqual(startOfDay('2026-10-24', NEW_YORK));
});

test('a day ends where the next begins, and is called by its own name', () => {
  fc.assert(
    fc.property(instants, spans, zones, (instant, days, zone) => {
      const end = endOfDayAfter(instant, days, zone);
      expect(startOfDayAfter(instant, days + 1, zone)).toEqual(end);
      expect(calendarDaysBetween(instant, new Date(end.getTime() - 1), zone)).toBe(days);
      expect(calendarDaysBetween(instant, end, zone)).toBe(days + 1);
      expect(startOfDay(dayInZone(end, zone), zone)).toEqual(end);
    }),
  );
});

test('counting back from an end comes to the same days as counting up to it', () => {
  fc.assert(
    fc.property(instants, spans, zones, (instant, days, zone) => {
      const end = endOfDayAfter(instant, days, zone);
      expect(dayInZone(daysBeforeEnd(end, days, zone), zone)).toBe(dayInZone(instant, zone));
    }),
  );
});

test('says what Temporal says, at every hour of every zone', () => {
  fc.assert(
    fc.property(instants, zones, (instant, zone) => {
      const zoned = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(
        zone,
      );
      expect(dayInZone(instant, zone)).toBe(zoned.toPlainDate().toString());
      expect(startOfDay(dayInZone(instant, zone), zone).getTime()).toBe(
        zoned.startOfDay().epochMilliseconds,
      );
    }),
    { numRuns: 1_000 },
  );
});

test.each([
  [
    'zone',
    () => dayInZone(new Date('2026-01-01T00:00:00Z'), 'America/Nowhere'),
    'Invalid time zone',
  ],
  ['instant', () => dayInZone(new Date(Number.NaN), 'UTC'), 'a day needs a valid instant'],
  ['date', () => startOfDay('1 May', 'UTC'), 'not an ISO date: 1 May'],
  ['day', () => startOfDay('2026-13-01', 'UTC'), 'not an ISO date: 2026-13-01'],
])('refuses a %s that is none', (_name, act, message) => {
  expect(act).toThrow(message);
});
