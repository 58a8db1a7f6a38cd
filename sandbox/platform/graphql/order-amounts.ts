import { graphDecimal } from '../formats.ts';
import { moneyOf } from '../order-money.ts';
import type { OrderMoney } from '../order-money.ts';
import type { OrderRecord } from '../records.ts';
import type { ShopStore } from '../shop-store.ts';
import { moneyBag } from './value-nodes.ts';

/** The amounts of an order node. What was ordered stays; `current…` and `net…` shrink with refunds. */
export class OrderAmounts {
  protected readonly record: OrderRecord;
  protected readonly store: ShopStore;

  constructor(record: OrderRecord, store: ShopStore) {
    this.record = record;
    this.store = store;
  }

  get totalPriceSet() {
    return this.#bag(this.record.totalMinor);
  }
  get originalTotalPriceSet() {
    return this.#bag(this.record.totalMinor);
  }
  get currentTotalPriceSet() {
    return this.#bag(this.record.totalMinor - this.#money.refunded);
  }
  get subtotalPriceSet() {
    return this.#bag(this.#money.goods);
  }
  get currentSubtotalPriceSet() {
    const { goods, refunded, refundedShipping } = this.#money;
    return this.#bag(Math.max(0, goods - (refunded - refundedShipping)));
  }
  get totalReceivedSet() {
    return this.#bag(this.#money.received);
  }
  get netPaymentSet() {
    return this.#bag(this.#money.received - this.#money.refunded);
  }
  get totalOutstandingSet() {
    const { received, status } = this.#money;
    return this.#bag(status === 'VOIDED' ? 0 : Math.max(0, this.record.totalMinor - received));
  }
  get totalRefundedSet() {
    return this.#bag(this.#money.refunded);
  }
  get totalRefundedShippingSet() {
    return this.#bag(this.#money.refundedShipping);
  }
  get totalShippingPriceSet() {
    return this.#bag(this.#money.shipping);
  }
  get currentShippingPriceSet() {
    return this.#bag(this.#money.shipping - this.#money.refundedShipping);
  }
  /** Null where no duties were charged at the checkout. */
  get originalTotalDutiesSet() {
    const { duties } = this.#money;
    return duties === null ? null : this.#bag(duties);
  }
  get currentTotalDutiesSet() {
    return this.originalTotalDutiesSet;
  }
  get totalTaxSet() {
    return this.#bag(0);
  }
  get totalDiscountsSet() {
    return this.#bag(0);
  }
  get totalPrice() {
    return graphDecimal(this.record.totalMinor, this.record.currency);
  }
  get displayFinancialStatus() {
    return this.#money.status;
  }
  get fullyPaid() {
    return this.#money.received >= this.record.totalMinor;
  }
  get unpaid() {
    return this.#money.received === 0;
  }

  get #money(): OrderMoney {
    return moneyOf(this.record, this.store);
  }

  #bag(minor: number) {
    return moneyBag(minor, this.record.currency);
  }
}
