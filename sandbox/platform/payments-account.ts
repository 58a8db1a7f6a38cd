import { PaymentsLedger, statusOf } from '#sandbox/payments/ledger.ts';
import type { Movement, Payout, PayoutStatus } from '#sandbox/payments/ledger.ts';
import { USUAL_PAYMENTS } from '#sandbox/payments/settings.ts';
import type { PaymentsSettings } from '#sandbox/payments/settings.ts';
import type { WorldShop } from '#sandbox/world/effects.ts';
import type { WorldTransaction } from '#sandbox/world/shop-side.ts';
import type { OrderRecord } from './records.ts';
import type { SideStore } from './side-store.ts';

const GATEWAY = 'shopify_payments';

interface Note {
  of: 'order' | 'refund' | 'dispute';
  id: number;
  at: number;
}

/**
 * A shop's account at Shopify Payments, made of what the store knows of payments, refunds and disputes. It is brought up to
 * an instant when somebody asks: a shop whose payments nobody reads pays nothing for them.
 */
export class PaymentsAccount {
  readonly #side: SideStore;
  readonly #orders: ReadonlyMap<number, OrderRecord>;
  readonly #ledger: PaymentsLedger;
  #isOpen = true;
  #notes: Note[] = [];
  /** What a bank or a person has made of payouts, by id. */
  readonly #ends = new Map<number, 'FAILED' | 'CANCELED'>();
  /** Balances in currencies other than the shop's, as a shop that is paid out in several has them. */
  otherBalances: readonly { minor: number; currency: string }[] = [];
  /** Movements that are in the ledger already, by kind and id. */
  readonly #booked = new Set<string>();

  constructor(
    side: SideStore,
    orders: ReadonlyMap<number, OrderRecord>,
    { country }: Pick<WorldShop, 'country'>,
  ) {
    this.#side = side;
    this.#orders = orders;
    this.#ledger = new PaymentsLedger(USUAL_PAYMENTS, country);
  }

  /** Null: the shop does not use Shopify Payments (any more). */
  set(settings: PaymentsSettings | null, at: number): void {
    this.at(at);
    this.#isOpen = settings !== null;
    if (settings !== null) this.#ledger.settings = settings;
  }

  get settings(): PaymentsSettings {
    return this.#ledger.settings;
  }

  noteOrder(id: number, at: number): void {
    this.#notes.push({ of: 'order', id, at });
  }

  noteRefund(id: number, at: number): void {
    this.#notes.push({ of: 'refund', id, at });
  }

  noteDispute(id: number, at: number): void {
    this.#notes.push({ of: 'dispute', id, at });
  }

  /** The account as it stands at an instant; null where the shop has none. */
  at(now: number): PaymentsLedger | null {
    const notes = this.#notes;
    this.#notes = [];
    const movements = new Map<string, Movement>();
    for (const note of notes) {
      for (const movement of this.#movementsOf(note)) {
        const key = `${movement.kind} ${movement.id}`;
        if (this.#booked.has(key)) continue;
        if (movement.at > now) this.#notes.push(note);
        else movements.set(key, movement);
      }
    }
    for (const [key, movement] of [...movements].toSorted(([, a], [, b]) => a.at - b.at)) {
      this.#booked.add(key);
      this.#ledger.advanceTo(movement.at);
      this.#ledger.book(movement);
    }
    this.#ledger.advanceTo(now);
    return this.#isOpen ? this.#ledger : null;
  }

  /** Null when there is nothing to pay out, or no account. */
  payNow(now: number): Payout | null {
    return this.at(now)?.payNow(now) ?? null;
  }

  /** False for a payout that does not exist by now. */
  endPayout(payoutId: number, end: 'FAILED' | 'CANCELED', now: number): boolean {
    const isKnown = this.at(now)?.payouts.some(({ id }) => id === payoutId) === true;
    if (isKnown) this.#ends.set(payoutId, end);
    return isKnown;
  }

  statusOf(payout: Payout, now: number): PayoutStatus | 'FAILED' | 'CANCELED' {
    return this.#ends.get(payout.id) ?? statusOf(payout, now);
  }

  #movementsOf({ of, id }: Note): Movement[] {
    switch (of) {
      case 'order': {
        const order = this.#orders.get(id);
        const paid = order === undefined ? [] : this.#side.moreOf(order).transactions;
        return paid
          .filter(({ kind }) => kind === 'SALE' || kind === 'CAPTURE')
          .flatMap((transaction) => moved('charge', id, transaction));
      }
      case 'refund': {
        const refund = this.#side.refunds.all.get(id);
        return (refund?.transactions ?? []).flatMap((transaction) =>
          moved('refund', refund?.orderId ?? 0, transaction),
        );
      }
      case 'dispute': {
        const dispute = this.#side.disputes.all.get(id);
        // An inquiry moves no money, and neither does what was paid elsewhere.
        if (dispute === undefined || dispute.type === 'INQUIRY') return [];
        const order = this.#orders.get(dispute.orderId);
        const paid = order === undefined ? [] : this.#side.moreOf(order).transactions;
        if (paid.every(({ gateway }) => gateway !== GATEWAY)) return [];
        const { orderId, amountMinor, initiatedAt, finalizedOn, status } = dispute;
        const opened = {
          kind: 'dispute_opened',
          id,
          orderId,
          amountMinor,
          at: initiatedAt,
        } as const;
        return status === 'WON' && finalizedOn !== null
          ? [opened, { ...opened, kind: 'dispute_won', at: finalizedOn }]
          : [opened];
      }
    }
  }
}

function moved(
  kind: 'charge' | 'refund',
  orderId: number,
  { id, status, gateway, amountMinor, processedAt }: WorldTransaction,
): Movement[] {
  if (status !== 'SUCCESS' || gateway !== GATEWAY) return [];
  return [{ kind, id, orderId, amountMinor, at: processedAt }];
}
