import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { PoolClient } from 'pg';
import { isUnderOldKey, open, seal } from '#app/db/secret-box.server.ts';

const SECRET_NAME = 'evidence_key';

/**
 * Makes the key that signs a new log and keeps its private half sealed. There MUST be none: whoever has made a checkpoint
 * public cannot go on under another key. Returns the public half, 32 bytes.
 */
export async function makeLogKey(sql: PoolClient, shopId: number): Promise<Uint8Array> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const sealed = seal(encoded(privateKey), { shopId, column: SECRET_NAME });
  await sql.query(
    `insert into shop_secrets (shop_id, secret_name, ciphertext, key_id) values ($1, $2, $3, $4)`,
    [shopId, SECRET_NAME, sealed.ciphertext, sealed.keyId],
  );
  const { x } = publicKey.export({ format: 'jwk' });
  if (x === undefined) throw new Error('An Ed25519 key has a public half');
  return new Uint8Array(Buffer.from(x, 'base64url'));
}

/** Signs with the log's key (Ed25519, 64 bytes). Throws when the log has none, or when it does not open. */
export async function logSigner(
  sql: PoolClient,
  shopId: number,
): Promise<(message: Uint8Array) => Uint8Array> {
  const sealed = await sealedKey(sql, shopId);
  if (sealed === null) throw new Error('The log has no key to sign with');
  const key = createPrivateKey({
    key: open(sealed, { shopId, column: SECRET_NAME }),
    format: 'der',
    type: 'pkcs8',
  });
  return (message) => sign(null, message, key);
}

/** Seals the log's key again when it lies under an old one; returns how many were. */
export async function resealLogKey(sql: PoolClient, shopId: number): Promise<number> {
  const sealed = await sealedKey(sql, shopId);
  if (sealed === null || !isUnderOldKey(sealed.keyId)) return 0;
  const place = { shopId, column: SECRET_NAME };
  const again = seal(open(sealed, place), place);
  await sql.query(
    `update shop_secrets set ciphertext = $3, key_id = $4 where shop_id = $1 and secret_name = $2`,
    [shopId, SECRET_NAME, again.ciphertext, again.keyId],
  );
  return 1;
}

async function sealedKey(
  sql: PoolClient,
  shopId: number,
): Promise<{ ciphertext: Buffer; keyId: string } | null> {
  const { rows } = await sql.query<{ ciphertext: Buffer; keyId: string }>(
    `select ciphertext, key_id as "keyId" from shop_secrets where shop_id = $1 and secret_name = $2`,
    [shopId, SECRET_NAME],
  );
  return rows[0] ?? null;
}

function encoded(key: KeyObject): Buffer {
  return key.export({ format: 'der', type: 'pkcs8' });
}
