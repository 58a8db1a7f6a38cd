import type { PoolClient } from 'pg';
import type {
  LaneChoice,
  ScoreQuery,
  ScoreRow,
  ScorecardsView,
  WordKeptView,
} from '#app/contracts/scorecards.ts';
import { isScoring, readLaneNames, readScoresByLane } from '#app/db/score-pages.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import type { Scored } from '#app/domain/scorecards/score-cell.ts';
import { firstPeriodOf } from '#app/domain/scorecards/score-periods.ts';
import { whoKeepsTheirWord } from '#app/domain/scorecards/word-kept.ts';
import { compareOn } from '#app/services/compare-scores.server.ts';
import { figuresOf, tallyBy } from '#app/services/score-figures.ts';
import { laneOf, rowsOf, type AskedScores } from '#app/services/score-rows.server.ts';

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
    const rows = await rowsOf(sql, { ...asked, lane: query.lane });
    const lanes = await lanesOf(sql, asked);
    return {
      who,
      query,
      sinceOn: since.beginsOn,
      lanes,
      rows: rows.slice(0, MOST_ROWS),
      word: wordOf(rows),
      compare: await compareOn(sql, { ...asked, query, lanes }),
      laneFigures:
        query.name === null ? null : await laneFiguresOf(sql, { ...asked, nameKey: query.name }),
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

async function laneFiguresOf(
  sql: PoolClient,
  { shopId, who, since, nameKey }: AskedScores & { nameKey: string },
): Promise<NonNullable<ScorecardsView['laneFigures']>> {
  const cells = await readScoresByLane(sql, shopId, { who, since, nameKey });
  return [...tallyBy(cells, ({ origin, destination }) => `${origin}-${destination}`).values()]
    .map(({ cell, tally }) => ({ ...laneOf(cell), ...figuresOf(tally, who) }))
    .sort((a, b) => b.parcels - a.parcels)
    .slice(0, MOST_LANES);
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
