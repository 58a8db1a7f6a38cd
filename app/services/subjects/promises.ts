import type { OrderLineRecord, OrderRecord } from '#app/db/order-subjects.server.ts';
import { known, missing } from '#app/domain/findings/fact.ts';
import type { Fact } from '#app/domain/findings/fact.ts';
import type { Promised } from '#app/domain/findings/subjects.ts';
import { statedTimes } from '#app/domain/findings/stated-times.ts';
import { statedFor, statementAt } from '#app/services/subjects/shop-knowledge.server.ts';
import type { ShopKnowledge } from '#app/services/subjects/shop-knowledge.server.ts';

/**
 * What was agreed about shipping, most trusted first: the merchant's setting, the selling plan, `fulfillBy`, the sentence
 * of the shipping policy. Unknown: nobody said anything, or what may say so could not be read.
 */
export function promiseToShip({
  order,
  lines,
  shop,
}: {
  order: OrderRecord;
  lines: readonly OrderLineRecord[];
  shop: ShopKnowledge;
}): Fact<Promised> {
  const { settings } = shop.record;
  const at = order.readAt ?? order.updatedAt;
  if (settings.promiseToShip !== null) return bySetting(settings.promiseToShip, shop);
  for (const { sellingPlan } of lines) {
    // `Ships in 3 weeks`: a plan says it in its name.
    const [stated] = sellingPlan === null ? [] : statedTimes(sellingPlan);
    if (stated !== undefined)
      return known(
        { days: stated.days, unit: stated.unit, from: 'selling_plan', text: sellingPlan },
        { at, origin: 'shopify' },
      );
  }
  const { fulfillBy } = order.details ?? { fulfillBy: null };
  if (fulfillBy !== null)
    return known(
      { until: new Date(fulfillBy), from: 'fulfill_by', text: null },
      { at, origin: 'shopify' },
    );
  return byPolicy('ship', order, shop);
}

/** The same about delivery; `deliveryMethod.maxDeliveryDateTime` in the place of `fulfillBy`. */
export function promiseToDeliver({
  order,
  shop,
}: {
  order: OrderRecord;
  shop: ShopKnowledge;
}): Fact<Promised> {
  const { settings } = shop.record;
  const at = order.readAt ?? order.updatedAt;
  if (settings.promiseToDeliver !== null) return bySetting(settings.promiseToDeliver, shop);
  const { deliverBy } = order.details ?? { deliverBy: null };
  if (deliverBy !== null)
    return known(
      { until: new Date(deliverBy), from: 'delivery_method', text: null },
      { at, origin: 'shopify' },
    );
  return byPolicy('deliver', order, shop);
}

function bySetting(
  { days, unit }: { days: number; unit: 'calendar' | 'business' },
  { now }: ShopKnowledge,
): Fact<Promised> {
  return known(
    { days, unit, from: 'merchant_setting', text: null },
    { at: now, origin: 'merchant' },
  );
}

/** The text that stood when the order was placed: a later one changes nothing that was agreed. */
function byPolicy(
  what: 'ship' | 'deliver',
  { country, createdAt }: OrderRecord,
  { side, context }: ShopKnowledge,
): Fact<Promised> {
  const statement = statementAt(side.statements, createdAt);
  if (!statement.known) return statement;
  const stated = statedFor(statement.value.times, what, { country, home: context.country });
  if (stated === undefined) return missing({ kind: 'empty', field: 'SHIPPING_POLICY' });
  const { days, unit, text } = stated;
  return known({ days, unit, from: 'policy_text', text }, { at: statement.at, origin: 'text' });
}

/** Delivery methods that are no parcel by mail or courier. */
const NOT_SHIPPED: ReadonlySet<string> = new Set(['LOCAL', 'PICK_UP', 'RETAIL', 'NONE']);

/**
 * Whether parcels go out by mail or courier: its delivery methods say so, else its lines do (an order without a line that
 * needs shipping ships nothing).
 */
export function isShippedFact({
  order: { details, readAt, updatedAt },
  lines,
}: {
  order: OrderRecord;
  lines: readonly OrderLineRecord[];
}): Fact<boolean> {
  if (details === null) return missing({ kind: 'not_read', field: 'deliveryMethod' });
  const about = { at: readAt ?? updatedAt, origin: 'shopify' } as const;
  const { methods } = details;
  if (methods !== null && methods.length > 0) return known(!methods.every(isNotShipped), about);
  return known(
    lines.some(({ requiresShipping }) => requiresShipping),
    about,
  );
}

export function isNotShipped(method: string): boolean {
  return NOT_SHIPPED.has(method);
}
