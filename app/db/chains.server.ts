import type { PoolClient } from 'pg';
import type { ReconciledParcel } from '#app/domain/parcels/reconcile.ts';

/** A fulfillment that holds one of the asked numbers. */
export interface NumberOwner {
  numberKey: string;
  fulfillmentId: string;
}

/** The fulfillments whose parcels have one of these numbers among their legs. */
export async function fulfillmentsWithNumbers(
  sql: PoolClient,
  shopId: number,
  numberKeys: readonly string[],
): Promise<NumberOwner[]> {
  if (numberKeys.length === 0) return [];
  const { rows } = await sql.query<NumberOwner>(
    `select distinct number_key as "numberKey", fulfillment_id::text as "fulfillmentId" from legs
      where shop_id = $1 and number_key = any($2::text[]) order by 2, 1`,
    [shopId, [...new Set(numberKeys)]],
  );
  return rows;
}

/** Parcels of these fulfillments whose number is proven wrong, as `<fulfillment>-<position>`. */
export async function provenWrong(
  sql: PoolClient,
  shopId: number,
  fulfillmentIds: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql.query<{ id: string }>(
    `select fulfillment_id || '-' || position as id from parcels
      where shop_id = $1 and fulfillment_id = any($2::bigint[]) and verdict = 'wrong_number'`,
    [shopId, fulfillmentIds],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Order and destination of fulfillments, by id. */
export async function ordersOfParcels(
  sql: PoolClient,
  shopId: number,
  fulfillmentIds: readonly string[],
): Promise<Map<string, { orderId: string; destination: string | null }>> {
  const { rows } = await sql.query<{
    fulfillmentId: string;
    orderId: string;
    destination: string | null;
  }>(
    `select distinct on (fulfillment_id) fulfillment_id::text as "fulfillmentId", order_id::text as "orderId", destination
       from parcels where shop_id = $1 and fulfillment_id = any($2::bigint[]) order by fulfillment_id, position`,
    [shopId, fulfillmentIds],
  );
  return new Map(rows.map((row) => [row.fulfillmentId, row]));
}

/**
 * Writes the parcels of one fulfillment after a link changed their chains: legs, current numbers, search words. Facts that
 * come from Shopify alone stay. MUST run under the shop's sync lock.
 */
export async function writeChains(
  sql: PoolClient,
  shopId: number,
  { fulfillmentId, parcels }: { fulfillmentId: string; parcels: readonly ReconciledParcel[] },
): Promise<void> {
  const legs = parcels.flatMap(({ position, legs: own }) =>
    own.map((leg) => ({ ...leg, position })),
  );
  await sql.query(
    `insert into legs as t (shop_id, fulfillment_id, position, seq, kind, number, number_key, carrier, carrier_key,
       tracking_url, started_at, started_basis, replaced_at, linked_by, listed, continues_seq)
     select $1, $2, position, seq, kind, number, "numberKey", carrier, "carrierKey", "trackingUrl", "startedAt",
       "startedBasis", "replacedAt", "linkedBy", listed, "continuesSeq"
     from jsonb_to_recordset($3::jsonb) as l(position smallint, seq smallint, kind text, number text,
       "numberKey" text, carrier text, "carrierKey" text, "trackingUrl" text, "startedAt" timestamptz,
       "startedBasis" text, "replacedAt" timestamptz, "linkedBy" text, listed boolean, "continuesSeq" smallint)
     on conflict (shop_id, fulfillment_id, position, seq) do update set
       kind = excluded.kind, number = excluded.number, carrier = excluded.carrier, carrier_key = excluded.carrier_key,
       tracking_url = excluded.tracking_url, replaced_at = excluded.replaced_at, linked_by = excluded.linked_by,
       listed = excluded.listed, continues_seq = excluded.continues_seq`,
    [shopId, fulfillmentId, JSON.stringify(legs)],
  );
  await sql.query(
    `update parcels p set
       number = v.number, number_key = v."numberKey", number_seen_at = v."numberSeenAt", cancelled = v.cancelled,
       shared_stream = v."sharedStream",
       carrier = case when v.number is null then p.carrier else v.carrier end,
       carrier_key = case when v.number is null then p.carrier_key else v."carrierKey" end,
       tracking_url = case when v.number is null then p.tracking_url else v."trackingUrl" end,
       search_text = lower(p.order_name) || coalesce((
         select ' ' || string_agg(distinct lower(word), ' ') from legs l
           cross join lateral unnest(array[l.number, l.number_key]) as word
          where l.shop_id = $1 and l.fulfillment_id = $2 and l.position = p.position), '')
     from jsonb_to_recordset($3::jsonb) as v(position smallint, number text, "numberKey" text,
       "numberSeenAt" timestamptz, cancelled boolean, "sharedStream" boolean, carrier text, "carrierKey" text,
       "trackingUrl" text)
     where p.shop_id = $1 and p.fulfillment_id = $2 and p.position = v.position`,
    [shopId, fulfillmentId, JSON.stringify(parcels.map(({ legs: _legs, ...parcel }) => parcel))],
  );
}

/** Gives what sources said of a number from one parcel of a fulfillment to another; Shopify's own events stay. */
export async function moveSourceScans(
  sql: PoolClient,
  shopId: number,
  move: {
    fulfillmentId: string;
    from: { position: number; seq: number };
    to: { position: number; seq: number };
  },
): Promise<void> {
  await sql.query(
    `update scans set position = $5, leg_seq = $6
      where shop_id = $1 and fulfillment_id = $2 and position = $3 and leg_seq = $4 and source <> 'shopify'`,
    [shopId, move.fulfillmentId, move.from.position, move.from.seq, move.to.position, move.to.seq],
  );
}

/** A confirmed number is asked at once wherever it is known already. */
export async function askNumberNow(
  sql: PoolClient,
  shopId: number,
  { numberKey, now }: { numberKey: string; now: Date },
): Promise<void> {
  await sql.query(
    `update source_numbers set next_poll_at = $3
      where shop_id = $1 and number_key = $2 and state not in ('ended', 'refused')`,
    [shopId, numberKey, now],
  );
}
