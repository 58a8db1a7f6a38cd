import type { PoolClient } from 'pg';
import type { IncidentView } from '#app/contracts/pages.ts';
import { recentIncidents } from '#app/db/source-incidents.server.ts';
import { knownCarrierName } from '#app/domain/numbers/carriers.ts';

/** An incident that ended is told for so long: whoever was away over a weekend shall know that alarms were held back. */
const TOLD_AFTER_MS = 3 * 86_400_000;
const MOST_TOLD = 20;

/** What is stopped for many parcels together, and what was until lately; open ones first. */
export async function incidentsOf(
  sql: PoolClient,
  { shopId, now }: { shopId: number; now: Date },
): Promise<IncidentView[]> {
  const endedAfter = new Date(now.getTime() - TOLD_AFTER_MS);
  const incidents = await recentIncidents(sql, shopId, { endedAfter, limit: MOST_TOLD });
  return incidents.map(({ incidentId, source, carrier, statistic, ...incident }) => ({
    id: incidentId,
    source,
    carrier: carrier === null ? null : { key: carrier, name: knownCarrierName(carrier) },
    beganAt: incident.beganAt.toISOString(),
    endedAt: incident.endedAt?.toISOString() ?? null,
    parcels: incident.parcels,
    heldBack: incident.heldBack,
    reason: statistic.reason ?? null,
    expected: statistic.expected === undefined ? null : Math.round(statistic.expected),
    seen: statistic.seen ?? null,
  }));
}
