import { describe, expect, it } from 'vitest';
import { limitSpikes } from './limit-spikes.ts';

describe('limitSpikes', () => {
  it('a week far above those around it counts for twice the usual and three deviations', () => {
    const limited = limitSpikes(weeksOf(withAt(12, 40)), 2);
    // 2 × 4 + 3 × √(2 × 4)
    expect(limited.units[12]).toBeCloseTo(8 + 3 * Math.sqrt(8), 10);
    expect(limited.units[11]).toBe(4);
  });

  it.each([
    ['what began in the last three weeks may have come to stay', weeksOf(withAt(23, 40))],
    ['twice the usual is no spike', weeksOf(withAt(12, 8))],
    ['a lump of what sells rarely is no spike', weeksOf(lump(12, 9))],
  ])('%s', (_, weeks) => {
    expect([...limitSpikes(weeks, 2).units]).toEqual([...weeks.units]);
  });

  it('a level that rises and stays is followed', () => {
    const risen = Array.from({ length: 24 }, (_, week) => (week < 12 ? 4 : 12));
    expect([...limitSpikes(weeksOf(risen), 2).units]).toEqual(risen);
  });
});

function withAt(at: number, units: number): number[] {
  return Array.from({ length: 24 }, (_, week) => (week === at ? units : 4));
}

function lump(at: number, units: number): number[] {
  return Array.from({ length: 24 }, (_, week) => (week === at ? units : 0));
}

function weeksOf(units: readonly number[]) {
  return { units: Float64Array.from(units), weights: new Float64Array(units.length).fill(1) };
}
