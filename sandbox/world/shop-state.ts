import { pastArrivals } from './arrivals.ts';
import { DAY, wholeSecond } from './calendar.ts';
import { shopPlans } from './catalogue.ts';
import type { ShopPlan } from './catalogue.ts';
import { goodsOf } from './goods.ts';
import type { Goods } from './goods.ts';
import type { Parcel } from './parcel.ts';
import { Random, seedFrom } from './random.ts';
import { openStock } from './stock.ts';
import type { StockItem } from './stock.ts';
import { suppliersOf } from './suppliers.ts';

export interface WorldOptions {
  /** Fixes everything: same seed and same calls, same effects. */
  seed: number;
  /** Epoch ms at which the demo begins. The world's own time begins `historyDays` before it. */
  startAt: number;
  /** How many shops; 2 by default: the main demo shop and a small second one. */
  shops?: number;
  /** Orders of each shop before `startAt`; by default 2,000 for the main shop, 300 and 200 for others. */
  ordersPerShop?: number;
  historyDays?: number;
  /** Mean orders per shop and day from `startAt` on; by default as many as in the history. 0 for none. */
  ordersPerDay?: number;
  /**
   * The world as tracking sources see it: some numbers fall silent at the hand-off, some uploaded ones are lent. False
   * by default: then such things happen in incidents only, and Shopify's view stays as it is.
   */
  sources?: boolean;
  /** Adds Meridian Goods, the scripted store that breaks every rule somewhere; the other shops stay as they are. */
  compliance?: boolean;
  /** Adds Harbor Outfitters, whose stock and money can be foretold; `scale` below 1 makes it smaller. */
  planning?: boolean | { scale: number };
}

/** All that happens in one shop. */
export interface ShopState {
  index: number;
  domain: string;
  plan: ShopPlan;
  goods: Goods;
  suppliers: ReturnType<typeof suppliersOf>;
  /** What is counted, by SKU. */
  stock: ReadonlyMap<string, StockItem>;
  past: Float64Array;
  orderCount: number;
  perDay: number;
  random: Random;
  fulfillmentCount: number;
  eventCount: number;
  parcels: Parcel[];
}

/** The shops at the world's beginning: nothing has happened in them yet. */
export function openShops(options: WorldOptions): ShopState[] {
  const { seed, startAt, shops: count = 2, historyDays = 60 } = options;
  const from = startAt - historyDays * DAY;
  return shopPlans(count, seed).map((plan, index) => {
    const orders = options.ordersPerShop ?? plan.defaultOrders;
    const random = new Random(seedFrom(seed, 0xa11, index));
    const { timeZone, domain } = plan.shop;
    const { name, country } = plan.shop;
    const goods = goodsOf(plan.products, { index, name, country }, wholeSecond(from - 100 * DAY));
    return {
      index,
      domain,
      plan,
      goods,
      suppliers: suppliersOf(plan.suppliers, index),
      stock: openStock(plan, goods, { seed, ordersPerDay: orders / historyDays }),
      past: pastArrivals({ count: orders, from, until: startAt, timeZone }, random),
      orderCount: 0,
      perDay: options.ordersPerDay ?? orders / historyDays,
      random,
      fulfillmentCount: 0,
      eventCount: 0,
      parcels: [],
    };
  });
}
