import { expect, test } from 'vitest';
import { mayGoBack, moneyAtRisk } from '#app/domain/cash/money-at-risk.ts';
import { outcomeRates } from '#app/domain/cash/outcome-rates.ts';

const usd = (minor: number) => ({ minor, currency: 'USD' });
const rates = outcomeRates([]);
const parcel = (verdict: string, minor = 10_000) => ({
  verdict,
  value: usd(minor),
  supplierPaid: usd(4_000),
});

test('a silent parcel of 100.00 has 28.75 at risk on average: a quarter refunded, a twentieth of the rest disputed', () => {
  const risk = moneyAtRisk(parcel('stalled'), rates);
  expect(risk.expectedMinor).toBe(2_875);
  expect(risk.refund).toMatchObject({ p: 0.25, prior: true, k: 0, n: 0 });
  expect(risk.supplierPaid).toEqual(usd(4_000));
});

test('more is at risk from delivered to lost', () => {
  const risks = ['delivered', 'on_track', 'late', 'stalled', 'lost'].map(
    (verdict) => moneyAtRisk(parcel(verdict), rates).expectedMinor,
  );
  expect(risks).toEqual([...risks].sort((a, b) => a - b));
});

test('never more than the parcel is worth', () => {
  const sure = outcomeRates([
    { verdict: 'lost', parcels: 9_999, refunded: 9_999, disputed: 9_999 },
  ]);
  expect(moneyAtRisk(parcel('lost'), sure).expectedMinor).toBeLessThanOrEqual(10_000);
});

const NOW = new Date('2026-11-27T12:00:00Z');

test.each([
  ['what is late, however long', 'late', 'past_usual_time', '2025-01-01T00:00:00Z', true],
  ['what came 120 days ago less a second', 'delivered', null, '2026-07-30T12:00:01Z', true],
  ['what came 120 days ago', 'delivered', null, '2026-07-30T12:00:00Z', false],
  ['what was cancelled', 'on_track', 'fulfillment_cancelled', '2026-11-26T00:00:00Z', false],
])('%s', (_what, verdict, cause, since, expected) => {
  expect(mayGoBack({ verdict, cause, since: new Date(since) }, NOW)).toBe(expected);
});
