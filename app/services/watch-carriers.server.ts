import type { PoolClient } from 'pg';
import { forgetCarrierHours, movingWith, readCarrierHours } from '#app/db/carrier-hours.server.ts';
import type { CarrierHour } from '#app/db/carrier-hours.server.ts';
import type { IncidentRecord } from '#app/db/source-incidents.server.ts';
import { holidayWork } from '#app/domain/source-health/holiday-work.ts';
import { stopBySources } from '#app/domain/source-health/stop-by-sources.ts';
import { hourOf } from '#app/domain/source-health/hourly-counts.ts';
import type { HourlyCounts } from '#app/domain/source-health/hourly-counts.ts';
import type { IncidentFinding } from '#app/services/incident-finding.ts';

/**
 * Whether a carrier of the shop has stopped scanning. Counts alone decide who is under suspicion; only then are parcels
 * counted and holidays of their countries looked up, so that an ordinary hour costs one read of hourly counts.
 * `mayOpen` false: what is open is looked after, nothing new is found.
 */
export async function watchCarriers(
  sql: PoolClient,
  {
    shopId,
    recent,
    mayOpen,
    now,
  }: { shopId: number; recent: readonly IncidentRecord[]; mayOpen: boolean; now: Date },
): Promise<IncidentFinding[]> {
  const from = new Date(now.getTime() - READ_MS);
  await forgetCarrierHours(sql, shopId, from);
  const hours = await readCarrierHours(sql, shopId, from);
  const open = new Map(
    recent.flatMap((incident) =>
      incident.endedAt === null && incident.carrier !== null
        ? [[incident.carrier, incident.beganAt]]
        : [],
    ),
  );
  const findings: IncidentFinding[] = [];
  for (const carrier of new Set([...hours.keys(), ...open.keys()])) {
    const openSince = open.get(carrier) ?? null;
    if (openSince === null && !mayOpen) continue;
    const counts = [...(hours.get(carrier) ?? [])].map(([, told]) => countsOf(told, { from, now }));
    const suspicion = { movingParcels: ANY_NUMBER, openSince, now };
    if (openSince === null && !stopBySources(counts, suspicion).stopped) continue;
    findings.push(await lookCloser(sql, { shopId, carrier, counts, openSince, now }));
  }
  return findings;
}

/** Five weeks of what is usual before a stop that may last ten days. */
const READ_MS = 46 * 86_400_000;
/** Scans this old say that a parcel lies somewhere, not that it is moving. */
const MOVING_MS = 14 * 86_400_000;
const ANY_NUMBER = 1e9;

async function lookCloser(
  sql: PoolClient,
  {
    shopId,
    carrier,
    counts,
    openSince,
    now,
  }: {
    shopId: number;
    carrier: string;
    counts: readonly HourlyCounts[];
    openSince: Date | null;
    now: Date;
  },
): Promise<IncidentFinding> {
  const scannedAfter = new Date(now.getTime() - MOVING_MS);
  const moving = await movingWith(sql, shopId, { carrier, scannedAfter });
  const movingParcels = moving.reduce((sum, { parcels }) => sum + parcels, 0);
  const look = stopBySources(
    counts.map((told) => ({ ...told, work: holidayWork(told, moving) })),
    { movingParcels, openSince, now },
  );
  const { stopped, beganAt, expected, seen, probability } = look;
  const statistic = stopped
    ? { reason: 'no_scans' as const, expected: Math.round(expected), seen, probability }
    : {};
  return { kind: 'carrier', source: null, carrier, stopped, beganAt, statistic };
}

function countsOf(hours: readonly CarrierHour[], { from, now }: { from: Date; now: Date }) {
  const firstHour = hourOf(from);
  const counts = Array.from({ length: hourOf(now) - firstHour + 1 }, () => 0);
  for (const { hourAt, scans } of hours) {
    const index = hourOf(hourAt) - firstHour;
    if (index >= 0 && index < counts.length) counts[index] = scans;
  }
  return { firstHour, counts, work: counts.map(() => 1) };
}
