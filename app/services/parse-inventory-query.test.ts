import { describe, expect, test } from 'vitest';
import {
  DEFAULT_INVENTORY_QUERY,
  serialiseInventoryQuery,
  type InventoryQuery,
} from '#app/contracts/inventory-query.ts';
import { parseInventoryQuery } from './parse-inventory-query.ts';

const parse = (text: string) => parseInventoryQuery(new URLSearchParams(text));

test('an empty address asks for what is to be ordered', () => {
  expect(parse('')).toEqual(DEFAULT_INVENTORY_QUERY);
});

test.each<Partial<InventoryQuery>>([
  { tab: 'dead' },
  { tab: 'gaps', supplierId: 0 },
  { supplierId: 12, category: 'Lamps & shades', search: 'oak 40 cm' },
  { tab: 'all', cursor: 'abc', direction: 'previous' },
])('%j is read back as it was written', (asked) => {
  expect(parse(serialiseInventoryQuery(asked))).toEqual({ ...DEFAULT_INVENTORY_QUERY, ...asked });
});

describe('what nobody knows is as if it were not said', () => {
  test.each([
    ['tab=sold', 'tab'],
    ['supplier=-1', 'supplierId'],
    ['supplier=1e3', 'supplierId'],
    ['supplier=1234567890', 'supplierId'],
    ['q=a', 'search'],
    ['q=a%00b', 'search'],
    [`q=${'a'.repeat(101)}`, 'search'],
    ['category=', 'category'],
    [`category=${'c'.repeat(256)}`, 'category'],
    [`cursor=${'c'.repeat(401)}`, 'cursor'],
    ['direction=sideways', 'direction'],
  ] as const)('%s', (address, field) => {
    expect(parse(address)[field]).toEqual(DEFAULT_INVENTORY_QUERY[field]);
  });

  test('the longest of each is still taken', () => {
    expect(
      parse(`q=${'a'.repeat(100)}&category=${'c'.repeat(255)}&supplier=123456789`),
    ).toMatchObject({
      search: 'a'.repeat(100),
      category: 'c'.repeat(255),
      supplierId: 123_456_789,
    });
  });
});
