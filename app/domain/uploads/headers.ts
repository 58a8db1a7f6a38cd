import type { UploadField } from '#app/domain/uploads/upload.ts';

/**
 * Column names by field, as 1688, DSers, CJ Dropshipping, Dianxiaomi, Mabang, other suppliers and spreadsheets kept by
 * hand write them. When a file has several of one field, the one that stands first here is taken: a shop's own order
 * name before the supplier's.
 */
const NAMES: Record<UploadField, readonly string[]> = {
  order: [
    'shopify order number',
    'shopify order name',
    'shopify order id',
    'order name',
    'store order number',
    'platform order number',
    'platform order id',
    'customer order number',
    'client order number',
    'original order number',
    '平台订单号',
    '平台订单编号',
    '平台单号',
    '店铺订单号',
    '店铺订单编号',
    '原始订单号',
    '客户订单号',
    '客户单号',
    '交易编号',
    '交易号',
    'order number',
    'order no',
    'order num',
    'order #',
    'order',
    'order id',
    'order reference',
    'reference number',
    'reference no',
    'reference',
    'name',
    '订单号',
    '订单编号',
    '订单号码',
    '订单名称',
    '订单',
    '單號',
    '訂單號',
    '訂單編號',
    '訂單',
    '平台訂單號',
    '参考号',
    'cj order id',
    'cj order number',
    '系统订单号',
    '内部订单号',
    '内部单号',
  ],
  number: [
    'tracking number',
    'tracking no',
    'tracking num',
    'tracking #',
    'tracking',
    'tracking id',
    'tracking code',
    'tracking numbers',
    'shipment tracking number',
    'first mile tracking number',
    'logistics tracking number',
    'logistics number',
    'waybill number',
    'waybill no',
    'waybill',
    'awb',
    'airwaybill',
    'air waybill number',
    'parcel number',
    'shipment number',
    'consignment number',
    '物流单号',
    '物流跟踪号',
    '物流追踪号',
    '物流公司运单号',
    '物流运单号',
    '运单号',
    '运单号码',
    '运单编号',
    '货运单号',
    '跟踪号',
    '跟踪单号',
    '追踪号',
    '追踪单号',
    '快递单号',
    '快递号',
    '头程单号',
    '发货单号',
    '物流單號',
    '運單號',
    '追蹤號',
    '追蹤號碼',
    '追蹤單號',
    '貨運單號',
    '快遞單號',
    '託運單號',
  ],
  next: [
    'last mile tracking number',
    'last mile tracking no',
    'last mile number',
    'last mile tracking',
    'last mile no',
    'final mile tracking number',
    'local tracking number',
    'destination tracking number',
    'delivery tracking number',
    'next tracking number',
    'next number',
    'transfer number',
    'new tracking number',
    '转单号',
    '转单号码',
    '转运单号',
    '尾程单号',
    '尾程跟踪号',
    '尾程运单号',
    '尾程追踪号',
    '派送单号',
    '派送跟踪号',
    '末端单号',
    '末端派送单号',
    '服务商单号',
    '目的国单号',
    '新单号',
    '轉單號',
    '尾程單號',
    '派送單號',
    '末端單號',
    '新單號',
  ],
  existing: [
    'original tracking number',
    'old tracking number',
    'existing tracking number',
    'previous tracking number',
    'current tracking number',
    'existing number',
    'original number',
    'old number',
    '原单号',
    '原运单号',
    '原物流单号',
    '原跟踪号',
    '原快递单号',
    '旧单号',
    '旧运单号',
    '原單號',
    '原運單號',
    '舊單號',
  ],
  carrier: [
    'carrier',
    'carrier name',
    'last mile carrier',
    'tracking company',
    'shipping carrier',
    'shipping company',
    'logistics company',
    'courier',
    'courier name',
    'logistics',
    'logistics name',
    'logistics provider',
    'logistics method',
    'shipping method',
    'shipping service',
    'shipping channel',
    'shipment method',
    'delivery company',
    '物流公司',
    '物流公司名称',
    '物流商',
    '物流商名称',
    '承运商',
    '快递公司',
    '快递公司名称',
    '快递',
    '物流方式',
    '物流渠道',
    '物流渠道名称',
    '货运方式',
    '运输方式',
    '发货方式',
    '承運商',
    '物流商名稱',
    '快遞公司',
    '貨運方式',
    '運送方式',
    '物流',
  ],
  sku: [
    'sku',
    'product sku',
    'variant sku',
    'lineitem sku',
    'line item sku',
    'item sku',
    'seller sku',
    'shop sku',
    'cj sku',
    'store sku',
    'mapping sku',
    '商品sku',
    '平台sku',
    '产品sku',
    '店铺sku',
    '商品货号',
    '单品货号',
    '货号',
    '商品编码',
    '商品编号',
    '商家编码',
    '规格编码',
    '产品编码',
    '产品编号',
    '貨號',
    '商品編號',
    '商品編碼',
    '規格編碼',
  ],
  quantity: [
    'quantity',
    'qty',
    'lineitem quantity',
    'item quantity',
    'product quantity',
    'pieces',
    '数量',
    '商品数量',
    '产品数量',
    '购买数量',
    '件数',
    '數量',
    '商品數量',
  ],
  shipped: [
    'ship date',
    'shipped date',
    'shipping date',
    'shipment date',
    'date shipped',
    'shipped at',
    'shipped on',
    'shipped time',
    'shipping time',
    'ship time',
    'shipment time',
    'fulfilled at',
    'fulfilled time',
    'fulfillment date',
    'dispatch date',
    'dispatched at',
    'delivery time',
    'date',
    '发货时间',
    '发货日期',
    '出货时间',
    '出货日期',
    '发运时间',
    '出库时间',
    '出库日期',
    '交运时间',
    '寄出时间',
    '發貨時間',
    '發貨日期',
    '出貨時間',
    '出貨日期',
  ],
};

interface KnownName {
  field: UploadField;
  /** Lower is taken first. */
  rank: number;
}

const KNOWN: ReadonlyMap<string, KnownName> = new Map(
  Object.entries(NAMES).flatMap(([name, names]) =>
    names.flatMap((text, rank) => {
      const field = fieldOf(name);
      return field === null ? [] : [[folded(text), { field, rank }] as const];
    }),
  ),
);

/** The field a column name stands for, however it is spaced, cased and bracketed; null for all others. */
export function fieldOfHeader(header: string): KnownName | null {
  const text = header.slice(0, LONGEST_HEADER);
  return KNOWN.get(folded(text)) ?? KNOWN.get(folded(withoutBrackets(text))) ?? null;
}

/** How many of the text's first cells are names of columns: evidence that it was decoded rightly. */
export function headerWordsIn(text: string): number {
  return text
    .slice(0, HEADER_SAMPLE)
    .split(/[\r\n,;\t|"]+/)
    .filter((cell) => /[^\0-\u007F]/.test(cell) && fieldOfHeader(cell) !== null).length;
}

const LONGEST_HEADER = 60;
const HEADER_SAMPLE = 4_000;

function fieldOf(name: string): UploadField | null {
  switch (name) {
    case 'order':
    case 'number':
    case 'next':
    case 'existing':
    case 'carrier':
    case 'sku':
    case 'quantity':
    case 'shipped':
      return name;
    default:
      return null;
  }
}

function withoutBrackets(text: string): string {
  return text.replaceAll(/[（(［[【][^)）\]］】]{0,60}[)）\]］】]/gu, '');
}

/** Comparable form: compatibility-normalised, lower case, letters and digits of any script only. `Order #` stays apart from nothing. */
function folded(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}
