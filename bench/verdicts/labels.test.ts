import { expect, test } from 'vitest';
import { longestWayDaysOf, truthOf } from './labels.ts';

const DAY = 86_400_000;
const END = new Date('2026-06-01T00:00:00Z');
const before = (days: number) => new Date(END.getTime() - days * DAY);
const parcel = { startedAt: before(100), endedAt: null };
const known = { dataEnd: END, stuckAge: 45 };

test.each([
  ['delivered', 'good'],
  ['lost', 'stuck'],
  ['returned', 'returned'],
] as const)('%s is %s, however old', (outcome, truth) => {
  expect(truthOf({ ...parcel, outcome }, known)).toBe(truth);
  expect(truthOf({ ...parcel, startedAt: before(2), outcome }, known)).toBe(truth);
});

test.each([
  [45, 'undecided'],
  [45.1, 'stuck_by_age'],
  [3 * 365, 'stuck_by_age'],
  [3 * 365 + 1, 'too_old'],
  [3_650, 'too_old'],
])('open for %f days is %s', (days, truth) => {
  expect(truthOf({ startedAt: before(days), endedAt: null, outcome: 'open' }, known)).toBe(truth);
});

test('an open parcel is as old as when it was last looked at', () => {
  const open = { ...parcel, outcome: 'open' as const };
  expect(truthOf({ ...open, endedAt: before(60) }, known)).toBe('undecided');
  expect(truthOf({ ...open, endedAt: before(50) }, known)).toBe('stuck_by_age');
});

test('the longest way is that of 995 in 1,000 delivered parcels; others have no say', () => {
  const lane = { carrier: null, origin: null, destination: null };
  const journeys = Array.from({ length: 1_001 }, (_, days) => ({
    lane,
    outcome: days > 200 && days <= 300 ? ('lost' as const) : ('delivered' as const),
    startedAt: before(days),
    endedAt: END,
    silences: [],
  }));
  expect(longestWayDaysOf(journeys)).toBeCloseTo(995.5, 0);
  expect(longestWayDaysOf([])).toBe(Infinity);
});
