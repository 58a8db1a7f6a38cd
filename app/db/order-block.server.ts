import type { PoolClient } from 'pg';
import type { SourceName } from '#app/domain/scans/source-name.ts';
import type { Cause, NextStep, VerdictKind } from '#app/domain/verdicts/verdict.ts';

/** A parcel as the order's page in admin shows it. */
export interface OrderBlockParcel {
  fulfillmentId: string;
  position: number;
  number: string | null;
  carrier: string | null;
  verdict: VerdictKind | 'unassessed';
  cause: Cause | null;
  nextStep: NextStep | null;
  shippedAt: Date;
  lastPhysicalAt: Date | null;
  numberSeenAt: Date | null;
  answeredBy: SourceName | null;
  sourceAnsweredAt: Date | null;
}

/** Whether the shop has this order. */
export async function isOrderKnown(
  sql: PoolClient,
  { shopId, orderId }: { shopId: number; orderId: string },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `select 1 from orders where shop_id = $1 and order_id = $2`,
    [shopId, orderId],
  );
  return rowCount === 1;
}

/** The order's parcels in the order in which they were shipped, at most `limit`. */
export async function readOrderParcels(
  sql: PoolClient,
  { shopId, orderId, limit }: { shopId: number; orderId: string; limit: number },
): Promise<OrderBlockParcel[]> {
  const { rows } = await sql.query<OrderBlockParcel>(
    `select p.fulfillment_id::text as "fulfillmentId", p.position, p.number, p.carrier, p.verdict, p.cause,
       p.next_step as "nextStep", p.shipped_at as "shippedAt", p.last_physical_at as "lastPhysicalAt",
       p.number_seen_at as "numberSeenAt", p.answered_by as "answeredBy",
       case when coalesce(p.answered_by, 'shopify') = 'shopify' then s.source_answered_at
         else p.source_answered_at end as "sourceAnsweredAt"
     from parcels p left join sync_state s on s.shop_id = $1
     where p.shop_id = $1 and p.order_id = $2
     order by p.shipped_at, p.fulfillment_id, p.position limit $3`,
    [shopId, orderId, limit],
  );
  return rows;
}

/** How many questions of the order's shopper wait for an answer. */
export async function countOpenAsks(
  sql: PoolClient,
  { shopId, orderId }: { shopId: number; orderId: string },
): Promise<number> {
  const { rows } = await sql.query<{ count: number }>(
    `select count(*)::int as count from asks where shop_id = $1 and order_id = $2 and state = 'open'`,
    [shopId, orderId],
  );
  return rows[0]?.count ?? 0;
}
