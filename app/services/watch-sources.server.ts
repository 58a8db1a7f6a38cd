import type { PoolClient } from 'pg';
import { readLatestImport } from '#app/db/health.server.ts';
import {
  countIncidents,
  endIncident,
  openIncident,
  recentIncidents,
  reviewConcerned,
} from '#app/db/source-incidents.server.ts';
import type { IncidentRecord, IncidentSubject } from '#app/db/source-incidents.server.ts';
import { scheduleWatch } from '#app/db/source-sync-shares.server.ts';
import { installedDomain, lockSync } from '#app/db/sync-lifecycle.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import type { VerdictKind } from '#app/domain/verdicts/verdict.ts';
import { DONE } from '#app/jobs/contracts.ts';
import type { Step } from '#app/jobs/contracts.ts';
import { enqueue } from '#app/jobs/enqueue.server.ts';
import type { IncidentFinding } from '#app/services/incident-finding.ts';
import { refreshQuotas } from '#app/services/refresh-quotas.server.ts';
import { watchAnswers } from '#app/services/watch-answers.server.ts';
import { watchCarriers } from '#app/services/watch-carriers.server.ts';

/**
 * Looks, once an hour, whether a source or a carrier has stopped for many parcels together: opens and ends incidents, and
 * has the parcels judged anew whose verdicts that changes. Single alarms are held back by their judgement, which knows
 * what is open. Before that it asks what is left of quotas, outside the transaction.
 */
export async function watchSources({ shopId, now }: { shopId: number; now: Date }): Promise<Step> {
  await refreshQuotas({ shopId, now });
  return withShopSql(shopId, async (sql) => {
    if ((await installedDomain(sql, shopId)) === null) return DONE;
    await lockSync(sql, shopId);
    await scheduleWatch(sql, shopId, new Date(now.getTime() + WATCH_EVERY_MS));
    const recent = await recentIncidents(sql, shopId, {
      endedAfter: new Date(now.getTime() - REMEMBERED_MS),
      limit: MOST_INCIDENTS,
    });
    const { findings, isBehind } = await watchAnswers(sql, { shopId, recent, now });
    const isImporting = (await readLatestImport(sql, shopId))?.state === 'running';
    // Scans that are still to be read are not missing.
    const mayOpen = !isBehind && !isImporting && !hasBlindSource(recent, findings, now);
    findings.push(...(await watchCarriers(sql, { shopId, recent, mayOpen, now })));
    let concerned = 0;
    for (const finding of findings) concerned += await apply(sql, { shopId, recent, finding, now });
    if (findings.some(({ stopped }) => stopped)) await countIncidents(sql, shopId);
    if (concerned > 0) await enqueue(sql, 'assess-due', { shopId }, { sooner: true });
    return DONE;
  });
}

const HOUR_MS = 3_600_000;
const WATCH_EVERY_MS = HOUR_MS;
/** Longer than a carrier's stop can last, so that one that was ended is not opened again for the same silence. */
const REMEMBERED_MS = 21 * 24 * HOUR_MS;
const MOST_INCIDENTS = 200;
/** A source that sees again needs that long to bring what it missed. */
const CATCHING_UP_MS = 12 * HOUR_MS;
/** Noticed by counts of hours: what was called silent within the day before may have been silenced by the stop. */
const MARGIN_MS = 24 * HOUR_MS;

function hasBlindSource(
  recent: readonly IncidentRecord[],
  findings: readonly IncidentFinding[],
  now: Date,
): boolean {
  const isCatchingUp = recent.some(
    ({ kind, endedAt }) =>
      kind === 'source' && (endedAt === null || now.getTime() - endedAt.getTime() < CATCHING_UP_MS),
  );
  return isCatchingUp || findings.some(({ stopped }) => stopped);
}

/** Makes the incidents agree with a finding; returns how many parcels are to be judged anew. */
async function apply(
  sql: PoolClient,
  {
    shopId,
    recent,
    finding,
    now,
  }: { shopId: number; recent: readonly IncidentRecord[]; finding: IncidentFinding; now: Date },
): Promise<number> {
  const own = recent.filter((incident) => isSame(incident, finding));
  const open = own.find(({ endedAt }) => endedAt === null);
  const { beganAt, statistic } = finding;
  if (open !== undefined && !finding.stopped) {
    await endIncident(sql, shopId, { incidentId: open.incidentId, now });
    const held = { subject: finding, verdicts: HELD, since: null, now };
    return reviewConcerned(sql, shopId, held);
  }
  if (open !== undefined || !finding.stopped || beganAt === null) return 0;
  // The silence of a stop that was called over already.
  if (own.some(({ endedAt }) => endedAt !== null && endedAt > beganAt)) return 0;
  await openIncident(sql, shopId, { ...finding, beganAt, noticedAt: now, statistic });
  const since = new Date(beganAt.getTime() - MARGIN_MS);
  return reviewConcerned(sql, shopId, { subject: finding, verdicts: SILENCED, since, now });
}

const HELD: readonly VerdictKind[] = ['source_blind'];
const SILENCED: readonly VerdictKind[] = ['stalled', 'never_scanned', 'customs_hold', 'late'];

function isSame(incident: IncidentSubject, other: IncidentSubject): boolean {
  return (
    incident.kind === other.kind &&
    incident.source === other.source &&
    incident.carrier === other.carrier
  );
}
