import type { PoolClient } from 'pg';
import type { ScoreLane, ScoreRow } from '#app/contracts/scorecards.ts';
import { countCarrierIncidents, readScores } from '#app/db/score-pages.server.ts';
import { carrierFamily } from '#app/domain/lanes/lane-key.ts';
import { carrierName } from '#app/domain/numbers/carriers.ts';
import { habitsOf } from '#app/domain/scorecards/habits.ts';
import type { Step } from '#app/domain/scorecards/parcel-score.ts';
import { rankByProblems } from '#app/domain/scorecards/ranking.ts';
import { ALL_LANES, type Scored } from '#app/domain/scorecards/score-cell.ts';
import type { ScorePeriod } from '#app/domain/scorecards/score-periods.ts';
import type { ScoreTally } from '#app/domain/scorecards/score-tally.ts';
import { figuresOf, tallyBy } from '#app/services/score-figures.ts';

/** Whose counters are asked for, and since when. */
export interface AskedScores {
  shopId: number;
  who: Scored;
  since: ScorePeriod;
}

/** Somebody's figures, and the tally that they were taken from. */
export interface TalliedRow extends Omit<ScoreRow, 'percentiles'> {
  tally: ScoreTally;
}

/** Everybody with parcels in the period, most problems first; tallies with the asked steps. */
export async function rowsOf(
  sql: PoolClient,
  {
    shopId,
    who,
    since,
    lane,
    steps,
  }: AskedScores & { lane: ScoreLane | null; steps: readonly Step[] },
): Promise<TalliedRow[]> {
  // A supplier's habits are said with how long its slow numbers and parcels take.
  const read = new Set([...steps, ...(who === 'supplier' ? HABIT_STEPS : [])]);
  const cells = await readScores(sql, shopId, {
    who,
    since,
    lane: storedLane(lane),
    names: null,
    steps: [...read],
  });
  const incidents = await incidentsOf(sql, { shopId, who, since });
  const named = [...tallyBy(cells, ({ nameKey }) => nameKey).values()];
  const entries = named
    .map(({ cell, tally }) => ({
      key: cell.nameKey,
      name: shownName(who, cell),
      ...figuresOf(tally, who),
      habits: who === 'supplier' && cell.nameKey !== '' ? habitsOf(tally) : [],
      incidents: incidents?.get(cell.nameKey) ?? (incidents === null ? null : 0),
      tally,
    }))
    // Whose parcels were all shipped before still ends steps; it is not ranked by them.
    .filter(({ parcels }) => parcels > 0);
  return rankByProblems(entries).map(({ entry, rank }) => ({ ...entry, rank }));
}

const HABIT_STEPS = ['paid_number', 'number_scan'] as const satisfies Step[];

async function incidentsOf(
  sql: PoolClient,
  { shopId, who, since }: AskedScores,
): Promise<Map<string, number> | null> {
  if (who === 'supplier') return null;
  const byFamily = new Map<string, number>();
  for (const { carrier, incidents } of await countCarrierIncidents(sql, shopId, since.beginsOn)) {
    const family = carrierFamily(carrier) ?? '';
    byFamily.set(family, (byFamily.get(family) ?? 0) + incidents);
  }
  return byFamily;
}

/** Carriers have one name however they were written; suppliers are called as they were last. */
function shownName(who: Scored, { nameKey, name }: { nameKey: string; name: string }) {
  if (who === 'supplier' || nameKey === '') return name;
  const official = carrierName(nameKey);
  return official === nameKey && name !== '' ? name : official;
}

/** A lane of the cells as pages name it. */
export function laneOf({
  origin,
  destination,
}: {
  origin: string;
  destination: string;
}): ScoreLane {
  return { origin: origin || null, destination: destination || null };
}

/** A lane as cells name it. */
export function storedLane(lane: ScoreLane | null): { origin: string; destination: string } {
  if (lane === null) return ALL_LANES;
  return { origin: lane.origin ?? '', destination: lane.destination ?? '' };
}
