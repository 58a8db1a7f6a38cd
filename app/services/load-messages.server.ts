import type { ParcelMessages } from '#app/contracts/messages.ts';
import { parseParcelId } from '#app/contracts/parcel-query.ts';
import { listContacts } from '#app/db/contacts.server.ts';
import { readMessages } from '#app/db/messages.server.ts';
import { readParcel } from '#app/db/parcel-detail.server.ts';
import { readSettings } from '#app/db/settings.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { calendarsFor } from '#app/domain/verdicts/settings.ts';
import { canSendMail } from '#app/messaging/mail.server.ts';
import { settingsOf } from '#app/services/load-settings.server.ts';

/** Working days within which an answer can fairly be asked for: suppliers sit with the goods, carriers open a trace first. */
const DAYS_TO_ANSWER = { supplier: 2, carrier: 3 } as const;

/** A parcel's messages, and what the form for the next one starts with; null when there is no such parcel. */
export async function loadMessages({
  shopId,
  parcelId,
  now,
}: {
  shopId: number;
  parcelId: string;
  now: Date;
}): Promise<ParcelMessages | null> {
  const id = parseParcelId(parcelId);
  if (id === null) return null;
  return withShopSql(shopId, async (sql) => {
    const parcel = await readParcel(sql, { shopId, ...id });
    if (parcel === null) return null;
    const messages = await readMessages(sql, shopId, id);
    const contacts = await listContacts(sql, shopId);
    const { origin } = calendarsFor(settingsOf(await readSettings(sql, shopId)), {
      origin: parcel.origin,
      destination: parcel.destination,
    });
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
      replyTo: contacts.find(({ kind }) => kind === 'shop')?.email ?? null,
      answerByOn: {
        supplier: answerBy(DAYS_TO_ANSWER.supplier),
        carrier: answerBy(DAYS_TO_ANSWER.carrier),
      },
    };
  });
}
