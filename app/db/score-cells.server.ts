import type { PoolClient } from 'pg';
import { z } from 'zod';
import { STEPS, type ParcelScore } from '#app/domain/scorecards/parcel-score.ts';
import { cellsOf, type ScoreCell } from '#app/domain/scorecards/score-cell.ts';

/** What a parcel counted for before, and what it counts for now; null = nothing. */
export interface ScoreChange {
  fulfillmentId: string;
  position: number;
  before: ParcelScore | null;
  after: ParcelScore | null;
}

/**
 * Takes off the counters what these parcels counted before, adds what they count now, and keeps the latter, in the
 * caller's transaction. `before` MUST be what `readScores` gave in this transaction, under `lockScoring`.
 */
export async function applyScores(
  sql: PoolClient,
  shopId: number,
  changes: readonly ScoreChange[],
): Promise<void> {
  if (changes.length === 0) return;
  await keepScores(sql, shopId, changes);
  const cells = cellsOf(
    changes.flatMap(({ before, after }) => [
      ...(before === null ? [] : [{ score: before, times: -1 as const }]),
      ...(after === null ? [] : [{ score: after, times: 1 as const }]),
    ]),
  );
  await addToCells(sql, shopId, cells);
}

/** Takes off the counters whatever the parcels of these fulfillments count, as if they had never been. */
export async function removeScores(
  sql: PoolClient,
  shopId: number,
  fulfillmentIds: readonly string[],
): Promise<void> {
  await lockScoring(sql, shopId);
  const scores = await readScores(sql, shopId, fulfillmentIds);
  await applyScores(
    sql,
    shopId,
    scores.map(({ score, ...parcel }) => ({ ...parcel, before: score, after: null })),
  );
}

/** What these fulfillments' parcels count for; a parcel that counts for nothing has no entry. */
export async function readScores(
  sql: PoolClient,
  shopId: number,
  fulfillmentIds: readonly string[],
): Promise<{ fulfillmentId: string; position: number; score: ParcelScore }[]> {
  const { rows } = await sql.query(
    `select fulfillment_id as "fulfillmentId", position, score from parcel_scores
     where shop_id = $1 and fulfillment_id = any($2::bigint[]) order by fulfillment_id, position`,
    [shopId, [...new Set(fulfillmentIds)]],
  );
  return z.array(storedSchema).parse(rows);
}

const nameSchema = z.object({ key: z.string(), name: z.string() });
const storedSchema = z.object({
  fulfillmentId: z.string(),
  position: z.number(),
  score: z.object({
    carrier: nameSchema,
    supplier: nameSchema,
    origin: z.string(),
    destination: z.string(),
    days: z.record(z.string(), z.record(z.string(), z.number())),
  }),
});

/**
 * One writer of a shop's counters at a time, until the transaction ends. The queue serialises a shop's jobs already; this
 * holds when a worker was taken for dead and lives, and when orders are deleted.
 */
export async function lockScoring(sql: PoolClient, shopId: number): Promise<void> {
  await sql.query(`select pg_advisory_xact_lock($1, $2)`, [SCORING_LOCK, shopId]);
}

/** First key of the advisory locks of scoring; the second is the shop. */
const SCORING_LOCK = 5_247_330;

async function keepScores(
  sql: PoolClient,
  shopId: number,
  changes: readonly ScoreChange[],
): Promise<void> {
  const gone = changes.filter(({ after }) => after === null);
  await sql.query(
    `delete from parcel_scores s using jsonb_to_recordset($2::jsonb) as g("fulfillmentId" bigint, position smallint)
     where s.shop_id = $1 and s.fulfillment_id = g."fulfillmentId" and s.position = g.position`,
    [
      shopId,
      JSON.stringify(gone.map(({ fulfillmentId, position }) => ({ fulfillmentId, position }))),
    ],
  );
  const kept = changes.filter(({ after }) => after !== null);
  await sql.query(
    `insert into parcel_scores (shop_id, fulfillment_id, position, score)
     select $1, k."fulfillmentId", k.position, k.after
       from jsonb_to_recordset($2::jsonb) as k("fulfillmentId" bigint, position smallint, after jsonb)
     on conflict (shop_id, fulfillment_id, position) do update set score = excluded.score`,
    [
      shopId,
      JSON.stringify(
        kept.map(({ fulfillmentId, position, after }) => ({ fulfillmentId, position, after })),
      ),
    ],
  );
}

const STEP_COLUMNS = STEPS.join(', ');
const STEP_TYPES = STEPS.map((step) => `${step} jsonb`).join(', ');
const STEP_SUMS = STEPS.map((step) => `${step} = score_sum(c.${step}, excluded.${step})`).join(
  ', ',
);
const ARE_STEPS_EMPTY = STEPS.map((step) => `c.${step} = '{}'`).join(' and ');

/** Adds to the counters in the order of their key, so that two writers never wait for each other in a circle. */
async function addToCells(
  sql: PoolClient,
  shopId: number,
  cells: readonly ScoreCell[],
): Promise<void> {
  if (cells.length === 0) return;
  await sql.query(
    `insert into score_cells as c (shop_id, who, grain, origin, destination, begins_on, name_key, name, parcels, counts,
       ${STEP_COLUMNS})
     select $1, d.who, d.grain, d.origin, d.destination, d."beginsOn", d."nameKey", d.name, d.parcels, d.counts,
       ${STEPS.map((step) => `d.${step}`).join(', ')}
       from jsonb_to_recordset($2::jsonb) as d(who text, grain text, origin text, destination text, "beginsOn" date,
         "nameKey" text, name text, parcels integer, counts jsonb, ${STEP_TYPES})
      order by 2, 3, 4, 5, 6, 7
     on conflict (shop_id, who, grain, origin, destination, begins_on, name_key) do update set
       name = case when excluded.name = '' then c.name else excluded.name end,
       parcels = c.parcels + excluded.parcels, counts = score_sum(c.counts, excluded.counts), ${STEP_SUMS}`,
    [shopId, JSON.stringify(cells.map(({ steps, ...cell }) => ({ ...cell, ...steps })))],
  );
  const taken = cells.filter(({ counts, steps }) =>
    [counts, ...Object.values(steps)].some((each) => Object.values(each).some((n) => n < 0)),
  );
  if (taken.length === 0) return;
  await sql.query(
    `delete from score_cells c using jsonb_to_recordset($2::jsonb) as d(who text, grain text, origin text,
       destination text, "beginsOn" date, "nameKey" text)
     where c.shop_id = $1 and (c.who, c.grain, c.origin, c.destination, c.begins_on, c.name_key)
       = (d.who, d.grain, d.origin, d.destination, d."beginsOn", d."nameKey")
       and c.counts = '{}' and ${ARE_STEPS_EMPTY}`,
    [shopId, JSON.stringify(taken)],
  );
}
