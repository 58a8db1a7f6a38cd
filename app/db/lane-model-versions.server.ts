import type { PoolClient } from 'pg';
import { z } from 'zod';
import type { CellKind } from '#app/db/lane-cells.server.ts';

/** What is known of a model beside its counts. */
export interface ModelRecord {
  version: number;
  madeAt: Date;
  /** Share of good parcels that may be flagged, 0 to 1. */
  budget: number;
  patience: number;
  flaggedShare: number;
  isMet: boolean;
  basis: 'history' | 'usual_way';
  /** Delivered parcels that the budget was solved on. */
  parcels: number;
  /** Whether the days to the delivery are business days of the destination. */
  businessDays: boolean;
  setAside: Record<string, number>;
}

const recordSchema = z.object({
  version: z.number(),
  madeAt: z.date(),
  budget: z.number(),
  patience: z.number(),
  flaggedShare: z.number(),
  isMet: z.boolean(),
  basis: z.enum(['history', 'usual_way']),
  parcels: z.number(),
  businessDays: z.boolean(),
  setAside: z.record(z.string(), z.number()),
});

const RECORD_COLUMNS = `m.version, m.made_at as "madeAt", m.budget, m.patience, m.flagged_share as "flaggedShare",
  m.is_met as "isMet", m.basis, m.parcels, m.business_days as "businessDays", m.set_aside as "setAside"`;

/** The shop's newest model; null before its first. */
export async function newestModel(sql: PoolClient, shopId: number): Promise<ModelRecord | null> {
  const { rows } = await sql.query(
    `select ${RECORD_COLUMNS} from lane_models m where m.shop_id = $1 order by m.version desc limit 1`,
    [shopId],
  );
  return rows[0] === undefined ? null : recordSchema.parse(rows[0]);
}

/** Frozen counts of a model. */
export interface ModelCell {
  kind: CellKind;
  key: string;
  /** What ended, or what was expected; without the zeros at the end. */
  bins: number[];
  stuck: number;
  /** What still lasts. */
  open: number[];
}

/** The newest model with its counts, in one statement, so that they belong together; null before the first. */
export async function readNewestModel(
  sql: PoolClient,
  shopId: number,
): Promise<{ record: ModelRecord; cells: ModelCell[] } | null> {
  const { rows } = await sql.query<Record<string, unknown> & StoredModelCell>(
    `select ${RECORD_COLUMNS}, c.kind, c.key, c.bins::text, c.stuck, c.open::text
     from (select * from lane_models where shop_id = $1 order by version desc limit 1) m
     left join lane_model_cells c on c.shop_id = $1 and c.version = m.version`,
    [shopId],
  );
  if (rows[0] === undefined) return null;
  const record = recordSchema.parse(rows[0]);
  const cells = rows.flatMap(({ kind, key, bins, stuck, open }) =>
    kind === null ? [] : [{ kind, key, bins: numbersOf(bins), stuck, open: numbersOf(open) }],
  );
  return { record, cells };
}

interface StoredModelCell {
  /** Null for a model without counts. */
  kind: CellKind | null;
  key: string;
  bins: string;
  stuck: number;
  open: string;
}

/** Read by hand: a large shop has millions of these numbers, and the driver's reader takes ten times as long. */
function numbersOf(text: string): number[] {
  return text.length <= 2 ? [] : text.slice(1, -1).split(',').map(Number);
}

/** Cells in one statement: a megabyte or so. */
const CELLS_AT_ONCE = 1_000;
/** Models that are remembered without their counts: two months of one a day. */
const VERSIONS_KEPT = 60;

/**
 * Stores a model as the shop's next version, in place of the counts of the one before. Returns the version.
 */
export async function writeModel(
  sql: PoolClient,
  shopId: number,
  {
    record,
    cells,
    drift,
    replay,
  }: {
    record: Omit<ModelRecord, 'version'>;
    cells: readonly ModelCell[];
    drift: unknown;
    replay: unknown;
  },
): Promise<number> {
  const { rows } = await sql.query<{ version: number }>(
    `insert into lane_models (shop_id, version, made_at, budget, patience, flagged_share, is_met, basis, parcels,
       business_days, set_aside, drift, replay)
     select $1, coalesce(max(version), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12
     from lane_models where shop_id = $1 returning version`,
    [
      shopId,
      record.madeAt,
      record.budget,
      record.patience,
      record.flaggedShare,
      record.isMet,
      record.basis,
      record.parcels,
      record.businessDays,
      JSON.stringify(record.setAside),
      JSON.stringify(drift),
      JSON.stringify(replay),
    ],
  );
  const version = rows[0]?.version ?? 0;
  for (let start = 0; start < cells.length; start += CELLS_AT_ONCE) {
    await sql.query(
      `insert into lane_model_cells (shop_id, version, kind, key, bins, stuck, open)
       select $1, $2, c.kind, c.key, c.bins, c.stuck, c.open from jsonb_to_recordset($3::jsonb) as c(
         kind text, key text, bins double precision[], stuck double precision, open double precision[])`,
      [shopId, version, JSON.stringify(cells.slice(start, start + CELLS_AT_ONCE))],
    );
  }
  await sql.query(`delete from lane_model_cells where shop_id = $1 and version < $2`, [
    shopId,
    version,
  ]);
  await sql.query(`delete from lane_models where shop_id = $1 and version <= $2`, [
    shopId,
    version - VERSIONS_KEPT,
  ]);
  return version;
}

/** What was replayed when the newest model was made, with its version; still to be parsed. Null before the first. */
export async function readReplay(sql: PoolClient, shopId: number): Promise<unknown> {
  const { rows } = await sql.query<{ replay: unknown }>(
    `select replay || jsonb_build_object('version', version, 'setAside', set_aside) as replay from lane_models
     where shop_id = $1 order by version desc limit 1`,
    [shopId],
  );
  return rows[0]?.replay ?? null;
}
