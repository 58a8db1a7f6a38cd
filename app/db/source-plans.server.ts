import type { PoolClient } from 'pg';
import { z } from 'zod';
import type { Pace } from '#app/domain/polling/paces.ts';
import type { NumberState } from '#app/domain/polling/plan.ts';
import type { Serving } from '#app/domain/polling/serving.ts';
import { ASKED_SOURCES } from '#app/domain/scans/source-name.ts';
import type { AskedSource } from '#app/domain/scans/source-name.ts';
import type { Milestone } from '#app/domain/scans/scan.ts';

/** A connection as the polling plan needs it. */
export interface PlanningSource extends Serving {
  stretch: number;
  /** Whether it has pushed to this shop since yesterday. */
  pushesArrive: boolean;
}

/** The shop's connections to sources that can be asked. One look-up by primary key: most shops have none. */
export async function planningSources(
  sql: PoolClient,
  shopId: number,
  now: Date,
): Promise<PlanningSource[]> {
  const { rows } = await sql.query(
    `select c.source, c.state, c.rank, c.serves, c.stretch, exists (
         select from source_days d where d.shop_id = c.shop_id and d.source = c.source
           and d.day_on >= ($3::timestamptz - interval '1 day')::date and d.pushes > 0) as "pushesArrive"
       from source_connections c where c.shop_id = $1 and c.source = any($2)`,
    [shopId, ASKED_SOURCES, now],
  );
  return sourcesSchema.parse(rows);
}

const sourcesSchema = z.array(
  z.object({
    source: z.enum(ASKED_SOURCES),
    state: z.enum(['connected', 'paused', 'refused']),
    rank: z.number(),
    serves: z.object({
      mode: z.enum(['all', 'only', 'except']),
      carriers: z.array(z.string()),
    }),
    stretch: z.number(),
    pushesArrive: z.boolean(),
  }),
);

/** A leg with the state of its parcel. */
export interface PlannedLeg {
  fulfillmentId: string;
  position: number;
  seq: number;
  number: string;
  numberKey: string;
  carrier: string | null;
  listed: boolean;
  continuesSeq: number | null;
  replacedAt: Date | null;
  startedAt: Date;
  destination: string | null;
  milestone: Milestone | null;
  lastScanAt: Date | null;
  deliveredAt: Date | null;
  estimatedDeliveryAt: Date | null;
  cancelled: boolean;
  /** A person has had sources asked no more about the parcel. */
  isUnfollowed: boolean;
  cause: string | null;
  /** Something speaks against one of the parcel's numbers, and does not prove it wrong. */
  isDoubted: boolean;
}

/**
 * The legs of these fulfillments' parcels, and those of every other parcel that has one of their numbers: a number two
 * parcels share is asked about as often as the more urgent of them needs.
 */
export async function legsToPlan(
  sql: PoolClient,
  shopId: number,
  fulfillmentIds: readonly string[],
): Promise<PlannedLeg[]> {
  const { rows } = await sql.query<PlannedLeg>(
    `select l.fulfillment_id as "fulfillmentId", l.position, l.seq, l.number, l.number_key as "numberKey",
       coalesce(l.carrier, p.carrier) as carrier, l.listed, l.continues_seq as "continuesSeq",
       l.replaced_at as "replacedAt", l.started_at as "startedAt", p.destination, p.milestone,
       p.last_scan_at as "lastScanAt", p.delivered_at as "deliveredAt",
       p.estimated_delivery_at as "estimatedDeliveryAt", p.cancelled,
       p.unfollowed_at is not null as "isUnfollowed", p.cause,
       jsonb_path_exists(p.proofs, '$[*] ? (@.weight == "suspicion" && @.code != "check_digit_failed")') as "isDoubted"
     from legs l
     join parcels p on p.shop_id = $1 and p.fulfillment_id = l.fulfillment_id and p.position = l.position
     where l.shop_id = $1 and l.fulfillment_id = any(array(
       select $3::bigint[] || array(
         select other.fulfillment_id from legs own
         join legs other on other.shop_id = $1 and other.number_key = own.number_key
           and other.fulfillment_id <> own.fulfillment_id
         where own.shop_id = $1 and own.fulfillment_id = any($3::bigint[]) limit $2)))
     order by l.fulfillment_id, l.position, l.seq`,
    [shopId, MOST_SHARED, fulfillmentIds],
  );
  return rows;
}

/** A supplier that gives one number to every order must not make one look-up read them all. */
const MOST_SHARED = 2_000;

/** A number's row as planned so far. */
export interface StoredPlan {
  source: AskedSource;
  numberKey: string;
  state: NumberState;
  answeredAt: Date | null;
  attempts: number;
  nextPollAt: Date | null;
}

export async function loadPlans(
  sql: PoolClient,
  shopId: number,
  numberKeys: readonly string[],
): Promise<StoredPlan[]> {
  const { rows } = await sql.query<StoredPlan>(
    `select source, number_key as "numberKey", state, answered_at as "answeredAt", attempts,
       next_poll_at as "nextPollAt"
     from source_numbers where shop_id = $1 and number_key = any($2::text[]) and source = any($3)`,
    [shopId, numberKeys, ASKED_SOURCES],
  );
  return rows;
}

/** A number's place in the plan; `at` null = not asked any more. */
export interface PlanRow {
  source: AskedSource;
  numberKey: string;
  number: string;
  carrier: string | null;
  destination: string | null;
  pace: Pace;
  at: Date | null;
}

/**
 * Writes plans in one statement. What is due already, was never asked or is just being asked is not put off by a newer
 * plan, only brought forward; a carrier that the source itself found stays; rows that are as planned are not touched.
 */
export async function upsertPlans(
  sql: PoolClient,
  shopId: number,
  { rows, now }: { rows: readonly PlanRow[]; now: Date },
): Promise<void> {
  if (rows.length === 0) return;
  await sql.query(UPSERT_PLANS, [shopId, JSON.stringify(rows), now]);
}

const NEXT_POLL_AT = `case when excluded.next_poll_at is not null
    and (n.next_poll_at <= $3 or n.answered_at is null or n.asked_at > n.answered_at)
  then least(n.next_poll_at, excluded.next_poll_at) else excluded.next_poll_at end`;
const CARRIER = `case when n.state = 'tracking' then coalesce(n.carrier, excluded.carrier)
  else coalesce(excluded.carrier, n.carrier) end`;
const STATE = `case when n.state in ('refused', 'carrier_unknown') then n.state
  when excluded.next_poll_at is null then 'ended'
  when n.state = 'ended' then case when n.registered_at is null then 'new' else 'tracking' end else n.state end`;

const UPSERT_PLANS = `
  insert into source_numbers as n (shop_id, source, number_key, number, carrier, destination, state, pace, next_poll_at)
  select $1, source, "numberKey", number, carrier, destination, 'new', pace, at
  from jsonb_to_recordset($2::jsonb) as r(source text, "numberKey" text, number text, carrier text, destination char(2),
    pace text, at timestamptz)
  order by source, "numberKey"
  on conflict (shop_id, source, number_key) do update set
    carrier = ${CARRIER}, destination = coalesce(excluded.destination, n.destination), state = ${STATE},
    pace = excluded.pace, next_poll_at = ${NEXT_POLL_AT}
  where (n.carrier, n.destination, n.state, n.pace, n.next_poll_at) is distinct from
    (${CARRIER}, coalesce(excluded.destination, n.destination), ${STATE}, excluded.pace, ${NEXT_POLL_AT})`;
