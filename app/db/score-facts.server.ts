import type { PoolClient } from 'pg';
import type { VerdictKind } from '#app/domain/verdicts/verdict.ts';

/** A parcel as scoring needs it, beside its scans and numbers. */
export interface ScorableParcel {
  fulfillmentId: string;
  position: number;
  carrier: string | null;
  supplier: string | null;
  origin: string | null;
  destination: string | null;
  paidAt: Date;
  shippedAt: Date;
  cancelled: boolean;
  sharedStream: boolean;
  estimatedDeliveryAt: Date | null;
  verdict: VerdictKind;
  /** Lastscan called it silent at least once. */
  isFlagged: boolean;
  isRefunded: boolean;
  currency: string;
  valueMinor: number;
}

/** What is stored of these fulfillments' assessed parcels. The day of payment is Shopify's `processedAt`. */
export async function loadScoreFacts(
  sql: PoolClient,
  shopId: number,
  fulfillmentIds: readonly string[],
): Promise<ScorableParcel[]> {
  const { rows } = await sql.query<Omit<ScorableParcel, 'valueMinor'> & { valueMinor: string }>(
    `select p.fulfillment_id as "fulfillmentId", p.position, p.carrier, p.supplier, p.origin, p.destination,
       coalesce(o.processed_at, o.created_at, p.shipped_at) as "paidAt", p.shipped_at as "shippedAt", p.cancelled,
       p.shared_stream as "sharedStream", p.estimated_delivery_at as "estimatedDeliveryAt", p.verdict,
       exists (
         select from verdict_changes c
         where c.shop_id = $1 and c.fulfillment_id = p.fulfillment_id and c.position = p.position
           and (c.to_verdict in ('never_scanned', 'stalled')
             or c.to_verdict = 'customs_hold' and c.cause = 'customs_silent')
       ) as "isFlagged",
       coalesce(o.financial_status = 'REFUNDED', false) as "isRefunded", p.currency, p.value_minor as "valueMinor"
     from parcels p left join orders o on o.shop_id = $1 and o.order_id = p.order_id
     where p.shop_id = $1 and p.fulfillment_id = any($2::bigint[]) and p.verdict <> 'unassessed'
     order by p.fulfillment_id, p.position`,
    [shopId, [...new Set(fulfillmentIds)]],
  );
  return rows.map((row) => ({ ...row, valueMinor: Number(row.valueMinor) }));
}
