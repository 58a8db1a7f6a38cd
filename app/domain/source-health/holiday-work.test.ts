import { expect, test } from 'vitest';
import { holidayWork } from '#app/domain/source-health/holiday-work.ts';
import { hourOf } from '#app/domain/source-health/hourly-counts.ts';

/** Noon in Germany and in the United States; Christmas is a holiday in both, Independence Day in one. */
const workAt = (noon: string, moving: Parameters<typeof holidayWork>[1]) =>
  holidayWork({ firstHour: hourOf(new Date(noon)), counts: [0] }, moving)[0];

const FROM_DE_TO_US = [{ origin: 'DE', destination: 'US', parcels: 10 }];

test.each([
  ['an ordinary day', '2026-11-18T17:00:00Z', FROM_DE_TO_US, 1],
  ['a holiday at both ends', '2026-12-25T17:00:00Z', FROM_DE_TO_US, 0.1],
  ['a holiday at one end stops half', '2026-11-26T17:00:00Z', FROM_DE_TO_US, 0.55],
  [
    'parcels weigh by their number',
    '2026-11-26T17:00:00Z',
    [...FROM_DE_TO_US, { origin: 'DE', destination: 'DE', parcels: 30 }],
    1 - 0.9 * (10 / 80),
  ],
  [
    'nowhere is no holiday',
    '2026-12-25T17:00:00Z',
    [{ origin: null, destination: null, parcels: 5 }],
    1,
  ],
  ['nothing moves', '2026-12-25T17:00:00Z', [], 1],
] as const)('%s', (_, noon, moving, expected) => {
  expect(workAt(noon, moving)).toBeCloseTo(expected, 12);
});
