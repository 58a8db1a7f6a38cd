import { gid, graphInstant, graphInstantOrNull } from '../formats.ts';
import type { OrderRecord } from '../records.ts';
import type { ShopStore } from '../shop-store.ts';
import { connectionOf } from './connection.ts';
import type { ConnectionArguments } from './connection.ts';
import type { GraphContext } from './context.ts';
import { lineOfOrder, unfulfilledQuantity } from './line-item-node.ts';

/** An order's one fulfillment order. `orderNode` leads back to it (an argument, so that the modules form no cycle). */
export function fulfillmentOrderNode(
  order: OrderRecord,
  store: ShopStore,
  orderNode: (order: OrderRecord) => object,
) {
  const { fulfillBy } = store.side.moreOf(order);
  const shipped = order.lineItems.filter((line) => line.requiresShipping);
  // A cancelled fulfillment leaves its fulfillment order closed, as a new one takes its place.
  const done = new Set(order.fulfillments.flatMap((each) => [...each.lineItemIds]));
  const isOpen = order.cancelledAt === null && shipped.some((line) => !done.has(line.id));
  return {
    __typename: 'FulfillmentOrder',
    id: gid('FulfillmentOrder', order.id),
    order: () => orderNode(order),
    orderId: gid('Order', order.id),
    orderName: order.name,
    orderProcessedAt: graphInstant(order.createdAt),
    status: isOpen ? 'OPEN' : 'CLOSED',
    requestStatus: 'UNSUBMITTED',
    fulfillBy: graphInstantOrNull(fulfillBy),
    deliveryMethod: () => deliveryMethodNode(order, store),
    lineItems: (args: ConnectionArguments, context: GraphContext) =>
      connectionOf(
        shipped.map((line) => fulfillmentOrderLine(line, order, store)),
        args,
        context,
      ),
    createdAt: graphInstant(order.createdAt),
    updatedAt: graphInstant(order.updatedAt),
  };
}

function deliveryMethodNode(order: OrderRecord, { side }: ShopStore) {
  const { method, maxDeliveryAt, shippingTitle } = side.moreOf(order);
  const isShipped = order.lineItems.some((line) => line.requiresShipping);
  return {
    __typename: 'DeliveryMethod',
    id: gid('DeliveryMethod', order.id),
    methodType: isShipped ? method : 'NONE',
    presentedName: shippingTitle,
    minDeliveryDateTime: null,
    maxDeliveryDateTime: graphInstantOrNull(maxDeliveryAt),
  };
}

function fulfillmentOrderLine(
  line: OrderRecord['lineItems'][number],
  order: OrderRecord,
  store: ShopStore,
) {
  return {
    __typename: 'FulfillmentOrderLineItem',
    id: gid('FulfillmentOrderLineItem', line.id),
    lineItem: () => lineOfOrder(line, order, store),
    productTitle: line.title,
    sku: line.sku,
    requiresShipping: line.requiresShipping,
    totalQuantity: line.quantity,
    remainingQuantity: unfulfilledQuantity(line, order),
  };
}
