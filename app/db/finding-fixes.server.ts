import type { PoolClient } from 'pg';
import type { FixError } from '#app/contracts/finding-detail.ts';
import type { Fix } from '#app/domain/findings/outcome.ts';

export type FixState = 'queued' | 'done' | 'failed' | 'undoing' | 'undone';

/** One request to mend something in Shopify. */
export interface FixRecord {
  fixId: string;
  findingId: string;
  fix: Fix;
  state: FixState;
  /** What stood there before; null until it was read. */
  before: unknown;
  error: FixError | null;
  askedAt: Date;
}

const COLUMNS = `fix_id as "fixId", finding_id as "findingId", fix, state, before, error, asked_at as "askedAt"`;

export async function addFix(
  sql: PoolClient,
  shopId: number,
  asked: { findingId: string; fix: Fix; actor: string; now: Date },
): Promise<string> {
  const { rows } = await sql.query<{ fixId: string }>(
    `insert into finding_fixes (shop_id, finding_id, fix, state, asked_by, asked_at)
     values ($1, $2, $3, 'queued', $4, $5) returning fix_id as "fixId"`,
    [shopId, asked.findingId, JSON.stringify(asked.fix), asked.actor, asked.now],
  );
  return rows[0]?.fixId ?? '';
}

/** Locked until the transaction ends. */
export async function lockFix(
  sql: PoolClient,
  shopId: number,
  fixId: string,
): Promise<FixRecord | null> {
  const { rows } = await sql.query<FixRecord>(
    `select ${COLUMNS} from finding_fixes where shop_id = $1 and fix_id = $2 for update`,
    [shopId, fixId],
  );
  return rows[0] ?? null;
}

/** A finding's requests, newest first. */
export async function fixesOf(
  sql: PoolClient,
  shopId: number,
  findingId: string,
): Promise<FixRecord[]> {
  const { rows } = await sql.query<FixRecord>(
    `select ${COLUMNS} from finding_fixes where shop_id = $1 and finding_id = $2
     order by asked_at desc, fix_id limit 50`,
    [shopId, findingId],
  );
  return rows;
}

export async function changeFix(
  sql: PoolClient,
  shopId: number,
  fixId: string,
  change: { state: FixState; error?: string | null; endedAt?: Date | null },
): Promise<void> {
  await sql.query(
    `update finding_fixes set state = $3, error = $4, ended_at = $5 where shop_id = $1 and fix_id = $2`,
    [shopId, fixId, change.state, change.error ?? null, change.endedAt ?? null],
  );
}

/** Remembers what stood there before the write; the first reading stays. */
export async function rememberBefore(
  sql: PoolClient,
  shopId: number,
  fixId: string,
  before: unknown,
): Promise<void> {
  await sql.query(
    `update finding_fixes set before = coalesce(before, $3) where shop_id = $1 and fix_id = $2`,
    [shopId, fixId, JSON.stringify(before)],
  );
}
