import { randomBytes } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { ShopperParcel } from '#app/domain/shopper/shopper-parcel.ts';

/**
 * Binds an order to the customer that proved to see its page; the first one stays. True when it is bound to this customer
 * now, by this call or an earlier one.
 */
export async function bindCustomer(
  sql: PoolClient,
  shopId: number,
  { orderId, customerHash }: { orderId: string; customerHash: string },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update shopper_views set customer_hash = $3
     where shop_id = $1 and order_id = $2 and (customer_hash is null or customer_hash = $3)`,
    [shopId, orderId, customerHash],
  );
  return rowCount === 1;
}

/** Marks every order with a parcel that is on its way or has ended since then, and every order that has a view. */
export async function markShopperViews(
  sql: PoolClient,
  shopId: number,
  { endedSince }: { endedSince: Date },
): Promise<void> {
  await sql.query(
    `insert into shopper_views_due (shop_id, order_id)
     select $1::int, order_id from parcels
       where shop_id = $1 and (not (${HAS_ENDED}) or coalesce(verdict_since, shipped_at) >= $2)
     union select $1::int, order_id from shopper_views where shop_id = $1
     order by 2 on conflict do nothing`,
    [shopId, endedSince],
  );
}

/** Marks the orders whose view moves with the days: a parcel of theirs is on its way. */
export async function markOpenShopperViews(sql: PoolClient, shopId: number): Promise<void> {
  await sql.query(
    `insert into shopper_views_due (shop_id, order_id)
     select distinct $1::int, order_id from parcels where shop_id = $1 and not (${HAS_ENDED})
     order by 2 on conflict do nothing`,
    [shopId],
  );
}

/** Nothing of such a parcel changes by time. */
const HAS_ENDED = `cancelled or verdict in ('delivered', 'returning', 'lost')`;

/**
 * Takes the marks off the next orders, in order of id. A mark that somebody is making right now is left for the next time:
 * what was written with it cannot be read yet.
 */
export async function takeDueShopperViews(
  sql: PoolClient,
  shopId: number,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql.query<{ orderId: string }>(
    `delete from shopper_views_due where shop_id = $1 and ctid = any(array(
       select ctid from shopper_views_due where shop_id = $1
       order by order_id limit $2 for update skip locked))
     returning order_id::text as "orderId"`,
    [shopId, limit],
  );
  return rows.map(({ orderId }) => orderId);
}

/** Keeps views. An order's key is made with its first one and stays; an order without parcels that has none gets none. */
export async function upsertShopperViews(
  sql: PoolClient,
  shopId: number,
  {
    views,
    now,
  }: {
    views: readonly { orderId: string; parcels: readonly ShopperParcel[]; digest: string }[];
    now: Date;
  },
): Promise<void> {
  const rows = views.map((view) => ({
    ...view,
    orderKey: randomBytes(KEY_BYTES).toString('base64url'),
  }));
  await sql.query(
    `insert into shopper_views (shop_id, order_id, parcels, digest, made_at, order_key)
     select $1, x."orderId", x.parcels, x.digest, $3, x."orderKey"
     from jsonb_to_recordset($2::jsonb)
       x ("orderId" bigint, parcels jsonb, digest text, "orderKey" text)
     where x.parcels <> '[]' or exists (
       select from shopper_views v where v.shop_id = $1 and v.order_id = x."orderId")
     order by x."orderId"
     on conflict (shop_id, order_id) do update
       set parcels = excluded.parcels, digest = excluded.digest, made_at = excluded.made_at`,
    [shopId, JSON.stringify(rows), now],
  );
}

/** Beyond guessing. */
const KEY_BYTES = 24;

/** What an order's metafield is to say, for one that is about to be written. */
export interface WritableView {
  orderId: string;
  /** As written by this release or an earlier one. */
  parcels: ShopperParcel[];
  digest: string;
  orderKey: string;
  madeAt: Date;
}

/** What a metafield says, told by its digest; these stand for one that was emptied and one of which we do not know. */
const EMPTIED = 'emptied';
const UNKNOWN = 'unknown';

/** The orders whose metafields say something else than they should: while the view is off, anything at all. */
const UNWRITTEN = {
  on: { digest: 'v.digest', differs: 'v.digest is distinct from v.written_digest' },
  off: { digest: `'${EMPTIED}'`, differs: `v.written_digest <> '${EMPTIED}'` },
} as const;

/**
 * Takes the orders whose metafields say something else than they should and were not written within the last minute, those
 * never written first, and notes them as written: the caller hands them to the outbox in the same transaction.
 */
export async function takeUnwrittenViews(
  sql: PoolClient,
  shopId: number,
  { isOn, now, limit }: { isOn: boolean; now: Date; limit: number },
): Promise<{ orderId: string; digest: string }[]> {
  const { digest, differs } = UNWRITTEN[isOn ? 'on' : 'off'];
  const { rows } = await sql.query<{ orderId: string; digest: string }>(
    `with unwritten as (
       select v.order_id, ${digest} as digest from shopper_views v
       where v.shop_id = $1 and ${differs}
         and (v.written_at is null or v.written_at <= $2::timestamptz - interval '1 minute')
       order by v.written_at nulls first, v.order_id limit $3 for update skip locked
     )
     update shopper_views v set written_digest = u.digest, written_at = $2
       from unwritten u where v.shop_id = $1 and v.order_id = u.order_id
     returning v.order_id::text as "orderId", v.written_digest as digest`,
    [shopId, now, limit],
  );
  return rows.toSorted((a, b) => (BigInt(a.orderId) < BigInt(b.orderId) ? -1 : 1));
}

/** Whether a metafield still says something after the view was turned off. */
export async function isAnythingShown(sql: PoolClient, shopId: number): Promise<boolean> {
  const { rows } = await sql.query<{ isShown: boolean }>(
    `select exists (select from shopper_views v where v.shop_id = $1 and ${UNWRITTEN.off.differs}) as "isShown"`,
    [shopId],
  );
  return rows[0]?.isShown === true;
}

/** What these orders' metafields are to say now. */
export async function readWritableViews(
  sql: PoolClient,
  shopId: number,
  { orderIds, isOn }: { orderIds: readonly string[]; isOn: boolean },
): Promise<WritableView[]> {
  const { rows } = await sql.query<WritableView>(
    `select order_id::text as "orderId", case when $3::boolean then parcels else '[]' end as parcels,
       case when $3 then digest else '${EMPTIED}' end as digest, order_key as "orderKey", made_at as "madeAt"
     from shopper_views where shop_id = $1 and order_id = any($2::bigint[]) order by order_id`,
    [shopId, orderIds, isOn],
  );
  return rows;
}

/** Notes what was written, and when. */
export async function noteWritten(
  sql: PoolClient,
  shopId: number,
  { written, now }: { written: readonly { orderId: string; digest: string }[]; now: Date },
): Promise<void> {
  await sql.query(
    `update shopper_views v set written_digest = x.digest, written_at = $3
     from jsonb_to_recordset($2::jsonb) x ("orderId" bigint, digest text)
     where v.shop_id = $1 and v.order_id = x."orderId"`,
    [shopId, JSON.stringify(written), now],
  );
}

/** Notes that these were perhaps not written: they are tried again in a minute. */
export async function noteUnwritten(
  sql: PoolClient,
  shopId: number,
  { orderIds, now }: { orderIds: readonly string[]; now: Date },
): Promise<void> {
  await sql.query(
    `update shopper_views set written_digest = '${UNKNOWN}', written_at = $3
     where shop_id = $1 and order_id = any($2::bigint[])`,
    [shopId, orderIds, now],
  );
}

/** Has every metafield written anew: what stands there is not known any more. At once where nothing was written at all. */
export async function forgetWritten(
  sql: PoolClient,
  shopId: number,
  { wasDenied }: { wasDenied: boolean },
): Promise<void> {
  await sql.query(
    `update shopper_views set written_digest = '${UNKNOWN}', written_at = case when $2 then null else written_at end
     where shop_id = $1 and written_digest is not null`,
    [shopId, wasDenied],
  );
}
