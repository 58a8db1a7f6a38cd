import { invariant } from '#app/domain/shared/invariant.ts';

export const PURCHASE_ORDER_STATUSES = [
  'draft',
  'sent', // with the supplier; its lead time runs
  'partly_received',
  'received', // all of it, or closed short
  'cancelled',
] as const;
export type PurchaseOrderStatus = (typeof PURCHASE_ORDER_STATUSES)[number];

/** What can be done in which state, and where it leads. Receiving leads to one of two, by whether a piece is still missing. */
export const PURCHASE_ORDER_ACTIONS = {
  set_lines: { from: ['draft'], to: ['draft'] },
  send: { from: ['draft'], to: ['sent'] },
  receive: { from: ['sent', 'partly_received'], to: ['partly_received', 'received'] },
  close_short: { from: ['partly_received'], to: ['received'] },
  cancel: { from: ['draft', 'sent'], to: ['cancelled'] },
} as const satisfies Record<
  string,
  { from: readonly PurchaseOrderStatus[]; to: readonly PurchaseOrderStatus[] }
>;
export type PurchaseOrderAction = keyof typeof PURCHASE_ORDER_ACTIONS;
const ACTIONS = ['set_lines', 'send', 'receive', 'close_short', 'cancel'] as const;

/** What is written down of an order's life. */
export const PURCHASE_ORDER_STEPS = [
  'created',
  'changed',
  'sent',
  'received',
  'closed_short',
  'cancelled',
  'uploaded',
  'undone',
] as const;
export type PurchaseOrderStep = (typeof PURCHASE_ORDER_STEPS)[number];

/** How long the last step can be taken back. */
export const UNDO_MS = 24 * 3_600_000;

/** What can be done in this state; empty: nothing more, it is over. */
export function actionsIn(status: PurchaseOrderStatus): PurchaseOrderAction[] {
  return ACTIONS.filter((action) => isAllowed(action, status));
}

export function isAllowed(action: PurchaseOrderAction, status: PurchaseOrderStatus): boolean {
  const { from } = PURCHASE_ORDER_ACTIONS[action];
  return from.some((each) => each === status);
}

/** A line of which pieces are ordered and have come. */
export interface OrderedPieces {
  line: number;
  quantity: number;
  received: number;
}

/**
 * What has come of each line when these pieces arrive too, and the state that leaves the order in. Pieces of a line that came
 * beyond what was ordered are the caller's to refuse; a line that is not the order's breaks an assumption.
 */
export function receivePieces(
  lines: readonly OrderedPieces[],
  arrived: readonly { line: number; quantity: number }[],
): { received: ReadonlyMap<number, number>; status: 'partly_received' | 'received' } {
  const received = new Map(lines.map((each) => [each.line, each.received]));
  for (const { line, quantity } of arrived) {
    const before = received.get(line);
    invariant(before !== undefined, `the order has no line ${line}`);
    received.set(line, before + quantity);
  }
  const isWhole = lines.every(({ line, quantity }) => (received.get(line) ?? 0) >= quantity);
  return { received, status: isWhole ? 'received' : 'partly_received' };
}
