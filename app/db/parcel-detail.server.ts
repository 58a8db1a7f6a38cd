import type { PoolClient } from 'pg';
import type { ParcelView, TimelineScan } from '#app/contracts/pages.ts';
import type { SourceName } from '#app/domain/scans/source-name.ts';
import type { Evidence } from '#app/domain/verdicts/verdict.ts';
import type { ParcelRecord } from '#app/db/parcel-record.server.ts';
import { parcelColumns } from '#app/db/parcel-record.server.ts';

/** A parcel with everything its page shows that is not in a list of its own. */
export interface ParcelDetailRecord extends ParcelRecord {
  fulfillmentName: string;
  evidence: Evidence[];
  population: ParcelView['population'];
  probability: number | null;
  reviewAt: Date | null;
  assessedAt: Date | null;
  trackingUrl: string | null;
  supplier: string | null;
  sharedStream: boolean;
  lastPhysicalAt: Date | null;
  numberSeenAt: Date | null;
  /** Whose answer counts, and when it last had news: Shopify's as it stands now, another source's of the chain's numbers. */
  answeredBy: SourceName | null;
  sourceAnsweredAt: Date | null;
  estimatedDeliveryAt: Date | null;
  /** Since when a person has had sources asked no more; null = they are asked. */
  unfollowedAt: Date | null;
  /** What its present silence is counted under (domain/lanes/lane-key.ts); null when there is none. */
  silenceKey: string | null;
}

export interface ParcelKey {
  shopId: number;
  fulfillmentId: string;
  position: number;
}

/** The parcel, or null when the shop has none of this id. */
export async function readParcel(
  sql: PoolClient,
  { shopId, fulfillmentId, position }: ParcelKey,
): Promise<ParcelDetailRecord | null> {
  const { rows } = await sql.query<ParcelDetailRecord>(
    `select ${parcelColumns('p')}, f.name as "fulfillmentName", p.evidence, p.population, p.probability,
       p.review_at as "reviewAt", p.assessed_at as "assessedAt", p.tracking_url as "trackingUrl", p.supplier,
       p.shared_stream as "sharedStream", p.last_physical_at as "lastPhysicalAt",
       p.number_seen_at as "numberSeenAt", p.answered_by as "answeredBy",
       case when coalesce(p.answered_by, 'shopify') = 'shopify' then s.source_answered_at
         else p.source_answered_at end as "sourceAnsweredAt",
       p.estimated_delivery_at as "estimatedDeliveryAt", p.unfollowed_at as "unfollowedAt",
       p.silence_key as "silenceKey"
     from parcels p
     join fulfillments f on f.shop_id = $1 and f.fulfillment_id = p.fulfillment_id
     left join sync_state s on s.shop_id = $1
     where p.shop_id = $1 and p.fulfillment_id = $2 and p.position = $3`,
    [shopId, fulfillmentId, position],
  );
  return rows[0] ?? null;
}

export type LegRecord = Omit<ParcelView['legs'][number], 'startedAt' | 'replacedAt'> & {
  startedAt: Date;
  replacedAt: Date | null;
};

/** Every number the parcel has had, newest first. */
export async function readLegs(sql: PoolClient, key: ParcelKey): Promise<LegRecord[]> {
  const { rows } = await sql.query<LegRecord>(
    `select seq, number, carrier, tracking_url as "trackingUrl", started_at as "startedAt",
       started_basis as "startedBasis", replaced_at as "replacedAt", linked_by as "linkedBy",
       listed, continues_seq as "continuesSeq", kind
     from legs where shop_id = $1 and fulfillment_id = $2 and position = $3
     order by seq desc limit ${MOST_LEGS}`,
    [key.shopId, key.fulfillmentId, key.position],
  );
  return rows;
}

export type StopRecord = Omit<ParcelView['stops'][number], 'at'> & { at: Date };

/** Sources that have stopped asking the carrier about numbers that they still are asked about, the latest first. */
export async function readStops(sql: PoolClient, key: ParcelKey): Promise<StopRecord[]> {
  const { rows } = await sql.query<StopRecord>(
    `select distinct n.source, n.number, n.gave_up_at as at
     from legs l join source_numbers n on n.shop_id = $1 and n.number_key = l.number_key
     where l.shop_id = $1 and l.fulfillment_id = $2 and l.position = $3
       and n.state = 'gave_up' and n.gave_up_at is not null and n.next_poll_at is not null
     order by at desc, n.source, n.number`,
    [key.shopId, key.fulfillmentId, key.position],
  );
  return rows;
}

export type ScanRecord = Omit<TimelineScan, 'occurredAt' | 'receivedAt'> & {
  occurredAt: Date;
  recordedAt: Date;
  estimatedDeliveryAt: Date | null;
  receivedAt: Date;
};

/** The parcel's scans and those its fulfillment's parcels share, newest first, the newest `MOST_SCANS`. */
export async function readScans(sql: PoolClient, key: ParcelKey): Promise<ScanRecord[]> {
  const { rows } = await sql.query<ScanRecord>(
    `select event_id as "eventId", source, occurred_at as "occurredAt", recorded_at as "recordedAt",
       received_at as "receivedAt", estimated_delivery_at as "estimatedDeliveryAt", milestone,
       physical, raw_status as "rawStatus", message, place, country, leg_seq as "legSeq"
     from scans
     where shop_id = $1 and fulfillment_id = $2 and (position is null or position = $3)
     order by occurred_at desc, recorded_at desc, event_id desc limit ${MOST_SCANS}`,
    [key.shopId, key.fulfillmentId, key.position],
  );
  return rows;
}

export type ChangeRecord = Omit<ParcelView['changes'][number], 'changedAt'> & { changedAt: Date };

/** How the verdict changed and why, newest first. */
export async function readChanges(sql: PoolClient, key: ParcelKey): Promise<ChangeRecord[]> {
  const { rows } = await sql.query<ChangeRecord>(
    `select changed_at as "changedAt", from_verdict as "from", to_verdict as "to", cause, trigger, detail
     from verdict_changes where shop_id = $1 and fulfillment_id = $2 and position = $3
     order by changed_at desc, seq desc limit ${MOST_CHANGES}`,
    [key.shopId, key.fulfillmentId, key.position],
  );
  return rows;
}

const MOST_LEGS = 50;
const MOST_SCANS = 500;
const MOST_CHANGES = 200;
