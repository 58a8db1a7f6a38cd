import type { PoolClient } from 'pg';
import { GATHER_MS } from '#app/domain/polling/expected-calls.ts';
import { PACES, PACE_HOURS } from '#app/domain/polling/paces.ts';
import type { Pace } from '#app/domain/polling/paces.ts';
import type { NumberState } from '#app/domain/polling/plan.ts';
import type { AskedSource, SourceName } from '#app/domain/scans/source-name.ts';

/** A number that a source is to be asked about now. */
export interface DueNumber {
  numberKey: string;
  /** As typed. */
  number: string;
  /** Our slug, or null to let the source detect it. */
  carrier: string | null;
  destination: string | null;
  state: NumberState;
  pace: Pace;
  /** When the plan wanted it asked. */
  dueAt: Date;
  /** Since when the source has stopped asking about it; null = it follows it. */
  gaveUpAt: Date | null;
  /** When the source was told to go on after it had stopped; null = never. */
  resumedAt: Date | null;
}

/**
 * Takes the numbers to ask a source about in one call, and lends them for ten minutes: when no answer is written until then
 * (`writeFacts`), they are due again. Those that have waited longest relative to their own pace go first: an hour is
 * much on the van and nothing after ten silent days. What comes due within five minutes comes along.
 * Reads at most `limit` rows of each pace by index, however many are due.
 */
export async function takeDue(
  sql: PoolClient,
  shopId: number,
  { source, now, limit }: { source: AskedSource; now: Date; limit: number },
): Promise<DueNumber[]> {
  const { rows } = await sql.query<DueNumber>(TAKE_DUE, [
    shopId,
    source,
    now,
    limit,
    ASKED_PACES.map(({ pace }) => pace),
    ASKED_PACES.map(({ hours }) => hours),
    new Date(now.getTime() + GATHER_MS),
    new Date(now.getTime() + LENT_MS),
  ]);
  return rows;
}

const LENT_MS = 600_000;
/** How long a fresh number may wait before it is as urgent as any other that has waited its interval over again. */
const FRESH_HOURS = 0.5;
const ASKED_PACES = PACES.flatMap((pace) =>
  pace === 'ended' ? [] : [{ pace, hours: pace === 'fresh' ? FRESH_HOURS : PACE_HOURS[pace] }],
);

const TAKE_DUE = `
  with due as materialized (
    select n.number_key from unnest($5::text[], $6::float8[]) as p(pace, hours)
      cross join lateral (
        select c.number_key, c.next_poll_at from source_numbers c
        where c.shop_id = $1 and c.source = $2 and c.pace = p.pace and c.next_poll_at <= $7
        order by c.next_poll_at limit $4
      ) n
    order by extract(epoch from $3::timestamptz - n.next_poll_at) / p.hours desc, n.number_key limit $4
  ), taken as (
    select t.number_key, t.next_poll_at from source_numbers t
    where t.shop_id = $1 and t.source = $2 and t.number_key = any(array(select number_key from due))
    for update skip locked
  )
  update source_numbers n set asked_at = $3, next_poll_at = $8 from taken
  where n.shop_id = $1 and n.source = $2 and n.number_key = taken.number_key
  returning n.number_key as "numberKey", n.number, n.carrier, n.destination, n.state, n.pace,
    taken.next_poll_at as "dueAt",
    n.gave_up_at as "gaveUpAt", n.resumed_at as "resumedAt"`;

/** Notes that the source was told to go on with numbers it had stopped, or said that it may not be told again. */
export async function noteResumed(
  sql: PoolClient,
  shopId: number,
  { source, numberKeys, now }: { source: AskedSource; numberKeys: readonly string[]; now: Date },
): Promise<void> {
  if (numberKeys.length === 0) return;
  await sql.query(
    `update source_numbers set resumed_at = $4
      where shop_id = $1 and source = $2 and number_key = any($3::text[])`,
    [shopId, source, numberKeys, now],
  );
}

/** What a source said of a number, shaped as its reports. */
export interface NumberFacts {
  numberKey: string;
  number: string;
  state: Exclude<NumberState, 'new' | 'ended'> | 'unregistered';
  errorCode: string | null;
  carrier: string | null;
  syncedAt: Date | null;
  isSyncFailing: boolean;
  successor: { number: string; carrier: string | null; carrierName: string | null } | null;
  shipperCountry: string | null;
  recipient: { country: string | null; postcodeHash: string | null };
  estimatedDeliveryAt: Date | null;
}

/**
 * Writes what a source said of numbers, asked or unasked; numbers that no parcel has (any more) are not kept, nor asked
 * about again. When each is asked next is `planPolls`' to say.
 */
export async function writeFacts(
  sql: PoolClient,
  shopId: number,
  {
    source,
    reports,
    now,
  }: { source: Exclude<SourceName, 'shopify'>; reports: readonly NumberFacts[]; now: Date },
): Promise<void> {
  if (reports.length === 0) return;
  const byKey = new Map(reports.map((report) => [report.numberKey, report]));
  const rows = [...byKey.values()].map(({ recipient, state, ...report }) => ({
    numberKey: report.numberKey,
    number: report.number,
    errorCode: report.errorCode,
    carrier: report.carrier,
    syncedAt: report.syncedAt,
    isSyncFailing: report.isSyncFailing,
    successor: report.successor,
    shipperCountry: report.shipperCountry,
    estimatedDeliveryAt: report.estimatedDeliveryAt,
    state: state === 'unregistered' ? 'new' : state,
    isError: ERRORS.has(state),
    isRegistered: state !== 'unregistered' && state !== 'refused',
    recipientCountry: recipient.country,
    postcodeHash: recipient.postcodeHash,
  }));
  await sql.query(WRITE_FACTS, [shopId, source, JSON.stringify(rows), now]);
  await sql.query(
    `update source_numbers n set next_poll_at = null, pace = 'ended', state = 'ended'
      where n.shop_id = $1 and n.source = $2 and n.number_key = any($3) and n.next_poll_at is not null
        and not exists (select from legs l where l.shop_id = $1 and l.number_key = n.number_key)`,
    [shopId, source, [...byKey.keys()]],
  );
}

/** Answers that make the next question come later. "Nothing known yet" is no error. */
const ERRORS: ReadonlySet<NumberFacts['state']> = new Set([
  'carrier_unknown',
  'refused',
  'unregistered',
]);

const WRITE_FACTS = `
  insert into source_numbers as n (shop_id, source, number_key, number, carrier, state, pace, registered_at, answered_at,
    synced_at, sync_failing, attempts, error_code, gave_up_at, shipper_country, recipient_country, recipient_postcode_hash, successor,
    estimated_delivery_at)
  select $1, $2, "numberKey", number, carrier, state, 'ended', case when "isRegistered" then $4::timestamptz end, $4,
    "syncedAt", "isSyncFailing", "isError"::int, "errorCode", case when state = 'gave_up' then $4::timestamptz end,
    "shipperCountry", "recipientCountry", "postcodeHash",
    successor, "estimatedDeliveryAt"
  from jsonb_to_recordset($3::jsonb) as r("numberKey" text, number text, carrier text, state text, "isRegistered" boolean,
    "isError" boolean, "errorCode" text, "syncedAt" timestamptz, "isSyncFailing" boolean, "shipperCountry" char(2),
    "recipientCountry" char(2), "postcodeHash" text, successor jsonb, "estimatedDeliveryAt" timestamptz)
  where exists (select from legs l where l.shop_id = $1 and l.number_key = r."numberKey")
  order by "numberKey"
  on conflict (shop_id, source, number_key) do update set
    carrier = coalesce(excluded.carrier, n.carrier), state = excluded.state,
    registered_at = coalesce(n.registered_at, excluded.registered_at),
    answered_at = greatest(n.answered_at, excluded.answered_at),
    synced_at = greatest(n.synced_at, excluded.synced_at), sync_failing = excluded.sync_failing,
    attempts = case when excluded.attempts = 0 then 0 else least(n.attempts + 1, 100) end,
    -- Why it may not be told to go on again stays true until it goes on.
    error_code = coalesce(excluded.error_code, case when excluded.state = 'gave_up' and n.state = 'gave_up' then n.error_code end),
    gave_up_at = case when excluded.state = 'gave_up' then coalesce(n.gave_up_at, excluded.gave_up_at) end,
    shipper_country = coalesce(excluded.shipper_country, n.shipper_country),
    recipient_country = coalesce(excluded.recipient_country, n.recipient_country),
    recipient_postcode_hash = coalesce(excluded.recipient_postcode_hash, n.recipient_postcode_hash),
    successor = coalesce(excluded.successor, n.successor),
    estimated_delivery_at = coalesce(excluded.estimated_delivery_at, n.estimated_delivery_at)`;

/** What a source has said of a number: the second clock, and what it knows beside scans. */
export interface NumberAnswer {
  source: Exclude<SourceName, 'shopify'>;
  numberKey: string;
  state: NumberState;
  /** Our slug of the carrier the source asks, or null. */
  carrier: string | null;
  answeredAt: Date | null;
  /** When the source itself last heard from the carrier; null = it does not tell. */
  syncedAt: Date | null;
  isSyncFailing: boolean;
  errorCode: string | null;
  successor: NumberFacts['successor'];
  shipperCountry: string | null;
  recipientCountry: string | null;
  recipientPostcodeHash: string | null;
  estimatedDeliveryAt: Date | null;
}

/** What every source has said of these numbers; numbers nobody was asked about are missing. */
export async function readAnswers(
  sql: PoolClient,
  shopId: number,
  numberKeys: readonly string[],
): Promise<NumberAnswer[]> {
  if (numberKeys.length === 0) return [];
  const { rows } = await sql.query<NumberAnswer>(
    `select source, number_key as "numberKey", state, carrier, answered_at as "answeredAt", synced_at as "syncedAt",
       sync_failing as "isSyncFailing", error_code as "errorCode", successor, shipper_country as "shipperCountry",
       recipient_country as "recipientCountry", recipient_postcode_hash as "recipientPostcodeHash",
       estimated_delivery_at as "estimatedDeliveryAt"
     from source_numbers where shop_id = $1 and number_key = any($2::text[])
     order by number_key, answered_at desc nulls last, source`,
    [shopId, [...new Set(numberKeys)]],
  );
  return rows;
}

/** How many numbers of a source stand on each line of the plan. */
export async function countPaces(
  sql: PoolClient,
  shopId: number,
  source: AskedSource,
): Promise<Partial<Record<Pace, number>>> {
  const { rows } = await sql.query<{ pace: Pace; count: number }>(
    `select pace, count(*)::int as count from source_numbers
      where shop_id = $1 and source = $2 and next_poll_at is not null group by pace`,
    [shopId, source],
  );
  return Object.fromEntries(rows.map(({ pace, count }) => [pace, count]));
}
