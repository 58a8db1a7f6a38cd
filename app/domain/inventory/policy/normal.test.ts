import { describe, expect, test } from 'vitest';
import { normalLoss } from './normal-loss.fixture.ts';
import { normalChance, normalDensity, normalQuantile } from './normal.ts';

describe('standard normal', () => {
  // Values of the C library's erfc.
  test.each([
    [-8, 5.052271083536893e-15, 6.220960574271819e-16],
    [-5.5, 1.0769760042543276e-7, 1.8989562465887738e-8],
    [-3.0001, 0.004430519034675065, 0.001349454913260717],
    [-3, 0.0044318484119380075, 0.0013498980316300957],
    [-2.9999, 0.004433178143748824, 0.0013503412829549248],
    [-1, 0.24197072451914337, 0.15865525393145707],
    [-0.1, 0.3969525474770118, 0.460172162722971],
    [0, 0.3989422804014327, 0.5],
    [0.3, 0.38138781546052414, 0.6179114221889526],
    [1.96, 0.058440944333451476, 0.9750021048517795],
    [2.9999, 0.004433178143748824, 0.998649658717045],
    [3, 0.0044318484119380075, 0.9986501019683699],
    [3.0001, 0.004430519034675065, 0.9986505450867393],
    [6, 6.075882849823286e-9, 0.9999999990134123],
  ])('at %f the curve is %f high and %f lies below', (z, density, chance) => {
    expect(normalDensity(z) / density).toBeCloseTo(1, 13);
    expect(normalChance(z) / chance).toBeCloseTo(1, 12);
  });

  test.each([
    [0.9, 1.2815515655446004],
    [0.975, 1.959963984540054],
    [0.5, 0],
    [0.001, -3.090232306167813],
    [1e-9, -5.997807015008182],
  ])('a share of %f lies below %f', (p, z) => {
    expect(normalQuantile(p)).toBeCloseTo(z, 12);
  });

  test.each([0.0001, 0.02, 0.3, 0.5, 0.77, 0.999999])('share %f is found again', (p) => {
    expect(normalChance(normalQuantile(p))).toBeCloseTo(p, 14);
  });

  test('nothing lies below the first share and all below the last', () => {
    expect(normalQuantile(0)).toBe(-Infinity);
    expect(normalQuantile(1)).toBe(Infinity);
  });

  test.each([
    [-1.4, 1.436668, 6],
    [0.3, 0.266761, 6],
    [3.1, 2.672491e-4, 10],
  ])('reference row: standard normal loss at %f is %f', (z, loss, digits) => {
    expect(normalLoss(z)).toBeCloseTo(loss, digits);
  });
});
