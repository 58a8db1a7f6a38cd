import { describe, expect, test } from 'vitest';
import { nextPaymentsRead } from './read-payments-rhythm.ts';

const HOUR_MS = 3_600_000;
const schedule = (
  interval: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'MANUAL',
  anchors: { weeklyAnchor?: number; monthlyAnchor?: number } = {},
) => ({ interval, weeklyAnchor: null, monthlyAnchor: null, ...anchors });

const hours = (given: Partial<Parameters<typeof nextPaymentsRead>[0]>) => {
  const now = given.now ?? new Date('2026-11-18T15:00:00Z');
  const next = nextPaymentsRead({
    schedule: null,
    oldestIssuedAt: null,
    timeZone: 'America/New_York',
    country: 'US',
    ...given,
    now,
  });
  return (next.getTime() - now.getTime()) / HOUR_MS;
};

describe('the next look at payments', () => {
  test.each([
    ['a Friday of daily payouts', schedule('DAILY'), '2026-11-20T15:00:00Z', 1],
    ['a Saturday, on which no bank works', schedule('DAILY'), '2026-11-21T15:00:00Z', 6],
    ['Thanksgiving', schedule('DAILY'), '2026-11-26T15:00:00Z', 6],
    ['Sunday in New York, Monday in UTC', schedule('DAILY'), '2026-11-23T04:59:00Z', 6],
    ['Monday in New York', schedule('DAILY'), '2026-11-23T05:00:00Z', 1],
    [
      'the weekday of weekly payouts',
      schedule('WEEKLY', { weeklyAnchor: 3 }),
      '2026-11-18T15:00:00Z',
      1,
    ],
    ['the day after it', schedule('WEEKLY', { weeklyAnchor: 3 }), '2026-11-19T15:00:00Z', 6],
    [
      'the day of monthly payouts',
      schedule('MONTHLY', { monthlyAnchor: 18 }),
      '2026-11-18T15:00:00Z',
      1,
    ],
    ['the day before it', schedule('MONTHLY', { monthlyAnchor: 19 }), '2026-11-18T15:00:00Z', 6],
    [
      'the last of a month without the 31st',
      schedule('MONTHLY', { monthlyAnchor: 31 }),
      '2026-11-30T15:00:00Z',
      1,
    ],
    ['any day of payouts by hand', schedule('MANUAL'), '2026-11-18T15:00:00Z', 6],
    ['a schedule nobody told', null, '2026-11-18T15:00:00Z', 6],
  ])('on %s', (_day, known, now, expected) => {
    expect(hours({ schedule: known, now: new Date(now) })).toBe(expected);
  });

  test.each([
    ['a payout issued three days ago', '2026-11-15T10:00:00Z', 1],
    ['one issued today', '2026-11-18T23:00:00Z', 1],
    ['one scheduled for tomorrow', '2026-11-19T11:00:00Z', 6],
    ['none', null, 6],
  ])('with %s underway', (_payout, issuedAt, expected) => {
    expect(
      hours({
        schedule: schedule('MANUAL'),
        oldestIssuedAt: issuedAt === null ? null : new Date(issuedAt),
      }),
    ).toBe(expected);
  });
});
