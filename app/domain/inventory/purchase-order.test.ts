import { describe, expect, test } from 'vitest';
import {
  actionsIn,
  isAllowed,
  PURCHASE_ORDER_ACTIONS,
  PURCHASE_ORDER_STATUSES,
  receivePieces,
  type PurchaseOrderStatus,
} from '#app/domain/inventory/purchase-order.ts';

/** States that can be reached from one, itself included. */
function reachableFrom(start: PurchaseOrderStatus): Set<PurchaseOrderStatus> {
  const seen = new Set([start]);
  for (const status of seen)
    for (const action of actionsIn(status))
      for (const next of PURCHASE_ORDER_ACTIONS[action].to) seen.add(next);
  return seen;
}

describe('the states of a purchase order', () => {
  test('every state is reached from a draft', () => {
    expect([...reachableFrom('draft')].sort()).toEqual([...PURCHASE_ORDER_STATUSES].sort());
  });

  test('an end is reached from every state, and only the two ends have nothing more to do', () => {
    for (const status of PURCHASE_ORDER_STATUSES) {
      const reached = reachableFrom(status);
      expect(reached.has('received') || reached.has('cancelled')).toBe(true);
      const isEnd = status === 'received' || status === 'cancelled';
      expect(actionsIn(status).length === 0).toBe(isEnd);
    }
  });

  test('nothing leads back: an order that was sent is never a draft again', () => {
    expect(reachableFrom('sent').has('draft')).toBe(false);
    expect(reachableFrom('partly_received').has('sent')).toBe(false);
  });

  test.each([
    ['set_lines', 'draft', true],
    ['set_lines', 'sent', false],
    ['send', 'draft', true],
    ['send', 'sent', false],
    ['receive', 'draft', false],
    ['receive', 'sent', true],
    ['receive', 'partly_received', true],
    ['receive', 'received', false],
    ['close_short', 'sent', false],
    ['close_short', 'partly_received', true],
    ['cancel', 'sent', true],
    ['cancel', 'partly_received', false],
  ] as const)('%s in %s: %s', (action, status, expected) => {
    expect(isAllowed(action, status)).toBe(expected);
  });
});

describe('receiving', () => {
  const lines = [
    { line: 1, quantity: 10, received: 4 },
    { line: 2, quantity: 5, received: 0 },
  ];
  test.each([
    [[{ line: 1, quantity: 6 }], 'partly_received', 10, 0],
    [
      [
        { line: 1, quantity: 5 },
        { line: 2, quantity: 5 },
      ],
      'partly_received',
      9,
      5,
    ],
    [
      [
        { line: 1, quantity: 6 },
        { line: 2, quantity: 5 },
      ],
      'received',
      10,
      5,
    ],
    [
      [
        { line: 1, quantity: 3 },
        { line: 1, quantity: 3 },
        { line: 2, quantity: 5 },
      ],
      'received',
      10,
      5,
    ],
  ] as const)('%j leaves the order %s', (arrived, status, first, second) => {
    const end = receivePieces(lines, arrived);
    expect(end.status).toBe(status);
    expect([...end.received]).toEqual([
      [1, first],
      [2, second],
    ]);
  });

  test('a line the order does not have is refused', () => {
    expect(() => receivePieces(lines, [{ line: 3, quantity: 1 }])).toThrow('no line 3');
  });
});
