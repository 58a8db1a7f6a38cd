import type { PoolClient } from 'pg';

export type StoredAnswer = 'none' | 'accepted' | 'cancelled';

export interface NoticeRecord {
  noticeId: string;
  sentAt: Date;
  newShipBy: Date | null;
  answer: StoredAnswer;
}

/** An order's notices of delay, oldest first. */
export async function noticesOf(
  sql: PoolClient,
  shopId: number,
  orderId: string,
): Promise<NoticeRecord[]> {
  const { rows } = await sql.query<NoticeRecord>(
    `select notice_id as "noticeId", sent_at as "sentAt", new_ship_by as "newShipBy", answer from delay_notices
     where shop_id = $1 and order_id = $2 order by sent_at, notice_id`,
    [shopId, orderId],
  );
  return rows;
}

export async function addNotice(
  sql: PoolClient,
  shopId: number,
  notice: {
    orderId: string;
    sentAt: Date;
    newShipBy: Date | null;
    answer: StoredAnswer;
    actor: string;
    now: Date;
  },
): Promise<void> {
  await sql.query(
    `insert into delay_notices (shop_id, order_id, sent_at, new_ship_by, answer, recorded_by, recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      shopId,
      notice.orderId,
      notice.sentAt,
      notice.newShipBy,
      notice.answer,
      notice.actor,
      notice.now,
    ],
  );
}

export async function answerNotice(
  sql: PoolClient,
  shopId: number,
  { orderId, noticeId, answer }: { orderId: string; noticeId: string; answer: StoredAnswer },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update delay_notices set answer = $4 where shop_id = $1 and order_id = $2 and notice_id = $3`,
    [shopId, orderId, noticeId, answer],
  );
  return rowCount === 1;
}

export async function removeNotice(
  sql: PoolClient,
  shopId: number,
  { orderId, noticeId }: { orderId: string; noticeId: string },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `delete from delay_notices where shop_id = $1 and order_id = $2 and notice_id = $3`,
    [shopId, orderId, noticeId],
  );
  return rowCount === 1;
}
