import type { PoolClient } from 'pg';
import { z } from 'zod';

/** Newest parcels of the shop among which the carrier's are looked for, and how many of those are asked. */
const NEWEST = 2_000;
const MOST_ASKED = 200;

const rowSchema = z.object({ parcels: z.number(), announced: z.number() });

/**
 * How many of a carrier's newest parcels that were scanned had been announced as well. `carrier` as in `carrier_key` of
 * parcels. Bounded, since a page waits for it.
 */
export async function countNotices(
  sql: PoolClient,
  shopId: number,
  carrier: string,
): Promise<{ parcels: number; announced: number }> {
  const { rows } = await sql.query(
    `with newest as (
       select fulfillment_id, position, carrier_key, last_physical_at, shared_stream from parcels
       where shop_id = $1 order by shipped_at desc, fulfillment_id desc, position desc limit ${NEWEST}
     ), theirs as (
       select fulfillment_id, position from newest
       where carrier_key = $2 and last_physical_at is not null and not shared_stream limit ${MOST_ASKED}
     )
     select count(*)::int as parcels, count(*) filter (where exists (
       select from scans s where s.shop_id = $1 and s.fulfillment_id = t.fulfillment_id
         and (s.position is null or s.position = t.position) and s.milestone = 'announced'
     ))::int as announced from theirs t`,
    [shopId, carrier],
  );
  return rowSchema.parse(rows[0]);
}
