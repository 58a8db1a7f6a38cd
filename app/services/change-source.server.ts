import type { ConnectedSource, ConnectFailure } from '#app/contracts/sources.ts';
import {
  connectionOf,
  deleteConnection,
  listConnections,
  noteAnswer,
  noteFailure,
  rankConnections,
  setPaused,
} from '#app/db/source-connections.server.ts';
import { countDay } from '#app/db/source-days.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import type { AskedSource } from '#app/domain/scans/source-name.ts';
import { log } from '#app/log.server.ts';
import { planAnew, quotaAt } from '#app/services/connect-source.server.ts';
import { clientOf } from '#app/services/source-client.server.ts';

interface Change {
  shopId: number;
  source: ConnectedSource;
  actor: string;
  now: Date;
}

/** `not_connected`: the source is not connected (any more), or was in that state already. */
export type ChangeResult = 'done' | 'not_connected';

/** Stops or resumes the asking. Pushes are taken either way: they cost nothing and a gap could not be filled. */
export async function pauseSource({
  shopId,
  source,
  isPaused,
  actor,
}: Omit<Change, 'now'> & { isPaused: boolean }): Promise<ChangeResult> {
  const isChanged = await withShopSql(shopId, async (sql) => {
    if (!(await setPaused(sql, shopId, { source, isPaused }))) return false;
    await planAnew(sql, shopId);
    return true;
  });
  if (!isChanged) return 'not_connected';
  log.info({ shopId, source, actor, isPaused }, 'a source was paused or resumed');
  return 'done';
}

/** Destroys the key, the secret and the address. What the source has told of parcels stays. */
export async function disconnectSource({ shopId, source, actor }: Change): Promise<ChangeResult> {
  const isGone = await withShopSql(shopId, async (sql) => {
    if (!(await deleteConnection(sql, shopId, source))) return false;
    await planAnew(sql, shopId);
    return true;
  });
  if (!isGone) return 'not_connected';
  log.info({ shopId, source, actor }, 'a source was disconnected');
  return 'done';
}

/** Has the source asked one place earlier (or later) than now; at the end of the line nothing changes. */
export async function moveSource({
  shopId,
  source,
  isEarlier,
}: Change & { isEarlier: boolean }): Promise<ChangeResult> {
  return withShopSql(shopId, async (sql) => {
    const order = (await listConnections(sql, shopId)).map((one) => one.source);
    const place = order.indexOf(source);
    if (place === -1) return 'not_connected';
    const other = order[place + (isEarlier ? -1 : 1)];
    if (other === undefined) return 'done';
    const moved = order.map((one) => (one === source ? other : one === other ? source : one));
    await rankConnections(sql, shopId, moved);
    await planAnew(sql, shopId);
    return 'done';
  });
}

/** Asks the source now whether the saved key works and what is left of its quota; lifts a pause when it answers. */
export async function checkSource({
  shopId,
  source,
  now,
}: Omit<Change, 'source'> & { source: AskedSource }): Promise<
  { ok: true } | { ok: false; error: ConnectFailure }
> {
  const client = await withShopSql(shopId, (sql) => clientOf(sql, { shopId, source }));
  if (client === null)
    return { ok: false, error: { field: 'key', code: 'key_missing', detail: null } };
  const answer = await client.check();
  await withShopSql(shopId, async (sql) => {
    // It may have been disconnected while it was asked.
    const connection = await connectionOf(sql, shopId, source);
    if (connection === null) return;
    const quota = answer.ok ? quotaAt(answer.value, now) : null;
    if (answer.ok) await noteAnswer(sql, { shopId, source, now, ...(quota && { quota }) });
    else await noteFailure(sql, { shopId, source, failure: answer.failure, now });
    const errors = answer.ok ? {} : { [answer.failure.kind]: 1 };
    await countDay(sql, shopId, { source, now, calls: answer.calls, errors });
    if (answer.ok && connection.state === 'refused') await planAnew(sql, shopId);
  });
  if (answer.ok) return { ok: true };
  const { kind, code } = answer.failure;
  return { ok: false, error: { field: 'key', code: kind, detail: code } };
}
