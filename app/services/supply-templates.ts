import type { SupplyFile } from '#app/contracts/inventory.ts';
import type { Language } from '#app/i18n/languages.ts';

/** Column names and one row to begin with, for each file that can be taken in; `supplyColumns` knows every name. */
export const SUPPLY_TEMPLATES: Readonly<
  Record<SupplyFile, Readonly<Record<Language, readonly string[]>> & { sample: readonly string[] }>
> = {
  supplier_items: {
    en: [
      'SKU',
      'Supplier',
      'Supplier SKU',
      'Unit cost',
      'Currency',
      'Pack size',
      'Minimum quantity',
    ],
    'zh-CN': ['SKU', '供应商', '供应商货号', '单价', '货币', '装箱数', '起订量'],
    'zh-TW': ['SKU', '供應商', '供應商貨號', '單價', '貨幣', '裝箱數', '最低訂購量'],
    sample: ['MUG-BLUE', 'Yiwu Ceramics', 'YC-1041', '1.85', 'USD', '24', '48'],
  },
  purchase_orders: {
    en: [
      'Purchase order',
      'Supplier',
      'Ordered on',
      'Expected on',
      'Arrived on',
      'SKU',
      'Quantity',
      'Quantity received',
      'Unit cost',
      'Currency',
    ],
    'zh-CN': [
      '采购单号',
      '供应商',
      '下单日期',
      '预计到货日期',
      '到货日期',
      'SKU',
      '数量',
      '到货数量',
      '单价',
      '货币',
    ],
    'zh-TW': [
      '採購單號',
      '供應商',
      '下單日期',
      '預計到貨日期',
      '到貨日期',
      'SKU',
      '數量',
      '到貨數量',
      '單價',
      '貨幣',
    ],
    sample: [
      'PO-0917',
      'Yiwu Ceramics',
      '2026-06-01',
      '2026-06-25',
      '2026-06-29',
      'MUG-BLUE',
      '48',
      '48',
      '1.85',
      'USD',
    ],
  },
};
