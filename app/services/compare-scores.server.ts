import type { PoolClient } from 'pg';
import type { CompareView, LaneChoice, ScoreLane, ScoreQuery } from '#app/contracts/scorecards.ts';
import { COMPARED_STEP } from '#app/contracts/scorecards.ts';
import { readScores } from '#app/db/score-pages.server.ts';
import { compare } from '#app/domain/scorecards/comparison.ts';
import { emptyTally } from '#app/domain/scorecards/score-tally.ts';
import { tallyBy } from '#app/services/score-figures.ts';
import { storedLane, type AskedScores } from '#app/services/score-rows.server.ts';

/** The asked pair on the asked lane; whatever was not asked for is the largest that can be compared. */
export async function compareOn(
  sql: PoolClient,
  { shopId, who, since, query, lanes }: AskedScores & { query: ScoreQuery; lanes: LaneChoice[] },
): Promise<CompareView | null> {
  const comparable = lanes.filter(({ names }) => known(names).length >= 2);
  const wanted = query.compareLane ?? query.lane;
  const lane =
    comparable.find((each) => wanted !== null && isSameLane(each, wanted)) ?? comparable[0];
  if (lane === undefined) return null;
  const names = known(lane.names);
  const first =
    names.find((name) => name === query.first) ?? names.find((name) => name !== query.second);
  const second =
    names.find((name) => name === query.second && name !== first) ??
    names.find((name) => name !== first);
  if (first === undefined || second === undefined) return null;
  const step = COMPARED_STEP[who];
  const cells = await readScores(sql, shopId, {
    who,
    since,
    lane: storedLane(lane),
    names: [first, second],
    steps: [step],
  });
  const tallies = tallyBy(cells, ({ nameKey }) => nameKey);
  const tallyOf = (key: string) => tallies.get(key)?.tally ?? emptyTally();
  return {
    lane: { origin: lane.origin, destination: lane.destination },
    first,
    second,
    step,
    comparison: compare(tallyOf(first), tallyOf(second), step),
  };
}

const known = (names: readonly string[]) => names.filter((name) => name !== '');

function isSameLane(a: ScoreLane, b: ScoreLane): boolean {
  return a.origin === b.origin && a.destination === b.destination;
}
