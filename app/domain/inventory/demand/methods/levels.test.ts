import { describe, expect, it } from 'vitest';
import { adidaLevel, adidaLevelAt, meanInterval } from './adida.ts';
import { crostonLevels } from './croston.ts';
import { goldenSection } from './golden-section.ts';
import { imapaLevel, imapaLevelAt } from './imapa.ts';
import { optimisedSes } from './optimised-ses.ts';
import { sbaLevels } from './sba.ts';
import { seasonalMeanLevels } from './seasonal-mean.ts';
import { sesLevels } from './ses.ts';
import { tsbLevels } from './tsb.ts';

/** Sales in weeks 2, 3 and 6 of seven. */
const SOME = weeksOf([0, 4, 2, 0, 0, 6, 0]);

describe('whole weeks, by the definitions', () => {
  it('simple smoothing begins at the first week and moves α of the way', () => {
    expect([...sesLevels(weeksOf([2, 4, 0]), 0.5)]).toEqual([2, 3, 1.5]);
  });

  it('Croston divides smoothed sizes by smoothed intervals, the first of which counts from the beginning', () => {
    // Sizes 4, 2, 6: 4 → 3.8 → 4.02. Intervals 2, 1, 3: 2 → 1.9 → 2.01.
    const levels = crostonLevels(SOME, 0.1);
    expect(levels[0]).toBe(0);
    expect(levels[1]).toBeCloseTo(4 / 2, 12);
    expect(levels[4]).toBeCloseTo(3.8 / 1.9, 12);
    expect(levels.at(-1)).toBeCloseTo(4.02 / 2.01, 12);
  });

  it('SBA takes a twentieth off Croston', () => {
    expect(sbaLevels(SOME, 0.1).at(-1)).toBeCloseTo(0.95 * (4.02 / 2.01), 12);
  });

  it('TSB from the first demand begins with one sale in as many weeks', () => {
    // Chance: 1/2, 0.55, 0.495, 0.4455, 0.50095, 0.450855. Size 4 → 3.8 → 4.02.
    const levels = tsbLevels(SOME, { alpha: 0.1, start: 'first_demand' });
    expect(levels[0]).toBe(0);
    expect(levels[1]).toBeCloseTo(2, 12);
    expect(levels.at(-1)).toBeCloseTo(0.450_855 * 4.02, 12);
  });

  it('TSB from the first week smooths the chance of a sale from there', () => {
    // Chance: 0, 0.1, 0.19, 0.171, 0.1539, 0.23851, 0.214659.
    const levels = tsbLevels(SOME, { alpha: 0.1, start: 'first_week' });
    expect(levels.at(-1)).toBeCloseTo(0.214_659 * 4.02, 12);
  });

  it('ADIDA smooths sums of as many weeks as lie between two sales, and drops the rest at the front', () => {
    // Intervals 2, 1, 3: two weeks. 0 is dropped; sums 6, 0, 6: the error is least with α at its lowest.
    expect(meanInterval(SOME, 7)).toBe(2);
    const falling = 0.9 * (0.9 * 6) + 0.1 * 6;
    expect(adidaLevel(SOME)).toBeCloseTo(falling / 2, 9);
    expect(adidaLevelAt(SOME, 7, 0.1)).toBeCloseTo(falling / 2, 12);
  });

  it('IMAPA is the mean over sums of one week up to ADIDA’s', () => {
    const one = sesLevels(SOME, 0.1).at(-1) ?? 0;
    const two = (0.9 * (0.9 * 6) + 0.1 * 6) / 2;
    expect(imapaLevelAt(SOME, 7, 0.1)).toBeCloseTo((one + two) / 2, 12);
    const optimised = optimisedSes(SOME, { low: 0.1, high: 0.3, tolerance: 1e-12 }).level;
    expect(imapaLevel(SOME)).toBeCloseTo((optimised + two) / 2, 9);
  });

  it('the mean forgets what lies beyond its window', () => {
    expect([...seasonalMeanLevels(weeksOf([8, 2, 4, 0]), 2)]).toEqual([8, 5, 3, 2]);
  });

  it.each([
    [[0, 0, 0, 4, 0, 4], 3], // intervals 4 and 2
    [[0, 1, 0, 0, 1], 2], // 2.5: to the even side
    [[0, 0, 1, 0, 0, 0, 1], 4], // 3.5: to the even side
    [[1, 1, 1], 1],
    [[0, 0], 0],
  ])('sales in %j lie %d weeks apart', (units, expected) => {
    expect(meanInterval(weeksOf(units), units.length)).toBe(expected);
  });

  it('optimised smoothing finds the α of the least squared error', () => {
    const steps = weeksOf([1, 1, 1, 5, 5, 5, 5, 5]);
    expect(optimisedSes(steps, { low: 0.01, high: 0.99, tolerance: 1e-9 }).alpha).toBeCloseTo(
      0.99,
      6,
    );
    expect(goldenSection((x) => (x - 0.3) ** 2, { low: 0, high: 1, tolerance: 1e-9 })).toBeCloseTo(
      0.3,
      7,
    );
  });
});

describe('nothing ever sold', () => {
  const none = weeksOf([0, 0, 0]);
  it.each([
    ['Croston', crostonLevels(none, 0.1).at(-1)],
    ['TSB', tsbLevels(none, { alpha: 0.1, start: 'first_demand' }).at(-1)],
    ['ADIDA', adidaLevel(none)],
    ['IMAPA', imapaLevel(none)],
    ['smoothing', sesLevels(none, 0.1).at(-1)],
  ])('%s expects nothing', (_, level) => {
    expect(level).toBe(0);
  });
});

describe('weeks that could be bought in part', () => {
  /** 3 in each whole week; half weeks sell half and count half. */
  const halves = {
    units: Float64Array.of(3, 1.5, 3, 1.5, 1.5, 3),
    weights: Float64Array.of(1, 0.5, 1, 0.5, 0.5, 1),
  };
  it.each([
    ['smoothing', sesLevels(halves, 0.3).at(-1)],
    ['the mean', seasonalMeanLevels(halves, 52).at(-1)],
    ['ADIDA', adidaLevel(halves)],
    ['IMAPA', imapaLevel(halves)],
  ])('%s sees the same rate as in whole weeks', (_, level) => {
    expect(level).toBeCloseTo(3, 9);
  });

  it('two halves move a level as far as one whole', () => {
    const whole = sesLevels(weeksOf([4, 0]), 0.2).at(-1);
    const half = sesLevels(
      { units: Float64Array.of(4, 0, 0), weights: Float64Array.of(1, 0.5, 0.5) },
      0.2,
    ).at(-1);
    expect(half).toBeCloseTo(whole ?? 0, 12);
  });

  it('Croston’s interval counts the weeks in which it could be bought', () => {
    const weeks = { units: Float64Array.of(0, 2), weights: Float64Array.of(0.5, 0.5) };
    expect(crostonLevels(weeks, 0.1).at(-1)).toBe(2);
  });
});

function weeksOf(units: readonly number[]) {
  return { units: Float64Array.from(units), weights: new Float64Array(units.length).fill(1) };
}
