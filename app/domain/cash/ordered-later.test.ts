import { describe, expect, test } from 'vitest';
import { OrderedLater } from '#app/domain/cash/ordered-later.ts';

const even = (minor: number) => new Float64Array(91).fill(minor);

describe('goods that will be ordered', () => {
  test.each([
    { day: 0, factor: 1 }, // nothing is sold yet
    { day: 1, factor: 1.5 },
    { day: 90, factor: 1.5 },
    { day: 200, factor: 1.5 },
  ])('are half as many again on day $day where half as much again is sold', ({ day, factor }) => {
    const ordered = new OrderedLater({ sold: even(150), expected: even(100) });
    expect(ordered.factorOn(day)).toBeCloseTo(factor, 9);
  });

  test('forget what was sold more than four weeks before', () => {
    const sold = Float64Array.from({ length: 91 }, (_, day) => (day < 30 ? 300 : 100));
    const ordered = new OrderedLater({ sold, expected: even(100) });
    expect(ordered.factorOn(58)).toBeCloseTo(1, 9);
    expect(ordered.factorOn(57)).toBeGreaterThan(1);
  });

  test('are as planned where nothing is expected to be sold', () => {
    expect(new OrderedLater({ sold: even(0), expected: even(0) }).factorOn(30)).toBe(1);
  });

  test('never vanish, and never grow beyond four times', () => {
    expect(new OrderedLater({ sold: even(0), expected: even(100) }).factorOn(30)).toBe(0.2);
    expect(new OrderedLater({ sold: even(900), expected: even(100) }).factorOn(30)).toBe(4);
  });
});
