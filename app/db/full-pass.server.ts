import type { PoolClient } from 'pg';
import { z } from 'zod';
import { SUBJECT_KINDS, type SubjectKind } from '#app/domain/findings/subjects.ts';

/** A pass over every subject that some rules look at, as far as it has come. */
export interface FullPass {
  /** What it is made for: words as in app/domain/findings/asked-rules.ts. */
  words: string[];
  kind: SubjectKind;
  /** Id of the last subject that was judged; null: none of this kind yet. */
  after: string | null;
  /** Words of the catalogue that it judges by. */
  catalogue: string;
}

export interface PassState {
  pass: FullPass | null;
  wanted: string[];
  /** Words of the catalogue at the end of the last pass over everything; null: there was none. */
  catalogue: string | null;
}

/** Where judging everything stands; null before the shop has a state. Waits for whoever writes facts without marking them. */
export async function lockPass(sql: PoolClient, shopId: number, now: Date): Promise<PassState> {
  await sql.query(
    `insert into compliance_state (shop_id, watching_since, next_facts_at) values ($1, $2, $2)
     on conflict (shop_id) do nothing`,
    [shopId, now],
  );
  const { rows } = await sql.query(
    `select full_pass as pass, pass_wanted as wanted, catalogue from compliance_state where shop_id = $1 for update`,
    [shopId],
  );
  return stateSchema.parse(rows[0]);
}

/** Where judging everything stands, for a page; null before the first pass was asked for. */
export async function readPass(
  sql: PoolClient,
  shopId: number,
): Promise<(PassState & { lastFullAt: Date | null }) | null> {
  const { rows } = await sql.query(
    `select full_pass as pass, pass_wanted as wanted, catalogue, last_full_at as "lastFullAt"
     from compliance_state where shop_id = $1`,
    [shopId],
  );
  return z.array(stateSchema.extend({ lastFullAt: z.date().nullable() })).parse(rows)[0] ?? null;
}

/** Begins a pass, which takes up everything that was wanted until now. */
export async function beginPass(
  sql: PoolClient,
  shopId: number,
  { pass, now }: { pass: FullPass; now: Date },
): Promise<void> {
  await sql.query(
    `update compliance_state set full_pass = $2, pass_wanted = '{}',
       windows_on = coalesce(windows_on, ($3::timestamptz at time zone 'UTC')::date),
       next_windows_at = coalesce(next_windows_at, date_trunc('day', $3, 'UTC') + interval '1 day')
     where shop_id = $1`,
    [shopId, JSON.stringify(pass), now],
  );
}

/** Notes how far the pass has come. */
export async function continuePass(sql: PoolClient, shopId: number, pass: FullPass): Promise<void> {
  await sql.query(`update compliance_state set full_pass = $2 where shop_id = $1`, [
    shopId,
    JSON.stringify(pass),
  ]);
}

/** Ends the pass: everything has now been judged by its catalogue. */
export async function endPass(
  sql: PoolClient,
  shopId: number,
  { pass, now }: { pass: FullPass; now: Date },
): Promise<void> {
  // Of every rule: then what gathers many orders has been judged too.
  await sql.query(
    `update compliance_state set full_pass = null, catalogue = $2, last_full_at = $3,
       gathered_at = case when $4 then $3 else gathered_at end where shop_id = $1`,
    [shopId, pass.catalogue, now, pass.words.includes('*')],
  );
}

/** Asks for a pass over what these words concern; before the first pass there is nothing to ask for. */
export async function wantPass(
  sql: PoolClient,
  shopId: number,
  words: readonly string[],
): Promise<void> {
  if (words.length === 0) return;
  await sql.query(`select want_pass($1, $2)`, [shopId, [...words]]);
}

const stateSchema = z.object({
  pass: z
    .object({
      words: z.array(z.string()),
      kind: z.enum(SUBJECT_KINDS),
      after: z.string().nullable(),
      catalogue: z.string(),
    })
    .nullable(),
  wanted: z.array(z.string()),
  catalogue: z.string().nullable(),
});

/**
 * One writer of a shop's findings at a time, until the transaction ends. The queue serialises a shop's jobs already; this
 * holds when a worker was taken for dead and lives.
 */
export async function lockJudging(sql: PoolClient, shopId: number): Promise<void> {
  await sql.query(`select pg_advisory_xact_lock($1, $2)`, [JUDGING_LOCK, shopId]);
}

/** First key of the advisory locks of judging; the second is the shop. */
const JUDGING_LOCK = 5_247_331;
