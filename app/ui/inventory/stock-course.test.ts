import { describe, expect, test } from 'vitest';
import { stockCourse } from './stock-course.ts';

const today = '2026-11-20';
const plan = {
  onHand: 20,
  incoming: [],
  weeklyDemand: 14,
  stockOutOn: { p10: '2026-11-28', p50: '2026-11-30', p90: '2026-12-04' },
};
const arrival = (quantity: number, p10: string, p50: string, p90: string) => ({
  purchaseOrderId: 1,
  quantity,
  expectedOn: null,
  arrivesOn: { p10, p50, p90 },
});
const on = (course: ReturnType<typeof stockCourse>, date: string) =>
  course.find((day) => day.on === date);

describe('a course of stock', () => {
  test('begins with what is on hand, in all three lines', () => {
    expect(stockCourse(plan, today)[0]).toEqual({ on: today, low: 20, median: 20, high: 20 });
  });

  test('reaches nothing on each line’s own stock-out day, not before', () => {
    const course = stockCourse(plan, today);
    expect(on(course, '2026-11-27')?.low).toBeGreaterThan(0);
    expect(on(course, '2026-11-28')).toMatchObject({ low: 0 });
    expect(on(course, '2026-11-29')?.median).toBeGreaterThan(0);
    expect(on(course, '2026-11-30')?.median).toBe(0);
    expect(on(course, '2026-12-03')?.high).toBeGreaterThan(0);
    expect(on(course, '2026-12-04')?.high).toBe(0);
  });

  test('rises on the day an arrival comes, late in the worse future and early in the better one', () => {
    const course = stockCourse(
      {
        ...plan,
        incoming: [arrival(30, '2026-11-24', '2026-11-25', '2026-11-27')],
        stockOutOn: { p10: '2026-12-10', p50: '2026-12-15', p90: '2026-12-22' },
      },
      today,
    );
    const rises = (line: 'low' | 'median' | 'high') =>
      course.flatMap((day, index) =>
        day[line] > (course[index - 1]?.[line] ?? 99) ? [day.on] : [],
      );
    expect(rises('low')).toEqual(['2026-11-27']);
    expect(rises('median')).toEqual(['2026-11-25']);
    expect(rises('high')).toEqual(['2026-11-24']);
  });

  test('of the worse future does not end before its day only because the latest arrival is drawn', () => {
    const course = stockCourse(
      {
        ...plan,
        onHand: 31,
        incoming: [arrival(24, '2026-11-26', '2026-11-29', '2026-12-05')],
        stockOutOn: { p10: '2026-12-07', p50: '2026-12-14', p90: '2026-12-23' },
      },
      today,
    );
    expect(course.filter(({ on, low }) => on < '2026-12-07' && low === 0)).toEqual([]);
    expect(on(course, '2026-12-07')?.low).toBe(0);
  });

  test('stays above nothing where no stock-out is in sight', () => {
    const course = stockCourse(
      { ...plan, stockOutOn: { p10: null, p50: null, p90: null }, weeklyDemand: 1 },
      today,
    );
    expect(course).toHaveLength(183);
    expect(course.at(-1)?.low).toBeGreaterThan(0);
  });

  test('of an empty shelf is empty until something comes', () => {
    const course = stockCourse(
      {
        ...plan,
        onHand: 0,
        stockOutOn: { p10: today, p50: today, p90: today },
        incoming: [arrival(10, '2026-11-24', '2026-11-25', '2026-11-26')],
      },
      today,
    );
    expect(on(course, '2026-11-24')?.median).toBe(0);
    expect(on(course, '2026-11-25')?.median).toBeGreaterThan(0);
  });
});
