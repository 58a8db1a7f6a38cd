import type { WorldShop } from '#sandbox/world/effects.ts';
import type {
  OrderMore,
  ShopSide,
  WorldDispute,
  WorldRefund,
  WorldReturn,
  WorldTransaction,
} from '#sandbox/world/shop-side.ts';
import type { OrderRecord } from './records.ts';

/** Texts by their field's name; `submitted`: sent to the bank, and final. */
export interface DisputeEvidence {
  texts: Readonly<Record<string, unknown>>;
  submitted: boolean;
}

/** What Shopify knows of a shop beside goods, orders and parcels: its settings, and money that moves. */
export class SideStore {
  settings: ShopSide;
  readonly refunds = new ByOrder<WorldRefund>();
  readonly returns = new ByOrder<WorldReturn>();
  readonly disputes = new ByOrder<WorldDispute>();
  /** What was written for a dispute, by its id. */
  readonly evidences = new Map<number, DisputeEvidence>();
  #shop: WorldShop;
  #orders = new Map<number, OrderMore>();

  constructor(shop: WorldShop) {
    this.#shop = shop;
    this.settings = plainSettings(shop);
  }

  evidenceOf(disputeId: number): DisputeEvidence {
    return this.evidences.get(disputeId) ?? { texts: {}, submitted: false };
  }

  sayMoreOfOrder(more: OrderMore): void {
    this.#orders.set(more.orderId, more);
  }

  /** Without a word of the world: paid at once by card, what exceeds the lines being its delivery, by a person. */
  moreOf(order: OrderRecord): OrderMore {
    return this.#orders.get(order.id) ?? plainOrder(order, this.#shop);
  }

  /** Payments, then what was paid back. */
  transactionsOf(order: OrderRecord): readonly WorldTransaction[] {
    const { transactions } = this.moreOf(order);
    const known = new Set(transactions.map(({ id }) => id));
    const returned = this.refunds
      .of(order.id)
      .flatMap((refund) => refund.transactions.filter(({ id }) => !known.has(id)));
    return [...transactions, ...returned];
  }
}

/** Things of orders, found by their own id and by their order's; a new one with a known id takes the old one's place. */
class ByOrder<T extends { id: number; orderId: number }> {
  readonly all = new Map<number, T>();
  #ids = new Map<number, number[]>();

  set(record: T): void {
    if (!this.all.has(record.id)) {
      this.#ids.set(record.orderId, [...(this.#ids.get(record.orderId) ?? []), record.id]);
    }
    this.all.set(record.id, record);
  }

  of(orderId: number): T[] {
    return (this.#ids.get(orderId) ?? []).flatMap((id) => this.all.get(id) ?? []);
  }
}

/** No policies, pages or menus; one market, the shop's own country; one language; no banner. */
function plainSettings({ country, currency, locale, name }: WorldShop): ShopSide {
  const market = { id: 1, name, handle: country.toLowerCase(), status: 'ACTIVE' } as const;
  return {
    policies: [],
    markets: [{ ...market, countries: [country], currency }],
    menus: [],
    pages: [],
    locales: [{ locale, name: locale, primary: true, published: true }],
    privacy: { bannerEnabled: false, bannerAutoManaged: false },
    returnProfiles: [],
    shippingCountries: [country],
  };
}

function plainOrder(order: OrderRecord, shop: WorldShop): OrderMore {
  const goods = order.lineItems.reduce((sum, line) => sum + line.unitMinor * line.quantity, 0);
  return {
    orderId: order.id,
    transactions: [
      {
        id: order.id,
        kind: 'SALE',
        status: 'SUCCESS',
        gateway: 'shopify_payments',
        amountMinor: order.totalMinor,
        processedAt: order.createdAt,
      },
    ],
    shippingMinor: Math.max(0, order.totalMinor - goods),
    shippingTitle: 'Standard',
    fulfillBy: null,
    method: 'SHIPPING',
    maxDeliveryAt: null,
    dutiesIncluded: false,
    dutiesMinor: null,
    isCompany: false,
    sellingPlans: [],
    customerLocale: shop.locale,
  };
}
