import { once } from 'node:events';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { copyText, type CopyColumn } from '#app/db/copy-text.server.ts';
import type { ImportBatch } from '#app/db/import-rows.ts';
import {
  FULFILLMENT_COLUMNS,
  IMPORT_TABLES,
  LEG_COLUMNS,
  ORDER_COLUMNS,
  PARCEL_COLUMNS,
  SCAN_COLUMNS,
  type ImportTable,
} from '#app/db/import-tables.ts';

export interface ImportResult {
  /** Rows inserted or changed; a row that was here already, with the same content, does not count. */
  written: Record<keyof ImportBatch, number>;
  /** Fulfillments of which a newer version was here already: neither they nor their parcels and legs were written. */
  staleFulfillmentIds: string[];
}

/**
 * Writes a batch of one shop's rows in the caller's transaction (of `withShopSql`): new rows are inserted, existing ones
 * take over Shopify's facts. A version older than the stored one is left out with everything under it, so batches may
 * come twice and in any order. Verdicts, muting and latest scans of existing parcels stay as they are; new parcels
 * begin `unassessed`. Scans that are here already stay as they are.
 */
export async function importBatch(
  sql: PoolClient,
  shopId: number,
  batch: ImportBatch,
): Promise<ImportResult> {
  const { orders, fulfillments, parcels, legs, scans } = IMPORT_TABLES;
  await ensureStaging(sql);
  const written = { orders: 0, fulfillments: 0, parcels: 0, legs: 0, scans: 0 };
  await stage(sql, orders, ORDER_COLUMNS, batch.orders);
  written.orders = await upsert(sql, shopId, orders, batch.orders.length);
  await stage(sql, fulfillments, FULFILLMENT_COLUMNS, batch.fulfillments);
  await stage(sql, parcels, PARCEL_COLUMNS, batch.parcels);
  await stage(sql, legs, LEG_COLUMNS, batch.legs);
  const mayBeStale = written.orders < batch.orders.length;
  const underStaleOrders = mayBeStale ? await dropUnderStaleOrders(sql, shopId) : [];
  written.fulfillments = await upsert(sql, shopId, fulfillments, batch.fulfillments.length);
  const stale =
    written.fulfillments < batch.fulfillments.length - underStaleOrders.length
      ? await dropUnderStaleFulfillments(sql, shopId)
      : [];
  written.parcels = await upsert(sql, shopId, parcels, batch.parcels.length);
  written.legs = await upsert(sql, shopId, legs, batch.legs.length);
  await stage(sql, scans, SCAN_COLUMNS, batch.scans);
  written.scans = await upsert(sql, shopId, scans, batch.scans.length);
  return { written, staleFulfillmentIds: [...underStaleOrders, ...stale] };
}

const ENSURE_STAGING = Object.values(IMPORT_TABLES)
  .map(
    ({ name, columns }) =>
      `create temp table if not exists staged_${name} on commit delete rows as
         select ${columns.join(', ')} from ${name} with no data`,
  )
  .join(';\n');

/** Staging tables belong to the connection and empty themselves at the end of each transaction. */
async function ensureStaging(sql: PoolClient): Promise<void> {
  const ready = await sql.query(`select to_regclass('pg_temp.staged_scans') is not null as ready`);
  if (ready.rows[0]?.ready !== true) {
    await sql.query(ENSURE_STAGING);
    return;
  }
  // Several batches may share a transaction. TRUNCATE makes five new files, so only when there is something.
  const { rows } = await sql.query(`select ${IS_STAGED} as left_over`);
  if (rows[0]?.left_over === true) await sql.query(`truncate ${STAGED.join(', ')}`);
}

const STAGED = Object.keys(IMPORT_TABLES).map((name) => `staged_${name}`);
const IS_STAGED = STAGED.map((name) => `exists (select from ${name})`).join(' or ');

async function stage<Row>(
  sql: PoolClient,
  { name, columns }: ImportTable,
  encoders: readonly CopyColumn<Row>[],
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const stream = sql.query(copyFrom(`copy staged_${name} (${columns.join(', ')}) from stdin`));
  stream.end(copyText(encoders, rows));
  await once(stream, 'finish');
}

async function upsert(
  sql: PoolClient,
  shopId: number,
  table: ImportTable,
  rowCount: number,
): Promise<number> {
  if (rowCount === 0) return 0;
  const result = await sql.query(UPSERTS[table.name], [shopId]);
  return result.rowCount ?? 0;
}

const UPSERTS: Record<keyof ImportBatch, string> = {
  orders: upsertStatement(IMPORT_TABLES.orders),
  fulfillments: upsertStatement(IMPORT_TABLES.fulfillments),
  parcels: upsertStatement(IMPORT_TABLES.parcels),
  legs: upsertStatement(IMPORT_TABLES.legs),
  scans: upsertStatement(IMPORT_TABLES.scans),
};

function upsertStatement({ name, columns, key, updates, isVersioned }: ImportTable): string {
  const list = (prefix: string, names: readonly string[]) =>
    names.map((column) => `${prefix}${column}`).join(', ');
  // In key order, so that two batches with the same rows wait for each other instead of deadlocking.
  const insert = `insert into ${name} as t (shop_id, ${columns.join(', ')})
    select $1::integer, ${columns.join(', ')} from staged_${name} order by ${key.join(', ')}
    on conflict (shop_id, ${key.join(', ')})`;
  if (updates.length === 0) return `${insert} do nothing`;
  const unlessOlder = isVersioned ? 't.updated_at <= excluded.updated_at and ' : '';
  return `${insert} do update set ${updates.map((column) => `${column} = excluded.${column}`).join(', ')}
    where ${unlessOlder}(${list('t.', updates)}) is distinct from (${list('excluded.', updates)})`;
}

/** Takes away what hangs under orders of which a newer version is stored. Returns the fulfillments. */
async function dropUnderStaleOrders(sql: PoolClient, shopId: number): Promise<string[]> {
  const { rows } = await sql.query(
    `with dropped as (
       delete from staged_fulfillments f using staged_orders s join orders o
         on o.shop_id = $1 and o.order_id = s.order_id and o.updated_at > s.updated_at
       where f.order_id = s.order_id returning f.fulfillment_id
     ), parcels_dropped as (
       delete from staged_parcels p using dropped d where p.fulfillment_id = d.fulfillment_id
     ), legs_dropped as (
       delete from staged_legs l using dropped d where l.fulfillment_id = d.fulfillment_id
     ) select fulfillment_id::text as id from dropped`,
    [shopId],
  );
  return rows.map((row) => String(row.id));
}

/** Takes away the parcels and legs of fulfillments of which a newer version is stored. Returns those fulfillments. */
async function dropUnderStaleFulfillments(sql: PoolClient, shopId: number): Promise<string[]> {
  const { rows } = await sql.query(
    `with stale as (
       select s.fulfillment_id from staged_fulfillments s join fulfillments f
         on f.shop_id = $1 and f.fulfillment_id = s.fulfillment_id and f.updated_at > s.updated_at
     ), parcels_dropped as (
       delete from staged_parcels p using stale where p.fulfillment_id = stale.fulfillment_id
     ), legs_dropped as (
       delete from staged_legs l using stale where l.fulfillment_id = stale.fulfillment_id
     ) select fulfillment_id::text as id from stale`,
    [shopId],
  );
  return rows.map((row) => String(row.id));
}
