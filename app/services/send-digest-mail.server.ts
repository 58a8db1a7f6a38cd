import { z } from 'zod';
import { listContacts } from '#app/db/contacts.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { sendMail } from '#app/messaging/mail.server.ts';
import type { Sending, SendOutcome } from '#app/services/outbox-sending.ts';
import { isDigestContact } from '#app/services/save-compliance-settings.server.ts';

const payloadSchema = z.object({ day: z.iso.date(), subject: z.string(), text: z.string() });

/**
 * Sends a day's digest to the address kept for it, outside any transaction; one that was sent before its row could be closed
 * goes out again under the same Message-ID.
 */
export async function sendDigestMail({
  shopId,
  payload,
}: {
  shopId: number;
  payload: unknown;
}): Promise<Sending> {
  const { day, subject, text } = payloadSchema.parse(payload);
  const contacts = await withShopSql(shopId, (sql) => listContacts(sql, shopId));
  const to = contacts.find(isDigestContact)?.email;
  const outcome = await (to === undefined
    ? { kind: 'refused' as const, code: 'address_missing' }
    : sendMail({ id: `digest-${shopId}-${day}`, to, replyTo: to, subject, text }));
  const ended: SendOutcome =
    outcome.kind === 'sent'
      ? outcome
      : { kind: 'failed', code: outcome.code, isRetryable: outcome.kind === 'later', waitMs: null };
  return { outcome: ended, conclude: () => Promise.resolve() };
}
