import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { OrderIndex } from './order-index.ts';
import type { IndexKey, Position } from './order-index.ts';
import type { OrderRecord } from './records.ts';

const EVERYTHING = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };

function order(id: number, createdAt: number): OrderRecord {
  return {
    id,
    name: `#${id}`,
    createdAt,
    updatedAt: createdAt,
    touchSeq: 0,
    cancelledAt: null,
    customerId: id,
    currency: 'EUR',
    totalMinor: 0,
    destinationCountry: 'DE',
    packedCustomer: '',
    lineItems: [],
    fulfillments: [],
    tags: [],
  };
}

test.each<IndexKey>(['created', 'updated', 'id'])(
  'pages by %s visit every order once and in order, whatever was touched when',
  (key) => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(5), { minLength: 1, maxLength: 40 }),
        fc.array(fc.record({ which: fc.nat(), wait: fc.nat(3) }), { maxLength: 120 }),
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        (created, touches, size, reverse) => {
          const index = new OrderIndex();
          const orders = created.map((second, n) => order(n * 7 + 1, second * 1_000));
          for (const each of orders) {
            index.add(each);
            index.touch(each, each.createdAt);
          }
          let at = 6_000;
          for (const { which, wait } of touches) {
            at += wait * 1_000;
            const touched = orders[which % orders.length];
            if (touched !== undefined) index.touch(touched, at);
          }
          const seen: OrderRecord[] = [];
          let after: Position | null = null;
          for (;;) {
            const page = [...index.scan({ key, reverse, after, ...EVERYTHING })].slice(0, size);
            const last = page.at(-1);
            if (last === undefined) break;
            seen.push(...page);
            after = index.positionOf(last, key);
          }
          expect(new Set(seen).size).toBe(orders.length);
          expect(seen).toHaveLength(orders.length);
          const values = seen.map((each) => index.positionOf(each, key).value);
          expect(values).toEqual(values.toSorted((a, b) => (reverse ? b - a : a - b)));
        },
      ),
    );
  },
);

test('bounds are inclusive on both sides', () => {
  const index = new OrderIndex();
  for (const n of [1, 2, 3, 4, 5]) index.add(order(n, n * 1_000));
  const ids = (reverse: boolean) =>
    [...index.scan({ key: 'created', reverse, after: null, from: 2_000, to: 4_000 })].map(
      ({ id }) => id,
    );
  expect(ids(false)).toEqual([2, 3, 4]);
  expect(ids(true)).toEqual([4, 3, 2]);
});

test('an order touched while pages are read comes again at its new place, and no other is skipped', () => {
  const index = new OrderIndex();
  const orders = [1, 2, 3, 4].map((n) => order(n, n * 1_000));
  for (const each of orders) {
    index.add(each);
    index.touch(each, each.createdAt);
  }
  const [first] = orders;
  const page = [
    ...index.scan({ key: 'updated', reverse: false, after: null, ...EVERYTHING }),
  ].slice(0, 2);
  const last = page.at(-1);
  const after = last === undefined ? null : index.positionOf(last, 'updated');
  if (first !== undefined) index.touch(first, 9_000);
  const rest = [...index.scan({ key: 'updated', reverse: false, after, ...EVERYTHING })];
  expect(rest.map(({ id }) => id)).toEqual([3, 4, 1]);
});
