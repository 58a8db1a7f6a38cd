import { describe, expect, it } from 'vitest';
import {
  addRemaining,
  countRemaining,
  emptyRemaining,
  totalOf,
} from '#app/domain/lanes/delivery/remaining-cell.ts';
import { binOf } from '#app/domain/lanes/time-bins.ts';

describe('a cell of remaining times', () => {
  it.each([
    ['delivered', 200, 1],
    ['open', 90, 1],
    ['open', 90.01, 0],
  ] as const)('counts a parcel %s after %s days %s times', (end, days, count) => {
    const cell = emptyRemaining();
    countRemaining(cell, { days, end });
    expect(totalOf(cell[end])).toBe(count);
  });

  it('takes a delivery before its scan for one at the scan', () => {
    const cell = emptyRemaining();
    countRemaining(cell, { days: -2, end: 'delivered' });
    expect(cell.delivered[0]).toBe(1);
  });

  it('adds another one by weight', () => {
    const cell = emptyRemaining();
    countRemaining(cell, { days: 3, end: 'delivered' });
    countRemaining(cell, { days: 5, end: 'open' });
    const sum = emptyRemaining();
    addRemaining(sum, cell);
    addRemaining(sum, cell, 0.5);
    expect(sum.delivered[binOf(3)]).toBe(1.5);
    expect(sum.open[binOf(5)]).toBe(1.5);
  });
});
