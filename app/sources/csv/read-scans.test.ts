import { describe, expect, test } from 'vitest';
import { scanColumns } from '#app/sources/csv/columns.ts';
import { readScans } from '#app/sources/csv/read-scans.ts';

const receivedAt = new Date('2026-06-20T00:00:00Z');

function read(header: string[], ...rows: string[][]) {
  const found = scanColumns(header);
  if (!found.ok) throw new Error(found.missing.join());
  return readScans({
    columns: found.columns,
    rows: rows.map((cells, index) => ({ line: index + 2, cells })),
    timeZone: 'Asia/Shanghai',
    receivedAt,
  });
}

describe('column names', () => {
  test.each([
    [['Tracking Number', 'Event time', 'Status', 'Description', 'Location', 'Country', 'Carrier']],
    [['运单号', '时间', '状态', '描述', '地点', '国家', '承运商']],
    [['追蹤號', '發生時間', '狀態', '軌跡', '地點', '國家/地區', '承運商']],
    [['TRACKING_NO', 'timestamp', 'event', 'message', 'city', 'country_code', 'courier']],
  ])('%j are all seven', (header) => {
    expect(scanColumns(header)).toEqual({
      ok: true,
      columns: { number: 0, time: 1, status: 2, text: 3, place: 4, country: 5, carrier: 6 },
    });
  });

  test.each([
    [['Status', 'Time'], ['number']],
    [['Number', 'Status'], ['time']],
    [['Number', 'Time', 'Country'], ['status']],
    [
      ['a', 'b'],
      ['number', 'time', 'status'],
    ],
  ])('%j miss %j', (header, missing) => {
    expect(scanColumns(header)).toEqual({ ok: false, missing });
  });

  test('words alone are enough, without a status', () => {
    expect(scanColumns(['运单号', '时间', '物流信息']).ok).toBe(true);
  });
});

const HEADER = ['运单号', '时间', '状态', '描述', '地点', '国家'];
const ROW = ['YT2412345600000017', '2026-06-08 16:20:00', '已揽收', '快件已揽收', '深圳', 'CN'];
const withTime = (time: string) => ROW.with(1, time);

test('a row is a scan in the time zone of the file', () => {
  const { reports, rejected } = read(HEADER, ROW);
  expect(rejected).toEqual([]);
  expect(reports).toHaveLength(1);
  expect(reports[0]).toMatchObject({ numberKey: 'YT2412345600000017', state: 'tracking' });
  expect(reports[0]?.scans[0]).toMatchObject({
    source: 'csv',
    occurredAt: new Date('2026-06-08T08:20:00Z'),
    milestone: 'accepted',
    physical: true,
    message: '快件已揽收',
    place: '深圳',
    country: 'CN',
  });
});

describe('a time', () => {
  test.each([
    ['2026-06-08T16:20:00+08:00', '2026-06-08T08:20:00.000Z'],
    ['2026-06-08T08:20:00Z', '2026-06-08T08:20:00.000Z'],
    ['2026/6/8 16:20', '2026-06-08T08:20:00.000Z'],
    ['2026年6月8日 16时20分', '2026-06-08T08:20:00.000Z'],
    ['2026年6月8日 下午4:20', '2026-06-08T08:20:00.000Z'],
    ['18.06.2026 16:20:30', '2026-06-18T08:20:30.000Z'],
    ['06/18/2026 4:20 PM', '2026-06-18T08:20:00.000Z'],
    ['06/18/2026 12:20 AM', '2026-06-17T16:20:00.000Z'],
    ['8 Jun 2026 16:20', '2026-06-08T08:20:00.000Z'],
    ['46181.6805555556', '2026-06-08T08:20:00.000Z'],
    ['2026-06-08', '2026-06-08T04:00:00.000Z'],
  ])('written %j is %s', (time, iso) => {
    const { reports, rejected } = read(HEADER, withTime(time));
    expect(rejected).toEqual([]);
    expect(reports[0]?.scans[0]?.occurredAt.toISOString()).toBe(iso);
  });

  test('that reads both ways is refused, until another row proves the order', () => {
    expect(read(HEADER, withTime('06/08/2026 16:20')).rejected).toEqual([
      { line: 2, field: 'time', reason: 'ambiguous_time' },
    ]);
    const proven = read(HEADER, withTime('06/08/2026 16:20'), withTime('06/18/2026 16:20'));
    expect(proven.rejected).toEqual([]);
    expect(proven.reports[0]?.scans[0]?.occurredAt.toISOString()).toBe('2026-06-08T08:20:00.000Z');
  });
});

test('bad rows come back with line, field and reason; the good ones go in', () => {
  const { reports, rejected } = read(
    HEADER,
    ROW,
    ROW.with(0, ''),
    ROW.with(0, '###'),
    withTime(''),
    withTime('gestern'),
    withTime('2026-06-08 27:00'),
    ROW.with(2, '').with(3, ''),
    ROW.with(5, 'Atlantis'),
    [...ROW],
    ['', ' ', ''],
    [],
    ROW.with(0, '="YT2412345600000025"'),
  );
  expect(rejected).toEqual([
    { line: 3, field: 'number', reason: 'missing' },
    { line: 4, field: 'number', reason: 'not_a_number' },
    { line: 5, field: 'time', reason: 'missing' },
    { line: 6, field: 'time', reason: 'not_a_time' },
    { line: 7, field: 'time', reason: 'not_a_time' },
    { line: 8, field: 'status', reason: 'missing' },
    { line: 9, field: 'country', reason: 'not_a_country' },
    { line: 10, field: 'number', reason: 'repeated' },
  ]);
  expect(reports.map(({ numberKey }) => numberKey)).toEqual([
    'YT2412345600000017',
    'YT2412345600000025',
  ]);
});

test('a formula is plain text', () => {
  const { reports } = read(HEADER, ROW.with(3, '=HYPERLINK("http://x","y")'));
  expect(reports[0]?.scans[0]?.message).toBe('=HYPERLINK("http://x","y")');
});

test('many rows of one number are one report, in linear time', () => {
  const rows = Array.from({ length: 20_000 }, (_, n) => ROW.with(3, `第${n}站`));
  const started = performance.now();
  const { reports } = read(HEADER, ...rows);
  expect(reports).toHaveLength(1);
  expect(reports[0]?.scans).toHaveLength(20_000);
  expect(performance.now() - started).toBeLessThan(8_000);
});
