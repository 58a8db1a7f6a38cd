import type { PoolClient } from 'pg';
import type { Step } from '#app/domain/scorecards/parcel-score.ts';
import { ALL_LANES, type Counts, type Scored } from '#app/domain/scorecards/score-cell.ts';
import type { ScorePeriod } from '#app/domain/scorecards/score-periods.ts';

/** A cell of the counters, with the steps that were asked for. */
export interface StoredScore {
  nameKey: string;
  name: string;
  /** '' = unknown. */
  origin: string;
  destination: string;
  counts: Counts;
  steps: Partial<Record<Step, Counts>>;
}

interface Asked {
  who: Scored;
  /** This period and all later ones of its grain. */
  since: ScorePeriod;
}

/** Everybody's counters on one lane, or over all lanes together (`ALL_LANES`); a name's newest cell last. */
export async function readScores(
  sql: PoolClient,
  shopId: number,
  {
    who,
    since,
    lane,
    names,
    steps,
  }: Asked & {
    lane: { origin: string; destination: string };
    /** Null = everybody. */
    names: readonly string[] | null;
    steps: readonly Step[];
  },
): Promise<StoredScore[]> {
  const { rows } = await sql.query<Cell>(
    `select ${columnsWith(steps)} from score_cells
     where shop_id = $1 and who = $2 and grain = $3 and origin = $4 and destination = $5 and begins_on >= $6
       and ($7::text[] is null or name_key = any($7))
     order by begins_on`,
    [shopId, who, since.grain, lane.origin, lane.destination, since.beginsOn, names],
  );
  return rows.map((row) => scoreIn(row, steps));
}

/** Counters lane by lane: of one name, or of everybody (null). */
export async function readScoresByLane(
  sql: PoolClient,
  shopId: number,
  {
    who,
    since,
    nameKey,
    steps,
  }: Asked & {
    nameKey: string | null;
    steps: readonly Step[];
  },
): Promise<StoredScore[]> {
  const { rows } = await sql.query<Cell>(
    `select ${columnsWith(steps)} from score_cells
     where shop_id = $1 and who = $2 and grain = $3 and begins_on >= $4 and origin <> '${ALL_LANES.origin}'
       and ($5::text is null or name_key = $5)
     order by begins_on`,
    [shopId, who, since.grain, since.beginsOn, nameKey],
  );
  return rows.map((row) => scoreIn(row, steps));
}

type Cell = Omit<StoredScore, 'steps'> & Partial<Record<Step, Counts>>;

function columnsWith(steps: readonly Step[]): string {
  return ['name_key as "nameKey"', 'name', 'origin', 'destination', 'counts', ...steps].join(', ');
}

function scoreIn(cell: Cell, asked: readonly Step[]): StoredScore {
  const { nameKey, name, origin, destination, counts } = cell;
  const steps: StoredScore['steps'] = {};
  for (const step of asked) steps[step] = cell[step] ?? {};
  return { nameKey, name, origin, destination, counts, steps };
}

/** How many parcels each name has on each lane, the most first. */
export async function readLaneNames(
  sql: PoolClient,
  shopId: number,
  { who, since, limit }: Asked & { limit: number },
): Promise<{ origin: string; destination: string; nameKey: string; parcels: number }[]> {
  const { rows } = await sql.query<{
    origin: string;
    destination: string;
    nameKey: string;
    parcels: number;
  }>(
    `select origin, destination, name_key as "nameKey", sum(parcels)::int as parcels from score_cells
     where shop_id = $1 and who = $2 and grain = $3 and begins_on >= $4 and origin <> '${ALL_LANES.origin}'
     group by 1, 2, 3 having sum(parcels) > 0 order by 4 desc, 1, 2, 3 limit $5`,
    [shopId, who, since.grain, since.beginsOn, limit],
  );
  return rows;
}

/** How often each carrier stopped for everyone since a date; carriers as in `carrier_key` of parcels. */
export async function countCarrierIncidents(
  sql: PoolClient,
  shopId: number,
  sinceOn: string,
): Promise<{ carrier: string; incidents: number }[]> {
  const { rows } = await sql.query<{ carrier: string; incidents: number }>(
    `select carrier, count(*)::int as incidents from source_incidents
     where shop_id = $1 and kind = 'carrier' and carrier is not null and began_at >= $2::date group by 1`,
    [shopId, sinceOn],
  );
  return rows;
}

/** True while a parcel of the shop waits to be counted. */
export async function isScoring(sql: PoolClient, shopId: number): Promise<boolean> {
  const { rowCount } = await sql.query(`select from parcels_to_score where shop_id = $1 limit 1`, [
    shopId,
  ]);
  return rowCount !== 0;
}
