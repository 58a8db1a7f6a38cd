import { Temporal } from 'temporal-polyfill';
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import type { findingDetailActionSchema } from '#app/contracts/finding-detail.ts';
import { addNotice, answerNotice, removeNotice } from '#app/db/delay-notices.server.ts';
import { addFindingEvent } from '#app/db/finding-detail.server.ts';
import { dayInZone } from '#app/domain/shared/day-in-zone.ts';
import type { FindingDeed, Refusal } from '#app/services/finding-deed.ts';

type NoticeAction = Extract<
  z.output<typeof findingDetailActionSchema>,
  { intent: 'record_notice' | 'answer_notice' | 'remove_notice' }
>;

/** Keeps which notices of delay a merchant sent about an order, and what the buyer answered: they move the date of the duty. */
export async function changeNotices(
  sql: PoolClient,
  { shopId, finding, actor, now, timeZone }: FindingDeed,
  action: NoticeAction,
): Promise<Refusal | null> {
  const { findingId, orderId } = finding;
  if (orderId === null) return { code: 'not_an_order' };
  const done = (kind: string, detail: Record<string, unknown>) =>
    addFindingEvent(sql, shopId, { findingId, at: now, kind, actor, detail });
  switch (action.intent) {
    case 'record_notice': {
      const { sentOn, newShipBy: newShipOn, answer } = action;
      const sentAt = noonOf(sentOn, timeZone);
      // The day itself is enough: nobody writes down the hour.
      const today = dayInZone(now, timeZone);
      if (sentOn > today) return { code: 'sent_in_future', field: 'sentOn' };
      if (newShipOn !== null && newShipOn < sentOn)
        return { code: 'ship_by_before_sending', field: 'newShipBy' };
      const newShipBy = newShipOn === null ? null : noonOf(newShipOn, timeZone);
      const sent = sentAt <= now ? sentAt : now;
      await addNotice(sql, shopId, { orderId, sentAt: sent, newShipBy, answer, actor, now });
      await done('notice_recorded', { sentOn, newShipBy: newShipOn, answer });
      return null;
    }
    case 'answer_notice': {
      const { noticeId, answer } = action;
      if (!(await answerNotice(sql, shopId, { orderId, noticeId, answer })))
        return { code: 'gone' };
      await done('notice_answered', { answer });
      return null;
    }
    case 'remove_notice': {
      const { noticeId } = action;
      if (!(await removeNotice(sql, shopId, { orderId, noticeId }))) return { code: 'gone' };
      await done('notice_removed', {});
      return null;
    }
  }
}

function noonOf(day: string, timeZone: string): Date {
  const noon = Temporal.PlainDate.from(day).toZonedDateTime({
    timeZone,
    plainTime: Temporal.PlainTime.from('12:00'),
  });
  return new Date(noon.epochMilliseconds);
}
