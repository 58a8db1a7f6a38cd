/** What a column of a file about suppliers or purchase orders may hold. */
export const SUPPLY_FIELDS = [
  'number',
  'supplier',
  'orderedOn',
  'expectedOn',
  'arrivedOn',
  'variant',
  'sku',
  'barcode',
  'supplierSku',
  'item',
  'quantity',
  'received',
  'cost',
  'currency',
  'pack',
  'minimum',
] as const;
export type SupplyField = (typeof SUPPLY_FIELDS)[number];

/** Column names by field, in the words of our own files, of Shopify and Stocky, and of spreadsheets kept by hand. */
const NAMES: Record<SupplyField, readonly string[]> = {
  number: [
    'purchase order',
    'purchase order number',
    'purchase order no',
    'po number',
    'po no',
    'po',
    'po #',
    'order number',
    'number',
    '采购单号',
    '采购单',
    '采购订单号',
    '採購單號',
    '採購單',
    '採購訂單號',
  ],
  supplier: [
    'supplier',
    'supplier name',
    'vendor',
    'vendor name',
    '供应商',
    '供应商名称',
    '供貨商',
    '供应商名',
    '供應商',
    '供應商名稱',
  ],
  orderedOn: [
    'ordered on',
    'order date',
    'ordered',
    'date ordered',
    'ordered at',
    'purchase date',
    'sent on',
    'created at',
    '下单日期',
    '下单时间',
    '采购日期',
    '下單日期',
    '下單時間',
    '採購日期',
  ],
  expectedOn: [
    'expected on',
    'expected',
    'expected date',
    'expected arrival',
    'eta',
    'ship by',
    'due date',
    '预计到货日期',
    '预计到货',
    '预计到达',
    '預計到貨日期',
    '預計到貨',
    '預計抵達',
  ],
  arrivedOn: [
    'arrived on',
    'arrived',
    'arrival date',
    'received on',
    'received at',
    'date received',
    'received date',
    'delivered on',
    '到货日期',
    '到货时间',
    '收货日期',
    '入库日期',
    '到貨日期',
    '到貨時間',
    '收貨日期',
    '入庫日期',
  ],
  variant: [
    'variant id',
    'variant',
    'shopify variant id',
    '规格 id',
    '变体 id',
    '款式 id',
    '子類 id',
  ],
  sku: ['sku', 'variant sku', 'product sku', '商品sku', '商品编码', '商品編碼', '货号', '貨號'],
  barcode: ['barcode', 'ean', 'upc', 'gtin', 'isbn', '条码', '条形码', '條碼'],
  supplierSku: [
    'supplier sku',
    'supplier code',
    'supplier item',
    'vendor sku',
    'supplier product code',
    '供应商货号',
    '供应商编码',
    '供应商sku',
    '供應商貨號',
    '供應商編碼',
    '供應商sku',
  ],
  item: [
    'item',
    'product',
    'title',
    'description',
    'name',
    'product title',
    '商品',
    '品名',
    '商品名称',
    '商品名稱',
    '产品',
    '產品',
  ],
  quantity: [
    'quantity',
    'qty',
    'ordered quantity',
    'quantity ordered',
    'qty ordered',
    'pieces',
    '数量',
    '采购数量',
    '數量',
    '採購數量',
  ],
  received: [
    'received',
    'received quantity',
    'quantity received',
    'qty received',
    '已到货',
    '到货数量',
    '收货数量',
    '已到貨',
    '到貨數量',
    '收貨數量',
  ],
  cost: [
    'unit cost',
    'cost',
    'cost price',
    'unit price',
    'price',
    '单价',
    '采购价',
    '成本',
    '單價',
    '採購價',
  ],
  currency: ['currency', 'currency code', '币种', '货币', '幣別', '貨幣'],
  pack: [
    'pack',
    'pack size',
    'case size',
    'case pack',
    'units per pack',
    '装箱数',
    '每箱数量',
    '裝箱數',
    '每箱數量',
  ],
  minimum: [
    'minimum',
    'minimum quantity',
    'min qty',
    'minimum order quantity',
    'moq',
    '最小起订量',
    '起订量',
    '最低訂購量',
    '起訂量',
  ],
};

const KNOWN: ReadonlyMap<string, { field: SupplyField; rank: number }> = new Map(
  SUPPLY_FIELDS.flatMap((field) =>
    NAMES[field].map((name, rank) => [folded(name), { field, rank }] as const),
  ),
);

/** Column by field, from the names in a file's first record; of several for one field the better known name. */
export function supplyColumns(names: readonly string[]): Partial<Record<SupplyField, number>> {
  const found = new Map<SupplyField, { place: number; rank: number }>();
  for (const [place, name] of names.entries()) {
    const known = KNOWN.get(folded(name.slice(0, LONGEST_NAME)));
    const before = known === undefined ? undefined : found.get(known.field);
    if (known !== undefined && known.rank < (before?.rank ?? Infinity))
      found.set(known.field, { place, rank: known.rank });
  }
  const places: Partial<Record<SupplyField, number>> = {};
  for (const [field, { place }] of found) places[field] = place;
  return places;
}

const LONGEST_NAME = 60;

function folded(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}#]/gu, '');
}
