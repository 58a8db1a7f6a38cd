import type { PoolClient } from 'pg';
import type { NoticeRecord } from '#app/db/delay-notices.server.ts';

/** An order's notices of delay, oldest first, with what has become of the order; `lock`: nobody else answers until the transaction ends. */
export async function orderNotices(
  sql: PoolClient,
  shopId: number,
  { orderId, lock = false }: { orderId: string; lock?: boolean },
): Promise<{ notices: NoticeRecord[]; isCancelled: boolean; isShipped: boolean }> {
  const { rows } = await sql.query<NoticeRecord & { isCancelled: boolean; isShipped: boolean }>(
    `select n.notice_id as "noticeId", n.sent_at as "sentAt", n.new_ship_by as "newShipBy", n.answer,
       o.cancelled_at is not null as "isCancelled",
       o.fulfillment_status is not distinct from 'FULFILLED' and not exists (
         select from parcels p where p.shop_id = $1 and p.order_id = $2 and not p.cancelled
           and p.last_physical_at is null and p.delivered_at is null) as "isShipped"
     from delay_notices n join orders o on o.shop_id = n.shop_id and o.order_id = n.order_id
     where n.shop_id = $1 and n.order_id = $2 order by n.sent_at, n.notice_id ${lock ? 'for update of n' : ''}`,
    [shopId, orderId],
  );
  return {
    notices: rows.map(({ isCancelled: _cancelled, isShipped: _shipped, ...notice }) => notice),
    isCancelled: rows.some(({ isCancelled }) => isCancelled),
    isShipped: rows.some(({ isShipped }) => isShipped),
  };
}

/** Findings of an order that are not over, with their rules. */
export async function findingsOfOrder(
  sql: PoolClient,
  shopId: number,
  orderId: string,
): Promise<{ findingId: string; ruleId: string }[]> {
  const { rows } = await sql.query<{ findingId: string; ruleId: string }>(
    `select finding_id as "findingId", rule_id as "ruleId" from findings
     where shop_id = $1 and order_id = $2 and subject_kind = 'order' and cured_at is null order by finding_id`,
    [shopId, orderId],
  );
  return rows;
}
