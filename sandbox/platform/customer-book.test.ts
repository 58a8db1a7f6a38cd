import { expect, test } from 'vitest';
import { CustomerBook } from './customer-book.ts';

function bookOf(orders: readonly (readonly [number, string])[]): CustomerBook {
  const book = new CustomerBook();
  for (const [id, destinationCountry] of orders) book.ownerOf({ id, destinationCountry });
  return book;
}

test.each([
  ['another person, when its id is no multiple of three', [1, 2], { 1: [1], 2: [2] }],
  ['the person who ordered last, when it is', [2, 3], { 2: [2, 3] }],
  ['nobody who has three orders already', [2, 3, 6, 9], { 2: [2, 3, 6], 9: [9] }],
])('an order belongs to %s', (_, ids, expected) => {
  const book = bookOf(ids.map((id) => [id, 'DE']));
  for (const [customer, orders] of Object.entries(expected)) {
    expect(book.ordersOf(Number(customer))).toEqual(orders);
  }
});

test('people order to one country', () => {
  const book = bookOf([
    [1, 'DE'],
    [3, 'US'],
    [6, 'DE'],
  ]);
  expect(book.ordersOf(1)).toEqual([1, 6]);
  expect(book.ordersOf(3)).toEqual([3]);
});
