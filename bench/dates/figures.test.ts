import { describe, expect, it } from 'vitest';
import type { Delivery } from './deliveries.ts';
import { baselines, type Method } from './methods.ts';
import { growingSample, quantileOf } from './quantiles.ts';
import { rank, ranked } from './ranking.ts';
import { pinball, scoreMethods } from './score.ts';

const DAY_MS = 86_400_000;

function delivery(row: number, days: number, facts: Partial<Delivery> = {}): Delivery {
  const startedAt = row * 10 * DAY_MS;
  return {
    id: String(row),
    mode: '',
    carrier: '',
    origin: '',
    destination: '',
    startedAt,
    endedAt: startedAt + days * DAY_MS,
    promisedAt: null,
    ...facts,
  };
}

describe('quantiles', () => {
  it.each([
    [0, 1],
    [0.5, 2.5],
    [1, 9],
  ])('at %s of 1, 2, 3, 9 are %s', (share, value) => {
    expect(quantileOf([1, 2, 3, 9], share)).toBe(value);
  });

  it('of a growing sample are those of the sorted one', () => {
    const sample = growingSample();
    const values = Array.from({ length: 2_000 }, (_, index) => (index * 7_919) % 1_009);
    for (const value of values) sample.add(value);
    const sorted = values.sort((a, b) => a - b);
    for (const share of [0, 0.1, 0.37, 0.5, 0.9, 1]) {
      expect(sample.quantile(share)).toBeCloseTo(quantileOf(sorted, share), 9);
    }
  });
});

describe('the pinball loss', () => {
  it.each([
    [0.9, 5, 7, 1.8],
    [0.9, 5, 3, 0.2],
    [0.5, 5, 7, 1],
    [0.5, 5, 5, 0],
  ])('of saying at %s %s for %s is %s', (share, value, actual, loss) => {
    expect(pinball(share, value, actual)).toBeCloseTo(loss, 12);
  });
});

describe('AUC and average precision', () => {
  const once = (rows: number) => new Uint16Array(rows).fill(1);
  const of = (scores: number[], late: number[]) =>
    ranked(
      rank(
        scores.map((_, row) => row),
        (row) => scores[row] ?? 0,
      ),
      { isLate: Uint8Array.from(late), counts: once(scores.length) },
    );

  it('are 1 when every late row stands above every other', () => {
    expect(of([9, 8, 2, 1], [1, 1, 0, 0])).toEqual({ auc: 1, averagePrecision: 1 });
  });

  it('follow the worked case', () => {
    // Pairs: (9 beats 8, 1), (2 beats 1) of four; precision 1 at the first late row, 2 of 3 at the second.
    const { auc, averagePrecision } = of([9, 8, 2, 1], [1, 0, 1, 0]);
    expect(auc).toBeCloseTo(3 / 4, 12);
    expect(averagePrecision).toBeCloseTo((1 + 2 / 3) / 2, 12);
  });

  it('of equal scores are a half and the prevalence', () => {
    expect(of([5, 5, 5, 5], [1, 0, 0, 0])).toEqual({ auc: 0.5, averagePrecision: 0.25 });
  });
});

describe('what can be had without a model', () => {
  const deliveries = [
    delivery(0, 2, { origin: 'a' }),
    delivery(1, 4, { origin: 'b' }),
    // On its way when the next one starts.
    delivery(2, 15, { origin: 'a' }),
    delivery(3, 5, { origin: 'a', promisedAt: 33 * DAY_MS }),
    delivery(4, 5, { origin: 'c' }),
  ];

  it('knows at the split what had ended by then', () => {
    const [promise, median, lane] = baselines({ deliveries, split: 3, rolling: false });
    expect(promise?.quantiles[3]).toEqual([3, 3, 3]);
    expect(promise?.quantiles[4]).toBeUndefined();
    expect(median?.quantiles[3]?.[1]).toBe(3);
    expect(lane?.quantiles[3]?.[1]).toBe(2);
    expect(lane?.quantiles[4]?.[1]).toBe(3);
    expect(lane?.lateScore[3]).toBe(-1);
  });

  it('learns on as deliveries end, when it may', () => {
    const [, median] = baselines({ deliveries, split: 3, rolling: true });
    expect(median?.quantiles[3]?.[1]).toBe(3);
    expect(median?.quantiles[4]?.[1]).toBe(4.5);
  });
});

describe('scores', () => {
  const deliveries = Array.from({ length: 40 }, (_, row) => delivery(row, 1 + (row % 4)));
  const saying = (name: string, of: (row: number) => number[] | undefined): Method => ({
    name,
    quantiles: deliveries.map((_, row) => of(row)),
    lateScore: deliveries.map(() => null),
  });
  const ours = saying('ours', (row) => [1, 1 + (row % 4), 3]);

  it('count errors, coverage and width, and compare on what both say', () => {
    const other = saying('other', (row) => (row < 20 ? [0, 2, 9] : undefined));
    const [first, own] = scoreMethods({
      deliveries,
      rows: deliveries.map((_, row) => row),
      methods: [other],
      ours,
      seed: 1,
    });
    expect(first).toMatchObject({ name: 'other', rows: 20 });
    expect(first?.figures.MAE.value).toBe(1);
    expect(own?.figures.MAE).toEqual({ value: 0, lessOurs: null });
    expect(own?.figures.coverage.value).toBe(0.75);
    expect(own?.figures.width.value).toBe(2);
    const interval = first?.figures.MAE.lessOurs;
    expect(interval?.low).toBeGreaterThan(0.4);
    expect(interval?.high).toBeLessThan(1.6);
  });
});
