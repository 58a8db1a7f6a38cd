import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectedCallsPerDay, fitToQuota } from './expected-calls.ts';
import { PACES } from './paces.ts';

const basis = { numbersPerCall: 40, newPerDay: 0 };

describe('the calls a plan takes', () => {
  it('are nothing for nothing', () => {
    expect(expectedCallsPerDay({}, basis).calls).toBe(0);
  });

  it('are one a poll where a call asks about one number', () => {
    // Two hours at most, 1 h 44 min on average: 13.8 a day.
    const { calls, perPace } = expectedCallsPerDay(
      { moving: 100 },
      { numbersPerCall: 1, newPerDay: 0 },
    );
    expect(perPace.moving).toBeCloseTo(1_380, 6);
    expect(calls).toBeCloseTo(1_380, 6);
  });

  it('share calls of forty as soon as enough numbers come due together', () => {
    const { calls, perPace } = expectedCallsPerDay({ moving: 100_000 }, basis);
    expect(calls).toBeGreaterThan(perPace.moving / 40);
    expect(calls).toBeLessThan((perPace.moving / 40) * 1.02);
  });

  it('are at most one a poll, however few there are', () => {
    const { calls } = expectedCallsPerDay({ long_silent: 3 }, basis);
    expect(calls).toBeLessThanOrEqual(3.45);
    expect(calls).toBeGreaterThan(3.3);
  });

  it('count each new number twice: read, then registered', () => {
    const { calls, registrations } = expectedCallsPerDay({}, { numbersPerCall: 1, newPerDay: 50 });
    expect([calls, registrations]).toEqual([100, 50]);
  });

  it('are none for what has ended', () => {
    expect(expectedCallsPerDay({ ended: 1_000, fresh: 1_000 }, basis).calls).toBe(0);
  });
});

describe('a plan under a limit of calls', () => {
  const counts = { out_for_delivery: 10, moving: 500, silent: 300, long_silent: 200 };
  const single = { numbersPerCall: 1, newPerDay: 5 };

  it('stays as it is when it fits, or when there is no limit', () => {
    expect(fitToQuota(counts, { ...single, callsPerDay: null }).stretch).toBe(1);
    expect(fitToQuota(counts, { ...single, callsPerDay: 20_000 }).stretch).toBe(1);
  });

  it('is stretched just far enough', () => {
    const fit = fitToQuota(counts, { ...single, callsPerDay: 3_000 });
    expect(fit.fits).toBe(true);
    expect(fit.calls).toBeLessThanOrEqual(3_000);
    expect(fit.calls).toBeGreaterThan(2_990);
  });

  it('keeps the van at half an hour as long as a daily look at the rest suffices', () => {
    const tight = fitToQuota(counts, { ...single, callsPerDay: 1_800 });
    const { perPace } = expectedCallsPerDay(counts, { ...single, stretch: tight.stretch });
    expect(tight.fits).toBe(true);
    expect(perPace.out_for_delivery).toBe(
      expectedCallsPerDay(counts, single).perPace.out_for_delivery,
    );
  });

  it('says so when even one look a day is too much', () => {
    expect(fitToQuota(counts, { ...single, callsPerDay: 500 })).toMatchObject({ fits: false });
  });

  it('never takes more than the limit, and never less when the limit grows', () => {
    const anyCounts = fc.record(
      Object.fromEntries(PACES.map((pace) => [pace, fc.integer({ min: 0, max: 5_000 })])),
    );
    const limit = fc.integer({ min: 1, max: 100_000 });
    fc.assert(
      fc.property(anyCounts, limit, limit, (some, a, b) => {
        const small = fitToQuota(some, { ...single, callsPerDay: Math.min(a, b) });
        const large = fitToQuota(some, { ...single, callsPerDay: Math.max(a, b) });
        expect(small.calls <= Math.min(a, b)).toBe(small.fits);
        expect(small.stretch).toBeGreaterThanOrEqual(large.stretch);
        expect(large.stretch).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});
