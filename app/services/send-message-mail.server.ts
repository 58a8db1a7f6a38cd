import type { PoolClient } from 'pg';
import { z } from 'zod';
import { listContacts } from '#app/db/contacts.server.ts';
import { noteMail, readMessage } from '#app/db/messages.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { sendMail } from '#app/messaging/mail.server.ts';
import type { MailOutcome } from '#app/messaging/mail.server.ts';

const payloadSchema = z.object({ messageId: z.uuid() });

/**
 * Sends the mail of one outbox row, outside any transaction. A mail that was sent before its row could be closed goes out
 * again under the same Message-ID. The message in the log tells how it ended; while another try is due it stays `queued`.
 */
export async function sendMessageMail({
  shopId,
  payload,
}: {
  shopId: number;
  payload: unknown;
}): Promise<MailOutcome> {
  const { messageId } = payloadSchema.parse(payload);
  const mail = await withShopSql(shopId, async (sql) => {
    const message = await readMessage(sql, shopId, messageId);
    if (message === null) return null;
    const contacts = await listContacts(sql, shopId);
    const to = contacts.find(({ kind, name }) => kind === message.kind && name === message.toName);
    const own = contacts.find(({ kind, name }) => kind === 'shop' && name === 'reply_to');
    if (to === undefined || own === undefined) return null;
    const { subject, body: text } = message;
    return { id: messageId, to: to.email, replyTo: own.email, subject, text };
  });
  return mail === null ? { kind: 'refused', code: 'address_missing' } : sendMail(mail);
}

/** Closes the message of a mail whose sending has ended, in the transaction that closes its outbox row. */
export async function closeMessageMail(
  sql: PoolClient,
  {
    shopId,
    payload,
    outcome,
    now,
  }: {
    shopId: number;
    payload: unknown;
    outcome: { state: 'sent' | 'failed'; error: string | null };
    now: Date;
  },
): Promise<void> {
  const { messageId } = payloadSchema.parse(payload);
  await noteMail(sql, shopId, { messageId, ...outcome, now });
}
