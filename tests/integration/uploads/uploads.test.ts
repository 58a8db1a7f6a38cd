import { describe, expect, it } from 'vitest';
import type { UploadAction } from '#app/contracts/uploads.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import type { RowOutcome } from '#app/domain/uploads/upload.ts';
import { beginUpload } from '#app/services/begin-upload.server.ts';
import { actOnUpload } from '#app/services/decide-upload-rows.server.ts';
import { exportUpload } from '#app/services/export-upload.server.ts';
import { loadUpload, loadUploads } from '#app/services/load-uploads.server.ts';
import { workUploads } from '#app/services/work-uploads.server.ts';
import { aParcel, idOf, shopWith } from '#tests/integration/pages/parcels-on-hand.ts';
import type { ParcelOnHand } from '#tests/integration/pages/parcels-on-hand.ts';
import { testDatabase } from '#tests/setup/database.ts';

await testDatabase();
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
void [exportUpload, loadUploads, idOf, rowsOf];
