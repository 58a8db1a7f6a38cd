import type { DemandForecast } from '#app/domain/inventory/demand-forecast.ts';
import { buyableWeeks } from '#app/domain/inventory/demand/buyable-weeks.ts';
import type { LearnedDemand } from '#app/domain/inventory/demand/forecast-demand.ts';
import {
  distributionScores,
  LEVELS,
  stockDifference,
  type DistributionScores,
} from './distribution-scores.ts';
import { distributionRows, historyOf } from './distributions.ts';
import { METHODS } from './methods.ts';
import { isSameToSixDigits, pointScores } from './point-scores.ts';
import { printRows } from './print-rows.ts';
import type { Series } from './read-series.ts';
import { speeds, STATSFORECAST_CPU_US } from './speed.ts';

/** Prints each row of the reference's table beside what comes out here. False: a row differs in its sixth digit or before. */
export function reportPoints(series: readonly Series[]): boolean {
  const weeks = series.map((each) => buyableWeeks(historyOf(each), null));
  let allSame = true;
  const rows = METHODS.flatMap(({ name, level, expected }) => {
    if (expected === null) return [];
    const scores = pointScores(series, weeks.map(level));
    const pairs = [
      [scores.halfMae, expected.halfMae],
      [scores.maeSold, expected.maeSold],
      [scores.rmseSold, expected.rmseSold],
    ] as const;
    const isSame = pairs.every(([value, printed]) => isSameToSixDigits(value, printed));
    allSame &&= isSame;
    const figures = pairs.flatMap((pair) => pair.map((value) => value.toFixed(6)));
    const origin = expected.publishedBy === null ? 'definition' : 'published';
    return [[name, ...figures, isSame ? 'same' : 'DIFFERS', origin]];
  });
  console.log('\nlevels: our figure, then the reference’s');
  printRows(
    ['method', 'QL(0.5)', '', 'MAE, sold', '', 'RMSE, sold', '', 'six digits', 'reference'],
    rows,
  );
  return allSame;
}

/** Prints what the distributions cost and cover, ours first. */
export function reportDistributions(
  series: readonly Series[],
  selected: { category: LearnedDemand; forecasts: readonly DemandForecast[] },
): void {
  const scored = distributionRows(series, selected).map(({ name, distributions }) => ({
    name,
    scores: distributionScores(series, distributions),
  }));
  console.log(
    '\ndistributions: mean pinball loss at each level, error of the mean, bias in units a period',
  );
  printRows(
    ['method', ...LEVELS.map((p) => `QL(${p})`), 'RMSSE', 'bias', 'QL(0.8–0.99) less ours'],
    scored.map(({ name, scores }) => [
      name,
      ...scores.losses.map((loss) => loss.toFixed(4)),
      scores.rmsse.toFixed(4),
      scores.bias.toFixed(4),
      lessOurs(scores, scored[0]?.scores),
    ]),
  );
  console.log(
    '\ncoverage in %: what came within the quantile, and in brackets what the quantile promised',
  );
  printRows(
    ['method', ...LEVELS.map((p) => `P${Math.round(p * 100)}`), 'P10–P90'],
    scored.map(({ name, scores }) => [
      name,
      ...scores.coverage.map((share, at) => covered(share, scores.promised[at] ?? 0)),
      covered(scores.within, scores.withinPromised),
    ]),
  );
  reportChoice(selected);
}

/** Added up over the levels that stock is held for, with the standard error over series. */
function lessOurs(scores: DistributionScores, ours: DistributionScores | undefined): string {
  if (ours === undefined || ours === scores) return '';
  const { mean, error } = stockDifference(scores, ours);
  return `${mean < 0 ? '−' : '+'}${Math.abs(mean).toFixed(4)} ± ${error.toFixed(4)}`;
}

/** Counts jump: the quantile of few pieces holds more than its level, so both shares are told. */
function covered(share: number, promised: number): string {
  return `${(share * 100).toFixed(1)} (${(promised * 100).toFixed(1)})`;
}

function reportChoice({
  category,
  forecasts,
}: {
  category: LearnedDemand;
  forecasts: readonly DemandForecast[];
}): void {
  const counts = new Map<string, number>();
  for (const { method } of forecasts) counts.set(method, (counts.get(method) ?? 0) + 1);
  const chosen = [...counts].sort((a, b) => b[1] - a[1]);
  console.log(`\nchosen: ${chosen.map(([method, count]) => `${method} ${count}`).join(', ')}`);
  const { weeklyMean, spread, dispersion, scale } = category;
  console.log(
    `learned of all: mean ${weeklyMean.toFixed(3)}, spread ${spread.toFixed(2)}, dispersion ${dispersion.toFixed(2)}, scale ${scale.toFixed(2)}`,
  );
}

export function reportSpeed(series: readonly Series[], category: LearnedDemand): void {
  console.log('\nµs of processor time per series, on one core');
  printRows(
    ['method', 'µs'],
    speeds(series, category).map(({ name, us }) => [name, us.toFixed(1)]),
  );
  console.log(
    `statsforecast, as published: ${STATSFORECAST_CPU_US} µs of processor time per fit (framework included, other machines, not timed here)`,
  );
}
