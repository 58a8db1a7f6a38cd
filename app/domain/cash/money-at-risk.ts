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

/** Who wanted money back has said so by then: a buyer has up to 120 days for a dispute over goods that did not come (Visa 13.1). */
export const RETURNABLE_DAYS = 120;

/** Whether a parcel's money may still go back: what was cancelled was never sent, and who got theirs long ago has said so. */
export function mayGoBack(
  { verdict, cause, since }: { verdict: string; cause: string | null; since: Date | null },
  now: Date,
): boolean {
  if (cause === 'fulfillment_cancelled') return false;
  if (verdict !== 'delivered' || since === null) return true;
  return now.getTime() - since.getTime() < RETURNABLE_DAYS * DAY_MS;
}

const DAY_MS = 86_400_000;

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
