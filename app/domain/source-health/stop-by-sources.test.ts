import { describe, expect, test } from 'vitest';
import { hourOf } from '#app/domain/source-health/hourly-counts.ts';
import type { HourlyCounts } from '#app/domain/source-health/hourly-counts.ts';
import { stopBySources } from '#app/domain/source-health/stop-by-sources.ts';

const HOUR = 3_600_000;
const now = new Date('2026-11-20T12:00:00Z');
const HOURS = 46 * 24;
const STOPPED_FOR = 48;
const watch = { movingParcels: 200, openSince: null, now };

/** `usual` scans an hour for `pastDays`, and `lately` in the last two days. */
function told({
  usual,
  lately,
  pastDays = 46,
}: {
  usual: number;
  lately: number;
  pastDays?: number;
}): HourlyCounts {
  const first = HOURS - pastDays * 24;
  const counts = Array.from({ length: HOURS }, (_, index) =>
    index < first ? 0 : index < HOURS - STOPPED_FOR ? usual : lately,
  );
  return { firstHour: hourOf(now) - HOURS, counts, work: counts.map(() => 1) };
}

describe('a carrier that one source misses', () => {
  test('has stopped when it is the only source', () => {
    expect(stopBySources([told({ usual: 4, lately: 0 })], watch).stopped).toBe(true);
  });

  test('has stopped when another source, connected days ago, hears nothing of it either', () => {
    const both = [told({ usual: 4, lately: 0 }), told({ usual: 8, lately: 0, pastDays: 5 })];
    expect(stopBySources(both, watch).stopped).toBe(true);
  });

  test('has not stopped when another source hears it as ever', () => {
    const both = [told({ usual: 4, lately: 0 }), told({ usual: 4, lately: 4 })];
    expect(stopBySources(both, watch).stopped).toBe(false);
  });

  test('has not stopped when a source without a past hears it', () => {
    const both = [told({ usual: 4, lately: 0 }), told({ usual: 0, lately: 3 })];
    expect(stopBySources(both, watch).stopped).toBe(false);
  });
});

test('two sources that tell every scan twice since the second was connected hide no stop', () => {
  const shopify = told({ usual: 4, lately: 0.4 });
  const second = told({ usual: 4, lately: 0.4, pastDays: 9 });
  expect(stopBySources([shopify, second], watch).stopped).toBe(true);
});

test('no source, no stop', () => {
  expect(stopBySources([], watch).stopped).toBe(false);
});

describe('an open stop', () => {
  const openSince = new Date(now.getTime() - STOPPED_FOR * HOUR);
  const open = { ...watch, openSince };
  test('goes on while no source hears the carrier', () => {
    const both = [told({ usual: 4, lately: 0 }), told({ usual: 4, lately: 0 })];
    expect(stopBySources(both, open)).toMatchObject({ stopped: true, beganAt: openSince });
  });

  test.each([
    ['goes on while one of them hears less than both together should by half', 3.9, true],
    ['is over when one of them hears half of what both should', 4, false],
  ])('%s', (_title, lately, stopped) => {
    const both = [told({ usual: 4, lately: 0 }), told({ usual: 4, lately })];
    expect(stopBySources(both, open).stopped).toBe(stopped);
  });

  test('is over when no source has a past to compare with', () => {
    expect(stopBySources([told({ usual: 4, lately: 0, pastDays: 3 })], open).stopped).toBe(false);
  });
});
