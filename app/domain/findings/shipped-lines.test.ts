import { describe, expect, test } from 'vitest';
import { known } from '#app/domain/findings/fact.ts';
import {
  fulfillment,
  ORDERED_AT,
  orderLine,
  orderParcel,
  orderSubject,
} from '#app/domain/findings/order-subject.fixture.ts';
import {
  claimable,
  deliveredLines,
  shippedLines,
  titlesOf,
} from '#app/domain/findings/shipped-lines.ts';
import type { OrderFulfillment, OrderLine, OrderParcel } from '#app/domain/findings/subjects.ts';

const TOLD = { at: ORDERED_AT, origin: 'shopify' } as const;
const AT = new Date('2026-10-10T12:00:00Z');
const USD = (minor: number) => ({ minor, currency: 'USD' });
const fulfilled = orderLine({ unfulfilledQuantity: 0 });
const inParcels = (...parcels: Partial<OrderParcel>[]) =>
  fulfillment({ parcels: parcels.map((parcel) => orderParcel(parcel)) });

/** Where one line is said to be. */
function placeOf(line: OrderLine, fulfillments: readonly OrderFulfillment[]): string {
  const { open, unsure, done } = shippedLines([line], fulfillments);
  return `${'open '.repeat(open.length)}${'unsure '.repeat(unsure.length)}${'done '.repeat(done.length)}`.trim();
}

test.each<[string, OrderLine, OrderFulfillment[], string]>([
  ['nothing was fulfilled', orderLine(), [], 'open'],
  ['it was taken back', fulfilled, [], ''],
  ['marked, and not scanned', fulfilled, [inParcels({})], 'open'],
  ['scanned', fulfilled, [inParcels({ handedOverAt: AT })], 'done'],
  ['delivered without an earlier scan', fulfilled, [inParcels({ deliveredAt: AT })], 'done'],
  ['marked without a number', fulfilled, [inParcels({ number: null })], 'unsure'],
  ['marked without a parcel', fulfilled, [inParcels()], 'unsure'],
  ['with a carrier nobody hears', fulfilled, [inParcels({ isReadable: false })], 'unsure'],
  ['one parcel of two scanned', fulfilled, [inParcels({ handedOverAt: AT }, {})], 'open'],
  [
    'the fulfillment was cancelled',
    orderLine(),
    [{ ...inParcels({ handedOverAt: AT }), isCancelled: true }],
    'open',
  ],
  ['a rest is left', orderLine({ quantity: 2 }), [inParcels({ handedOverAt: AT })], 'open'],
  ['another line’s fulfillment', orderLine({ id: '9' }), [inParcels({ handedOverAt: AT })], 'open'],
])('a line is found: %s', (_name, line, fulfillments, place) => {
  expect(placeOf(line, fulfillments)).toBe(place);
});

test('a hand-over is no delivery', () => {
  const fulfillments = [inParcels({ handedOverAt: AT })];
  expect(deliveredLines([fulfilled], fulfillments).open).toHaveLength(1);
  expect(shippedLines([fulfilled], fulfillments).done).toHaveLength(1);
});

describe('what a buyer could claim back', () => {
  const lamp = orderLine({ quantity: 3, unfulfilledQuantity: 3, total: USD(10_000) });
  const order = (lines: OrderLine[], fulfillments: OrderFulfillment[]) =>
    orderSubject({ lines: known(lines, TOLD), fulfillments });
  const claim = (lines: OrderLine[], fulfillments: OrderFulfillment[]) =>
    claimable(order(lines, fulfillments), lines, shippedLines(lines, fulfillments));

  test('is the whole order with its delivery while nothing has left', () => {
    expect(claim([lamp], [])).toEqual([USD(6_500)]);
  });

  test('is the rest of a line whose other part has left', () => {
    const part = { ...lamp, unfulfilledQuantity: 1 };
    expect(claim([part], [inParcels({ handedOverAt: AT })])).toEqual([USD(3_333)]);
  });

  test('is the whole line while nobody says how much of it has left', () => {
    const part = { ...lamp, unfulfilledQuantity: 1 };
    expect(claim([part], [inParcels({ handedOverAt: AT }), inParcels({})])).toEqual([USD(10_000)]);
  });

  test('is the open lines beside one that may have left', () => {
    const other = orderLine({ id: '2', unfulfilledQuantity: 0 });
    const unread = { ...inParcels({ isReadable: false }), lineIds: ['2'] };
    expect(claim([lamp, other], [unread])).toEqual([USD(10_000)]);
  });

  test('is never below nothing', () => {
    const refund = {
      id: '1',
      createdAt: AT,
      total: USD(9_000),
      shipping: USD(0),
      payments: [],
      returnId: null,
    };
    const refunded = { ...order([lamp], []), refunds: known([refund], TOLD) };
    expect(claimable(refunded, [lamp], shippedLines([lamp], []))).toEqual([USD(0)]);
  });
});

test('three titles are named at most', () => {
  const lines = ['A', 'B', 'C', 'D'].map((title) => orderLine({ title }));
  expect(titlesOf(lines.slice(0, 3))).toBe('A, B, C');
  expect(titlesOf(lines)).toBe('A, B, C, …');
});
