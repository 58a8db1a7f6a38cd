import { expect, test } from 'vitest';
import { restShare } from '#app/domain/diagnosis/rest-share.ts';
import { businessCalendar } from '#app/domain/shared/business-calendar.ts';

const germany = businessCalendar({ country: 'DE', businessDays: true, closedOn: [] });
/** Berlin is an hour ahead of UTC in November; 20 November 2026 is a Friday. */
const berlin = (day: number, hour: string) => new Date(`2026-11-${day}T${hour}:00+01:00`);

test.each([
  ['Friday noon to Saturday noon: half of it rest', 20, '12:00', 21, '12:00', 0.5, '2026-11-23'],
  ['Friday noon to Monday noon: two days of three', 20, '12:00', 23, '12:00', 2 / 3, null],
  ['Saturday to Sunday: all of it', 21, '06:00', 22, '06:00', 1, '2026-11-23'],
  ['Monday to Wednesday: none', 16, '12:00', 18, '12:00', 0, null],
  ['not begun', 20, '12:00', 20, '12:00', 0, null],
  ['the last minute before the rest', 20, '12:00', 20, '23:59', 0, null],
  ['the first minute of the rest', 20, '12:00', 21, '00:00', 0, '2026-11-23'],
  ['the first minute after it', 21, '00:00', 23, '00:00', 1, null],
])('%s', (_, fromDay, fromHour, nowDay, nowHour, share, endsOn) => {
  const rest = restShare(
    { from: berlin(fromDay, fromHour), now: berlin(nowDay, nowHour) },
    germany,
  );
  expect(rest.share).toBeCloseTo(share, 9);
  expect(rest.endsAt === null ? null : germany.dateAt(rest.endsAt)).toBe(endsOn);
});
