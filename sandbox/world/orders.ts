import { DAY, HOUR, settle, wholeSecond } from './calendar.ts';
import type { Product, ShopPlan } from './catalogue.ts';
import type { WorldOrder } from './effects.ts';
import type { Goods } from './goods.ts';
import { laneById } from './lanes.ts';
import type { Lane } from './lanes.ts';
import { inventCustomer } from './people.ts';
import { ASSUMED_GAP_DAYS, waitingDays } from './quantiles.ts';
import { Random, seedFrom } from './random.ts';
import { RATES } from './troubles.ts';

/** What the shop will hand to a supplier, and when. */
export interface PlannedShipment {
  orderId: number;
  shipAt: number;
  lineItemIds: number[];
  /** Null for digital goods: fulfilled, nothing shipped. */
  lane: Lane | null;
  seed: number;
  /** The buyer's city and postcode. */
  city: string;
  zip: string;
  /** When the order was paid. */
  orderedAt: number;
}

/** An order with all that the shop's side will do about it. */
interface PlannedOrder {
  order: WorldOrder;
  /** Null unless the buyer cancels before anything ships. */
  cancelAt: number | null;
  shipments: PlannedShipment[];
}

/** The order with this index in its shop: the same for the same seed, whatever happened before it. */
export function planOrder({
  plan,
  goods: { bySku },
  shopIndex,
  orderIndex,
  createdAt,
  seed,
}: {
  plan: ShopPlan;
  goods: Goods;
  shopIndex: number;
  orderIndex: number;
  createdAt: number;
  seed: number;
}): PlannedOrder {
  const orderSeed = seedFrom(seed, shopIndex, orderIndex);
  const random = new Random(orderSeed);
  const lane = laneById(random.pickWeighted(plan.lanes).laneId);
  const lineItems = chooseLines(plan.products, bySku, orderIndex, random);
  const isShipped = lineItems.some((line) => line.requiresShipping);
  const goods = lineItems.reduce((sum, line) => sum + line.quantity * line.unitMinor, 0);
  const order: WorldOrder = {
    id: 5_600_000_000_000 + orderIndex * 37,
    name: `#${1001 + orderIndex}`,
    createdAt,
    currency: plan.shop.currency,
    totalMinor: goods + (isShipped && goods < 7500 ? 690 : 0),
    destinationCountry: lane.destination,
    customer: inventCustomer(lane.destination, random),
    lineItems,
  };
  const cancelAt = random.chance(RATES.orderCancelled)
    ? wholeSecond(createdAt + random.between(0.2, 20) * HOUR)
    : null;
  const shipments = planShipments({ order, lane, plan, orderSeed }, random);
  return {
    order,
    cancelAt,
    shipments: cancelAt === null ? shipments : shipments.filter((each) => each.shipAt < cancelAt),
  };
}

function planShipments(
  {
    order,
    lane,
    plan,
    orderSeed,
  }: { order: WorldOrder; lane: Lane; plan: ShopPlan; orderSeed: number },
  random: Random,
): PlannedShipment[] {
  const shipments: PlannedShipment[] = [];
  const { city, zip } = order.customer;
  const buyer = { orderId: order.id, city, zip, orderedAt: order.createdAt };
  const plain = { ...buyer, seed: seedFrom(orderSeed, 1) };
  const digital = order.lineItems.filter((line) => !line.requiresShipping).map((line) => line.id);
  const physical = order.lineItems.filter((line) => line.requiresShipping).map((line) => line.id);
  if (digital.length > 0) {
    shipments.push({
      ...plain,
      shipAt: order.createdAt + 60_000,
      lineItemIds: digital,
      lane: null,
    });
  }
  if (physical.length === 0 || random.chance(RATES.neverFulfilled)) return shipments;
  const shipAt = handled(order.createdAt, lane, random);
  const isSplit = physical.length > 1 && random.chance(RATES.splitOrder * 2);
  shipments.push({
    ...plain,
    shipAt,
    lineItemIds: isSplit ? physical.slice(0, 1) : physical,
    lane,
  });
  if (isSplit) {
    const secondLane = secondSource(plan, lane);
    shipments.push({
      ...buyer,
      seed: seedFrom(orderSeed, 2),
      shipAt: Math.max(shipAt + HOUR, handled(order.createdAt + DAY, secondLane, random)),
      lineItemIds: physical.slice(1),
      lane: secondLane,
    });
  }
  return shipments;
}

/** Another supplier of the shop that serves the same country, or the same one again. */
function secondSource(plan: ShopPlan, lane: Lane): Lane {
  const others = plan.lanes
    .map((each) => laneById(each.laneId))
    .filter((each) => each.destination === lane.destination && each.id !== lane.id);
  return others[0] ?? lane;
}

function handled(from: number, lane: Lane, random: Random): number {
  const days = waitingDays(ASSUMED_GAP_DAYS.orderHandling, random.next());
  const at = wholeSecond(from + HOUR / 2 + days * DAY);
  return settle({ country: lane.origin, rest: 'carrier', from, at });
}

function chooseLines(
  products: readonly Product[],
  bySku: Goods['bySku'],
  orderIndex: number,
  random: Random,
): WorldOrder['lineItems'] {
  const digital = products.filter((product) => !product.requiresShipping);
  const isDigitalOnly = digital.length > 0 && random.chance(RATES.digitalOnlyOrder);
  const physical = products.filter((product) => product.requiresShipping);
  const count = isDigitalOnly ? 1 : random.chance(0.28) ? random.whole(2, 3) : 1;
  const lines: WorldOrder['lineItems'] = [];
  for (let index = 0; index < count; index += 1) {
    const pool = isDigitalOnly ? digital : index === 0 ? physical : products;
    const { title, sku, unitMinor, requiresShipping } = random.pickWeighted(pool);
    if (lines.some((line) => line.sku === sku)) continue;
    const quantity = random.chance(0.15) ? 2 : 1;
    const id = 13_400_000_000_000 + (orderIndex * 3 + index) * 41;
    const known = bySku.get(sku);
    const ids = known && { variantId: known.variant.id, productId: known.productId };
    lines.push({ id, title, sku, quantity, unitMinor, requiresShipping, ...ids });
  }
  return lines;
}
