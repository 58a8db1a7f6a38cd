import { createSecretKey, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { PoolClient } from 'pg';
import { isUnderOldKey, open, seal } from '#app/db/secret-box.server.ts';

const SECRET_NAME = 'postcode_key';
const KEY_BYTES = 32;

/**
 * The key under which this shop's postcodes are hashed, made at the first question. Random rather than derived from
 * the key-encryption keys, so that rotating those leaves old hashes comparable; sealed again when it lies under an old one.
 */
export async function postcodeKey(sql: PoolClient, shopId: number): Promise<KeyObject> {
  const place = { shopId, column: SECRET_NAME };
  const fresh = seal(randomBytes(KEY_BYTES), place);
  await sql.query(
    `insert into shop_secrets (shop_id, secret_name, ciphertext, key_id) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [shopId, SECRET_NAME, fresh.ciphertext, fresh.keyId],
  );
  const { rows } = await sql.query<{ ciphertext: Buffer; key_id: string }>(
    `select ciphertext, key_id from shop_secrets where shop_id = $1 and secret_name = $2`,
    [shopId, SECRET_NAME],
  );
  const [stored] = rows;
  if (stored === undefined) throw new Error('The postcode key was written and is not there');
  const key = open({ ciphertext: stored.ciphertext, keyId: stored.key_id }, place);
  if (isUnderOldKey(stored.key_id)) {
    const again = seal(key, place);
    await sql.query(
      `update shop_secrets set ciphertext = $3, key_id = $4 where shop_id = $1 and secret_name = $2`,
      [shopId, SECRET_NAME, again.ciphertext, again.keyId],
    );
  }
  // As a key object: preparing raw bytes again for each of an import's postcodes costs more than the hash.
  return createSecretKey(key);
}
