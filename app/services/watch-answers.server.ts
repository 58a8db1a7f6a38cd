import type { PoolClient } from 'pg';
import type { IncidentRecord } from '#app/db/source-incidents.server.ts';
import { countPaces } from '#app/db/source-numbers.server.ts';
import {
  readSyncShare,
  watchedConnections,
  writeWatched,
} from '#app/db/source-sync-shares.server.ts';
import type { SyncShare, WatchedConnection } from '#app/db/source-sync-shares.server.ts';
import { readSyncState } from '#app/db/sync-state.server.ts';
import { fitToQuota } from '#app/domain/polling/expected-calls.ts';
import type { SourceName } from '#app/domain/scans/source-name.ts';
import { learnUsual, sourceStop } from '#app/domain/source-health/source-stop.ts';
import { clientWith } from '#app/services/source-client.server.ts';
import type { IncidentFinding } from '#app/services/incident-finding.ts';

/**
 * Whether the shop's sources answer, Shopify among them, and whether what they answer is fresh. Learns on the way what share
 * of a source's numbers is usually stale, and fits the polling plan to its limit of calls. `isBehind`: so much of the plan
 * is overdue that missing scans may be waiting to be asked for.
 */
export async function watchAnswers(
  sql: PoolClient,
  { shopId, recent, now }: { shopId: number; recent: readonly IncidentRecord[]; now: Date },
): Promise<{ findings: IncidentFinding[]; isBehind: boolean }> {
  const isOpen = (source: SourceName) =>
    recent.some((incident) => incident.source === source && incident.endedAt === null);
  const findings = [await lookAtShopify(sql, { shopId, isOpen: isOpen('shopify'), now })];
  let isBehind = false;
  for (const connection of await watchedConnections(sql, shopId, now)) {
    const { source } = connection;
    const share = await readSyncShare(sql, shopId, { source, now });
    findings.push(lookAt(connection, { share, isOpen: isOpen(source), now }));
    isBehind ||= share.overdue > BEHIND_SHARE * share.planned;
    const isWell = findings.at(-1)?.stopped === false;
    await writeWatched(sql, shopId, {
      source,
      stretch: await stretchOf(sql, shopId, connection),
      usualStale: isWell ? learnUsual(connection.usualStale, share) : connection.usualStale,
    });
  }
  return { findings, isBehind };
}

const BEHIND_SHARE = 0.1;

/** A source that the merchant has paused is not blind; it is not looked through. */
function lookAt(
  { source, state, failingSince, usualStale }: WatchedConnection,
  { share, isOpen, now }: { share: SyncShare; isOpen: boolean; now: Date },
): IncidentFinding {
  const { answered, stale, staleSince } = state === 'paused' ? NOTHING_ASKED : share;
  const since = state === 'paused' ? null : failingSince;
  const watch = { failingSince: since, answered, stale, staleSince, usualStale, isOpen, now };
  return findingOf(source, sourceStop(watch));
}

/** Shopify is swept every hour; it has no numbers and no syncs to tell of. */
async function lookAtShopify(
  sql: PoolClient,
  { shopId, isOpen, now }: { shopId: number; isOpen: boolean; now: Date },
): Promise<IncidentFinding> {
  const { sourceAnsweredAt } = await readSyncState(sql, shopId);
  const isLate =
    sourceAnsweredAt !== null && now.getTime() - sourceAnsweredAt.getTime() >= ANSWERS_WITHIN_MS;
  const failingSince = isLate ? sourceAnsweredAt : null;
  const watch = { ...NOTHING_ASKED, failingSince, usualStale: null, isOpen, now };
  return findingOf('shopify', sourceStop(watch));
}

const ANSWERS_WITHIN_MS = 2 * 3_600_000;
const NOTHING_ASKED = { answered: 0, stale: 0, staleSince: null };

function findingOf(source: SourceName, stop: ReturnType<typeof sourceStop>): IncidentFinding {
  const { stopped, beganAt, reason, expected, seen, probability } = stop;
  const statistic = reason === null ? {} : { reason, expected, seen, probability };
  return { kind: 'source', source, carrier: null, stopped, beganAt, statistic };
}

async function stretchOf(
  sql: PoolClient,
  shopId: number,
  { source, dailyCalls, newPerDay }: WatchedConnection,
): Promise<number> {
  if (dailyCalls === null) return 1;
  const { numbersPerCall } = clientWith({ source, key: 'limits' }).limits;
  const counts = await countPaces(sql, shopId, source);
  return fitToQuota(counts, { numbersPerCall, newPerDay, callsPerDay: dailyCalls }).stretch;
}
