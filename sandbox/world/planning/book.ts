import type { WorldOrder } from '../effects.ts';
import { inventCustomer } from '../people.ts';
import { Random, seedFrom } from '../random.ts';
import type { PlannedVariant } from './catalogue.ts';
import type { Outcome } from './outcomes.ts';
import { STORE } from './store.ts';
import type { Sale } from './trade.ts';

/** A sale with its place in the shop's books. Minor units. */
export interface BookedSale {
  sale: Sale;
  outcome: Outcome;
  ids: Ids;
  totalMinor: number;
  shippingMinor: number;
  /** 0 without a refund. */
  refundMinor: number;
}

interface Ids {
  order: number;
  /** `#1001` */
  name: string;
  payment: number;
  refund: number;
  dispute: number;
  fulfillment: number;
}

const FREE_SHIPPING_FROM = 7_500;
const SHIPPING = 690;

export function book(
  sale: Sale,
  outcome: Outcome,
  variants: readonly PlannedVariant[],
): BookedSale {
  const goods = sale.lines.reduce(
    (sum, { index, units }) => sum + units * (variants[index]?.variant.priceMinor ?? 0),
    0,
  );
  const shippingMinor = goods < FREE_SHIPPING_FROM ? SHIPPING : 0;
  const totalMinor = goods + shippingMinor;
  const { refundedAt, refundedShare } = outcome;
  const { number } = sale;
  return {
    sale,
    outcome,
    ids: {
      order: 5_700_000_000_000 + number * 37,
      name: `#${1_001 + number}`,
      // A card payment's number is its order's, as the platform gives it.
      payment: 5_700_000_000_000 + number * 37,
      refund: 7_470_000_000_000 + number * 3,
      dispute: 30_170_000_000 + number,
      fulfillment: 4_970_000_000_000 + number * 43,
    },
    totalMinor,
    shippingMinor,
    refundMinor: refundedAt === null ? 0 : Math.round(totalMinor * refundedShare),
  };
}

/** The order as the platform hears of it. */
export function orderOf(
  { sale, ids, totalMinor }: BookedSale,
  variants: readonly PlannedVariant[],
  seed: number,
): WorldOrder {
  const random = new Random(seedFrom(seed, 0x9750, sale.number));
  return {
    id: ids.order,
    name: ids.name,
    createdAt: sale.at,
    currency: STORE.currency,
    totalMinor,
    destinationCountry: STORE.country,
    customer: inventCustomer(STORE.country, random),
    lineItems: sale.lines.flatMap(({ index, units }, place) => {
      const planned = variants[index];
      if (planned === undefined) return [];
      const { id, sku, priceMinor, requiresShipping, title } = planned.variant;
      return [
        {
          id: 13_470_000_000_000 + (sale.number * 3 + place) * 41,
          title: `${planned.title} - ${title}`,
          sku,
          quantity: units,
          unitMinor: priceMinor,
          requiresShipping,
          variantId: id,
          productId: planned.productId,
        },
      ];
    }),
  };
}
