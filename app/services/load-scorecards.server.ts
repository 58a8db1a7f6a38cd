import type { PoolClient } from 'pg';
import type {
  LaneChoice,
  ScoreDetail,
  ScoreQuery,
  ScoreRow,
  ScorecardsView,
  WordKeptView,
} from '#app/contracts/scorecards.ts';
import {
  isScoring,
  readLaneNames,
  readScores,
  readScoresByLane,
} from '#app/db/score-pages.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { STEPS } from '#app/domain/scorecards/parcel-score.ts';
import type { Scored } from '#app/domain/scorecards/score-cell.ts';
import { firstPeriodOf } from '#app/domain/scorecards/score-periods.ts';
import { emptyTally } from '#app/domain/scorecards/score-tally.ts';
import { whoKeepsTheirWord } from '#app/domain/scorecards/word-kept.ts';
import { compareOn } from '#app/services/compare-scores.server.ts';
import { figuresOf, percentilesOf, stepsOf, tallyBy } from '#app/services/score-figures.ts';
import { laneOf, rowsOf, storedLane, type AskedScores } from '#app/services/score-rows.server.ts';

const MOST_ROWS = 100;
const MOST_LANES = 100;
const MOST_NAMES_OF_LANES = 2_000;

/** What the Carriers or the Suppliers page shows. Adds up counters; never looks at a parcel. */
export async function loadScorecards({
  shopId,
  who,
  query,
  now,
}: {
  shopId: number;
  who: Scored;
  query: ScoreQuery;
  now: Date;
}): Promise<ScorecardsView> {
  const since = firstPeriodOf(query.days, now);
  const asked = { shopId, who, since };
  return withShopSql(shopId, async (sql) => {
    const rows = await shownRows(sql, { ...asked, query });
    const lanes = await lanesOf(sql, asked);
    return {
      who,
      query,
      sinceOn: since.beginsOn,
      lanes,
      rows: rows.slice(0, MOST_ROWS),
      word: wordOf(rows),
      compare: await compareOn(sql, { ...asked, query, lanes }),
      detail: await detailOf(sql, { ...asked, query }),
      isCounting: await isScoring(sql, shopId),
    };
  });
}

async function lanesOf(
  sql: PoolClient,
  { shopId, who, since }: AskedScores,
): Promise<LaneChoice[]> {
  const found = await readLaneNames(sql, shopId, { who, since, limit: MOST_NAMES_OF_LANES });
  const lanes = new Map<string, LaneChoice>();
  for (const { origin, destination, nameKey, parcels } of found) {
    const key = `${origin}-${destination}`;
    const lane = lanes.get(key) ?? { ...laneOf({ origin, destination }), parcels: 0, names: [] };
    lane.parcels += parcels;
    lane.names.push(nameKey);
    lanes.set(key, lane);
  }
  return [...lanes.values()].sort((a, b) => b.parcels - a.parcels).slice(0, MOST_LANES);
}

async function shownRows(
  sql: PoolClient,
  { query, ...asked }: AskedScores & { query: ScoreQuery },
): Promise<ScoreRow[]> {
  const rows = await rowsOf(sql, { ...asked, lane: query.lane, steps: [query.step] });
  return rows.map(({ tally, ...row }) => ({
    ...row,
    percentiles: percentilesOf(tally.steps[query.step]),
  }));
}

async function detailOf(
  sql: PoolClient,
  { shopId, who, since, query }: AskedScores & { query: ScoreQuery },
): Promise<ScoreDetail | null> {
  const { name, step } = query;
  if (name === null) return null;
  const whole = await readScores(sql, shopId, {
    who,
    since,
    lane: storedLane(query.lane),
    names: [name],
    steps: STEPS,
  });
  const byLane = await readScoresByLane(sql, shopId, { who, since, nameKey: name, steps: [step] });
  const lanes = tallyBy(byLane, ({ origin, destination }) => `${origin}-${destination}`);
  return {
    steps: stepsOf(tallyBy(whole, ({ nameKey }) => nameKey).get(name)?.tally ?? emptyTally()),
    lanes: [...lanes.values()]
      .map(({ cell, tally }) => ({
        ...laneOf(cell),
        ...figuresOf(tally, who),
        percentiles: percentilesOf(tally.steps[step]),
      }))
      .sort((a, b) => b.parcels - a.parcels)
      .slice(0, MOST_LANES),
  };
}

function wordOf(rows: readonly ScoreRow[]): WordKeptView | null {
  const word = whoKeepsTheirWord(
    rows.map(({ key, name, promises }) => ({
      key,
      name,
      kept: promises.kept,
      of: promises.of,
      broken: promises.of - promises.kept,
    })),
  );
  if (word === null || word.kind === 'alike') return word;
  const shown = ({ name, kept, of }: { name: string; kept: number; of: number }) => ({
    name,
    kept,
    of,
  });
  return { kind: 'differs', best: shown(word.best), worst: shown(word.worst) };
}
