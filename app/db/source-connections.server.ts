import type { PoolClient } from 'pg';
import { z } from 'zod';
import { servesSchema } from '#app/contracts/sources.ts';
import type { ConnectedSource, QuotaState, Serves, SourcePlan } from '#app/contracts/sources.ts';
import { nextDayAt } from '#app/db/source-days.server.ts';
import { pauseAfter } from '#app/domain/polling/pause-after.ts';
import type { FailureKind } from '#app/domain/polling/pause-after.ts';
import type { AskedSource } from '#app/domain/scans/source-name.ts';

/** A shop's account at a source. Its key and secret are not part of it: see source-secrets. */
export interface SourceConnection extends SourcePlan {
  source: ConnectedSource;
  /** 'refused': the source no longer takes the key; nothing is asked until a new one is saved. */
  state: 'connected' | 'paused' | 'refused';
  /** Random part of the address that pushes are sent to; null = it takes none. */
  address: string | null;
  hasSecret: boolean;
  /** Lower is asked first. */
  rank: number;
  serves: Serves;
  quota: QuotaState | null;
  connectedAt: Date;
  askedAt: Date | null;
  /** Last successful answer or push: the source clock. */
  answeredAt: Date | null;
  /** Since when no call has succeeded; null = the last one did. */
  failingSince: Date | null;
  errorKind: string | null;
  errorAt: Date | null;
  /** Nothing is asked before. */
  pausedUntil: Date | null;
}

/** The shop's connections in the order they are asked. */
export async function listConnections(
  sql: PoolClient,
  shopId: number,
): Promise<SourceConnection[]> {
  const { rows } = await sql.query(
    `select ${COLUMNS} from source_connections where shop_id = $1 order by rank, source`,
    [shopId],
  );
  return connectionsSchema.parse(rows);
}

/** One connection, or null when the shop has not connected the source. */
export async function connectionOf(
  sql: PoolClient,
  shopId: number,
  source: string,
): Promise<SourceConnection | null> {
  const { rows } = await sql.query(
    `select ${COLUMNS} from source_connections where shop_id = $1 and source = $2`,
    [shopId, source],
  );
  return connectionsSchema.parse(rows)[0] ?? null;
}

/**
 * Connects a source, or takes up one that is connected: state, health and quota begin anew, what the merchant chose
 * (carriers, rank, limits) and the address stay. A new one is asked after those that are there.
 */
export async function writeConnection(
  sql: PoolClient,
  shopId: number,
  connection: {
    source: ConnectedSource;
    /** Used when there is none yet; null = the source takes no pushes. */
    freshAddress: string | null;
    quota: QuotaState | null;
    /** Whether the source has just answered a question. */
    hasAnswered: boolean;
    now: Date;
  },
): Promise<void> {
  const { source, freshAddress, quota, hasAnswered, now } = connection;
  await sql.query(
    `insert into source_connections as c (shop_id, source, state, address, rank, quota, connected_at, asked_at, answered_at)
     values ($1, $2, 'connected', $3,
       (select coalesce(max(rank) + 1, 0) from source_connections where shop_id = $1), $4::jsonb, $5, $6, $6)
     on conflict (shop_id, source) do update set state = 'connected', quota = excluded.quota,
       address = coalesce(c.address, excluded.address), connected_at = excluded.connected_at,
       asked_at = coalesce(excluded.asked_at, c.asked_at), answered_at = coalesce(excluded.answered_at, c.answered_at),
       failing_since = null, error_kind = null, error_at = null, paused_until = null`,
    [
      shopId,
      source,
      freshAddress,
      quota === null ? null : JSON.stringify(quota),
      now,
      hasAnswered ? now : null,
    ],
  );
}

/** Forgets the connection with its key, secret and address. What the source has told stays. */
export async function deleteConnection(
  sql: PoolClient,
  shopId: number,
  source: ConnectedSource,
): Promise<boolean> {
  await sql.query(
    `update source_numbers set next_poll_at = null where shop_id = $1 and source = $2 and next_poll_at is not null`,
    [shopId, source],
  );
  const { rowCount } = await sql.query(
    `delete from source_connections where shop_id = $1 and source = $2`,
    [shopId, source],
  );
  return rowCount === 1;
}

/** Pauses or resumes; a refused one stays refused. False when there was nothing to change. */
export async function setPaused(
  sql: PoolClient,
  shopId: number,
  { source, isPaused }: { source: ConnectedSource; isPaused: boolean },
): Promise<boolean> {
  const [from, to] = isPaused ? ['connected', 'paused'] : ['paused', 'connected'];
  const { rowCount } = await sql.query(
    `update source_connections set state = $4, paused_until = null
      where shop_id = $1 and source = $2 and state = $3`,
    [shopId, source, from, to],
  );
  return rowCount === 1;
}

/** Puts the sources in this order; those not named come after, as they were. */
export async function rankConnections(
  sql: PoolClient,
  shopId: number,
  order: readonly ConnectedSource[],
): Promise<void> {
  await sql.query(
    `update source_connections c set rank = r.rank from (
       select source, (row_number() over (order by array_position($2::text[], source) nulls last, rank, source) - 1) as rank
         from source_connections where shop_id = $1) r
      where c.shop_id = $1 and c.source = r.source`,
    [shopId, order],
  );
}

/** Saves what the merchant chose for a source; false when it is not connected. */
export async function writePlan(
  sql: PoolClient,
  shopId: number,
  { source, plan }: { source: ConnectedSource; plan: SourcePlan },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update source_connections set serves = $3::jsonb, daily_calls = $4, per_thousand_minor = $5, credit_currency = $6
      where shop_id = $1 and source = $2`,
    [
      shopId,
      source,
      JSON.stringify(plan.serves),
      plan.dailyCalls,
      plan.perThousandMinor,
      plan.creditCurrency,
    ],
  );
  return rowCount === 1;
}

/** Notes a call that brought an answer: the source works, whatever was wrong before. Counts are `countDay`'s. */
export async function noteAnswer(
  sql: PoolClient,
  { shopId, source, now, quota }: { shopId: number; source: string; now: Date; quota?: QuotaState },
): Promise<void> {
  await sql.query(
    `update source_connections set asked_at = $3, answered_at = greatest(answered_at, $3), failing_since = null,
       error_kind = null, error_at = null, paused_until = null, quota = coalesce($4::jsonb, quota),
       state = case state when 'refused' then 'connected' else state end
      where shop_id = $1 and source = $2`,
    [shopId, source, now, quota === undefined ? null : JSON.stringify(quota)],
  );
}

/** Keeps what a source said of its quota, and nothing else: that is no news of any number. */
export async function noteQuota(
  sql: PoolClient,
  shopId: number,
  { source, quota }: { source: AskedSource; quota: QuotaState },
): Promise<void> {
  await sql.query(
    `update source_connections set quota = $3::jsonb where shop_id = $1 and source = $2`,
    [shopId, source, JSON.stringify(quota)],
  );
}

/** Notes a push that was taken: the source speaks, but whether it answers questions stays as it was. */
export async function noteHeard(
  sql: PoolClient,
  { shopId, source, now }: { shopId: number; source: string; now: Date },
): Promise<void> {
  await sql.query(
    `update source_connections set answered_at = greatest(answered_at, $3) where shop_id = $1 and source = $2`,
    [shopId, source, now],
  );
}

/** Notes a call that brought nothing, and until when the source is left alone. A refused key ends the asking. */
export async function noteFailure(
  sql: PoolClient,
  {
    shopId,
    source,
    failure,
    now,
  }: {
    shopId: number;
    source: string;
    failure: { kind: FailureKind; retryAfterMs: number | null };
    now: Date;
  },
): Promise<void> {
  const connection = await connectionOf(sql, shopId, source);
  if (connection === null) return;
  const { failingSince } = connection;
  const pausedUntil = pauseAfter({
    failure,
    failingSince,
    nextDayAt: await nextDayAt(sql, shopId, now),
    now,
  });
  await sql.query(
    `update source_connections set asked_at = $3, failing_since = coalesce(failing_since, $3), error_kind = $4,
       error_at = $3, paused_until = $5,
       state = case when $4 = 'key_refused' and state = 'connected' then 'refused' else state end
      where shop_id = $1 and source = $2`,
    [shopId, source, now, failure.kind, pausedUntil],
  );
}

/** The shop's own limit of calls is reached: nothing more is asked before its next day. That is no failure. */
export async function waitForNextDay(
  sql: PoolClient,
  shopId: number,
  { source, now }: { source: string; now: Date },
): Promise<void> {
  await sql.query(
    `update source_connections set paused_until = $3 where shop_id = $1 and source = $2`,
    [shopId, source, await nextDayAt(sql, shopId, now)],
  );
}

const COLUMNS = `source, state, address, secret_ciphertext is not null as "hasSecret", rank, serves,
  daily_calls as "dailyCalls", per_thousand_minor as "perThousandMinor", credit_currency as "creditCurrency", quota,
  connected_at as "connectedAt", asked_at as "askedAt", answered_at as "answeredAt", failing_since as "failingSince",
  error_kind as "errorKind", error_at as "errorAt", paused_until as "pausedUntil"`;

const instant = z.date().nullable();
const connectionsSchema = z.array(
  z.object({
    source: z.enum(['seventeen_track', 'aftership', 'inbound', 'csv']),
    state: z.enum(['connected', 'paused', 'refused']),
    address: z.string().nullable(),
    hasSecret: z.boolean(),
    rank: z.number(),
    serves: servesSchema,
    dailyCalls: z.number().nullable(),
    perThousandMinor: z.number().nullable(),
    creditCurrency: z.string().nullable(),
    quota: z
      .object({
        total: z.number().nullable(),
        used: z.number().nullable(),
        remaining: z.number().nullable(),
        at: z.coerce.date(),
      })
      .nullable(),
    connectedAt: z.date(),
    askedAt: instant,
    answeredAt: instant,
    failingSince: instant,
    errorKind: z.string().nullable(),
    errorAt: instant,
    pausedUntil: instant,
  }),
);
