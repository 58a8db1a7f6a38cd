import type { PoolClient } from 'pg';
import { z } from 'zod';
import type { SourceName } from '#app/domain/scans/source-name.ts';
import { SOURCES } from '#app/domain/scans/source-name.ts';

/** A stop of many parcels together, while it lasts. Exactly one of `source` and `carrier` is named. */
export interface OpenIncident {
  incidentId: string;
  kind: 'source' | 'carrier';
  source: SourceName | null;
  /** As in `carrier_key` of parcels. */
  carrier: string | null;
  beganAt: Date;
}

/** What is stopped now. */
export async function openIncidents(sql: PoolClient, shopId: number): Promise<OpenIncident[]> {
  const { rows } = await sql.query(
    `select incident_id as "incidentId", kind, source, carrier, began_at as "beganAt"
     from source_incidents where shop_id = $1 and ended_at is null order by began_at, incident_id`,
    [shopId],
  );
  return openSchema.parse(rows);
}

const openSchema = z.array(
  z.object({
    incidentId: z.string(),
    kind: z.enum(['source', 'carrier']),
    source: z.enum(SOURCES).nullable(),
    carrier: z.string().nullable(),
    beganAt: z.date(),
  }),
);

/** An incident with its numbers, for people. */
export interface IncidentRecord extends OpenIncident {
  noticedAt: Date;
  endedAt: Date | null;
  /** Parcels on their way that it concerns, at most. */
  parcels: number;
  /** Of them those whose alarm was held back, at most. */
  heldBack: number;
  statistic: IncidentStatistic;
}

/** What was expected and what was seen in the window that gave it away; empty for a source whose calls fail. */
export type IncidentStatistic = z.infer<typeof statisticSchema>;
const statisticSchema = z.object({
  expected: z.number().optional(),
  seen: z.number().optional(),
  probability: z.number().optional(),
  reason: z.enum(['no_scans', 'calls_fail', 'not_synced']).optional(),
});

/** Incidents that are open, or ended after `endedAfter`; open ones first, then the newest. */
export async function recentIncidents(
  sql: PoolClient,
  shopId: number,
  { endedAfter, limit }: { endedAfter: Date; limit: number },
): Promise<IncidentRecord[]> {
  const { rows } = await sql.query(
    `select incident_id as "incidentId", kind, source, carrier, began_at as "beganAt", noticed_at as "noticedAt",
       ended_at as "endedAt", parcels, held_back as "heldBack", statistic
     from source_incidents where shop_id = $1 and (ended_at is null or ended_at > $2)
     order by ended_at desc nulls first, began_at desc, incident_id limit $3`,
    [shopId, endedAfter, limit],
  );
  return recordsSchema.parse(rows);
}

const recordsSchema = z.array(
  openSchema.element.extend({
    noticedAt: z.date(),
    endedAt: z.date().nullable(),
    parcels: z.number(),
    heldBack: z.number(),
    statistic: statisticSchema,
  }),
);
