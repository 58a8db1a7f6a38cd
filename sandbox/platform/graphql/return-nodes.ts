import type { WorldReturn } from '#sandbox/world/shop-side.ts';
import { gid, graphInstant, graphInstantOrNull } from '../formats.ts';
import type { OrderRecord } from '../records.ts';
import { connectionOf } from './connection.ts';
import type { ConnectionArguments } from './connection.ts';
import type { GraphContext } from './context.ts';
import { moneyBag, sum } from './value-nodes.ts';

/** Where a return leads; arguments, so that the modules form no cycle. */
export interface ReturnWays {
  order(): object;
  refunds(): { id: string }[];
}

/** A return. The world says of an order, not of a line, that it comes back: all that ships is in it. */
export function returnNode(returned: WorldReturn, order: OrderRecord, ways: ReturnWays) {
  const lines = order.lineItems.filter((line) => line.requiresShipping);
  const quantity = sum(lines.map((line) => line.quantity));
  return {
    __typename: 'Return',
    id: gid('Return', returned.id),
    name: returned.name,
    status: returned.status,
    createdAt: graphInstant(returned.createdAt),
    requestApprovedAt: graphInstantOrNull(returned.requestApprovedAt),
    closedAt: graphInstantOrNull(returned.closedAt),
    totalQuantity: quantity,
    returnShippingFees: [],
    order: ways.order,
    refunds: (args: ConnectionArguments, context: GraphContext) =>
      connectionOf(ways.refunds(), args, context),
    returnLineItems: (args: ConnectionArguments, context: GraphContext) =>
      connectionOf(
        lines.map((line) => returnLineNode(line, returned, order.currency)),
        args,
        context,
      ),
    reverseFulfillmentOrders: (args: ConnectionArguments, context: GraphContext) =>
      connectionOf(reverseOrders(returned, quantity, ways), args, context),
  };
}

function returnLineNode(
  line: OrderRecord['lineItems'][number],
  returned: WorldReturn,
  currency: string,
) {
  const left = returned.goodsBackAt === null ? line.quantity : 0;
  return {
    __typename: 'ReturnLineItem',
    id: gid('ReturnLineItem', returned.id * 10 + (line.id % 10)),
    quantity: line.quantity,
    processableQuantity: left,
    unprocessedQuantity: left,
    processedQuantity: line.quantity - left,
    refundableQuantity: line.quantity,
    refundedQuantity: 0,
    withCodeDiscountedTotalPriceSet: moneyBag(line.unitMinor * line.quantity, currency),
    returnReason: returned.reason,
    returnReasonDefinition: {
      __typename: 'ReturnReasonDefinition',
      id: gid('ReturnReasonDefinition', RETURN_REASONS.indexOf(returned.reason) + 1),
      handle: returned.reason.toLowerCase().replaceAll('_', '-'),
      name: returned.reason.toLowerCase().replaceAll('_', ' '),
      deleted: false,
    },
    returnReasonNote: '',
    customerNote: null,
  };
}
const RETURN_REASONS = [
  'COLOR',
  'DEFECTIVE',
  'NOT_AS_DESCRIBED',
  'OTHER',
  'SIZE_TOO_LARGE',
  'SIZE_TOO_SMALL',
  'STYLE',
  'UNKNOWN',
  'UNWANTED',
  'WRONG_ITEM',
];

/** Goods on their way back; none before the request was approved. Their arrival is a disposition. */
function reverseOrders(returned: WorldReturn, quantity: number, { order }: ReturnWays) {
  if (returned.status === 'REQUESTED' || returned.status === 'DECLINED') return [];
  const { goodsBackAt } = returned;
  const disposition = goodsBackAt !== null && {
    __typename: 'ReverseFulfillmentOrderDisposition',
    id: gid('ReverseFulfillmentOrderDisposition', returned.id),
    createdAt: graphInstant(goodsBackAt),
    quantity,
    type: 'RESTOCKED',
  };
  const line = {
    __typename: 'ReverseFulfillmentOrderLineItem',
    id: gid('ReverseFulfillmentOrderLineItem', returned.id),
    totalQuantity: quantity,
    dispositions: disposition === false ? [] : [disposition],
  };
  const isOpen = goodsBackAt === null && returned.status === 'OPEN';
  return [
    {
      __typename: 'ReverseFulfillmentOrder',
      id: gid('ReverseFulfillmentOrder', returned.id),
      status: returned.status === 'CANCELED' ? 'CANCELED' : isOpen ? 'OPEN' : 'CLOSED',
      order,
      lineItems: (args: ConnectionArguments, context: GraphContext) =>
        connectionOf([line], args, context),
    },
  ];
}

/** `Order.returnStatus`: what is still to be done comes first. */
export function returnStatus(returns: readonly WorldReturn[]): string {
  const has = (status: WorldReturn['status']) => returns.some((each) => each.status === status);
  if (has('REQUESTED')) return 'RETURN_REQUESTED';
  if (has('OPEN')) return 'IN_PROGRESS';
  return has('CLOSED') ? 'RETURNED' : 'NO_RETURN';
}
