import { describe, expect, it } from 'vitest';
import { DOOR_TO_DOOR_DAYS, priorShares } from '#app/domain/lanes/delivery/prior.ts';
import { shareBelow } from '#app/domain/lanes/delivery/binned.ts';
import { LEG_KINDS, SILENCE_STAGES } from '#app/domain/lanes/silence-stage.ts';
import { BIN_COUNT, BIN_EDGES_DAYS } from '#app/domain/lanes/time-bins.ts';

const EDGES = Float64Array.from([...BIN_EDGES_DAYS, 360]);
const abroad = { stage: 'first_scan', leg: 'supplier' } as const;

describe('the time to delivery before any history', () => {
  it.each([
    [DOOR_TO_DOOR_DAYS.p50, 0.5],
    [DOOR_TO_DOOR_DAYS.p95, 0.95],
  ])('from door to door is at most %s days for a share of %s', (days, share) => {
    const shares = priorShares(abroad, { businessDays: false });
    expect(shareBelow({ edges: EDGES, shares }, days)).toBeCloseTo(share, 2);
  });

  it('is five sevenths of that in business days', () => {
    const shares = priorShares(abroad, { businessDays: true });
    const days = (DOOR_TO_DOOR_DAYS.p50 * 5) / 7;
    expect(shareBelow({ edges: EDGES, shares }, days)).toBeCloseTo(0.5, 2);
  });

  const everywhere = SILENCE_STAGES.flatMap((stage) => LEG_KINDS.map((leg) => ({ stage, leg })));
  it.each(everywhere)('only grows, from 0 to 1: $stage, $leg', (key) => {
    const shares = priorShares(key, { businessDays: true });
    expect(shares.length).toBe(BIN_COUNT + 1);
    expect(shares[0]).toBe(0);
    expect(shares[BIN_COUNT]).toBe(1);
    expect([...shares]).toEqual([...shares].sort((a, b) => a - b));
  });
});
