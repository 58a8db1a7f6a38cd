import { createHmac, createSecretKey, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { PoolClient } from 'pg';
import { isUnderOldKey, open, seal } from '#app/db/secret-box.server.ts';
import type { Sealed, SecretPlace } from '#app/db/secret-box.server.ts';

const KEY_BYTES = 32;

/**
 * The key under which this shop's postcodes are hashed, made at the first question. Random rather than derived from
 * the key-encryption keys, so that rotating those leaves old hashes comparable; sealed again when it lies under an old one.
 */
export async function postcodeKey(sql: PoolClient, shopId: number): Promise<KeyObject> {
  return shopKey(sql, { shopId, column: 'postcode_key' });
}

/** The key under which this shop's customers are hashed; of the same kind. */
export async function customerKey(sql: PoolClient, shopId: number): Promise<KeyObject> {
  return shopKey(sql, { shopId, column: 'customer_key' });
}

/** What is kept of a customer (`gid://shopify/Customer/<id>`), under the shop's key. */
export function customerHash(key: KeyObject, customer: string): string {
  return createHmac('sha256', key).update(customer).digest('base64url');
}

async function shopKey(sql: PoolClient, place: SecretPlace): Promise<KeyObject> {
  const { shopId, column } = place;
  const stored = (await readKey(sql, place)) ?? (await makeKey(sql, place));
  const key = open(stored, place);
  if (isUnderOldKey(stored.keyId)) {
    const again = seal(key, place);
    await sql.query(
      `update shop_secrets set ciphertext = $3, key_id = $4 where shop_id = $1 and secret_name = $2`,
      [shopId, column, again.ciphertext, again.keyId],
    );
  }
  // As a key object: preparing raw bytes again for each of an import's postcodes costs more than the hash.
  return createSecretKey(key);
}

async function readKey(
  sql: PoolClient,
  { shopId, column }: SecretPlace,
): Promise<Sealed | undefined> {
  const { rows } = await sql.query<Sealed>(
    `select ciphertext, key_id as "keyId" from shop_secrets where shop_id = $1 and secret_name = $2`,
    [shopId, column],
  );
  return rows[0];
}

/** Whoever comes second finds the first one's. */
async function makeKey(sql: PoolClient, place: SecretPlace): Promise<Sealed> {
  const fresh = seal(randomBytes(KEY_BYTES), place);
  await sql.query(
    `insert into shop_secrets (shop_id, secret_name, ciphertext, key_id) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [place.shopId, place.column, fresh.ciphertext, fresh.keyId],
  );
  const made = await readKey(sql, place);
  if (made === undefined) throw new Error(`The ${place.column} was written and is not there`);
  return made;
}
