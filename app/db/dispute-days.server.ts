import type { PoolClient } from 'pg';

const DAYS = 30;

/**
 * Chargebacks by the day they were opened, and orders paid by card by the day they were placed, over the last 30 days. A bank's
 * inquiry is no dispute yet: card schemes do not count it.
 */
export async function readDisputeDays(
  sql: PoolClient,
  shopId: number,
  { timeZone, today }: { timeZone: string; today: string },
): Promise<{
  itemsByDay: { on: string; items: number }[];
  cardOrdersByDay: { on: string; orders: number }[];
}> {
  const window = [shopId, timeZone, today, DAYS];
  const { rows: itemsByDay } = await sql.query<{ on: string; items: number }>(
    `select (initiated_at at time zone $2)::date::text as "on", count(*)::int as items from disputes
      where shop_id = $1 and facts->>'type' = 'CHARGEBACK' and initiated_at >= ($3::date - $4::int)::timestamp at time zone $2
        and initiated_at < ($3::date)::timestamp at time zone $2 group by 1 order by 1`,
    window,
  );
  const { rows: cardOrdersByDay } = await sql.query<{ on: string; orders: number }>(
    `select (o.created_at at time zone $2)::date::text as "on", count(*)::int as orders
       from orders o join order_details d using (shop_id, order_id)
      where o.shop_id = $1 and o.created_at >= ($3::date - $4::int)::timestamp at time zone $2
        and o.created_at < ($3::date)::timestamp at time zone $2
        and exists (select from jsonb_array_elements(d.details->'payments') p
          where p->>'gateway' = 'shopify_payments' and p->>'kind' in ('SALE', 'CAPTURE') and p->>'status' = 'SUCCESS')
      group by 1 order by 1`,
    window,
  );
  return { itemsByDay, cardOrdersByDay };
}
