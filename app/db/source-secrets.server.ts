import type { PoolClient } from 'pg';
import { z } from 'zod';
import type { ConnectedSource } from '#app/contracts/sources.ts';
import { isUnderOldKey, open, seal } from '#app/db/secret-box.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';

/**
 * What pushes may be signed with. Two hold while one replaces the other, so that the sender can be changed without a
 * push being lost.
 */
export interface PushSecrets {
  current: string;
  /** Taken until then; null = there is none. */
  previous: { secret: string; until: Date } | null;
}

/** Stores the key a source is asked with, sealed. The connection MUST be there. */
export async function writeSourceKey(
  sql: PoolClient,
  shopId: number,
  { source, key }: { source: ConnectedSource; key: string },
): Promise<void> {
  const { ciphertext, keyId } = seal(Buffer.from(key), placeOf(shopId, 'key_ciphertext', source));
  await sql.query(
    `update source_connections set key_ciphertext = $3, key_id = $4 where shop_id = $1 and source = $2`,
    [shopId, source, ciphertext, keyId],
  );
}

/** The key, or null when there is none. Throws when it does not open. Never log it, never send it to a browser. */
export async function readSourceKey(
  sql: PoolClient,
  shopId: number,
  source: string,
): Promise<string | null> {
  const { key, keyId } = await sealedOf(sql, shopId, source);
  if (key === null || keyId === null) return null;
  return open({ ciphertext: key, keyId }, placeOf(shopId, 'key_ciphertext', source)).toString(
    'utf8',
  );
}

/** Stores what pushes are signed with, sealed. The connection MUST be there. */
export async function writePushSecrets(
  sql: PoolClient,
  shopId: number,
  { source, secrets }: { source: ConnectedSource; secrets: PushSecrets },
): Promise<void> {
  const place = placeOf(shopId, 'secret_ciphertext', source);
  const { ciphertext, keyId } = seal(Buffer.from(JSON.stringify(secrets)), place);
  await sql.query(
    `update source_connections set secret_ciphertext = $3, secret_key_id = $4 where shop_id = $1 and source = $2`,
    [shopId, source, ciphertext, keyId],
  );
}

/** What pushes may be signed with, or null when nothing was stored. Throws when it does not open. */
export async function readPushSecrets(
  sql: PoolClient,
  shopId: number,
  source: string,
): Promise<PushSecrets | null> {
  const { secret, secretKeyId } = await sealedOf(sql, shopId, source);
  if (secret === null || secretKeyId === null) return null;
  const place = placeOf(shopId, 'secret_ciphertext', source);
  const text = open({ ciphertext: secret, keyId: secretKeyId }, place).toString('utf8');
  return secretsSchema.parse(JSON.parse(text));
}

/**
 * Forgets every key and secret of the shop, which has left: they open accounts elsewhere. What is asked with a key
 * stands as refused, so that a shop that comes back is asked for a new one.
 */
export async function forgetSourceSecrets(sql: PoolClient, shopId: number): Promise<void> {
  await sql.query(
    `update source_connections set key_ciphertext = null, key_id = null, secret_ciphertext = null, secret_key_id = null,
       state = case when key_ciphertext is null then state else 'refused' end,
       error_kind = case when key_ciphertext is null then error_kind else 'key_forgotten' end
      where shop_id = $1`,
    [shopId],
  );
}

/** Seals the shop's keys and secrets again that are under an older key. Returns how many. */
export async function resealSourceSecrets(shopId: number): Promise<number> {
  return withShopSql(shopId, async (sql) => {
    const { rows } = await sql.query(
      `select source, key_ciphertext as key, key_id as "keyId", secret_ciphertext as secret,
         secret_key_id as "secretKeyId" from source_connections where shop_id = $1 order by source for update`,
      [shopId],
    );
    let resealed = 0;
    for (const row of namedRowsSchema.parse(rows)) {
      const columns = [
        { name: 'key_ciphertext', idName: 'key_id', value: row.key, keyId: row.keyId },
        {
          name: 'secret_ciphertext',
          idName: 'secret_key_id',
          value: row.secret,
          keyId: row.secretKeyId,
        },
      ] as const;
      for (const { name, idName, value, keyId } of columns) {
        if (value === null || keyId === null || !isUnderOldKey(keyId)) continue;
        const place = placeOf(shopId, name, row.source);
        const again = seal(open({ ciphertext: value, keyId }, place), place);
        await sql.query(
          `update source_connections set ${name} = $3, ${idName} = $4 where shop_id = $1 and source = $2`,
          [shopId, row.source, again.ciphertext, again.keyId],
        );
        resealed += 1;
      }
    }
    return resealed;
  });
}

const rowSchema = z.object({
  key: z.instanceof(Buffer).nullable(),
  keyId: z.string().nullable(),
  secret: z.instanceof(Buffer).nullable(),
  secretKeyId: z.string().nullable(),
});
const namedRowsSchema = z.array(rowSchema.extend({ source: z.string() }));
const NONE = { key: null, keyId: null, secret: null, secretKeyId: null };

const secretsSchema = z.object({
  current: z.string(),
  previous: z.object({ secret: z.string(), until: z.coerce.date() }).nullable(),
});

async function sealedOf(
  sql: PoolClient,
  shopId: number,
  source: string,
): Promise<z.infer<typeof rowSchema>> {
  const { rows } = await sql.query(
    `select key_ciphertext as key, key_id as "keyId", secret_ciphertext as secret, secret_key_id as "secretKeyId"
       from source_connections where shop_id = $1 and source = $2`,
    [shopId, source],
  );
  return rows.length === 0 ? NONE : rowSchema.parse(rows[0]);
}

/** The source is part of the place: a shop's keys cannot be swapped for each other either. */
function placeOf(shopId: number, column: string, source: string) {
  return { shopId, column: `source_connections.${column}:${source}` };
}
