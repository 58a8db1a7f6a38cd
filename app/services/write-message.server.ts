import { writeMessageSchema } from '#app/contracts/messages.ts';
import type { WriteMessageResult } from '#app/contracts/messages.ts';
import { parseParcelId } from '#app/contracts/parcel-query.ts';
import { saveContact } from '#app/db/contacts.server.ts';
import { addMessage } from '#app/db/messages.server.ts';
import { addToOutbox } from '#app/db/outbox.server.ts';
import { readParcel } from '#app/db/parcel-detail.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { canSendMail } from '#app/messaging/mail.server.ts';
import { enqueue } from '#app/jobs/enqueue.server.ts';

/**
 * Logs a message to a carrier or a supplier with its parcel and, when it is a mail, has it sent: log, outbox and job in
 * one transaction. `body` is untrusted; a bad field is named and nothing is written. The addresses are remembered, sealed.
 */
export async function writeMessage({
  shopId,
  parcelId,
  body,
  actor,
  now,
}: {
  shopId: number;
  parcelId: string;
  body: unknown;
  actor: string;
  now: Date;
}): Promise<WriteMessageResult> {
  const parsed = writeMessageSchema.safeParse(body);
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path.join('.') ?? null;
    return { ok: false, code: 'bad_field', field };
  }
  const id = parseParcelId(parcelId);
  if (id === null) return { ok: false, code: 'no_such_parcel', field: null };
  const { send, ...message } = parsed.data;
  if (send.channel === 'mail' && !canSendMail()) {
    return { ok: false, code: 'mail_not_set_up', field: null };
  }
  return withShopSql(shopId, async (sql) => {
    const parcel = await readParcel(sql, { shopId, ...id });
    if (parcel === null) return { ok: false, code: 'no_such_parcel', field: null };
    const { channel } = send;
    const state = channel === 'mail' ? 'queued' : 'logged';
    const messageId = await addMessage(sql, shopId, {
      message: { ...message, ...id, channel, state, createdBy: actor },
      now,
    });
    if (channel === 'mail') {
      const { kind, toName: name, language } = message;
      await saveContact(sql, shopId, { contact: { kind, name, language, email: send.to }, now });
      const own = { kind: 'shop', name: 'reply_to', language, email: send.replyTo } as const;
      await saveContact(sql, shopId, { contact: own, now });
      // The addresses stay sealed where they are: what is sent is looked up by name.
      await addToOutbox(sql, shopId, {
        kind: 'mail',
        effectKey: messageId,
        payload: { messageId },
        now,
      });
      await enqueue(sql, 'send-outbox', { shopId }, { sooner: true });
    }
    return { ok: true, messageId, channel };
  });
}
