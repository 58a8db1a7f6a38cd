import { DAY, HOUR } from '#sandbox/world/calendar.ts';
import { seedFrom } from '#sandbox/world/random.ts';
import { businessDaysAfter, dayOf, isPayoutDay, startOf } from './payout-days.ts';
import type { PaymentsSettings } from './settings.ts';

/** One change of the balance that Shopify Payments keeps for a shop. Minor units; net = amount − fee. */
export interface BalanceTransaction {
  id: number;
  at: number;
  type:
    | 'CHARGE'
    | 'REFUND'
    | 'DISPUTE_WITHDRAWAL'
    | 'DISPUTE_REVERSAL'
    | 'RESERVED_FUNDS'
    | 'RESERVED_FUNDS_REVERSAL'
    | 'TRANSFER';
  amountMinor: number;
  feeMinor: number;
  netMinor: number;
  orderId: number | null;
  /** The payment, refund or dispute behind it; null: none. */
  sourceId: number | null;
  /** Null while no payout holds it. */
  payoutId: number | null;
  /** The day from which a payout may hold it. */
  availableOn: number;
}

/** Money on its way to the shop's bank, or, below zero, taken from it. */
export interface Payout {
  id: number;
  /** When its transactions were settled upon; it is scheduled from then on. */
  cutAt: number;
  issuedAt: number;
  bankAt: number;
  netMinor: number;
  /** Gross and fee by kind. */
  summary: Record<'charges' | 'refunds' | 'adjustments' | 'reserved', Sum>;
}

interface Sum {
  grossMinor: number;
  feeMinor: number;
}

export type PayoutStatus = 'SCHEDULED' | 'IN_TRANSIT' | 'PAID';

/** What moves the balance from outside. `id`: of the payment, the refund's payment or the dispute. */
export interface Movement {
  kind: 'charge' | 'refund' | 'dispute_opened' | 'dispute_won';
  id: number;
  at: number;
  orderId: number;
  amountMinor: number;
}

const FIRST_TRANSACTION = 95_000_000_000;
const FIRST_PAYOUT = 82_000_000_000;
const FIRST_TRANSFER = 97_000_000_000;
/** A payout is settled at noon of the day before and issued at six. */
const CUT_BEFORE = 12 * HOUR;
const ISSUED_AFTER = 6 * HOUR;
const BANK_OPENS = 9 * HOUR;

/**
 * The account of one shop at Shopify Payments, from what was charged, paid back and disputed. Tell it what happens in order
 * of time with `book`; `advanceTo` makes the payouts that are due by then. Nothing in it is drawn by chance but how long a
 * bank takes, which the payout's day fixes.
 */
export class PaymentsLedger {
  settings: PaymentsSettings;
  readonly transactions: BalanceTransaction[] = [];
  readonly payouts: Payout[] = [];
  readonly #country: string;
  #waiting: BalanceTransaction[] = [];
  #held: { releaseOn: number; minor: number }[] = [];
  /** The next day on which a payout may be due; null before the first movement. */
  #nextDay: number | null = null;

  constructor(settings: PaymentsSettings, country: string) {
    this.settings = settings;
    this.#country = country;
  }

  book({ kind, id, at, orderId, amountMinor }: Movement): void {
    const { feeBp, fixedFeeMinor, disputeFeeMinor, lagBusinessDays } = this.settings;
    const day = dayOf(at, this.#country);
    this.#nextDay ??= day;
    const base = { at, orderId, sourceId: id, availableOn: day };
    switch (kind) {
      case 'charge':
        return this.#add({
          ...base,
          type: 'CHARGE',
          amountMinor,
          feeMinor: Math.round((amountMinor * feeBp) / 10_000) + fixedFeeMinor,
          availableOn: businessDaysAfter(day, lagBusinessDays, this.#country),
        });
      case 'refund':
        return this.#add({ ...base, type: 'REFUND', amountMinor: -amountMinor, feeMinor: 0 });
      case 'dispute_opened':
        return this.#add({
          ...base,
          type: 'DISPUTE_WITHDRAWAL',
          amountMinor: -amountMinor,
          feeMinor: disputeFeeMinor,
        });
      case 'dispute_won':
        return this.#add({
          ...base,
          type: 'DISPUTE_REVERSAL',
          amountMinor,
          feeMinor: -disputeFeeMinor,
        });
    }
  }

  /** Settles every payout of the schedule whose transactions are fixed by `now`. */
  advanceTo(now: number): void {
    if (this.#nextDay === null) return;
    for (let day = this.#nextDay; startOf(day, this.#country) - CUT_BEFORE <= now; day += 1) {
      if (isPayoutDay(day, this.settings, this.#country)) {
        this.#settle(day, startOf(day, this.#country) - CUT_BEFORE, ISSUED_AFTER);
      }
      this.#nextDay = day + 1;
    }
  }

  /** Pays out what is available at once, as a merchant may on a manual schedule; null when there is nothing. */
  payNow(now: number): Payout | null {
    this.advanceTo(now);
    return this.#settle(dayOf(now, this.#country), now, null);
  }

  /** What is on the account: not in a payout that was issued. */
  balanceAt(now: number): number {
    const issued = new Set(
      this.payouts.filter(({ issuedAt }) => issuedAt <= now).map(({ id }) => id),
    );
    let minor = 0;
    for (const { at, netMinor, payoutId } of this.transactions) {
      if (at <= now && (payoutId === null || !issued.has(payoutId))) minor += netMinor;
    }
    return minor;
  }

  /** Held back by the reserve. */
  get reservedMinor(): number {
    return this.#held.reduce((sum, { minor }) => sum + minor, 0);
  }

  #add(given: Omit<BalanceTransaction, 'id' | 'netMinor' | 'payoutId'>): void {
    const transaction = {
      ...given,
      id: FIRST_TRANSACTION + this.transactions.length * 17,
      netMinor: given.amountMinor - given.feeMinor,
      payoutId: null,
    };
    this.transactions.push(transaction);
    this.#waiting.push(transaction);
  }

  #settle(day: number, cutAt: number, issuedAfter: number | null): Payout | null {
    const id = FIRST_PAYOUT + this.payouts.length * 13;
    this.#reserve(day, cutAt);
    const held = this.#waiting.filter(({ availableOn }) => availableOn <= day);
    const netMinor = held.reduce((sum, each) => sum + each.netMinor, 0);
    if (held.length === 0 || netMinor === 0) return null;
    this.#waiting = this.#waiting.filter(({ availableOn }) => availableOn > day);
    for (const transaction of held) transaction.payoutId = id;
    const issuedAt = issuedAfter === null ? cutAt : startOf(day, this.#country) + issuedAfter;
    const payout = {
      id,
      cutAt,
      issuedAt,
      bankAt: startOf(this.#bankDay(day), this.#country) + BANK_OPENS,
      netMinor,
      summary: summaryOf(held),
    };
    this.payouts.push(payout);
    return payout;
  }

  /** Holds back a part of the charges that are due, and gives back what was held long enough. */
  #reserve(day: number, cutAt: number): void {
    const { reserve } = this.settings;
    const base = { at: cutAt, orderId: null, sourceId: null, availableOn: day, feeMinor: 0 };
    const released = this.#held.filter(({ releaseOn }) => releaseOn <= day);
    this.#held = this.#held.filter(({ releaseOn }) => releaseOn > day);
    const back = released.reduce((sum, { minor }) => sum + minor, 0);
    if (back > 0) this.#add({ ...base, type: 'RESERVED_FUNDS_REVERSAL', amountMinor: back });
    if (reserve === null || (reserve.since !== null && cutAt < reserve.since)) return;
    const charged = this.#waiting
      .filter(({ type, availableOn }) => type === 'CHARGE' && availableOn <= day)
      .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    const minor = Math.round((charged * reserve.percentBp) / 10_000);
    if (minor === 0) return;
    this.#add({ ...base, type: 'RESERVED_FUNDS', amountMinor: -minor });
    this.#held.push({ releaseOn: day + reserve.days, minor });
  }

  #bankDay(day: number): number {
    const { bankBusinessDays } = this.settings;
    const days = bankBusinessDays[seedFrom(0xba4c, day) % bankBusinessDays.length] ?? 1;
    return businessDaysAfter(day, days, this.#country);
  }
}

export function statusOf({ issuedAt, bankAt }: Payout, now: number): PayoutStatus {
  if (now < issuedAt) return 'SCHEDULED';
  return now < bankAt ? 'IN_TRANSIT' : 'PAID';
}

/** The transaction that takes an issued payout off the balance. */
export function transferOf({ id, issuedAt, netMinor }: Payout): BalanceTransaction {
  return {
    id: FIRST_TRANSFER + (id - FIRST_PAYOUT),
    at: issuedAt,
    type: 'TRANSFER',
    amountMinor: -netMinor,
    feeMinor: 0,
    netMinor: -netMinor,
    orderId: null,
    sourceId: id,
    payoutId: id,
    availableOn: Math.floor(issuedAt / DAY),
  };
}

function summaryOf(held: readonly BalanceTransaction[]): Payout['summary'] {
  const sum = (kinds: readonly BalanceTransaction['type'][]): Sum => {
    const chosen = held.filter(({ type }) => kinds.includes(type));
    return {
      grossMinor: chosen.reduce((total, { amountMinor }) => total + amountMinor, 0),
      feeMinor: chosen.reduce((total, { feeMinor }) => total + feeMinor, 0),
    };
  };
  return {
    charges: sum(['CHARGE']),
    refunds: sum(['REFUND']),
    adjustments: sum(['DISPUTE_WITHDRAWAL', 'DISPUTE_REVERSAL']),
    reserved: sum(['RESERVED_FUNDS', 'RESERVED_FUNDS_REVERSAL']),
  };
}
