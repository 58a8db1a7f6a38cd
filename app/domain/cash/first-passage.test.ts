import { describe, expect, test } from 'vitest';
import { bandsByDay } from '#app/domain/cash/bands.ts';
import { belowByDay } from '#app/domain/cash/first-passage.ts';
import { Random, normal } from '#app/domain/inventory/demand/random.ts';

/** Abramowitz and Stegun 7.1.26 is too coarse here: the error function by its series, exact to double precision nearby. */
function normalCdf(z: number): number {
  let term = z;
  let sum = z;
  for (let n = 1; n < 200; n += 1) {
    term *= (-z * z) / (2 * n);
    sum += term / (2 * n + 1);
  }
  return 0.5 + sum / Math.sqrt(2 * Math.PI);
}

/** The chance that a Brownian motion with drift has been `distance` below its start by day `days`. */
function firstPassage(walk: { distance: number; drift: number; deviation: number; days: number }) {
  const { distance, drift, deviation, days } = walk;
  const spread = deviation * Math.sqrt(days);
  return (
    normalCdf((-distance - drift * days) / spread) +
    Math.exp((-2 * drift * distance) / deviation ** 2) *
      normalCdf((-distance + drift * days) / spread)
  );
}

const WALK = { distance: 10_000, drift: -200, deviation: 1_500, days: 30 };
/** −ζ(½) ÷ √(2π): watched once a day, a walk jumps over the line by so many deviations on average. */
const BETWEEN_LOOKS = 0.5826;

describe('start 10,000, drift −200 a day, deviation 1,500 a day, 30 days, threshold 0', () => {
  test('first passage, continuous: .465472', () => {
    expect(firstPassage(WALK)).toBeCloseTo(0.465472, 6);
  });

  test('first passage, watched daily: .414710', () => {
    const distance = WALK.distance + BETWEEN_LOOKS * WALK.deviation;
    expect(firstPassage({ ...WALK, distance })).toBeCloseTo(0.41471, 6);
  });

  const paths = 100_000;
  const balances = new Float64Array(paths * WALK.days);
  const random = new Random(20_261_127);
  for (let path = 0; path < paths; path += 1) {
    let balance = WALK.distance;
    for (let day = 0; day < WALK.days; day += 1) {
      balance += WALK.drift + WALK.deviation * normal(random);
      balances[path * WALK.days + day] = balance;
    }
  }

  test('simulated daily: .4179, within four standard errors of 100,000 paths', () => {
    const below = belowByDay(balances, { days: WALK.days, threshold: 0 }).at(-1) ?? 0;
    const error = Math.sqrt((0.4179 * (1 - 0.4179)) / paths);
    expect(Math.abs(below - 0.4179)).toBeLessThan(4 * error);
  });

  test('closing P10 / P50 / P90: −6,529 / 4,000 / 14,529, within four standard errors', () => {
    const spread = WALK.deviation * Math.sqrt(WALK.days);
    expect(Math.round(4_000 - 1.2815515655446004 * spread)).toBe(-6_529);
    expect(Math.round(4_000 + 1.2815515655446004 * spread)).toBe(14_529);
    const closing = bandsByDay(balances, WALK.days).at(-1);
    // √(p(1−p)) ÷ density: 0.3 ÷ 0.1755 at the tenths, 0.5 ÷ 0.3989 in the middle.
    const tolerance = (factor: number) => (4 * factor * spread) / Math.sqrt(paths);
    expect(Math.abs((closing?.p10 ?? 0) + 6_529)).toBeLessThan(tolerance(1.71));
    expect(Math.abs((closing?.p50 ?? 0) - 4_000)).toBeLessThan(tolerance(1.2533));
    expect(Math.abs((closing?.p90 ?? 0) - 14_529)).toBeLessThan(tolerance(1.71));
  });
});

describe('below the threshold by a day', () => {
  const days = 3;
  const below = (threshold: number, ...paths: number[][]) =>
    belowByDay(Float64Array.from(paths.flat()), { days, threshold });

  test('a path counts from its first day below on, also when it recovers', () => {
    expect(below(0, [5, -1, 5], [5, 5, 5])).toEqual([0, 0.5, 0.5]);
  });

  test('a balance that equals the threshold is not below it', () => {
    expect(below(5, [5, 5, 5], [5, 5, 4])).toEqual([0, 0, 0.5]);
  });

  test('the first day counts', () => {
    expect(below(6, [5, 9, 9])).toEqual([1, 1, 1]);
  });
});
