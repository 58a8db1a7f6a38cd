import type { PoolClient } from 'pg';
import { z } from 'zod';
import type { SourceName } from '#app/domain/scans/source-name.ts';
import { SOURCES } from '#app/domain/scans/source-name.ts';
import type { VerdictKind } from '#app/domain/verdicts/verdict.ts';

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

/** What is stopped, by exactly one of its names. */
export interface IncidentSubject {
  kind: 'source' | 'carrier';
  source: SourceName | null;
  carrier: string | null;
}

/** Opens an incident; one that is open already stays as it is. */
export async function openIncident(
  sql: PoolClient,
  shopId: number,
  incident: IncidentSubject & { beganAt: Date; noticedAt: Date; statistic: IncidentStatistic },
): Promise<void> {
  const { kind, source, carrier, beganAt, noticedAt, statistic } = incident;
  await sql.query(
    `insert into source_incidents (shop_id, kind, source, carrier, began_at, noticed_at, statistic)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [shopId, kind, source, carrier, beganAt, noticedAt, JSON.stringify(statistic)],
  );
}

export async function endIncident(
  sql: PoolClient,
  shopId: number,
  { incidentId, now }: { incidentId: string; now: Date },
): Promise<void> {
  await sql.query(
    `update source_incidents set ended_at = $3 where shop_id = $1 and incident_id = $2 and ended_at is null`,
    [shopId, incidentId, now],
  );
}

/**
 * Counts again, for every open incident, the open parcels it concerns and those whose alarm it holds back. Each keeps its
 * highest count: at the end it says how many alarms were never raised.
 */
export async function countIncidents(sql: PoolClient, shopId: number): Promise<void> {
  await sql.query(
    `update source_incidents i set parcels = greatest(i.parcels, c.parcels), held_back = greatest(i.held_back, c.held)
     from (
       select o.incident_id, count(*) filter (where concerned) as parcels,
         count(*) filter (where concerned and p.verdict = 'source_blind' and case o.kind when 'carrier'
           then p.cause = 'carrier_incident' else p.cause <> 'carrier_incident' end) as held
       from source_incidents o
       join parcels p on p.shop_id = $1 and p.verdict = any($2) and not p.cancelled
       cross join lateral (select case when o.kind = 'carrier' then exists (
           select from legs l where l.shop_id = $1 and l.fulfillment_id = p.fulfillment_id and l.position = p.position
             and l.carrier_key = o.carrier and l.replaced_at is null)
         else coalesce(p.answered_by, 'shopify') = o.source end as concerned) x
       where o.shop_id = $1 and o.ended_at is null group by o.incident_id
     ) c where i.shop_id = $1 and i.incident_id = c.incident_id`,
    [shopId, OPEN_VERDICTS],
  );
}

/**
 * Makes the parcels due for judgement whose verdict an incident changes: when it opens, those that were called silent since
 * shortly before it began; when it ends, those that were held back. Returns how many; they are judged in slices.
 */
export async function reviewConcerned(
  sql: PoolClient,
  shopId: number,
  {
    subject,
    verdicts,
    since,
    now,
  }: {
    subject: IncidentSubject;
    verdicts: readonly VerdictKind[];
    /** Verdicts that hold since then; null = however long. */
    since: Date | null;
    now: Date;
  },
): Promise<number> {
  const { rowCount } = await sql.query(
    `update parcels p set review_at = $5
      where p.shop_id = $1 and p.verdict = any($2) and ($3::timestamptz is null or p.verdict_since >= $3)
        and (p.review_at is null or p.review_at > $5)
        and case when $4::text is null then coalesce(p.answered_by, 'shopify') = $6
          else exists (select from legs l where l.shop_id = $1 and l.fulfillment_id = p.fulfillment_id
            and l.position = p.position and l.carrier_key = $4 and l.replaced_at is null) end`,
    [shopId, verdicts, since, subject.carrier, now, subject.source],
  );
  return rowCount ?? 0;
}

const OPEN_VERDICTS: readonly VerdictKind[] = [
  'on_track',
  'late',
  'stalled',
  'never_scanned',
  'customs_hold',
  'source_blind',
];
