import type { PoolClient } from 'pg';
import type { ParcelMessages } from '#app/contracts/messages.ts';
import { listContacts } from '#app/db/contacts.server.ts';
import { readMessages } from '#app/db/messages.server.ts';
import type { ParcelRef } from '#app/db/messages.server.ts';
import type { ShopSettings } from '#app/domain/verdicts/limits.ts';
import { calendarsFor } from '#app/domain/verdicts/settings.ts';
import { canSendMail } from '#app/messaging/mail.server.ts';

/** Working days within which an answer can fairly be asked for: suppliers sit with the goods, carriers open a trace first. */
const DAYS_TO_ANSWER = { supplier: 2, carrier: 3 } as const;

/** A parcel's messages, and what the form for the next one starts with. */
export async function messagesOfParcel(
  sql: PoolClient,
  shopId: number,
  {
    parcel,
    settings,
    now,
  }: {
    parcel: ParcelRef & { origin: string | null; destination: string | null };
    settings: ShopSettings;
    now: Date;
  },
): Promise<ParcelMessages> {
  const messages = await readMessages(sql, shopId, parcel);
  const contacts = await listContacts(sql, shopId);
  const { origin } = calendarsFor(settings, parcel);
  const answerBy = (days: number) => origin.dateAt(origin.addWorkingDays(now, days));
  return {
    messages: messages.map(({ createdAt, sentAt, ...message }) => ({
      ...message,
      createdAt: createdAt.toISOString(),
      sentAt: sentAt?.toISOString() ?? null,
    })),
    canMail: canSendMail(),
    contacts: contacts.flatMap(({ kind, name, email }) =>
      kind === 'shop' ? [] : [{ kind, name, email }],
    ),
    replyTo:
      contacts.find(({ kind, name }) => kind === 'shop' && name === 'reply_to')?.email ?? null,
    answerByOn: {
      supplier: answerBy(DAYS_TO_ANSWER.supplier),
      carrier: answerBy(DAYS_TO_ANSWER.carrier),
    },
  };
}
