import { DAY, HOUR, wholeSecond } from './calendar.ts';
import type { WorldEffect, WorldOrder } from './effects.ts';
import { Random, seedFrom } from './random.ts';
import type { OrderMore, WorldTransaction } from './shop-side.ts';

/** Shares of orders, by what comes of them. Assumed. */
const RATES = {
  special: 0.03,
  refundAfterCancel: 0.85,
  returned: 0.015,
  refundAfterReturn: 0.8,
  disputed: 0.008,
  answered: 0.6,
  paypal: 0.12,
  transfer: 0.02,
};

/** What a buyer may do some weeks after an order, if it has come by then or not. */
export interface AfterSale {
  kind: 'return' | 'dispute';
  /** Who collected the money, and gives it back. */
  gateway: string;
  at: number;
  order: WorldOrder;
  shop: string;
  seed: number;
}

/** What is known of an order when it is placed, and what may come of it; drawn from a stream of its own. */
export function planAfterSales(
  order: WorldOrder,
  { shop, seed, cancelAt }: { shop: string; seed: number; cancelAt: number | null },
): { effects: WorldEffect[]; later: AfterSale[] } {
  const random = new Random(seedFrom(seed, 0xaf7e));
  const draws = [random.next(), random.next(), random.next()] as const;
  const isShipped = order.lineItems.some((line) => line.requiresShipping);
  const sale = { order, shop, seed, gateway: CARD };
  const later: AfterSale[] = [];
  if (cancelAt === null && isShipped && draws[0] < RATES.returned)
    later.push({ ...sale, kind: 'return', at: after(order.createdAt, random.between(18, 40)) });
  // Only card payments are disputed.
  const isDisputed = cancelAt === null && isShipped && draws[1] < RATES.disputed;
  if (isDisputed)
    later.push({ ...sale, kind: 'dispute', at: after(order.createdAt, random.between(15, 45)) });
  const special = draws[2] < RATES.special ? specialOrder(order, random) : null;
  sale.gateway = special?.transactions[0]?.gateway ?? (isDisputed ? CARD : gatewayOf(seed));
  const more =
    special ??
    (sale.gateway === CARD ? null : moreOf(order, { gateway: sale.gateway, isPaid: true }));
  const effects: WorldEffect[] = [];
  if (more !== null) effects.push({ kind: 'order_more', at: order.createdAt, shop, more });
  if (cancelAt !== null && random.chance(RATES.refundAfterCancel))
    effects.push(refund(sale, { at: after(cancelAt, random.between(0.1, 12)), returnId: null }));
  return { effects, later: later.map((each) => ({ ...each, gateway: sale.gateway })) };
}

/**
 * What comes of it now: a return only of what was delivered, a dispute of either kind. `deliveredAt` null: not yet.
 */
export function tellAfterSale(sale: AfterSale, deliveredAt: number | null): WorldEffect[] {
  const random = new Random(seedFrom(sale.seed, 0x1a7e5));
  return sale.kind === 'dispute'
    ? dispute(sale, deliveredAt, random)
    : deliveredAt === null || deliveredAt > sale.at
      ? []
      : returned(sale, random);
}

function returned(sale: AfterSale, random: Random): WorldEffect[] {
  const { order, shop, at } = sale;
  const backAt = after(at, random.between(4, 12));
  const asked = {
    id: 20_100_000_000 + (order.id % 100_000_000),
    orderId: order.id,
    name: `${order.name}-R1`,
    status: 'OPEN' as const,
    createdAt: at,
    requestApprovedAt: at,
    closedAt: null,
    reason: random.pick(['UNWANTED', 'UNWANTED', 'DEFECTIVE', 'NOT_AS_DESCRIBED']),
    goodsBackAt: null,
  };
  const paidAt = after(backAt, random.between(1, 14));
  const isPaid = random.chance(RATES.refundAfterReturn);
  return [
    { kind: 'return_changed', at, shop, return: asked },
    { kind: 'return_changed', at: backAt, shop, return: { ...asked, goodsBackAt: backAt } },
    ...(isPaid ? [refund(sale, { at: paidAt, returnId: asked.id })] : []),
  ];
}

function dispute(
  { order, shop, at }: AfterSale,
  deliveredAt: number | null,
  random: Random,
): WorldEffect[] {
  const dueBy = after(at, random.between(8, 14));
  const opened = {
    id: 30_100_000_000 + (order.id % 100_000_000),
    orderId: order.id,
    type: random.chance(0.25) ? ('INQUIRY' as const) : ('CHARGEBACK' as const),
    status: 'NEEDS_RESPONSE' as const,
    reason:
      deliveredAt === null
        ? 'PRODUCT_NOT_RECEIVED'
        : random.pick(['FRAUDULENT', 'PRODUCT_UNACCEPTABLE']),
    networkReasonCode: deliveredAt === null ? '13.1' : null,
    amountMinor: order.totalMinor,
    initiatedAt: at,
    evidenceDueBy: dueBy,
    evidenceSentOn: null,
    finalizedOn: null,
  };
  const sentAt = after(at, random.between(1, 7));
  const isAnswered = random.chance(RATES.answered);
  return [
    { kind: 'dispute_changed', at, shop, dispute: opened },
    isAnswered
      ? {
          kind: 'dispute_changed',
          at: sentAt,
          shop,
          dispute: { ...opened, status: 'UNDER_REVIEW', evidenceSentOn: sentAt },
        }
      : {
          kind: 'dispute_changed',
          at: after(dueBy, 0.1),
          shop,
          dispute: { ...opened, status: 'LOST', finalizedOn: after(dueBy, 0.1) },
        },
  ];
}

/** An order that is not simply paid by card by a person: a company's, one paid at the door, one with a date. */
function specialOrder(order: WorldOrder, random: Random): OrderMore {
  const what = random.pick(SPECIAL);
  return {
    ...moreOf(order, { gateway: what === 'door' ? DOOR : CARD, isPaid: what !== 'door' }),
    fulfillBy: what === 'dated' ? after(order.createdAt, random.between(6, 20)) : null,
    dutiesIncluded: random.chance(0.3),
    isCompany: what === 'company',
  };
}

const SPECIAL = ['company', 'door', 'dated'] as const;
const CARD = 'shopify_payments';
const DOOR = 'Cash on Delivery (COD)';

/** Who collects the money of an order that is nothing special; from a stream of its own. */
function gatewayOf(seed: number): string {
  const draw = new Random(seedFrom(seed, 0x9a7e)).next();
  if (draw < RATES.paypal) return 'paypal';
  return draw < RATES.paypal + RATES.transfer ? 'bank_deposit' : CARD;
}

function moreOf(
  order: WorldOrder,
  { gateway, isPaid }: { gateway: string; isPaid: boolean },
): OrderMore {
  const sale: WorldTransaction = {
    id: 7_200_000_000_000 + (order.id % 100_000_000),
    kind: 'SALE',
    status: isPaid ? 'SUCCESS' : 'PENDING',
    gateway,
    amountMinor: order.totalMinor,
    processedAt: order.createdAt,
  };
  const goods = order.lineItems.reduce((sum, line) => sum + line.quantity * line.unitMinor, 0);
  return {
    orderId: order.id,
    transactions: [sale],
    shippingMinor: order.totalMinor - goods,
    shippingTitle: 'Standard',
    fulfillBy: null,
    method: 'SHIPPING',
    maxDeliveryAt: null,
    dutiesIncluded: false,
    dutiesMinor: null,
    isCompany: false,
    sellingPlans: [],
    customerLocale: 'en',
  };
}

function refund(
  { order, shop, gateway }: Pick<AfterSale, 'order' | 'shop' | 'gateway'>,
  { at, returnId }: { at: number; returnId: number | null },
): WorldEffect {
  const goods = order.lineItems.reduce((sum, line) => sum + line.quantity * line.unitMinor, 0);
  const id = 7_400_000_000_000 + (order.id % 100_000_000);
  const totalMinor = returnId === null ? order.totalMinor : goods;
  const transaction: WorldTransaction = {
    id: id + 1,
    kind: 'REFUND',
    status: 'SUCCESS',
    gateway,
    amountMinor: totalMinor,
    processedAt: at,
  };
  return {
    kind: 'refund_created',
    at,
    shop,
    refund: {
      id,
      orderId: order.id,
      createdAt: at,
      totalMinor,
      shippingMinor: totalMinor - goods,
      returnId,
      transactions: [transaction],
    },
  };
}

function after(at: number, days: number): number {
  return wholeSecond(at + Math.max(days * DAY, HOUR));
}
