import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forecastDemand, type LearnedDemand } from './forecast-demand.ts';
import { learnCategory } from './learn-category.ts';
import { demandQuantile, sampleWeeks } from './predictive.ts';
import { Random } from './random.ts';

const week = fc.record({
  units: fc.oneof(
    { arbitrary: fc.constant(0), weight: 3 },
    { arbitrary: fc.nat({ max: 40 }), weight: 3 },
    { arbitrary: fc.nat({ max: 100_000 }), weight: 1 },
  ),
  inStock: fc.constantFrom(0, 1 / 7, 0.5, 1, 1, 1),
});

const history = fc.array(week, { maxLength: 120 }).map((weeks) => ({
  from: '2024-01-01',
  units: weeks.map(({ units }) => units),
  inStock: weeks.map(({ inStock }) => inStock),
}));

const category: fc.Arbitrary<LearnedDemand | null> = fc.option(
  fc.record({
    season: fc
      .array(fc.double({ min: 0.1, max: 6, noNaN: true }), { minLength: 53, maxLength: 53 })
      .map((factors) => factors),
    waveVariance: fc.constantFrom(0, 0.04),
    weeks: fc.nat({ max: 200 }),
    variants: fc.nat({ max: 1000 }),
    weeklyMean: fc.double({ min: 0, max: 1000, noNaN: true }),
    spread: fc.double({ min: 0.2, max: 5, noNaN: true }),
    dispersion: fc.double({ min: 1, max: 50, noNaN: true }),
    methods: fc.constantFrom(
      [],
      [{ method: 'sba', loss: 0.9 }],
      [{ method: 'unheard of', loss: 1 }],
    ),
    scale: fc.double({ min: 0.7, max: 1.6, noNaN: true }),
  }),
  { nil: null },
);

describe('whatever the history and the category', () => {
  it('a forecast is finite, never negative, and as long as asked', () => {
    fc.assert(
      fc.property(history, category, fc.nat({ max: 30 }), (history, category, weeks) => {
        const forecast = forecastDemand({ history, category, weeks });
        expect(forecast.weeklyMean).toHaveLength(weeks);
        for (const mean of forecast.weeklyMean) {
          expect(Number.isFinite(mean)).toBe(true);
          expect(mean).toBeGreaterThanOrEqual(0);
        }
        expect(forecast.dispersion).toBeGreaterThanOrEqual(1);
        expect(Number.isFinite(forecast.dispersion)).toBe(true);
        expect(forecast.levelCv).toBeGreaterThanOrEqual(0);
        expect(Number.isFinite(forecast.levelCv)).toBe(true);
        expect(forecast.method === 'pooled').toBe(forecast.pooled !== null);
      }),
    );
  });

  it('quantiles rise with their level and with the weeks', () => {
    fc.assert(
      fc.property(history, category, (history, category) => {
        const forecast = forecastDemand({ history, category, weeks: 8 });
        const at = (weeks: number, p: number) => demandQuantile(forecast, { weeks, p });
        const byLevel = [0.05, 0.1, 0.5, 0.8, 0.9, 0.99].map((p) => at(4, p));
        expect(byLevel).toEqual([...byLevel].sort((a, b) => a - b));
        expect(at(4, 0.9)).toBeLessThanOrEqual(at(8, 0.9));
        expect(at(0, 0.9)).toBe(0);
      }),
      { numRuns: 50 },
    );
  });

  it('futures are whole and not negative, and the same for the same seed', () => {
    fc.assert(
      fc.property(history, category, fc.integer(), (history, category, seed) => {
        const forecast = forecastDemand({ history, category, weeks: 6 });
        const future = sampleWeeks(forecast, new Random(seed));
        expect(sampleWeeks(forecast, new Random(seed))).toEqual(future);
        for (const units of future) {
          expect(Number.isInteger(units)).toBe(true);
          expect(units).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it('more weeks out of stock at the end change nothing but the season', () => {
    fc.assert(
      fc.property(history, fc.nat({ max: 12 }), (history, missing) => {
        const none = Array.from({ length: missing }, () => 0);
        const longer = {
          from: history.from,
          units: [...history.units, ...none],
          inStock: [...history.inStock, ...none],
        };
        expect(forecastDemand({ history: longer, category: null, weeks: 2 })).toEqual(
          forecastDemand({ history, category: null, weeks: 2 }),
        );
      }),
    );
  });

  it('what a category learns of any histories can be forecast with', () => {
    fc.assert(
      fc.property(fc.array(history, { maxLength: 5 }), (histories) => {
        const { season, weeklyMean, spread, dispersion, scale, methods } = learnCategory(histories);
        expect(season).toHaveLength(53);
        const figures = [
          ...season,
          weeklyMean,
          spread,
          dispersion,
          scale,
          ...methods.map(({ loss }) => loss),
        ];
        expect(figures.every((figure) => Number.isFinite(figure) && figure >= 0)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

it('what sells every week is forecast within what its weeks have sold', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 5, max: 30 }), { minLength: 20, maxLength: 104 }),
      fc.integer({ min: 1, max: 50 }),
      (units, times) => {
        const sold = units.map((each) => each * times);
        const inStock = units.map(() => 1);
        const history = { from: '2024-01-01', units: sold, inStock };
        const [mean = 0] = forecastDemand({ history, category: null, weeks: 1 }).weeklyMean;
        // Croston's correction takes a twentieth off, and what is not known of the category pulls a little.
        expect(mean).toBeGreaterThan(0.8 * Math.min(...sold));
        expect(mean).toBeLessThan(1.05 * Math.max(...sold));
      },
    ),
  );
});
