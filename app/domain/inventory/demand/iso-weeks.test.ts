import { expect, it } from 'vitest';
import { isoWeekSlots } from './iso-weeks.ts';

it.each([
  ['2026-11-23', 47], // Monday of week 48
  ['2020-12-28', 52], // week 53
  ['2021-01-04', 0],
  ['2024-12-30', 0], // its Thursday is in 2025
  ['2025-12-29', 0],
])('the week of Monday %s is slot %d', (monday, slot) => {
  expect(isoWeekSlots(monday, 1)[0]).toBe(slot);
});

it('counts on over the end of a year with 53 weeks and of one with 52', () => {
  expect([...isoWeekSlots('2020-12-21', 4)]).toEqual([51, 52, 0, 1]);
  expect([...isoWeekSlots('2025-12-15', 3)]).toEqual([50, 51, 0]);
});
