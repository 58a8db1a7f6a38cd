/** A few rows as each tool exports them; what Lastscan does not read is there too, as it is in real files. */
export const SAMPLE_FILES = {
  plain: [
    ['Order name', 'Tracking number', 'Carrier', 'SKU', 'Shipped on'],
    ['#1001', 'LX123456785CN', 'China Post', 'MUG-BLUE', '2026-11-03'],
    ['#1002', 'YT2630712345678901', 'YunExpress', 'MUG-RED', '2026-11-04'],
  ],
  ali1688: [
    [
      '订单编号',
      '买家公司名',
      '单品货号',
      '数量',
      '订单创建时间',
      '发货时间',
      '物流公司',
      '物流公司运单号',
    ],
    [
      '4012345678901234567',
      '示例贸易',
      'MUG-BLUE',
      '2',
      '2026-11-01 09:12',
      '2026-11-03 14:05',
      '云途物流',
      'YT2630712345678901',
    ],
  ],
  dsers: [
    [
      'Order Name',
      'Product',
      'SKU',
      'Quantity',
      'Tracking Number',
      'Shipping Carrier',
      'Fulfilled time',
    ],
    ['#1001', 'Blue mug', 'MUG-BLUE', '1', 'LX123456785CN', 'Cainiao', '2026-11-03 14:05:09'],
  ],
  cj: [
    [
      'CJ Order ID',
      'Order Number',
      'SKU',
      'Tracking Number',
      'Last Mile Tracking Number',
      'Logistics',
      'Shipped Date',
    ],
    [
      'SD2611030001',
      '#1001',
      'CJMUG0001',
      'YT2630712345678901',
      '9400111899223817428490',
      'CJPacket Ordinary',
      '11/03/2026',
    ],
  ],
  dianxiaomi: [
    ['订单号', '包裹号', 'SKU', '数量', '物流方式', '运单号', '转单号', '发货时间'],
    [
      '#1001',
      'XMAAA000001',
      'MUG-BLUE',
      '1',
      '云途全球专线挂号',
      'YT2630712345678901',
      '9400111899223817428490',
      '2026/11/3 14:05',
    ],
  ],
  mabang: [
    ['订单编号', '交易编号', '商品SKU', '商品数量', '物流渠道', '货运单号', '发货日期'],
    ['#1001', 'MB20261103001', 'MUG-BLUE', '1', '燕文专线追踪', 'UG123456789YP', '2026年11月3日'],
  ],
} as const satisfies Record<string, readonly (readonly string[])[]>;

export type SampleStyle = keyof typeof SAMPLE_FILES;
export const SAMPLE_STYLES: readonly SampleStyle[] = [
  'plain',
  'ali1688',
  'dsers',
  'cj',
  'dianxiaomi',
  'mabang',
];

/** The sample as a file that Excel opens with its characters whole. */
export function sampleFile(style: SampleStyle): Blob {
  const text = SAMPLE_FILES[style].map((row) => row.join(',')).join('\r\n');
  return new Blob([`\uFEFF${text}\r\n`], { type: 'text/csv;charset=utf-8' });
}
