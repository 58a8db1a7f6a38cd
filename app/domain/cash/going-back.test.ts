import { describe, expect, test } from 'vitest';
import { cashFacts, payments } from '#app/domain/cash/cash-facts.fixture.ts';
import { forecastCash } from '#app/domain/cash/forecast-cash.ts';
import { outcomeRates } from '#app/domain/cash/outcome-rates.ts';

/** What goes back over the 13 weeks, of parcels that came under `verdict` so many days ago; minor units, negative. */
function refundsOf(verdict: string, days?: number): number {
  const at = days === undefined ? {} : { days };
  const forecast = forecastCash(
    cashFacts({
      gateways: [payments()],
      salesByDay: [],
      parcelsAtRisk: [{ verdict, parcels: 200, minor: 2_000_000, ...at }],
      rates: outcomeRates([{ verdict, parcels: 1_000, refunded: 300, disputed: 0 }]),
    }),
  );
  return forecast.weeks
    .flatMap(({ drivers }) => drivers)
    .filter(({ driver }) => driver === 'refunds')
    .reduce((sum, { minor }) => sum + minor, 0);
}

describe('what has not gone back by now', () => {
  test('three parcels in ten go back that have just come under their verdict', () => {
    expect(refundsOf('stalled') / -2_000_000).toBeCloseTo(0.3, 1);
    expect(refundsOf('stalled', 0)).toBe(refundsOf('stalled'));
  });

  test.each([
    { days: 10, least: 0.05, most: 0.25 },
    { days: 30, least: 0.002, most: 0.05 },
  ])('after $days quiet days fewer of them do', ({ days, least, most }) => {
    const share = refundsOf('stalled', days) / -2_000_000;
    expect(share).toBeGreaterThan(least);
    expect(share).toBeLessThan(most);
  });

  test('on the last day on which money goes back some still may, the day after none does', () => {
    expect(refundsOf('stalled', 60)).toBeLessThanOrEqual(0);
    expect(refundsOf('stalled', 61)).toBe(0);
  });
});
