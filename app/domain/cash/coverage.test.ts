import { expect, test } from 'vitest';
import type { Truth } from '#app/domain/cash/coverage.fixture.ts';
import { livedShop } from '#app/domain/cash/coverage.fixture.ts';
import { forecastCash } from '#app/domain/cash/forecast-cash.ts';

const USUAL: Truth = {
  weeksSeen: 26,
  ordersADay: 20,
  weekCv: 0.15,
  memory: 0.3,
  refundShare: 0.05,
  driftCv: 0.01,
};
/** Shops of every kind, in turn: the forecast is told of none of this. */
const SHOPS: readonly Truth[] = [
  USUAL,
  { ...USUAL, ordersADay: 2 },
  { ...USUAL, ordersADay: 60, weekCv: 0.1, memory: 0 },
  { ...USUAL, weekCv: 0.2, memory: 0.5 },
  { ...USUAL, weeksSeen: 10 },
  { ...USUAL, driftCv: 0.04 },
];
const SEEDS = 200;

test('over 200 shops whose future is known, four days in five lie within P10 and P90, by five in a hundred', () => {
  let inside = 0;
  let below = 0;
  let days = 0;
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const truth = SHOPS[seed % SHOPS.length] ?? USUAL;
    const { facts, balance } = livedShop(seed, truth);
    const bands = forecastCash(facts).outlooks[0]?.days ?? [];
    for (const [day, { p10, p90 }] of bands.entries()) {
      const lived = balance[day] ?? Number.NaN;
      if (lived >= p10 && lived <= p90) inside += 1;
      if (lived < p10) below += 1;
      days += 1;
    }
  }
  expect(days).toBe(SEEDS * 91);
  expect(inside / days).toBeGreaterThan(0.75);
  expect(inside / days).toBeLessThan(0.85);
  // Neither too hopeful nor too gloomy: about as often below as above.
  expect(below / days).toBeGreaterThan(0.05);
  expect(below / days).toBeLessThan(0.15);
}, 60_000);
