import type { PoolClient } from 'pg';
import { listConnections, noteQuota } from '#app/db/source-connections.server.ts';
import type { SourceConnection } from '#app/db/source-connections.server.ts';
import { countDay, readDays } from '#app/db/source-days.server.ts';
import { installedDomain } from '#app/db/sync-lifecycle.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { ASKED_SOURCES } from '#app/domain/scans/source-name.ts';
import type { AskedSource } from '#app/domain/scans/source-name.ts';
import { quotaAt } from '#app/services/connect-source.server.ts';
import { clientOf } from '#app/services/source-client.server.ts';
import type { SourceClient } from '#app/sources/source.ts';

/**
 * Asks connected sources that tell of a quota what is left of it, when they last told an hour ago or longer. Others may
 * spend the same account. One that is paused, failing or at the shop's own limit of calls is left alone, and a question
 * that fails changes nothing: whether a source works is for the asking about numbers to find out, and its clock is
 * theirs. Holds nothing in the database while a source is asked.
 */
export async function refreshQuotas({ shopId, now }: { shopId: number; now: Date }): Promise<void> {
  const asked = await withShopSql(shopId, (sql) => clientsToAsk(sql, { shopId, now }));
  for (const { source, client } of asked) {
    const answer = await client.check();
    const quota = answer.ok ? quotaAt(answer.value, now) : null;
    await withShopSql(shopId, async (sql) => {
      if (quota !== null) await noteQuota(sql, shopId, { source, quota });
      await countDay(sql, shopId, { source, now, calls: answer.calls });
    });
  }
}

async function clientsToAsk(
  sql: PoolClient,
  { shopId, now }: { shopId: number; now: Date },
): Promise<{ source: AskedSource; client: SourceClient }[]> {
  if ((await installedDomain(sql, shopId)) === null) return [];
  const connections = (await listConnections(sql, shopId)).filter((one) => isDue(one, now));
  if (connections.length === 0) return [];
  const days = await readDays(sql, shopId, now);
  const asked = [];
  for (const { source, dailyCalls } of connections) {
    const name = ASKED_SOURCES.find((one) => one === source);
    if (name === undefined) continue;
    if (dailyCalls !== null && (days.get(name)?.today.calls ?? 0) >= dailyCalls) continue;
    const client = await clientOf(sql, { shopId, source: name });
    if (client !== null) asked.push({ source: name, client });
  }
  return asked;
}

/** A spent quota may have been topped up; any other failure is not looked into here. */
function isDue(
  { state, quota, pausedUntil, failingSince, errorKind }: SourceConnection,
  now: Date,
): boolean {
  if (state !== 'connected' || quota === null) return false;
  if (pausedUntil !== null && pausedUntil > now) return false;
  if (failingSince !== null && errorKind !== 'quota_exhausted') return false;
  return now.getTime() - quota.at.getTime() >= TOLD_EVERY_MS;
}

const TOLD_EVERY_MS = 3_600_000;
