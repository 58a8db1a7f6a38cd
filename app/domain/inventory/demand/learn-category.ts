import type { DemandHistory } from '#app/domain/inventory/demand-forecast.ts';
import { buyableWeeks, type BuyableWeeks } from './buyable-weeks.ts';
import { WEEKLY, type Cadence } from './cadence.ts';
import { calibrateScale } from './calibrate-scale.ts';
import { CANDIDATES, WEEK_ALPHA } from './candidates.ts';
import { dispersionOf, spreadSums } from './dispersion.ts';
import type { LearnedDemand } from './forecast-demand.ts';
import { limitSpikes } from './limit-spikes.ts';
import { sesLevels } from './methods/ses.ts';
import { noLosses, rollOrigins } from './rolling-origins.ts';
import { learnSeason } from './season.ts';
import { learnWaveVariance } from './yearly-wave.ts';

/** Members that levels are measured on, and methods compared and calibrated, taken evenly; more teach nothing new. */
const MOST_MEASURED = 2000;
const MOST_COMPARED = 400;

/** What the members of a category say together. Learned once a week; no members: a category of which nothing is known. */
export function learnCategory(
  histories: readonly DemandHistory[],
  cadence: Cadence = WEEKLY,
): LearnedDemand {
  const { season: found, weeks } = learnSeason(histories);
  const season = cadence === WEEKLY ? found : found.map(() => 1);
  const members = evenly(histories, MOST_MEASURED).map((history) =>
    limitSpikes(buyableWeeks(history, season), UNLEARNED),
  );
  const dispersion = pooledDispersion(members);
  const { weeklyMean, spread } = levelOverMembers(members, dispersion);
  const learned = {
    season,
    waveVariance: cadence === WEEKLY ? learnWaveVariance(evenly(histories, MOST_MEASURED)) : 0,
    weeks,
    variants: histories.length,
    weeklyMean,
    spread,
    dispersion,
    methods: rankMethods(evenly(members, MOST_COMPARED), { dispersion, cadence }),
    scale: 1,
  };
  return { ...learned, scale: calibrateScale(evenly(histories, MOST_COMPARED), learned, cadence) };
}

function evenly<Member>(members: readonly Member[], most: number): Member[] {
  const step = Math.max(1, members.length / most);
  const count = Math.min(members.length, most);
  return Array.from({ length: count }, (_, index) => members[Math.floor(index * step)]).filter(
    (member) => member !== undefined,
  );
}

type Member = BuyableWeeks & { factors: Float64Array };

function pooledDispersion(members: readonly Member[]): number {
  let squares = 0;
  let expected = 0;
  for (const member of members) {
    const sums = spreadSums(member);
    // A best seller's variance is its own; the category's is that of many.
    const weight = 1 / (1 + sums.expected / MOST_WEIGHT);
    squares += weight * sums.squares;
    expected += weight * sums.expected;
  }
  return dispersionOf({ squares, expected }, UNLEARNED);
}

const MOST_WEIGHT = 200;
const UNLEARNED = 1.5;

/** Mean weekly units over members, and how far members differ beyond what chance explains. */
function levelOverMembers(
  members: readonly Member[],
  dispersion: number,
): { weeklyMean: number; spread: number } {
  let count = 0;
  let sum = 0;
  let squares = 0;
  let chance = 0;
  for (const member of members) {
    const level = sesLevels(member, WEEK_ALPHA).at(-1);
    if (level === undefined) continue;
    count += 1;
    sum += level;
    squares += level * level;
    chance += (dispersion * level * WEEK_ALPHA) / (2 - WEEK_ALPHA);
  }
  if (count === 0 || sum === 0) return { weeklyMean: 0, spread: 1 };
  const mean = sum / count;
  const variance = squares / count - mean * mean - chance / count;
  return { weeklyMean: mean, spread: Math.sqrt(Math.max(0.04, variance / (mean * mean))) };
}

/** Loss of each method ÷ its member's mean loss over methods, so that best sellers do not decide alone. Smallest first. */
function rankMethods(
  members: readonly Member[],
  { dispersion, cadence }: { dispersion: number; cadence: Cadence },
): { method: string; loss: number }[] {
  const losses = noLosses();
  let judged = 0;
  for (const member of members) {
    const rolled = rollOrigins(member, {
      dispersion: dispersionOf(spreadSums(member), dispersion),
      cadence,
    });
    const mean =
      CANDIDATES.reduce((sum, method) => sum + rolled.losses[method], 0) / CANDIDATES.length;
    if (!(mean > 0)) continue;
    judged += 1;
    for (const method of CANDIDATES) losses[method] += rolled.losses[method] / mean;
  }
  if (judged === 0) return [];
  return CANDIDATES.map((method) => ({ method, loss: losses[method] / judged })).sort(
    (a, b) => a.loss - b.loss,
  );
}
