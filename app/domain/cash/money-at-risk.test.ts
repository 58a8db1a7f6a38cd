import { expect, test } from 'vitest';
import { moneyAtRisk, riskSums } from '#app/domain/cash/money-at-risk.ts';
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

test('a queue’s sum is that of its parcels, and no two currencies are added', () => {
  const yen = { verdict: 'late', value: { minor: 900, currency: 'JPY' }, supplierPaid: usd(100) };
  const parcels = [
    parcel('late', 333),
    parcel('late', 333),
    { ...parcel('late', 333), supplierPaid: null },
    yen,
  ];
  const sums = riskSums(parcels, rates);
  const each = parcels.map((one) => moneyAtRisk(one, rates).expectedMinor);
  expect(sums).toEqual([
    {
      verdict: 'late',
      currency: 'USD',
      parcels: 3,
      valueMinor: 999,
      supplierPaidMinor: 8_000,
      supplierKnown: 2,
      expectedMinor: (each[0] ?? 0) + (each[1] ?? 0) + (each[2] ?? 0),
    },
    // Its supplier was paid in another currency: that is not known in yen.
    {
      verdict: 'late',
      currency: 'JPY',
      parcels: 1,
      valueMinor: 900,
      supplierPaidMinor: 0,
      supplierKnown: 0,
      expectedMinor: each[3],
    },
  ]);
});
