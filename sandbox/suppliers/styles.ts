import type { SupplierShipment } from './shipments.ts';

/** How a supplier's program writes its list. */
export interface ExportStyle {
  encoding: 'gbk' | 'utf-8' | 'utf-8-bom';
  lineEnd: '\n' | '\r\n';
  header: readonly string[];
  row(shipment: SupplierShipment): readonly string[];
}

const CHINESE_COMPANIES: Record<string, string> = {
  YunExpress: '云途物流',
  'China Post': '中国邮政',
  Yanwen: '燕文物流',
  Cainiao: '菜鸟',
  '4PX': '递四方',
  'CNE Express': 'CNE国际快递',
};

/** Made after the exports of the programs they are named after: their columns, orders of columns and habits. */
export const EXPORT_STYLES = {
  /** Knows nothing of the shop's order names: rows match by SKU and date. */
  '1688': {
    encoding: 'gbk',
    lineEnd: '\r\n',
    header: [
      '订单编号',
      '货品标题',
      '单品货号',
      '数量',
      '订单创建时间',
      '发货时间',
      '物流公司',
      '运单号',
    ],
    row: (each) => [
      each.supplierOrder,
      each.title,
      each.sku,
      String(each.quantity),
      beijing(each.orderedAt, '-'),
      beijing(each.shippedAt, '-'),
      CHINESE_COMPANIES[each.company] ?? each.company,
      each.number,
    ],
  },
  /** By order name. */
  dsers: {
    encoding: 'utf-8',
    lineEnd: '\n',
    header: [
      'Order Number',
      'Order Date',
      'SKU',
      'Quantity',
      'Shipping Country',
      'Tracking Company',
      'Tracking Number',
    ],
    row: (each) => [
      each.orderName,
      usDate(each.orderedAt),
      each.sku,
      String(each.quantity),
      each.country,
      each.company,
      each.number,
    ],
  },
  /** By order name, with the last mile's number beside. */
  cj: {
    encoding: 'utf-8-bom',
    lineEnd: '\r\n',
    header: [
      'CJ Order ID',
      'Tracking Number',
      'Last Mile Tracking Number',
      'Last Mile Carrier',
      'Ship Date',
      'Product SKU',
      'Order Name',
    ],
    row: (each) => [
      `CJ${each.supplierOrder}`,
      each.number,
      each.lastMile?.number ?? '',
      each.lastMile?.company ?? '',
      new Date(each.shippedAt).toISOString().slice(0, 10),
      each.sku,
      each.orderName.replace('#', ''),
    ],
  },
  /** By the number that the shop has already, with the last mile's number beside. */
  dianxiaomi: {
    encoding: 'gbk',
    lineEnd: '\r\n',
    header: ['包裹号', '货运单号', '物流方式', '尾程单号', '尾程承运商', '发货时间', '国家'],
    row: (each) => [
      `XM${each.supplierOrder}`,
      each.number,
      CHINESE_COMPANIES[each.company] ?? each.company,
      each.lastMile?.number ?? '',
      each.lastMile?.company ?? '',
      beijing(each.shippedAt, '/'),
      each.country,
    ],
  },
} as const satisfies Record<string, ExportStyle>;

function beijing(at: number, separator: string): string {
  const local = new Date(at + 8 * 3_600_000).toISOString();
  return `${local.slice(0, 10).replaceAll('-', separator)} ${local.slice(11, 19)}`;
}

function usDate(at: number): string {
  const [year = '', month = '', day = ''] = new Date(at).toISOString().slice(0, 10).split('-');
  return `${month}/${day}/${year}`;
}
