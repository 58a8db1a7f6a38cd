import { gid } from '../formats.ts';
import type { OrderRecord } from '../records.ts';
import type { ShopStore } from '../shop-store.ts';
import { goodsOfLine } from './goods-nodes.ts';
import { lineItemNode, moneyBag } from './value-nodes.ts';

type Line = OrderRecord['lineItems'][number];

/** A line of an order with the goods behind it, what of it is still to be shipped, and the plan it was bought under. */
export function lineOfOrder(line: Line, order: OrderRecord, store: ShopStore) {
  const left = unfulfilledQuantity(line, order);
  const unfulfilled = moneyBag(line.unitMinor * left, order.currency);
  return {
    ...lineItemNode(line, order.currency),
    ...goodsOfLine(line, store),
    unfulfilledQuantity: left,
    unfulfilledOriginalTotalSet: unfulfilled,
    unfulfilledDiscountedTotalSet: unfulfilled,
    refundableQuantity: line.quantity,
    sellingPlan: () => sellingPlanOf(line, order, store),
    duties: () => dutiesOf(line, order, store),
  };
}

/** Nothing of a cancelled order is still to be shipped. */
export function unfulfilledQuantity(line: Line, order: OrderRecord): number {
  if (order.cancelledAt !== null) return 0;
  const isFulfilled = order.fulfillments.some(
    (each) => !each.cancelled && each.lineItemIds.includes(line.id),
  );
  return isFulfilled ? 0 : line.quantity;
}

function sellingPlanOf(line: Line, order: OrderRecord, { side, inventory }: ShopStore) {
  const bought = side.moreOf(order).sellingPlans.find(({ lineId }) => lineId === line.id);
  if (bought === undefined) return null;
  const { variantId } = line;
  const variant = variantId === undefined ? undefined : inventory.variants.get(variantId);
  const plan = variant?.more.sellingPlans.find(({ name }) => name === bought.name);
  return {
    name: bought.name,
    sellingPlanId: plan === undefined ? null : gid('SellingPlan', plan.id),
  };
}

/** The order's duties spread over what ships, by value; the last line takes what rounding left. */
function dutiesOf(line: Line, order: OrderRecord, { side, inventory }: ShopStore) {
  const { dutiesMinor } = side.moreOf(order);
  const lines = order.lineItems.filter((each) => each.requiresShipping);
  const total = lines.reduce((sum, each) => sum + each.unitMinor * each.quantity, 0);
  if (dutiesMinor === null || total === 0 || !lines.includes(line)) return [];
  const shareOf = (each: Line) =>
    Math.floor((dutiesMinor * each.unitMinor * each.quantity) / total);
  const spread = lines.reduce((sum, each) => sum + shareOf(each), 0);
  const rest = line === lines.at(-1) ? dutiesMinor - spread : 0;
  const goods = line.variantId === undefined ? undefined : inventory.variants.get(line.variantId);
  return [
    {
      __typename: 'Duty',
      id: gid('Duty', line.id),
      price: moneyBag(shareOf(line) + rest, order.currency),
      countryCodeOfOrigin: goods?.variant.originCountry ?? null,
      harmonizedSystemCode: goods?.variant.hsCode ?? null,
      taxLines: [],
    },
  ];
}
