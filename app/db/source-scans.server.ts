import type { PoolClient } from 'pg';
import type { Scan } from '#app/domain/scans/scan.ts';

/** A leg with this number: where a report's scans belong. */
export interface LegOfNumber {
  numberKey: string;
  fulfillmentId: string;
  position: number;
  seq: number;
  orderId: string;
}

/** Every leg that has one of these numbers, joined or not: a link that is undone keeps what was heard of it. */
export async function legsOfNumbers(
  sql: PoolClient,
  shopId: number,
  numberKeys: readonly string[],
): Promise<LegOfNumber[]> {
  const { rows } = await sql.query<LegOfNumber>(
    `select l.number_key as "numberKey", l.fulfillment_id as "fulfillmentId", l.position, l.seq,
       p.order_id as "orderId"
     from legs l
     join parcels p on p.shop_id = $1 and p.fulfillment_id = l.fulfillment_id and p.position = l.position
     where l.shop_id = $1 and l.number_key = any($2::text[])
     order by l.fulfillment_id, l.position, l.seq`,
    [shopId, [...new Set(numberKeys)]],
  );
  return rows;
}

/** A scan of a source that speaks of one number. */
export interface SourceScanRow extends Scan {
  fulfillmentId: string;
  position: number;
  legSeq: number;
}

/**
 * Writes scans; one that is there already is only changed when the source corrected it, and keeps the instant at which
 * it was first received: that also tells the new ones apart, which are returned as they stand in `rows`.
 */
export async function writeSourceScans(
  sql: PoolClient,
  shopId: number,
  { rows, receivedAt }: { rows: readonly SourceScanRow[]; receivedAt: Date },
): Promise<SourceScanRow[]> {
  if (rows.length === 0) return [];
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  const { rows: written } = await sql.query<{
    fulfillmentId: string;
    source: string;
    eventId: string;
    isNew: boolean;
  }>(
    `insert into scans as t (shop_id, fulfillment_id, source, event_id, position, leg_seq, occurred_at, recorded_at,
       received_at, milestone, physical, raw_status, message, place, country, estimated_delivery_at)
     select $1, "fulfillmentId", source, "eventId", position, "legSeq", "occurredAt", "recordedAt", $3, milestone,
       physical, "rawStatus", message, place, country, "estimatedDeliveryAt"
     from jsonb_to_recordset($2::jsonb) as s("fulfillmentId" bigint, source text, "eventId" text, position smallint,
       "legSeq" smallint, "occurredAt" timestamptz, "recordedAt" timestamptz, milestone text, physical boolean,
       "rawStatus" text, message text, place text, country char(2), "estimatedDeliveryAt" timestamptz)
     order by "fulfillmentId", source, "eventId"
     on conflict (shop_id, fulfillment_id, source, event_id) do update set
       occurred_at = excluded.occurred_at, milestone = excluded.milestone, physical = excluded.physical,
       raw_status = excluded.raw_status, message = excluded.message, place = excluded.place,
       country = excluded.country, estimated_delivery_at = excluded.estimated_delivery_at
     where (t.occurred_at, t.milestone, t.physical, t.raw_status, t.message, t.place, t.country,
         t.estimated_delivery_at)
       is distinct from (excluded.occurred_at, excluded.milestone, excluded.physical, excluded.raw_status,
         excluded.message, excluded.place, excluded.country, excluded.estimated_delivery_at)
     returning fulfillment_id as "fulfillmentId", source, event_id as "eventId", (received_at = $3) as "isNew"`,
    [shopId, JSON.stringify([...byKey.values()]), receivedAt],
  );
  return written.flatMap((row) => {
    const scan = row.isNew ? byKey.get(keyOf(row)) : undefined;
    return scan === undefined ? [] : [scan];
  });
}

function keyOf({
  fulfillmentId,
  source,
  eventId,
}: {
  fulfillmentId: string;
  source: string;
  eventId: string;
}): string {
  return `${fulfillmentId} ${source} ${eventId}`;
}
