import type { PoolClient } from 'pg';

/** Money seen on a bank account. Its text is never kept: it may name people. */
export interface BankLine {
  /** ISO date. */
  bookedOn: string;
  /** Minor units; negative = went out. */
  minor: number;
  currency: string;
  gateway: string | null;
  /** Of date, amount and text: the same line of two files is one. */
  digest: string;
}

/** Returns how many were new. */
export async function addBankLines(
  sql: PoolClient,
  shopId: number,
  { lines, batch, now }: { lines: readonly BankLine[]; batch: string; now: Date },
): Promise<number> {
  const { rowCount } = await sql.query(
    `insert into bank_lines (shop_id, booked_on, amount_minor, currency, gateway, digest, batch, created_at)
     select $1, l.*, $7, $8 from unnest($2::date[], $3::bigint[], $4::text[], $5::text[], $6::text[]) as l
     on conflict (shop_id, digest) do nothing`,
    [
      shopId,
      lines.map(({ bookedOn }) => bookedOn),
      lines.map(({ minor }) => minor),
      lines.map(({ currency }) => currency),
      lines.map(({ gateway }) => gateway),
      lines.map(({ digest }) => digest),
      batch,
      now,
    ],
  );
  return rowCount ?? 0;
}

/** What was taken for a gateway's payouts, oldest first. */
export async function bankLinesOfGateway(
  sql: PoolClient,
  shopId: number,
  { gateway, currency, fromOn }: { gateway: string; currency: string; fromOn: string },
): Promise<{ on: string; minor: number }[]> {
  const { rows } = await sql.query<{ on: string; minor: string }>(
    `select booked_on::text as "on", amount_minor::text as minor from bank_lines
      where shop_id = $1 and gateway = $2 and currency = $3 and booked_on >= $4 order by booked_on, line_id`,
    [shopId, gateway, currency, fromOn],
  );
  return rows.map(({ on, minor }) => ({ on, minor: Number(minor) }));
}

/** Takes a whole file back. Returns how many lines that were. */
export async function deleteBankBatch(
  sql: PoolClient,
  shopId: number,
  batch: string,
): Promise<number> {
  const { rowCount } = await sql.query(
    `delete from bank_lines where shop_id = $1 and batch = $2::uuid`,
    [shopId, batch],
  );
  return rowCount ?? 0;
}

/** How many lines there are, and the newest one's day; null: none. */
export async function readBankSummary(
  sql: PoolClient,
  shopId: number,
): Promise<{ lines: number; lastOn: string | null }> {
  const { rows } = await sql.query<{ lines: number; lastOn: string | null }>(
    `select count(*)::int as lines, max(booked_on)::text as "lastOn" from bank_lines where shop_id = $1`,
    [shopId],
  );
  return rows[0] ?? { lines: 0, lastOn: null };
}
