import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { MILESTONES } from '#app/domain/scans/scan.ts';
import { PACES } from './paces.ts';
import type { Pace } from './paces.ts';
import { NOW, hoursAgo, pollState } from './plan.fixture.ts';
import { nextPoll } from './plan.ts';
import type { PollState } from './plan.ts';

const HOUR_MS = 3_600_000;

describe('the pace of a number', () => {
  test.each<[string, Partial<PollState>, Pace, most: number | null]>([
    ['never asked', { answeredAt: null, lastScanAt: null, milestone: null }, 'fresh', 0.25],
    ['on the van', { milestone: 'out_for_delivery' }, 'out_for_delivery', 0.5],
    [
      'on the van since 24 hours',
      { milestone: 'out_for_delivery', lastScanAt: hoursAgo(24) },
      'near_delivery',
      1,
    ],
    ['with a failed attempt', { milestone: 'attempt_failed' }, 'near_delivery', 1],
    ['promised for today', { estimatedDeliveryAt: hoursAgo(-24) }, 'near_delivery', 1],
    ['promised for the day after', { estimatedDeliveryAt: hoursAgo(-25) }, 'moving', 2],
    ['scanned lately', {}, 'moving', 2],
    ['with a status nobody can read', { milestone: 'unknown' }, 'moving', 2],
    ['scanned in the future', { lastScanAt: hoursAgo(-30) }, 'moving', 2],
    ['just not silent', { lastScanAt: hoursAgo(47.9) }, 'moving', 2],
    ['silent for two days', { lastScanAt: hoursAgo(48) }, 'silent', 6],
    ['silent for six days', { lastScanAt: hoursAgo(144) }, 'silent', 9],
    ['silent for just not ten days', { lastScanAt: hoursAgo(239.99) }, 'silent', 12],
    ['silent for ten days', { lastScanAt: hoursAgo(240) }, 'long_silent', 24],
    ['silent for a year', { lastScanAt: hoursAgo(8_760) }, 'long_silent', 24],
    ['in customs', { milestone: 'import_customs', lastScanAt: hoursAgo(95) }, 'customs', 4],
    [
      'in customs for four days',
      { milestone: 'import_customs', lastScanAt: hoursAgo(96) },
      'silent',
      7.5,
    ],
    ['called lost', { milestone: 'lost' }, 'long_silent', 24],
    ['given up by the source', { state: 'gave_up' }, 'long_silent', 24],
    ['turning back', { milestone: 'returning' }, 'moving', 2],
    ['announced today', announced(5), 'announced', 8],
    ['announced a day ago', announced(24), 'handover', 4],
    ['announced four days ago', announced(96), 'handover', 4],
    ['announced five days ago', announced(120), 'unscanned', 12],
    ['announced ten days ago', announced(240), 'long_silent', 24],
    [
      'announced on a lane that hands over after ten days',
      { ...announced(200), usualHandoverHours: 240 },
      'handover',
      4,
    ],
    ['of a carrier nobody finds', { state: 'carrier_unknown', attempts: 1 }, 'retrying', 1],
    ['of a carrier not found four times', { state: 'carrier_unknown', attempts: 4 }, 'retrying', 8],
    ['of a carrier never found', { state: 'carrier_unknown', attempts: 30_000 }, 'retrying', 24],
    ['handed on to a later leg', { isHandedOn: true }, 'handed_on', 24],
    ['delivered', { milestone: 'delivered', deliveredAt: hoursAgo(2) }, 'confirming', 22],
    [
      'delivered and read again',
      { milestone: 'delivered', deliveredAt: hoursAgo(24) },
      'ended',
      null,
    ],
    [
      'delivered before anybody asked',
      { milestone: 'delivered', deliveredAt: hoursAgo(1), answeredAt: null },
      'ended',
      null,
    ],
    [
      'delivered and in doubt, before anybody asked',
      { milestone: 'delivered', deliveredAt: hoursAgo(89 * 24), answeredAt: null, isDoubted: true },
      'fresh',
      0.25,
    ],
    [
      'delivered and in doubt a quarter ago',
      { milestone: 'delivered', deliveredAt: hoursAgo(90 * 24), answeredAt: null, isDoubted: true },
      'ended',
      null,
    ],
    ['cancelled or back', { isOver: true }, 'ended', null],
    ['refused by the source', { state: 'refused' }, 'ended', null],
  ])('%s', (_, told, pace, most) => {
    const plan = nextPoll(pollState(told), NOW);
    expect(plan.pace).toBe(pace);
    expect(plan.at === null).toBe(most === null);
    // Spread: from 15 % below the middle to the longest. A confirming read counts from the delivery.
    const spread = pace === 'fresh' ? 0 : pace === 'confirming' ? 15 / 22 : 0.85 / 1.15;
    expect(hoursUntil(plan.at)).toBeLessThanOrEqual(most ?? Infinity);
    expect(hoursUntil(plan.at)).toBeGreaterThan((most ?? 0) * spread - 0.001);
  });

  it('runs from the last answer, so that planning again later does not put a poll off', () => {
    const state = pollState({ milestone: 'import_customs' });
    const first = nextPoll(state, NOW).at;
    expect(nextPoll(state, new Date(NOW.getTime() + HOUR_MS)).at).toEqual(first);
  });

  it('brings an overdue poll to within a quarter of an hour', () => {
    const { at } = nextPoll(pollState({ answeredAt: hoursAgo(90) }), NOW);
    expect(hoursUntil(at)).toBeLessThanOrEqual(0.25);
  });

  it('asks three times less often while pushes arrive, except on the van', () => {
    const ratio = (told: Partial<PollState>) =>
      hoursUntil(nextPoll(pollState({ ...told, pushesArrive: true }), NOW).at) /
      hoursUntil(nextPoll(pollState(told), NOW).at);
    expect(ratio({})).toBeCloseTo(3, 3);
    expect(ratio({ milestone: 'out_for_delivery' })).toBe(1);
  });

  it('stretches everything but the van while calls are short, and the van only at the very end', () => {
    const hours = (milestone: PollState['milestone'], stretch: number) =>
      hoursUntil(nextPoll(pollState({ milestone, stretch }), NOW).at);
    expect(hours('domestic_transit', 2) / hours('domestic_transit', 1)).toBeCloseTo(2, 3);
    expect(hours('out_for_delivery', 24)).toBe(hours('out_for_delivery', 1));
    expect(hours('out_for_delivery', 48) / hours('out_for_delivery', 1)).toBeCloseTo(2, 3);
  });
});

describe('for any number', () => {
  const instant = fc.integer({ min: -500, max: 9_000 }).map(hoursAgo);
  const maybe = fc.option(instant, { nil: null });
  const anyState: fc.Arbitrary<PollState> = fc.record({
    numberKey: fc.string({ maxLength: 40 }),
    state: fc.constantFrom(
      'new',
      'pending',
      'tracking',
      'carrier_unknown',
      'gave_up',
      'refused',
      'ended',
    ),
    answeredAt: maybe,
    attempts: fc.integer({ min: 0, max: 32_767 }),
    pushesArrive: fc.boolean(),
    startedAt: instant,
    milestone: fc.option(fc.constantFrom(...MILESTONES), { nil: null }),
    lastScanAt: maybe,
    deliveredAt: maybe,
    estimatedDeliveryAt: maybe,
    isOver: fc.boolean(),
    isDoubted: fc.boolean(),
    isHandedOn: fc.boolean(),
    usualHandoverHours: fc.option(fc.integer({ min: 1, max: 400 }), { nil: null }),
    stretch: fc.double({ min: 1, max: 2_000, noNaN: true }),
  });

  it('the next poll lies ahead, at most a day, and only what has ended has none', () => {
    fc.assert(
      fc.property(anyState, (state) => {
        const { pace, at } = nextPoll(state, NOW);
        const mayEnd = state.isOver || state.state === 'refused' || state.deliveredAt !== null;
        expect(PACES).toContain(pace);
        expect(pace === 'ended').toBe(at === null);
        expect(at !== null || mayEnd).toBe(true);
        const ahead = at === null ? HOUR_MS : at.getTime() - NOW.getTime();
        expect(ahead).toBeGreaterThan(0);
        expect(ahead).toBeLessThanOrEqual(24 * HOUR_MS);
      }),
      { numRuns: 500 },
    );
  });

  it('the same state gives the same plan', () => {
    fc.assert(
      fc.property(anyState, (state) => {
        expect(nextPoll(structuredClone(state), NOW)).toEqual(nextPoll(state, NOW));
      }),
    );
  });

  it('longer silence never brings the next poll closer', () => {
    const silence = fc.integer({ min: 0, max: 1_000 });
    const milestone = fc.constantFrom(...MILESTONES.filter((name) => name !== 'announced'));
    fc.assert(
      fc.property(silence, silence, milestone, fc.string(), (a, b, name, numberKey) => {
        const hours = (silent: number) =>
          hoursUntil(
            nextPoll(pollState({ milestone: name, lastScanAt: hoursAgo(silent), numberKey }), NOW)
              .at,
          );
        expect(hours(Math.max(a, b))).toBeGreaterThanOrEqual(hours(Math.min(a, b)));
      }),
    );
  });
});

test('ten thousand numbers learned together come due evenly over the last quarter of their interval', () => {
  const numbers = Array.from({ length: 10_000 }, (_, n) => `YT26${String(n).padStart(12, '0')}`);
  const minutes = numbers.map((numberKey) =>
    Math.floor(hoursUntil(nextPoll(pollState({ numberKey }), NOW).at) * 60),
  );
  const [from, until] = [Math.min(...minutes), Math.max(...minutes)];
  expect([from, until]).toEqual([88, 119]);
  const perMinute = Map.groupBy(minutes, (minute) => minute);
  const full = [...perMinute].filter(([minute]) => minute > from && minute < until);
  for (const [, own] of full) {
    expect(own.length).toBeGreaterThan(240);
    expect(own.length).toBeLessThan(400);
  }
});

function announced(hours: number): Partial<PollState> {
  return { milestone: 'announced', lastScanAt: hoursAgo(hours), startedAt: hoursAgo(hours) };
}

function hoursUntil(at: Date | null): number {
  if (at === null) return Number.POSITIVE_INFINITY;
  return (at.getTime() - NOW.getTime()) / HOUR_MS;
}
