import { expect, test } from 'vitest';
import { supplyColumns } from '#app/domain/inventory/supply-columns.ts';

test.each([
  [
    'our own file',
    ['Purchase order', 'Supplier', 'Ordered on', 'SKU', 'Quantity'],
    { number: 0, supplier: 1, orderedOn: 2, sku: 3, quantity: 4 },
  ],
  [
    'Simplified',
    ['采购单号', '供应商', '下单日期', '到货日期', '数量'],
    { number: 0, supplier: 1, orderedOn: 2, arrivedOn: 3, quantity: 4 },
  ],
  [
    'Traditional',
    ['採購單號', '供應商', '已到貨', '單價', '幣別'],
    { number: 0, supplier: 1, received: 2, cost: 3, currency: 4 },
  ],
  [
    'other case and signs',
    ['PO_Number', 'supplier-name', 'MOQ'],
    { number: 0, supplier: 1, minimum: 2 },
  ],
  ['the better known of two', ['Price', 'Unit cost'], { cost: 1 }],
  ['nothing known', ['a', 'b', ''], {}],
] as const)('columns of %s', (_what, names, places) => {
  expect(supplyColumns(names)).toEqual(places);
});
