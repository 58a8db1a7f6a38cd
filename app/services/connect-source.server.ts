import { randomBytes } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { ConnectFailure } from '#app/contracts/sources.ts';
import { beginReassessment } from '#app/db/parcels-reassess.server.ts';
import { writeConnection } from '#app/db/source-connections.server.ts';
import {
  readPushSecrets,
  writePushSecrets,
  writeSourceKey,
} from '#app/db/source-secrets.server.ts';
import { installedDomain } from '#app/db/sync-lifecycle.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import type { AskedSource } from '#app/domain/scans/source-name.ts';
import { enqueue } from '#app/jobs/enqueue.server.ts';
import { log } from '#app/log.server.ts';
import { clientWith } from '#app/services/source-client.server.ts';
import { replacedBy } from '#app/services/source-signature.server.ts';
import type { Quota } from '#app/sources/source.ts';

/** What connecting came to. The key is not part of any answer. */
export type ConnectResult = { ok: true } | { ok: false; error: ConnectFailure };

/** 128 bits: an address proves nothing, but it is not to be guessed either. */
const ADDRESS_BYTES = 16;
const SECRET_BYTES = 32;
/** Keys of either source are a few dozen characters; anything else is a slip of the clipboard. */
const KEY_SHAPE = /^[\x21-\x7e]{8,256}$/;

/**
 * Connects a source with the shop's key, or gives a connected one a new key. The key is tried at the source first: one
 * that does not work is said at once and nothing is saved. One that does is sealed, the quota kept, an address for
 * pushes made, and every open parcel's number planned anew.
 *
 * `webhookSecret` is what AfterShip signs pushes with; 17TRACK signs with the key. Empty leaves a saved one as it is.
 */
export async function connectSource(connection: {
  shopId: number;
  source: AskedSource;
  key: string;
  webhookSecret?: string;
  actor: string;
  now: Date;
}): Promise<ConnectResult> {
  const { shopId, source, actor, now } = connection;
  const key = connection.key.trim();
  const webhookSecret = connection.webhookSecret?.trim() ?? '';
  if (key === '') return refusal('key', 'key_missing');
  if (!KEY_SHAPE.test(key)) return refusal('key', 'key_shape');
  if (webhookSecret !== '' && !KEY_SHAPE.test(webhookSecret))
    return refusal('webhookSecret', 'secret_shape');
  const answer = await clientWith({ source, key }).check();
  if (!answer.ok) return refusal('key', answer.failure.kind, answer.failure.code);
  await withShopSql(shopId, async (sql) => {
    await requireInstalled(sql, shopId);
    const freshAddress = newAddress();
    await writeConnection(sql, shopId, {
      source,
      freshAddress,
      quota: quotaAt(answer.value, now),
      hasAnswered: true,
      now,
    });
    await writeSourceKey(sql, shopId, { source, key });
    if (webhookSecret !== '') {
      const secrets = replacedBy({
        fresh: webhookSecret,
        old: await readPushSecrets(sql, shopId, source),
        now,
      });
      await writePushSecrets(sql, shopId, { source, secrets });
    }
    await planAnew(sql, shopId);
  });
  log.info({ shopId, source, actor }, 'a source was connected');
  return { ok: true };
}

/**
 * Opens the shop's own address for signed pushes of anything else, or takes up the one there is with a new secret. The
 * secret is given back this once and cannot be read again.
 */
export async function connectInbound({
  shopId,
  actor,
  now,
}: {
  shopId: number;
  actor: string;
  now: Date;
}): Promise<{ ok: true; secret: string }> {
  const secret = newSecret();
  await withShopSql(shopId, async (sql) => {
    await requireInstalled(sql, shopId);
    await writeConnection(sql, shopId, {
      source: 'inbound',
      freshAddress: newAddress(),
      quota: null,
      hasAnswered: false,
      now,
    });
    const old = await readPushSecrets(sql, shopId, 'inbound');
    const secrets = replacedBy({ fresh: secret, old, now });
    await writePushSecrets(sql, shopId, { source: 'inbound', secrets });
  });
  log.info({ shopId, source: 'inbound', actor }, 'a source was connected');
  return { ok: true, secret };
}

/** Which numbers are asked of which source has changed: every open parcel is planned and judged anew. */
export async function planAnew(sql: PoolClient, shopId: number): Promise<void> {
  await beginReassessment(sql, shopId);
  await enqueue(sql, 'reassess-shop', { shopId }, { sooner: true });
}

/** What a source says of its quota, with when it said so; null when it tells nothing. */
export function quotaAt(quota: Quota, at: Date) {
  const { total, used, remaining } = quota;
  return total === null && used === null && remaining === null
    ? null
    : { total, used, remaining, at };
}

function newAddress(): string {
  return randomBytes(ADDRESS_BYTES).toString('base64url');
}

function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

async function requireInstalled(sql: PoolClient, shopId: number): Promise<void> {
  if ((await installedDomain(sql, shopId)) === null) throw new Error(`Shop ${shopId} has left`);
}

function refusal(
  field: ConnectFailure['field'],
  code: ConnectFailure['code'],
  detail: string | null = null,
): ConnectResult {
  return { ok: false, error: { field, code, detail } };
}
