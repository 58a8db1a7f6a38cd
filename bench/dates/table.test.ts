import { describe, expect, it } from 'vitest';
import { valueAt } from '#app/domain/lanes/delivery/binned.ts';
import { blendWeights } from './blend.ts';
import { fitEffects } from './effects.ts';
import { LEVELS } from './rolling.ts';
import { edgesFor, rollingTable } from './table.ts';

describe('edges for a sample', () => {
  it('give a value that comes again and again a bin of its own', () => {
    const sample = [...Array.from({ length: 60 }, () => 4), 1, 2, 3, 5, 6, 7, 8, 9];
    const edges = edgesFor(sample, 20);
    const table = rollingTable({ edges, strength: 1, halfLifeDays: 100 });
    for (const value of sample) table.learn([0], value, 0);
    table.advance(1);
    expect(valueAt(table.distribution([0]), 0.5)).toBeCloseTo(4, 4);
  });

  it('ascend without two that are the same', () => {
    const edges = [...edgesFor([0, 0, 0, 0], 10)];
    expect(new Set(edges).size).toBe(edges.length);
    expect(edges).toEqual([...edges].sort((a, b) => a - b));
  });
});

describe('the rolling table', () => {
  const edges = Float64Array.from({ length: 21 }, (_, index) => index);
  const middle = (table: ReturnType<typeof rollingTable>, path: number[]) =>
    valueAt(table.distribution(path), 0.5);

  it('answers for a group it has never seen as the group above does', () => {
    const table = rollingTable({ edges, strength: 4, halfLifeDays: 100 });
    for (let row = 0; row < 50; row += 1) table.learn([0, 1], 5.5, 0);
    table.advance(1);
    expect(table.distribution([0, 2])).toEqual(table.distribution([0]));
  });

  it('moves from the group above to the group itself with its rows', () => {
    const after = (rows: number) => {
      const table = rollingTable({ edges, strength: 4, halfLifeDays: 100 });
      for (let row = 0; row < 50; row += 1) table.learn([0, 1], 5.5, 0);
      for (let row = 0; row < rows; row += 1) table.learn([0, 2], 15.5, 0);
      table.advance(1);
      return middle(table, [0, 2]);
    };
    expect(after(1)).toBeLessThan(6);
    expect(after(20)).toBeGreaterThan(15);
  });

  it('forgets what started long ago', () => {
    const table = rollingTable({ edges, strength: 1, halfLifeDays: 30 });
    for (let row = 0; row < 50; row += 1) table.learn([0], 5.5, 0);
    for (let row = 0; row < 25; row += 1) table.learn([0], 15.5, 300);
    table.advance(310);
    expect(middle(table, [0])).toBeGreaterThan(15);
  });

  it('takes what is open for at least so long', () => {
    const table = rollingTable({ edges, strength: 1, halfLifeDays: 100 });
    for (let row = 0; row < 10; row += 1) table.learn([0], row % 2 === 0 ? 2.5 : 12.5, 0);
    table.advance(1);
    const before = middle(table, [0]);
    table.advance(1);
    for (let row = 0; row < 10; row += 1) table.open([0], 8.5, 0);
    expect(middle(table, [0])).toBeGreaterThan(before);
  });
});

describe('effects', () => {
  it('find what two factors add, and shrink a group that is hardly seen', () => {
    const rows = 400;
    const a = Int32Array.from({ length: rows }, (_, row) => row % 2);
    const b = Int32Array.from({ length: rows }, (_, row) => (row === 0 ? 2 : (row >> 1) % 2));
    const noise = (row: number) => ((row * 7_919) % 101) / 101 - 0.5;
    const values = Float64Array.from(
      { length: rows },
      (_, row) => 3 + (a[row] ?? 0) - (b[row] === 1 ? 1 : 0) + (row === 0 ? 9 : 0) + noise(row) / 5,
    );
    const effects = fitEffects({
      values,
      weights: new Float64Array(rows).fill(1),
      groups: [a, b],
      x: new Float64Array(rows),
      factorSizes: [2, 3],
    });
    expect(effects.predict([1, 0], 0) - effects.predict([0, 0], 0)).toBeCloseTo(1, 1);
    expect(effects.predict([0, 1], 0) - effects.predict([0, 0], 0)).toBeCloseTo(-1, 1);
    expect(effects.predict([0, 2], 0)).toBeLessThan(12);
  });

  it('take a group that was never seen for an average one', () => {
    const effects = fitEffects({
      values: Float64Array.of(1, 3, 1, 3),
      weights: Float64Array.of(1, 1, 1, 1),
      groups: [Int32Array.of(0, 1, 0, 1)],
      x: new Float64Array(4),
      factorSizes: [2],
    });
    expect(effects.predict([7], 0)).toBeCloseTo(2, 1);
  });
});

describe('the blend', () => {
  it('prefers the forecasts that served better', () => {
    const rows = Array.from({ length: 200 }, (_, row) => row);
    const taken = Float64Array.from(rows, (row) => 5 + (row % 10) / 10);
    const saying = (days: (row: number) => number) =>
      Float32Array.from({ length: rows.length * LEVELS.length }, (_, at) =>
        days(Math.floor(at / LEVELS.length)),
      );
    const weights = blendWeights({
      forecasts: [saying((row) => taken[row] ?? 0), saying(() => 9)],
      taken,
      rows,
      rowWeights: new Float64Array(rows.length).fill(1),
    });
    expect(weights[0]).toBeGreaterThan(0.9);
  });
});
