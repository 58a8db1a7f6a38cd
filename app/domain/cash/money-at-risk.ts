import type { OutcomeRate } from '#app/domain/cash/cash-facts.ts';
import { meanOf, rateOf, ratesFor } from '#app/domain/cash/outcome-rates.ts';
import type { Rate } from '#app/domain/cash/outcome-rates.ts';
import type { Money } from '#app/domain/shared/money.ts';

/** What hangs on one parcel. */
export interface MoneyAtRisk {
  /** Its share of the order. */
  value: Money;
  /** Paid to the supplier already, and not coming back; null: not known, or nothing paid. */
  supplierPaid: Money | null;
  refund: Rate;
  dispute: Rate;
  /** What goes back to the buyer on average, in minor units of `value`: value × the chance of a refund or a dispute. */
  expectedMinor: number;
}

/** A parcel's money at risk by its verdict's rates. */
export function moneyAtRisk(
  parcel: { verdict: string; value: Money; supplierPaid: Money | null },
  rates: readonly OutcomeRate[],
): MoneyAtRisk {
  const { refund, dispute } = ratesFor(rates, parcel.verdict);
  return {
    value: parcel.value,
    supplierPaid: parcel.supplierPaid,
    refund: rateOf(refund),
    dispute: rateOf(dispute),
    expectedMinor: expectedMinor(parcel.value.minor, { refund, dispute }),
  };
}

/** All parcels of one verdict in one currency. */
export interface RiskSum {
  verdict: string;
  currency: string;
  parcels: number;
  valueMinor: number;
  /** Of those whose supplier cost is known and in this currency. */
  supplierPaidMinor: number;
  supplierKnown: number;
  expectedMinor: number;
}

/**
 * What lies in a queue: parcels counted by verdict and currency, so that no two currencies are added. Each parcel's
 * expectation is rounded by itself, so the sum is that of what the parcels show.
 */
export function riskSums(
  parcels: readonly { verdict: string; value: Money; supplierPaid: Money | null }[],
  rates: readonly OutcomeRate[],
): RiskSum[] {
  const sums = new Map<string, RiskSum>();
  for (const { verdict, value, supplierPaid } of parcels) {
    const { currency } = value;
    const key = `${verdict} ${currency}`;
    const sum = sums.get(key) ?? {
      verdict,
      currency,
      parcels: 0,
      valueMinor: 0,
      supplierPaidMinor: 0,
      supplierKnown: 0,
      expectedMinor: 0,
    };
    sums.set(key, sum);
    sum.parcels += 1;
    sum.valueMinor += value.minor;
    sum.expectedMinor += expectedMinor(value.minor, ratesFor(rates, verdict));
    if (supplierPaid === null || supplierPaid.currency !== currency) continue;
    sum.supplierPaidMinor += supplierPaid.minor;
    sum.supplierKnown += 1;
  }
  return [...sums.values()];
}

/** What of a value goes back on average, in its minor units: of one parcel, or of all parcels of a verdict together. */
export function expectedBack(
  { verdict, minor }: { verdict: string; minor: number },
  rates: readonly OutcomeRate[],
): number {
  return expectedMinor(minor, ratesFor(rates, verdict));
}

/** A parcel may be refunded and disputed, but its money goes back once. */
function expectedMinor(valueMinor: number, { refund, dispute }: Omit<OutcomeRate, 'verdict'>) {
  const kept = (1 - meanOf(refund)) * (1 - meanOf(dispute));
  return Math.round(valueMinor * (1 - kept));
}
