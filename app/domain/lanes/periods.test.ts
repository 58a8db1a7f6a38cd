import { describe, expect, it } from 'vitest';
import { periodOf, weightOfPeriod } from '#app/domain/lanes/periods.ts';

describe('a period', () => {
  it.each([
    ['2026-03-31T23:59:59.999Z', '2026-03'],
    ['2026-04-01T00:00:00.000Z', '2026-04'],
  ])('of %s is %s', (instant, period) => {
    expect(periodOf(new Date(instant))).toBe(period);
  });

  it.each([
    ['weighs 1 while it runs', '2026-03-15T00:00:00Z', 1],
    ['weighs 1 up to its end', '2026-04-01T00:00:00Z', 1],
    ['weighs half one half-life after its end', '2026-05-01T00:00:00Z', 1 / 2],
    ['weighs a quarter two half-lives after its end', '2026-05-31T00:00:00Z', 1 / 4],
    ['weighs 1 as of an instant before it', '2025-01-01T00:00:00Z', 1],
  ])('%s', (_, asOf, weight) => {
    expect(weightOfPeriod('2026-03', { asOf: new Date(asOf), halfLifeDays: 30 })).toBeCloseTo(
      weight,
    );
  });

  it('counts December up to the new year', () => {
    const asOf = new Date('2027-01-01T00:00:00Z');
    expect(weightOfPeriod('2026-12', { asOf })).toBe(1);
  });

  it.each(['2026', '2026-13', '2026-1', '2026-01-01'])('%s is no month', (text) => {
    expect(() => weightOfPeriod(text, { asOf: new Date(0) })).toThrow('not a month');
  });
});
