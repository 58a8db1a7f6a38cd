import { beforeAll, describe, expect, test } from 'vitest';
import { DAY } from './calendar.ts';
import { createWorld } from './create-world.ts';
import { measure, quantile } from './measure.ts';
import type { Measures } from './measure.ts';
import { DOOR_TO_DOOR_DAYS, SCAN_GAP_DAYS, waitingDays } from './quantiles.ts';

describe('the waiting-time function', () => {
  test.each(Object.entries(SCAN_GAP_DAYS))('%s goes through its measured quantiles', (_, table) => {
    expect(waitingDays(table, 0.5)).toBeCloseTo(Math.max(table.p50, 0.01), 9);
    expect(waitingDays(table, 0.9)).toBeCloseTo(table.p90, 9);
    expect(waitingDays(table, 0.95)).toBeCloseTo(table.p95, 9);
    expect(waitingDays(table, 0.99)).toBeCloseTo(table.p99, 9);
  });

  test('it never falls as the probability rises, and ends a little beyond p99', () => {
    for (const table of Object.values(SCAN_GAP_DAYS)) {
      const days = Array.from({ length: 1000 }, (_, index) => waitingDays(table, index / 1000));
      expect(days).toEqual(days.toSorted((a, b) => a - b));
      expect(days.at(-1)).toBeCloseTo(table.p99 * 1.3, 6);
    }
  });
});

describe('simulated parcels wait as measured', () => {
  let measures: Measures;

  // Orders stop at the start and the world runs on for most of a year, so that long waits are seen to their end.
  beforeAll(() => {
    const startAt = Date.parse('2026-08-20T12:00:00Z');
    const world = createWorld({
      seed: 11,
      startAt,
      shops: 1,
      ordersPerShop: 12_000,
      ordersPerDay: 0,
    });
    measures = measure(world.advanceTo(startAt + 250 * DAY));
  });

  // Tolerances are ratios. Rest days and holds shift import customs most; a median near zero is bounded by half a day.
  test.each([
    ['departed_origin', 0.5, SCAN_GAP_DAYS.lineHaul.p50, 1.15],
    ['departed_origin', 0.9, SCAN_GAP_DAYS.lineHaul.p90, 1.15],
    ['departed_origin', 0.95, SCAN_GAP_DAYS.lineHaul.p95, 1.2],
    ['departed_origin', 0.99, SCAN_GAP_DAYS.lineHaul.p99, 1.25],
    ['arrived_destination', 0.5, SCAN_GAP_DAYS.inwardOffice.p50, 1.25],
    ['arrived_destination', 0.9, SCAN_GAP_DAYS.inwardOffice.p90, 1.25],
    ['import_customs', 0.9, SCAN_GAP_DAYS.importCustoms.p90, 1.5],
    ['import_customs', 0.95, SCAN_GAP_DAYS.importCustoms.p95, 1.35],
    ['import_customs', 0.99, SCAN_GAP_DAYS.importCustoms.p99, 1.5],
    ['customs_released', 0.5, SCAN_GAP_DAYS.leftInwardOffice.p50, 1.15],
    ['customs_released', 0.9, SCAN_GAP_DAYS.leftInwardOffice.p90, 1.15],
    ['customs_released', 0.95, SCAN_GAP_DAYS.leftInwardOffice.p95, 1.2],
    ['customs_released', 0.99, SCAN_GAP_DAYS.leftInwardOffice.p99, 1.3],
    ['attempt_failed', 0.5, SCAN_GAP_DAYS.failedAttempt.p50, 1.3],
    ['attempt_failed', 0.9, SCAN_GAP_DAYS.failedAttempt.p90, 1.5],
  ] as const)(
    'after %s the share %d waits %d days at most, within a factor of %d',
    (phrase, p, days, factor) => {
      const simulated = quantile(measures.gapsAfter.get(phrase) ?? [], p);
      expect(simulated).toBeGreaterThan(days / factor);
      expect(simulated).toBeLessThan(days * factor);
    },
  );

  test('half of the parcels presented to import customs are heard of within half a day', () => {
    expect(quantile(measures.gapsAfter.get('import_customs') ?? [], 0.5)).toBeLessThan(0.5);
  });

  test('door to door takes about 12 days for half of them and about 45 for all but a twentieth', () => {
    const [p50, p95] = [quantile(measures.doorToDoor, 0.5), quantile(measures.doorToDoor, 0.95)];
    expect(p50).toBeGreaterThan(DOOR_TO_DOOR_DAYS.p50 * 0.88);
    expect(p50).toBeLessThan(DOOR_TO_DOOR_DAYS.p50 * 1.12);
    expect(p95).toBeGreaterThan(DOOR_TO_DOOR_DAYS.p95 * 0.8);
    expect(p95).toBeLessThan(DOOR_TO_DOOR_DAYS.p95 * 1.2);
  });
});
