import { Client } from 'pg';
import { describe, expect, it } from 'vitest';
import type { UploadAction } from '#app/contracts/uploads.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import type { RowOutcome } from '#app/domain/uploads/upload.ts';
import { uploadLabels } from '#app/i18n/upload-labels.ts';
import { beginUpload } from '#app/services/begin-upload.server.ts';
import { actOnUpload } from '#app/services/decide-upload-rows.server.ts';
import { exportUpload } from '#app/services/export-upload.server.ts';
import { loadUpload, loadUploads } from '#app/services/load-uploads.server.ts';
import { workUploads } from '#app/services/work-uploads.server.ts';
import { aParcel, idOf, shopWith } from '#tests/integration/pages/parcels-on-hand.ts';
import type { ParcelOnHand } from '#tests/integration/pages/parcels-on-hand.ts';
import { testDatabase } from '#tests/setup/database.ts';

const database = await testDatabase();
const now = new Date('2026-11-20T12:00:00Z');

/** Parcels with their orders, and their legs where they have a number. */
async function shopWithOrders(parcels: readonly ParcelOnHand[]): Promise<number> {
  const shopId = await shopWith(parcels);
  await withShopSql(shopId, async (sql) => {
    await sql.query(
      `insert into orders (shop_id, order_id, name, created_at, updated_at, currency, total_minor)
       select distinct on (order_id) shop_id, order_id, order_name, shipped_at - interval '1 day', shipped_at, currency, 100
       from parcels where shop_id = $1`,
      [shopId],
    );
    await sql.query(
      `insert into legs (shop_id, fulfillment_id, position, seq, kind, number, number_key, carrier, started_at,
         started_basis, linked_by)
       select shop_id, fulfillment_id, position, 1, 'unknown', number, number_key, carrier, shipped_at,
         'fulfillment_created', 'shopify' from parcels where shop_id = $1 and number is not null`,
      [shopId],
    );
  });
  return shopId;
}

async function upload(shopId: number, text: string | Uint8Array, fileName = 'numbers.csv') {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  const result = await beginUpload({
    shopId,
    actor: 'user:7',
    bytes,
    fileName,
    choices: {},
    now,
  });
  if (!result.ok) throw new Error(result.error);
  return result.uploadId;
}

/** The job, slice after slice, as its worker runs it. */
async function work(shopId: number): Promise<number> {
  for (let slices = 1; slices < 2_000; slices += 1) {
    const step = await workUploads({ shopId, now });
    if (step.kind === 'done') return slices;
  }
  throw new Error('The job does not end');
}

async function rowsOf(shopId: number, uploadId: string, outcome: RowOutcome) {
  const loaded = await loadUpload({ shopId, uploadId, outcome, after: 0 });
  return loaded?.page.rows ?? [];
}

async function stateOf(shopId: number, uploadId: string) {
  const loaded = await loadUpload({ shopId, uploadId, outcome: null, after: 0 });
  if (loaded === null) throw new Error('No such upload');
  return loaded.upload;
}

const act = (shopId: number, uploadId: string, body: UploadAction) =>
  actOnUpload({ shopId, uploadId, body });

async function numberOf(shopId: number, parcel: ParcelOnHand): Promise<string | null> {
  return withShopSql(shopId, async (sql) => {
    const { rows } = await sql.query<{ number: string | null }>(
      'select number from parcels where shop_id = $1 and fulfillment_id = $2',
      [shopId, parcel.fulfillmentId],
    );
    return rows[0]?.number ?? null;
  });
}

async function chainOf(shopId: number, parcel: ParcelOnHand): Promise<string[]> {
  return withShopSql(shopId, async (sql) => {
    const { rows } = await sql.query<{ number: string }>(
      'select number from legs where shop_id = $1 and fulfillment_id = $2 order by seq',
      [shopId, parcel.fulfillmentId],
    );
    return rows.map((row) => row.number);
  });
}

describe('an upload', () => {
  it('is matched, applied and undone as a whole', async () => {
    const bare = aParcel({ orderName: '#5001', number: null, verdict: 'missing_number' });
    const shipped = aParcel({ orderName: '#5002', number: 'YT2612345678901234' });
    const kept = aParcel({ orderName: '#5003', number: 'LX123456785CN' });
    const shopId = await shopWithOrders([bare, shipped, kept]);
    const uploadId = await upload(
      shopId,
      [
        '订单号,收件人,运单号,转单号,物流公司,原运单号',
        '5001,张三,YT2600000000000017,,云途,',
        '#5002,李四,,9400111899223817428490,USPS,YT2612345678901234',
        '5003,王五,LX123456785CN,,,',
        '5009,赵六,YT2600000000000025,,,',
        '5003,王五,9.4E+21,,,',
      ].join('\r\n'),
    );
    await work(shopId);
    const preview = await stateOf(shopId, uploadId);
    expect(preview).toMatchObject({
      state: 'preview',
      rowsTotal: 5,
      rowsDone: 5,
      encoding: 'utf-8',
      counts: { matched: 2, already: 1, unmatched: 1, bad: 1, unsure: 0, toApply: 2 },
    });
    expect(await numberOf(shopId, bare)).toBeNull();

    expect(await act(shopId, uploadId, { intent: 'apply' })).toEqual({
      ok: true,
      done: 'apply',
      count: 2,
    });
    await work(shopId);
    expect(await stateOf(shopId, uploadId)).toMatchObject({
      state: 'applied',
      counts: { applied: 2, toApply: 0 },
    });
    expect(await numberOf(shopId, bare)).toBe('YT2600000000000017');
    expect(await chainOf(shopId, shipped)).toEqual([
      'YT2612345678901234',
      '9400111899223817428490',
    ]);
    expect(await numberOf(shopId, kept)).toBe('LX123456785CN');

    expect(await act(shopId, uploadId, { intent: 'undo' })).toMatchObject({ ok: true });
    await work(shopId);
    expect(await stateOf(shopId, uploadId)).toMatchObject({
      state: 'undone',
      counts: { applied: 0 },
    });
    expect(await numberOf(shopId, bare)).toBeNull();
    expect(await numberOf(shopId, shipped)).toBe('YT2612345678901234');
  });
});

describe('what waits for a decision', () => {
  it('is chosen row by row, in bulk, taken back, and applied later', async () => {
    const parcels = [1, 2, 3].map((n) =>
      aParcel({ orderName: `#60${n}`, number: `YT26000000000001${n}` }),
    );
    const shopId = await shopWithOrders(parcels);
    const uploadId = await upload(
      shopId,
      ['Order name,Tracking number', ...[1, 2, 3].map((n) => `#60${n},LX00000000${n}CN`)].join(
        '\n',
      ),
    );
    await work(shopId);
    const [first, second] = await rowsOf(shopId, uploadId, 'unsure');
    expect(first?.reasons.map(({ code }) => code)).toContain('parcel_has_other_number');
    expect(await act(shopId, uploadId, { intent: 'apply' })).toEqual({
      ok: false,
      error: 'nothing_to_apply',
    });

    const stranger = {
      intent: 'choose',
      line: 2,
      parcelId: idOf(parcels[2] ?? aParcel()),
    } as const;
    expect(await act(shopId, uploadId, stranger)).toEqual({ ok: false, error: 'not_a_candidate' });
    const parcelId = idOf(parcels[0] ?? aParcel());
    expect(await act(shopId, uploadId, { intent: 'choose', line: 2, parcelId })).toMatchObject({
      ok: true,
    });
    expect(
      await act(shopId, uploadId, { intent: 'skip', lines: [second?.line ?? 0] }),
    ).toMatchObject({ count: 1 });
    expect((await stateOf(shopId, uploadId)).counts).toMatchObject({
      chosen: 1,
      skipped: 1,
      toApply: 1,
    });
    await act(shopId, uploadId, { intent: 'apply' });
    await work(shopId);
    expect((await stateOf(shopId, uploadId)).counts).toMatchObject({ applied: 1, toApply: 0 });

    await act(shopId, uploadId, { intent: 'reset', lines: [3] });
    expect(
      await act(shopId, uploadId, { intent: 'decide_all', outcome: 'unsure', how: 'first' }),
    ).toMatchObject({ count: 2 });
    await act(shopId, uploadId, { intent: 'apply' });
    await work(shopId);
    expect((await stateOf(shopId, uploadId)).counts).toMatchObject({ applied: 3, toApply: 0 });
    await act(shopId, uploadId, { intent: 'undo' });
    await work(shopId);
    for (const parcel of parcels) expect(await numberOf(shopId, parcel)).toBe(parcel.number);
  });

  it('takes the first suggestion for all, but gives no parcel two numbers', async () => {
    const parcel = aParcel({ orderName: '#621', number: 'LX000000999CN' });
    const shopId = await shopWithOrders([parcel]);
    const uploadId = await upload(
      shopId,
      'Order name,Tracking number\n#621,LX000000017CN\n#621,LX000000018CN',
    );
    await work(shopId);
    expect(await rowsOf(shopId, uploadId, 'unsure')).toHaveLength(2);
    const takeFirst = () =>
      act(shopId, uploadId, { intent: 'decide_all', outcome: 'unsure', how: 'first' });
    expect(await takeFirst()).toMatchObject({ count: 1 });
    expect(await takeFirst()).toMatchObject({ count: 0 });
    const decided = await rowsOf(shopId, uploadId, 'unsure');
    expect(decided.map(({ decision }) => decision)).toEqual(['apply', null]);
  });

  it('cannot be decided while a job is at work, and an applied upload cannot be discarded', async () => {
    const parcel = aParcel({ orderName: '#611', number: null });
    const shopId = await shopWithOrders([parcel]);
    const uploadId = await upload(shopId, 'Order,Tracking number\n611,LX000000016CN');
    expect(await act(shopId, uploadId, { intent: 'apply' })).toEqual({
      ok: false,
      error: 'not_now',
    });
    expect(await act(shopId, uploadId, { intent: 'skip', lines: [2] })).toEqual({
      ok: false,
      error: 'not_now',
    });
    await work(shopId);
    await act(shopId, uploadId, { intent: 'apply' });
    await work(shopId);
    expect(await act(shopId, uploadId, { intent: 'discard' })).toEqual({
      ok: false,
      error: 'not_now',
    });
  });
});

describe('repeating', () => {
  it('an applied file finds everything there already, and each slice that is lost is done again', async () => {
    const parcels = Array.from({ length: 120 }, (_, n) =>
      aParcel({ orderName: `#7${n + 100}`, number: null }),
    );
    const shopId = await shopWithOrders(parcels);
    const text = [
      'Order,Tracking number',
      ...parcels.map((p, n) => `${p.orderName},YT261${String(n).padStart(11, '0')}`),
    ].join('\n');
    const uploadId = await upload(shopId, text);
    await work(shopId);
    await act(shopId, uploadId, { intent: 'apply' });
    // Killed after the first slice: what is left is in the tables, and another worker takes it up.
    await workUploads({ shopId, now });
    expect((await stateOf(shopId, uploadId)).counts.applied).toBe(50);
    await Promise.all([work(shopId), work(shopId)]);
    expect((await stateOf(shopId, uploadId)).counts.applied).toBe(120);
    const links = await withShopSql(shopId, (sql) =>
      sql.query(
        `select count(*)::int as n from leg_links where shop_id = $1 and state = 'confirmed'`,
        [shopId],
      ),
    );
    expect(links.rows).toEqual([{ n: 120 }]);

    const again = await upload(shopId, text);
    await work(shopId);
    expect((await stateOf(shopId, again)).counts).toMatchObject({ already: 120, toApply: 0 });

    await act(shopId, uploadId, { intent: 'undo' });
    await workUploads({ shopId, now });
    expect((await stateOf(shopId, uploadId)).counts.applied).toBe(70);
    await work(shopId);
    expect(await stateOf(shopId, uploadId)).toMatchObject({
      state: 'undone',
      counts: { applied: 0 },
    });
    for (const parcel of parcels.slice(0, 3)) expect(await numberOf(shopId, parcel)).toBeNull();
  });

  it('a row within a file is told from a number that stands at two orders', async () => {
    const parcels = [1, 2, 3].map((n) => aParcel({ orderName: `#80${n}`, number: null }));
    const shopId = await shopWithOrders(parcels);
    const uploadId = await upload(
      shopId,
      [
        'Order,Tracking number,SKU',
        '#801,LX000000016CN,A',
        '#801,LX000000016CN,A',
        '#801,LX000000016CN,B',
        '#802,LX000000020CN,',
        '#803,LX000000020CN,',
      ].join('\n'),
    );
    await work(shopId);
    expect((await stateOf(shopId, uploadId)).counts).toMatchObject({
      matched: 1,
      duplicate: 2,
      unsure: 2,
    });
    const [twice] = await rowsOf(shopId, uploadId, 'unsure');
    expect(twice?.reasons.at(0)?.code).toBe('number_twice_in_file');
  });
});

describe('a file of events', () => {
  it('is stored with the parcels that have its numbers, once, and taken away again', async () => {
    const parcel = aParcel({ orderName: '#871', number: 'YT2600000000000017' });
    const shopId = await shopWithOrders([parcel]);
    const text = [
      '运单号,时间,状态,描述,国家',
      'YT2600000000000017,2026/11/5 09:00,in_transit,Departed from facility,CN',
      'YT2600000000000017,2026/11/5 09:00,in_transit,Departed from facility,CN',
      'YT2600000000000017,2026/11/7 10:00,in_transit,Arrived at facility,US',
      'YT2699999999999999,2026/11/7 10:00,in_transit,Arrived at facility,US',
      'YT2600000000000017,soon,in_transit,Arrived,US',
      'YT2600000000000017,2026/11/8 10:00,,,US',
    ].join('\n');
    const uploadId = await upload(shopId, text, 'events.csv');
    await work(shopId);
    expect(await stateOf(shopId, uploadId)).toMatchObject({
      kind: 'scans',
      state: 'preview',
      counts: { matched: 2, duplicate: 1, unmatched: 1, bad: 2, toApply: 2 },
    });
    await act(shopId, uploadId, { intent: 'apply' });
    await work(shopId);
    expect(await scansOf(shopId)).toEqual({ stored: 2, counted: 2 });
    const again = await upload(shopId, text, 'events.csv');
    await work(shopId);
    await act(shopId, again, { intent: 'apply' });
    await work(shopId);
    expect(await scansOf(shopId)).toEqual({ stored: 2, counted: 2 });
    await act(shopId, uploadId, { intent: 'undo' });
    await work(shopId);
    expect(await stateOf(shopId, uploadId)).toMatchObject({ state: 'undone' });
    expect(await scansOf(shopId)).toEqual({ stored: 0, counted: 0 });
  });
});

async function scansOf(shopId: number): Promise<{ stored: number; counted: number }> {
  return withShopSql(shopId, async (sql) => {
    const { rows } = await sql.query<{ stored: number; counted: number }>(
      `select (select count(*) from scans where shop_id = $1 and source = 'csv')::int as stored,
         (select sum(scan_count) from parcels where shop_id = $1)::int as counted`,
      [shopId],
    );
    return rows[0] ?? { stored: -1, counted: -1 };
  });
}

describe('a bad file', () => {
  it.each([
    ['nothing', Buffer.alloc(0), 'empty'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 4, 5, 6, 7, 0, 1]), 'not_text'],
    ['a workbook', Buffer.from([0x50, 0x4b, 0x03, 0x04, 20, 0, 6, 0]), 'not_text'],
    ['names alone', Buffer.from('Order,Tracking number\n'), 'no_rows'],
    ['no numbers', Buffer.from('Buyer,Address\nAnna,Berlin'), 'no_number_column'],
    ['26 MB', Buffer.alloc(26 * 1024 * 1024, 'a'), 'too_large'],
    ['200,001 rows', Buffer.from(`Tracking number\n${'1\n'.repeat(200_001)}`), 'too_many_rows'],
  ])('of %s is refused and leaves nothing', async (_what, bytes, error) => {
    const shopId = await shopWith([]);
    const result = await beginUpload({
      shopId,
      actor: 'user:7',
      bytes,
      fileName: 'x.csv',
      choices: {},
      now,
    });
    expect(result).toMatchObject({ ok: false, error });
    expect(await loadUploads({ shopId })).toEqual([]);
  });

  it('gives its good rows, and the bad ones come back as a file with the reason beside each', async () => {
    const parcel = aParcel({ orderName: '#901', number: null });
    const shopId = await shopWithOrders([parcel]);
    const uploadId = await upload(
      shopId,
      ['Order,Tracking number', '901,LX000000016CN', '902,=cmd()', '903,9.4E+21', '904,'].join(
        '\n',
      ),
    );
    await work(shopId);
    const file = await csvOf(shopId, uploadId, 'bad');
    expect(file.startsWith('\uFEFF')).toBe(true);
    const lines = file.trimEnd().split('\r\n').slice(1);
    expect(lines.map((line) => line.split(',')[0])).toEqual(['3', '4', '5']);
    expect(lines[0]).toContain('公式');
    expect(lines[1]).toContain('9.4E+21');
    expect(file).not.toMatch(/(^|,)"?[=+@-]/m);
    expect((await csvOf(shopId, uploadId, null)).trimEnd().split('\r\n')).toHaveLength(5);
  });

  it('in GBK with semicolons and an unpaired quote is read', async () => {
    const parcel = aParcel({ orderName: '#905', number: null });
    const shopId = await shopWithOrders([parcel]);
    const head = Buffer.from('b6a9b5a5bac53bd4cbb5a5bac5', 'hex');
    const uploadId = await upload(
      shopId,
      Buffer.concat([head, Buffer.from('\n905;LX000000016CN\n906;"LX000000020CN\n')]),
    );
    await work(shopId);
    expect(await stateOf(shopId, uploadId)).toMatchObject({
      encoding: 'gb18030',
      counts: { matched: 1 },
    });
  });

  it('read anew replaces its preview, never what was applied', async () => {
    const parcel = aParcel({ orderName: '#907', number: 'YT2600000000000017' });
    const shopId = await shopWithOrders([parcel]);
    const bytes = Buffer.from('Order,Tracking number\n907,LX000000016CN');
    const before = await upload(shopId, bytes);
    await work(shopId);
    const read = (replaces: string) =>
      beginUpload({
        shopId,
        actor: 'user:7',
        bytes,
        fileName: '',
        choices: { columns: { next: 1 }, replaces },
        now,
      });
    const anew = await read(before);
    const uploadId = anew.ok ? anew.uploadId : '';
    await work(shopId);
    expect((await loadUploads({ shopId })).map((each) => each.uploadId)).toEqual([uploadId]);
    expect((await stateOf(shopId, uploadId)).counts.matched).toBe(1);
    await act(shopId, uploadId, { intent: 'apply' });
    await work(shopId);
    expect(await read(uploadId)).toMatchObject({ ok: false, error: 'not_replaceable' });
  });
});

describe('what may not happen', () => {
  it('another shop sees, decides and downloads nothing', async () => {
    const shopId = await shopWithOrders([aParcel({ orderName: '#911', number: null })]);
    const stranger = await shopWithOrders([aParcel({ orderName: '#911', number: null })]);
    const uploadId = await upload(shopId, 'Order,Tracking number\n911,LX000000016CN');
    await work(shopId);
    expect(await loadUploads({ shopId: stranger })).toEqual([]);
    expect(await loadUpload({ shopId: stranger, uploadId, outcome: null, after: 0 })).toBeNull();
    for (const intent of ['apply', 'undo', 'discard'] as const)
      expect(await act(stranger, uploadId, { intent })).toEqual({ ok: false, error: 'failed' });
    expect(
      await exportUpload({ shopId: stranger, uploadId, outcome: null, labels: uploadLabels('en') }),
    ).toBeNull();
    const [row] = await rowsOf(shopId, uploadId, 'matched');
    expect(row?.candidates).toHaveLength(1);
  });

  it('nothing of a file’s other columns is in any table', async () => {
    const shopId = await shopWithOrders([aParcel({ orderName: '#921', number: null })]);
    const uploadId = await upload(
      shopId,
      [
        'Order,Buyer Planta,Tracking number,Email,Phone,Street',
        '921,Plantaname Karl,LX000000016CN,planta@example.com,+49 170 5550199,Plantastreet 7',
        'Plantaname Karl,,planta@example.com,,,',
      ].join('\n'),
      'Planta.csv',
    );
    await work(shopId);
    await act(shopId, uploadId, { intent: 'apply' });
    await work(shopId);
    const found = await everywhere(/plantaname|planta@|5550199|plantastreet/i);
    expect(found).toEqual([]);
  });

  it('one page of rows after the other covers the file once', async () => {
    const shopId = await shopWith([]);
    const uploadId = await upload(
      shopId,
      [
        'Order,Tracking number',
        ...Array.from({ length: 120 }, (_, n) => `#9${n},LX${String(n).padStart(9, '0')}CN`),
      ].join('\n'),
    );
    await work(shopId);
    const lines: number[] = [];
    let after: number | null = 0;
    let pages = 0;
    while (after !== null) {
      const loaded = await loadUpload({ shopId, uploadId, outcome: 'unmatched', after });
      lines.push(...(loaded?.page.rows ?? []).map((row) => row.line));
      after = loaded?.page.nextAfter ?? null;
      pages += 1;
    }
    expect(pages).toBe(3);
    expect(lines).toEqual(Array.from({ length: 120 }, (_, n) => n + 2));
    const third = await loadUpload({ shopId, uploadId, outcome: 'unmatched', after: 101 });
    expect(third?.page.previousAfter).toBe(51);
  });
});

async function csvOf(shopId: number, uploadId: string, outcome: string | null): Promise<string> {
  const pieces = await exportUpload({ shopId, uploadId, outcome, labels: uploadLabels('zh-CN') });
  if (pieces === null) throw new Error('No such upload');
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

/** Tables in which the pattern is found anywhere, as the owner of the database sees them. */
async function everywhere(pattern: RegExp): Promise<string[]> {
  const owner = new Client({ connectionString: database.adminUrl });
  await owner.connect();
  try {
    const tables = await owner.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
        where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    const found: string[] = [];
    for (const { name } of tables.rows) {
      const { rows } = await owner.query<{ text: string }>(`select t::text as text from ${name} t`);
      if (rows.some(({ text }) => pattern.test(text))) found.push(name);
    }
    return found;
  } finally {
    await owner.end();
  }
}
