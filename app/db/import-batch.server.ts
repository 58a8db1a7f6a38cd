import { once } from 'node:events';
import { setImmediate as endOfTurn } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { copyText } from '#app/db/copy-text.server.ts';
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
  /** Orders of which a newer version was here already. */
  staleOrderIds: string[];
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
  // Each table's text is made while the database writes the table before it.
  let text = copyText(ORDER_COLUMNS, batch.orders);
  const write = async (table: ImportTable, nextText: () => Buffer): Promise<number> => {
    const isEmpty = text.length === 0;
    if (!isEmpty) await stage(sql, table, text);
    const writing = isEmpty ? Promise.resolve(0) : upsert(sql, shopId, table);
    text = await besides(writing, nextText);
    return writing;
  };
  const ordersWritten = await write(orders, () =>
    copyText(FULFILLMENT_COLUMNS, batch.fulfillments),
  );
  const stale = new Set<string>();
  let staleOrders = new Set<string>();
  if (ordersWritten < batch.orders.length) {
    staleOrders = await newerStored(sql, shopId, orders);
    const isCurrent = ({ orderId }: { orderId: string }) => !staleOrders.has(orderId);
    for (const row of batch.fulfillments) if (!isCurrent(row)) stale.add(row.fulfillmentId);
    if (stale.size > 0) text = copyText(FULFILLMENT_COLUMNS, batch.fulfillments.filter(isCurrent));
  }
  const fulfillmentsWritten = await write(fulfillments, () =>
    copyText(PARCEL_COLUMNS, batch.parcels),
  );
  if (fulfillmentsWritten < batch.fulfillments.length) {
    for (const id of await newerStored(sql, shopId, fulfillments)) stale.add(id);
  }
  const isCurrent = ({ fulfillmentId }: { fulfillmentId: string }) => !stale.has(fulfillmentId);
  if (stale.size > 0) text = copyText(PARCEL_COLUMNS, batch.parcels.filter(isCurrent));
  const parcelsWritten = await write(parcels, () =>
    copyText(LEG_COLUMNS, batch.legs.filter(isCurrent)),
  );
  const legsWritten = await write(legs, () => copyText(SCAN_COLUMNS, batch.scans));
  const scansWritten = await write(scans, () => Buffer.alloc(0));
  return {
    written: {
      orders: ordersWritten,
      fulfillments: fulfillmentsWritten,
      parcels: parcelsWritten,
      legs: legsWritten,
      scans: scansWritten,
    },
    staleOrderIds: [...staleOrders],
    staleFulfillmentIds: [...stale],
  };
}

/** Does `work` while `waiting` is under way; both have ended when it resolves or throws. */
async function besides<T>(waiting: Promise<unknown>, work: () => T): Promise<T> {
  try {
    // pg sends a statement at the end of this turn.
    await endOfTurn();
    return work();
  } finally {
    await waiting;
  }
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

async function stage(sql: PoolClient, { name, columns }: ImportTable, text: Buffer): Promise<void> {
  const stream = sql.query(copyFrom(`copy staged_${name} (${columns.join(', ')}) from stdin`));
  stream.end(text);
  await once(stream, 'finish');
}

async function upsert(sql: PoolClient, shopId: number, { name }: ImportTable): Promise<number> {
  const result = await sql.query(UPSERTS[name], [shopId]);
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

/** Ids of the staged rows of which a newer version is stored. */
async function newerStored(
  sql: PoolClient,
  shopId: number,
  { name, key }: ImportTable,
): Promise<Set<string>> {
  const id = key[0];
  const { rows } = await sql.query(
    `select s.${id}::text as id from staged_${name} s
       join ${name} t on t.shop_id = $1 and t.${id} = s.${id} and t.updated_at > s.updated_at`,
    [shopId],
  );
  return new Set(rows.map((row) => String(row.id)));
}
