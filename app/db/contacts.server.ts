import type { PoolClient } from 'pg';
import { isUnderOldKey, open, seal } from '#app/db/secret-box.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';

/** Carriers and suppliers a shop writes to; `shop` is the merchant's own address for answers. */
export interface Contact {
  kind: 'carrier' | 'supplier' | 'shop';
  name: string;
  language: string;
  email: string;
}

const COLUMN = 'contacts.email';

/** Keeps the address last used for this name; sealed, because an address may be a person's. */
export async function saveContact(
  sql: PoolClient,
  shopId: number,
  { contact, now }: { contact: Contact; now: Date },
): Promise<void> {
  const sealed = seal(Buffer.from(contact.email, 'utf8'), { shopId, column: COLUMN });
  await sql.query(
    `insert into contacts (shop_id, kind, name, language, email_ciphertext, email_key_id, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (shop_id, kind, name) do update set language = excluded.language,
       email_ciphertext = excluded.email_ciphertext, email_key_id = excluded.email_key_id,
       updated_at = excluded.updated_at`,
    [shopId, contact.kind, contact.name, contact.language, sealed.ciphertext, sealed.keyId, now],
  );
}

/** The shop's contacts, the last used first. */
export async function listContacts(sql: PoolClient, shopId: number): Promise<Contact[]> {
  const { rows } = await sql.query<{
    kind: Contact['kind'];
    name: string;
    language: string;
    ciphertext: Buffer;
    keyId: string;
  }>(
    `select kind, name, language, email_ciphertext as ciphertext, email_key_id as "keyId"
       from contacts where shop_id = $1 order by updated_at desc, kind, name limit ${MOST_CONTACTS}`,
    [shopId],
  );
  return rows.map(({ kind, name, language, ciphertext, keyId }) => ({
    kind,
    name,
    language,
    email: open({ ciphertext, keyId }, { shopId, column: COLUMN }).toString('utf8'),
  }));
}

/** Forgets every contact of a shop that left. */
export async function forgetContacts(sql: PoolClient, shopId: number): Promise<void> {
  await sql.query(`delete from contacts where shop_id = $1`, [shopId]);
}

/** Seals again every address that lies under an old key; returns how many. */
export async function resealContacts(shopId: number): Promise<number> {
  const place = { shopId, column: COLUMN };
  return withShopSql(shopId, async (sql) => {
    const { rows } = await sql.query<{ id: string; ciphertext: Buffer; keyId: string }>(
      `select contact_id as id, email_ciphertext as ciphertext, email_key_id as "keyId" from contacts
        where shop_id = $1 order by contact_id for update`,
      [shopId],
    );
    const old = rows.filter(({ keyId }) => isUnderOldKey(keyId));
    for (const { id, ...sealed } of old) {
      const again = seal(open(sealed, place), place);
      await sql.query(
        `update contacts set email_ciphertext = $3, email_key_id = $4 where shop_id = $1 and contact_id = $2`,
        [shopId, id, again.ciphertext, again.keyId],
      );
    }
    return old.length;
  });
}

const MOST_CONTACTS = 200;
