import type { PoolClient } from 'pg';
import { FEWEST_DELIVERED_ON_LANE } from '#app/domain/parcels/transit-floors.ts';
import type { Leg } from '#app/domain/parcels/reconcile.ts';
import type { LaneSpeed, NumberElsewhere } from '#app/domain/parcels/number-facts.ts';
import { MOST_ORDERS_OF_ONE_NUMBER } from '#app/domain/parcels/proofs-by-other-orders.ts';
import type { Proof } from '#app/domain/parcels/proof.ts';
import type { Milestone, Scan } from '#app/domain/scans/scan.ts';
import type { SourceName } from '#app/domain/scans/source-name.ts';
import type { Verdict, VerdictKind } from '#app/domain/verdicts/verdict.ts';

/** A parcel as the assessment needs it. */
export interface AssessableParcel {
  fulfillmentId: string;
  position: number;
  orderId: string;
  /** When the order was created or processed, whichever was earlier; the epoch when the order is not here. */
  placedAt: Date;
  postcodeHash: string | null;
  number: string | null;
  carrier: string | null;
  origin: string | null;
  destination: string | null;
  shippedAt: Date;
  numberSeenAt: Date | null;
  cancelled: boolean;
  sharedStream: boolean;
  estimatedDeliveryAt: Date | null;
  valueMinor: number;
  verdict: VerdictKind | 'unassessed';
  cause: string | null;
  lastScanAt: Date | null;
  scanCount: number;
  mutedUntil: Date | null;
  muted: boolean;
}

/** Which parcels to assess. */
export type AssessmentScope =
  /** Every parcel of these fulfillments: what a sync has just touched. */
  | { kind: 'fulfillments'; fulfillmentIds: readonly string[] }
  /** Parcels whose review time has passed, the longest-waiting first. */
  | { kind: 'due'; now: Date; limit: number }
  /** Freshly imported parcels whose events have been read. */
  | { kind: 'unassessed'; limit: number };

/** Reads and locks the parcels of a scope, in one order everywhere, so that two writers never wait for each other. */
export async function loadAssessable(
  sql: PoolClient,
  shopId: number,
  scope: AssessmentScope,
): Promise<AssessableParcel[]> {
  const { clause, values } = clauseOf(scope);
  const { rows } = await sql.query<
    Omit<AssessableParcel, 'valueMinor'> & { valueMinor: string; origin: string | null }
  >(
    `select p.fulfillment_id as "fulfillmentId", p.position, p.order_id as "orderId",
       coalesce(least(o.created_at, o.processed_at), 'epoch') as "placedAt",
       o.postcode_hash as "postcodeHash", p.number, p.carrier, p.origin, p.destination,
       p.shipped_at as "shippedAt", p.number_seen_at as "numberSeenAt",
       p.cancelled, p.shared_stream as "sharedStream", p.estimated_delivery_at as "estimatedDeliveryAt",
       p.value_minor as "valueMinor", p.verdict, p.cause, p.last_scan_at as "lastScanAt",
       p.scan_count as "scanCount", p.muted_until as "mutedUntil", p.muted
     from parcels p left join orders o on o.shop_id = $1 and o.order_id = p.order_id
     where p.shop_id = $1 and ${clause} for update of p`,
    [shopId, ...values],
  );
  return rows.map((row) => ({ ...row, valueMinor: Number(row.valueMinor) }));
}

function clauseOf(scope: AssessmentScope): { clause: string; values: unknown[] } {
  switch (scope.kind) {
    case 'fulfillments':
      return {
        clause: `p.fulfillment_id = any($2::bigint[]) order by p.fulfillment_id, p.position`,
        values: [scope.fulfillmentIds],
      };
    case 'due':
      return {
        clause: `p.review_at <= $2 order by p.review_at, p.fulfillment_id, p.position limit $3`,
        values: [scope.now, scope.limit],
      };
    case 'unassessed':
      return {
        clause: `p.verdict = 'unassessed' order by p.fulfillment_id, p.position limit $2`,
        values: [scope.limit],
      };
  }
}

/** A scan with the parcel and the leg it was written for; null when the fulfillment's parcels share one stream. */
export interface StoredScan extends Scan {
  fulfillmentId: string;
  position: number | null;
  legSeq: number | null;
}

/** Every scan of these fulfillments, in one question. */
export async function loadScans(
  sql: PoolClient,
  shopId: number,
  fulfillmentIds: readonly string[],
): Promise<Map<string, StoredScan[]>> {
  const { rows } = await sql.query<StoredScan & { milestone: Milestone }>(
    `select fulfillment_id as "fulfillmentId", position, leg_seq as "legSeq", source, event_id as "eventId",
       occurred_at as "occurredAt", recorded_at as "recordedAt", milestone, physical,
       raw_status as "rawStatus", message, place, country, postcode_hash as "postcodeHash",
       estimated_delivery_at as "estimatedDeliveryAt"
     from scans where shop_id = $1 and fulfillment_id = any($2::bigint[])`,
    [shopId, [...new Set(fulfillmentIds)]],
  );
  return Map.groupBy(rows, (row) => row.fulfillmentId);
}

/** Every number of these fulfillments' parcels, by fulfillment; in order of `seq`. */
export async function loadLegs(
  sql: PoolClient,
  shopId: number,
  fulfillmentIds: readonly string[],
): Promise<Map<string, StoredLeg[]>> {
  const { rows } = await sql.query<StoredLeg>(
    `select fulfillment_id as "fulfillmentId", position, seq, kind, number, number_key as "numberKey", carrier,
       carrier_key as "carrierKey", tracking_url as "trackingUrl", started_at as "startedAt",
       started_basis as "startedBasis", replaced_at as "replacedAt", linked_by as "linkedBy",
       listed, continues_seq as "continuesSeq"
     from legs where shop_id = $1 and fulfillment_id = any($2::bigint[])
     order by fulfillment_id, position, seq`,
    [shopId, [...new Set(fulfillmentIds)]],
  );
  return Map.groupBy(rows, (row) => row.fulfillmentId);
}

/** A number a parcel has had, with the parcel it belongs to. */
export interface StoredLeg extends Leg {
  fulfillmentId: string;
  position: number;
}

/** The same numbers on parcels of several orders, by number; numbers that one order alone has are left out. */
export async function loadElsewhere(
  sql: PoolClient,
  shopId: number,
  numberKeys: readonly string[],
): Promise<Map<string, NumberElsewhere[]>> {
  if (numberKeys.length === 0) return new Map();
  const { rows } = await sql.query<NumberElsewhere & { numberKey: string }>(
    `select shared.number_key as "numberKey", p.*
     from (
       select number_key from parcels
       where shop_id = $1 and number_key = any($2::text[]) and not cancelled
       group by number_key having count(distinct order_id) > 1
     ) shared cross join lateral (
       select p.order_id as "orderId", p.order_name as "orderName", p.destination,
         coalesce(p.number_seen_at, p.shipped_at) as "knownAt",
         least(o.created_at, o.processed_at) as "placedAt", o.postcode_hash as "postcodeHash"
       from parcels p join orders o on o.shop_id = $1 and o.order_id = p.order_id
       where p.shop_id = $1 and p.number_key = shared.number_key and not p.cancelled
       order by p.number_seen_at, p.fulfillment_id, p.position limit ${MOST_ORDERS_OF_ONE_NUMBER * 2}
     ) p`,
    [shopId, [...new Set(numberKeys)]],
  );
  return Map.groupBy(rows, (row) => row.numberKey);
}

/** How fast a lane's parcels arrived; of those that a person said come from local stock nothing is told. */
export interface LaneSpeedOf extends LaneSpeed {
  origin: string;
  destination: string;
}

/**
 * The speed of the lanes that the shop's newest parcels went: of the newest `NEWEST_PARCELS` those delivered, lanes with
 * at least `FEWEST_DELIVERED_ON_LANE` of them. Costs the same however large the shop is.
 */
export async function loadLaneSpeeds(sql: PoolClient, shopId: number): Promise<LaneSpeedOf[]> {
  const { rows } = await sql.query<LaneSpeedOf>(
    `with newest as (
       select p.fulfillment_id, p.order_id, p.origin, p.destination, p.shipped_at, p.verdict,
         coalesce(p.delivered_at, f.delivered_at) as arrived_at
       from (select * from parcels where shop_id = $1 order by fulfillment_id desc limit ${NEWEST_PARCELS}) p
       join fulfillments f on f.shop_id = $1 and f.fulfillment_id = p.fulfillment_id
     )
     select n.origin, n.destination,
       percentile_disc(${FASTEST_SHARE}) within group (
         order by extract(epoch from n.arrived_at - least(o.created_at, o.processed_at)))::float8 / 3600
         as "fromOrderHours",
       percentile_disc(${FASTEST_SHARE}) within group (
         order by extract(epoch from n.arrived_at - n.shipped_at))::float8 / 3600 as "fromShippingHours"
     from newest n join orders o on o.shop_id = $1 and o.order_id = n.order_id
     where n.arrived_at is not null and n.origin <> n.destination and n.verdict <> 'wrong_number'
       and not exists (
         select from proof_dismissals d join parcels p using (shop_id, fulfillment_id, position)
         where d.shop_id = $1 and d.code = 'too_fast'
           and p.origin = n.origin and p.destination = n.destination)
     group by n.origin, n.destination having count(*) >= ${FEWEST_DELIVERED_ON_LANE}`,
    [shopId],
  );
  return rows;
}

const NEWEST_PARCELS = 5_000;
const FASTEST_SHARE = 0.02;

/** What an assessment writes back on a parcel. */
export interface AssessedParcel {
  fulfillmentId: string;
  position: number;
  verdict: Verdict;
  /** The earlier of the verdict's own review time and the end of the muting; null = neither. */
  reviewAt: Date | null;
  mutedUntil: Date | null;
  muted: boolean;
  /** Everything that speaks against its numbers, what a person dismissed included. */
  proofs: readonly Proof[];
  /** Of all that the parcel teaches: where it changes, the parcel is marked to be learned. Null = nothing yet. */
  journeyMark: number | null;
  answeredBy: SourceName;
  /** Null for Shopify, whose clock stands in `sync_state`. */
  sourceAnsweredAt: Date | null;
  latest: {
    milestone: Milestone | null;
    firstScanAt: Date | null;
    lastScanAt: Date | null;
    lastPhysicalAt: Date | null;
    deliveredAt: Date | null;
    scanCount: number;
  };
}

/** Writes verdicts and latest states of many parcels, and marks those that teach something new, in one statement. */
export async function writeVerdicts(
  sql: PoolClient,
  shopId: number,
  parcels: readonly AssessedParcel[],
  now: Date,
): Promise<void> {
  if (parcels.length === 0) return;
  await sql.query(
    `with written as (
     update parcels p set
       verdict = v.verdict, cause = v.cause, verdict_since = v.since, evidence = v.evidence,
       population = v.population, probability = v.probability, next_step = v."nextStep",
       silence_from = v."silenceFrom", silence_limit_days = v."limitDays", silence_limit_at = v."limitAt",
       review_at = v."reviewAt", muted_until = v."mutedUntil", muted = v.muted, assessed_at = $3,
       milestone = v.milestone, first_scan_at = v."firstScanAt", last_scan_at = v."lastScanAt",
       last_physical_at = v."lastPhysicalAt", delivered_at = v."deliveredAt", scan_count = v."scanCount",
       proofs = v.proofs, answered_by = v."answeredBy", source_answered_at = v."sourceAnsweredAt",
       silence_key = v."silenceKey", journey_mark = v."journeyMark"
     from jsonb_to_recordset($2::jsonb) as v(
       "fulfillmentId" bigint, position smallint, verdict text, cause text, since timestamptz, evidence jsonb,
       population jsonb, probability double precision, "nextStep" text, "silenceFrom" timestamptz,
       "limitDays" double precision, "limitAt" timestamptz, "reviewAt" timestamptz, "mutedUntil" timestamptz,
       muted boolean, milestone text, "firstScanAt" timestamptz, "lastScanAt" timestamptz,
       "lastPhysicalAt" timestamptz, "deliveredAt" timestamptz, "scanCount" integer, proofs jsonb,
       "answeredBy" text, "sourceAnsweredAt" timestamptz, "silenceKey" text, "journeyMark" integer)
     where p.shop_id = $1 and p.fulfillment_id = v."fulfillmentId" and p.position = v.position
     returning p.fulfillment_id, p.position, old.journey_mark is distinct from new.journey_mark as teaches)
     insert into parcels_to_learn (shop_id, fulfillment_id, position, marked_at)
     select $1, fulfillment_id, position, $3 from written where teaches order by fulfillment_id, position
     on conflict (shop_id, fulfillment_id, position) do update set marked_at = excluded.marked_at`,
    [
      shopId,
      JSON.stringify(
        parcels.map(({ verdict, latest, ...parcel }) => ({
          ...parcel,
          ...latest,
          verdict: verdict.kind,
          cause: verdict.cause,
          since: verdict.since,
          evidence: verdict.evidence,
          population: verdict.population,
          probability: verdict.probability,
          nextStep: verdict.nextStep,
          silenceKey: verdict.silenceKey,
          silenceFrom: verdict.silence?.from ?? null,
          limitDays: verdict.silence?.limitDays ?? null,
          limitAt: verdict.silence?.limitAt ?? null,
        })),
      ),
      now,
    ],
  );
}
