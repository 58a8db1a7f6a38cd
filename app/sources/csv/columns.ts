/** What a file of events can tell. `number`, `time` and one of `status` and `text` must be there. */
export const SCAN_FIELDS = [
  'number',
  'time',
  'status',
  'text',
  'place',
  'country',
  'carrier',
] as const;
export type ScanField = (typeof SCAN_FIELDS)[number];

/** Where each field stands in a row; fields that the file does not have are absent. */
export type ScanColumns = Partial<Record<ScanField, number>>;

/** Column names, the better one first; compared without case, spaces and punctuation. */
const NAMES: Readonly<Record<ScanField, readonly string[]>> = {
  number: [
    'tracking number',
    'tracking no',
    'tracking',
    'waybill',
    'waybill number',
    'awb',
    'number',
    '运单号',
    '物流单号',
    '快递单号',
    '跟踪号',
    '追踪号',
    '单号',
    '運單號',
    '物流單號',
    '追蹤號',
    '單號',
  ],
  time: [
    'event time',
    'scan time',
    'time',
    'date time',
    'datetime',
    'timestamp',
    'occurred at',
    'date',
    '事件时间',
    '扫描时间',
    '轨迹时间',
    '时间',
    '发生时间',
    '日期',
    '時間',
    '事件時間',
    '掃描時間',
    '發生時間',
  ],
  status: [
    'status',
    'event status',
    'event',
    'status code',
    'milestone',
    '状态',
    '事件',
    '轨迹状态',
    '物流状态',
    '狀態',
    '物流狀態',
  ],
  text: [
    'description',
    'text',
    'message',
    'details',
    'detail',
    'remark',
    'event description',
    '描述',
    '轨迹',
    '轨迹描述',
    '物流信息',
    '轨迹内容',
    '内容',
    '说明',
    '備註',
    '备注',
    '描述內容',
    '軌跡',
    '物流資訊',
  ],
  place: [
    'place',
    'location',
    'city',
    'facility',
    'event location',
    '地点',
    '位置',
    '城市',
    '所在地',
    '地點',
    '所在地點',
  ],
  country: [
    'country',
    'country code',
    'country region',
    '国家',
    '国家代码',
    '国家/地区',
    '國家',
    '國家/地區',
  ],
  carrier: [
    'carrier',
    'courier',
    'carrier name',
    '承运商',
    '物流商',
    '物流公司',
    '快递公司',
    '承運商',
    '快遞公司',
  ],
};

/** The columns of a header row, or which needed ones are missing (`status` stands for status or text). */
export function scanColumns(
  header: readonly string[],
): { ok: true; columns: ScanColumns } | { ok: false; missing: ScanField[] } {
  const places = new Map<string, number>();
  for (const [index, cell] of header.entries()) {
    const name = folded(cell);
    if (name !== '' && !places.has(name)) places.set(name, index);
  }
  const columns: ScanColumns = {};
  for (const field of SCAN_FIELDS) {
    const name = NAMES[field].find((one) => places.has(folded(one)));
    const index = name === undefined ? undefined : places.get(folded(name));
    if (index !== undefined) columns[field] = index;
  }
  const missing: ScanField[] = [];
  if (columns.number === undefined) missing.push('number');
  if (columns.time === undefined) missing.push('time');
  if (columns.status === undefined && columns.text === undefined) missing.push('status');
  return missing.length > 0 ? { ok: false, missing } : { ok: true, columns };
}

function folded(text: string): string {
  return text
    .slice(0, 80)
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
}
