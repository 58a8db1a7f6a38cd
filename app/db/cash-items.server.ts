import type { PoolClient } from 'pg';
import type { CashItem } from '#app/domain/cash/cash-facts.ts';

export interface StoredCashItem extends CashItem {
  itemId: string;
  currency: string;
  /** It came with a file. */
  isUploaded: boolean;
}

/** What is typed and not taken away, in order of name. */
export async function listCashItems(sql: PoolClient, shopId: number): Promise<StoredCashItem[]> {
  const { rows } = await sql.query<Omit<StoredCashItem, 'minor'> & { minor: string }>(
    `select item_id as "itemId", name, kind, amount_minor::text as minor, currency, every,
       starts_on::text as "startsOn", ends_on::text as "endsOn", batch is not null as "isUploaded"
     from cash_items where shop_id = $1 and removed_at is null order by lower(name), item_id`,
    [shopId],
  );
  return rows.map(({ minor, ...item }) => ({ ...item, minor: Number(minor) }));
}

/** Adds items; those of one file share its batch. */
export async function addCashItems(
  sql: PoolClient,
  shopId: number,
  {
    items,
    batch,
    now,
  }: { items: readonly (CashItem & { currency: string })[]; batch: string | null; now: Date },
): Promise<string[]> {
  const column = <K extends keyof CashItem | 'currency'>(key: K) => items.map((item) => item[key]);
  const { rows } = await sql.query<{ itemId: string }>(
    `insert into cash_items (shop_id, name, kind, amount_minor, currency, every, starts_on, ends_on, batch, created_at)
     select $1, i.*, $9, $10 from unnest($2::text[], $3::text[], $4::bigint[], $5::text[], $6::text[], $7::date[], $8::date[]) as i
     returning item_id as "itemId"`,
    [
      shopId,
      column('name'),
      column('kind'),
      column('minor'),
      column('currency'),
      column('every'),
      column('startsOn'),
      column('endsOn'),
      batch,
      now,
    ],
  );
  return rows.map(({ itemId }) => itemId);
}

/** False when there is no such item (any more). */
export async function changeCashItem(
  sql: PoolClient,
  shopId: number,
  { itemId, item }: { itemId: string; item: CashItem & { currency: string } },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update cash_items set name = $3, kind = $4, amount_minor = $5, currency = $6, every = $7, starts_on = $8, ends_on = $9
     where shop_id = $1 and item_id = $2 and removed_at is null`,
    [
      shopId,
      itemId,
      item.name,
      item.kind,
      item.minor,
      item.currency,
      item.every,
      item.startsOn,
      item.endsOn,
    ],
  );
  return rowCount === 1;
}

/** Takes items away, or brings them back: rows stay, so that it can be undone. Returns how many it was. */
export async function setCashItemsRemoved(
  sql: PoolClient,
  shopId: number,
  { itemIds, removedAt }: { itemIds: readonly string[]; removedAt: Date | null },
): Promise<number> {
  const { rowCount } = await sql.query(
    `update cash_items set removed_at = $3 where shop_id = $1 and item_id = any($2::uuid[])
       and (removed_at is null) <> ($3::timestamptz is null)`,
    [shopId, itemIds, removedAt],
  );
  return rowCount ?? 0;
}
