import type { WorldEffect } from '../effects.ts';
import type { OrderMore, VariantMore, WorldTransaction } from '../shop-side.ts';
import { LISTED, listedAs, productMoreOf, variantMoreOf } from './articles.ts';
import type { Listed } from './articles.ts';
import type { Days } from './days.ts';
import { PRICES } from './prices.ts';
import type { PriceCase } from './prices.ts';
import { changeAt, sidesOf } from './side.ts';
import { EU, PLACES, STORE } from './store.ts';
import type { ParcelStory, Story } from './story.ts';

const shop = STORE.domain;
/** The store is there before its first order. */
const OPENED_ON = -60;
const DUTY_PER_KIND_MINOR = 345;

/** All that happens in the store, in order of time. Effects of one instant come in the order in which they are caused. */
export function scriptOf(stories: readonly Story[], days: Days): WorldEffect[] {
  const effects = [
    ...sideEffects(days),
    ...goodsEffects(days),
    ...priceEffects(days),
    ...stories.flatMap((story) => orderEffects(story)),
  ].toSorted((a, b) => a.at - b.at);
  let events = 0;
  return effects.map((effect) =>
    effect.kind === 'fulfillment_event'
      ? { ...effect, eventId: 9_190_000_000_000 + (events += 1) * 47 }
      : effect,
  );
}

function sideEffects(days: Days): WorldEffect[] {
  return sidesOf(days).map(({ day, side }) => ({
    kind: 'shop_side_changed',
    at: changeAt(days, day),
    shop,
    side,
  }));
}

function goodsEffects(days: Days): WorldEffect[] {
  const opened = days.at(OPENED_ON, 8);
  return LISTED.flatMap((listed): WorldEffect[] => {
    const { article, inventoryItemId } = listed;
    const counted = (at: number, available: number): WorldEffect => ({
      kind: 'inventory_changed',
      at,
      shop,
      inventoryItemId,
      locationId: PLACES[article.from].id,
      available,
    });
    return [
      { kind: 'product_more', at: opened, shop, more: productMoreOf(listed, opened) },
      ...mendedEffects(listed, days),
      ...(article.requiresShipping
        ? [
            counted(opened, article.stock),
            ...article.restocks.map(({ day, available }) => counted(days.at(day), available)),
          ]
        : []),
    ];
  });
}

/** What the merchant fills in later. */
function mendedEffects(listed: Listed, days: Days): WorldEffect[] {
  const { mended } = listed.article;
  if (mended === null) return [];
  const at = days.at(mended.day, 9);
  const after = { ...listed, article: { ...listed.article, ...mended.change } };
  return [
    { kind: 'product_more', at, shop, more: productMoreOf(after, at) },
    { kind: 'variant_more', at, shop, more: variantMoreOf(after, []) },
  ];
}

/** The prices of every article in its markets, and the changes of those that have any. */
function priceEffects(days: Days): WorldEffect[] {
  const cases = new Map(PRICES.map((each) => [each.article.key, each]));
  return LISTED.flatMap((listed): WorldEffect[] => {
    const priced = cases.get(listed.article.key);
    const inEuros = priced?.inEuros ?? [];
    const more = (day: number, market: VariantMore['marketPrices']): WorldEffect => ({
      kind: 'variant_more',
      at: days.at(day, day === OPENED_ON ? 8 : 9),
      shop,
      more: variantMoreOf(listed, market),
    });
    const inMarkets =
      inEuros.length === 0
        ? [more(OPENED_ON, [])]
        : inEuros.map((step) => more(step.day, inEurope(step)));
    return [...inMarkets, ...(priced === undefined ? [] : ownPrices(priced, days))];
  });
}

function inEurope({
  priceMinor,
  compareAtMinor,
}: NonNullable<PriceCase['inEuros']>[number]): VariantMore['marketPrices'] {
  return [...EU].map((country) => ({ country, currency: 'EUR', priceMinor, compareAtMinor }));
}

function ownPrices({ article, steps }: PriceCase, days: Days): WorldEffect[] {
  const { variantId } = listedAs(article.key);
  return steps.map(({ day, priceMinor, compareAtMinor }) => ({
    kind: 'price_changed',
    at: days.at(day, 9),
    shop,
    variantId,
    priceMinor,
    compareAtMinor,
  }));
}

function orderEffects(story: Story): WorldEffect[] {
  const { order, cancelledAt, paidAt } = story;
  const placed = order.createdAt;
  return [
    { kind: 'order_created', at: placed, shop, order },
    { kind: 'order_more', at: placed, shop, more: moreOf(story, placed) },
    ...(paidAt !== null && paidAt > placed
      ? [{ kind: 'order_more', at: paidAt, shop, more: moreOf(story, paidAt) } as const]
      : []),
    ...(cancelledAt === null
      ? []
      : [{ kind: 'order_cancelled', at: cancelledAt, shop, orderId: order.id } as const]),
    ...parcelEffects(story),
    ...story.refunds.map((refund) => ({
      kind: 'refund_created' as const,
      at: refund.createdAt,
      shop,
      refund,
    })),
    ...returnEffects(story),
    ...disputeEffects(story),
  ];
}

function moreOf(story: Story, now: number): OrderMore {
  const { plan, order, shippingMinor, paidAt } = story;
  const isManual = plan.payment === 'manual';
  const isPaid = paidAt !== null && paidAt <= now;
  const transaction: WorldTransaction = {
    id: 7_100_000_000_000 + (order.id % 1_000_000),
    kind: 'SALE',
    status: isPaid ? 'SUCCESS' : 'PENDING',
    gateway: isManual ? 'Cash on Delivery (COD)' : 'shopify_payments',
    amountMinor: order.totalMinor,
    processedAt: isPaid ? paidAt : order.createdAt,
  };
  const kinds = new Set(order.lineItems.map((line) => line.productId)).size;
  return {
    orderId: order.id,
    transactions: [transaction],
    shippingMinor,
    shippingTitle: 'Standard',
    fulfillBy: story.fulfillBy,
    method: plan.method ?? 'SHIPPING',
    maxDeliveryAt: story.maxDeliveryAt,
    dutiesIncluded: plan.duties?.included ?? true,
    dutiesMinor: plan.duties === undefined ? kinds * DUTY_PER_KIND_MINOR : plan.duties.minor,
    isCompany: plan.isCompany ?? false,
    sellingPlans: (plan.lines ?? []).flatMap(({ sellingPlan }, index) => {
      const line = order.lineItems[index];
      return sellingPlan === undefined || line === undefined
        ? []
        : [{ lineId: line.id, ...sellingPlan }];
    }),
    customerLocale: plan.to === 'DE' ? 'de' : plan.to === 'FR' ? 'fr' : 'en',
  };
}

function parcelEffects({ order, parcels }: Story): WorldEffect[] {
  return parcels.flatMap((parcel): WorldEffect[] => [
    ...parcelAsMarked(order.id, parcel),
    ...(parcel.corrected === null
      ? []
      : [
          {
            kind: 'tracking_updated' as const,
            at: parcel.corrected.at,
            shop,
            fulfillmentId: parcel.fulfillmentId,
            tracking: [{ ...parcel.corrected.tracking }],
          },
        ]),
  ]);
}

function parcelAsMarked(
  orderId: number,
  { plan, fulfillmentId, markedAt, tracking, lineItemIds, scans }: ParcelStory,
): WorldEffect[] {
  return [
    {
      kind: 'fulfillment_created' as const,
      at: markedAt,
      shop,
      orderId,
      fulfillmentId,
      originCountry: PLACES[plan.from].country,
      tracking: [{ ...tracking }],
      lineItemIds: [...lineItemIds],
      locationId: PLACES[plan.from].id,
    },
    ...scans.map(({ heardAt, ...scan }) => ({
      kind: 'fulfillment_event' as const,
      at: heardAt,
      shop,
      fulfillmentId,
      eventId: 0,
      ...scan,
      estimatedDeliveryAt: null,
    })),
  ];
}

/** A return as it was asked for, and again when the goods are back. */
function returnEffects({ return: asked }: Story): WorldEffect[] {
  if (asked === null) return [];
  const { goodsBackAt } = asked;
  const open = { ...asked, goodsBackAt: null };
  return [
    { kind: 'return_changed', at: asked.createdAt, shop, return: open },
    ...(goodsBackAt === null
      ? []
      : [{ kind: 'return_changed', at: goodsBackAt, shop, return: asked } as const]),
  ];
}

/** A dispute as it was opened, then answered or decided. */
function disputeEffects({ dispute }: Story): WorldEffect[] {
  if (dispute === null) return [];
  const { initiatedAt, evidenceSentOn, finalizedOn } = dispute;
  const opened = {
    ...dispute,
    status: 'NEEDS_RESPONSE' as const,
    evidenceSentOn: null,
    finalizedOn: null,
  };
  const later = finalizedOn ?? evidenceSentOn;
  return [
    { kind: 'dispute_changed', at: initiatedAt, shop, dispute: opened },
    ...(later === null ? [] : [{ kind: 'dispute_changed', at: later, shop, dispute } as const]),
  ];
}
