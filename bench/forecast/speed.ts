import { buyableWeeks } from '#app/domain/inventory/demand/buyable-weeks.ts';
import {
  forecastDemand,
  type LearnedDemand,
} from '#app/domain/inventory/demand/forecast-demand.ts';
import { historyOf, MONTHLY } from './distributions.ts';
import { METHODS } from './methods.ts';
import type { Series } from './read-series.ts';

/** Published by Nixtla for a million series of 20 to 100 points on 128 processors, framework included. */
export const STATSFORECAST_CPU_US = 590;
/** Rounds over all series, of which the median counts; the first ones warm up. */
const ROUNDS = 15;

/** µs of processor time per series of each method, one after the other; the product's row holds everything it does for one variant. */
export function speeds(
  series: readonly Series[],
  category: LearnedDemand,
): { name: string; us: number }[] {
  const histories = series.map(historyOf);
  const weeks = histories.map((history) => buyableWeeks(history, null));
  const timed = METHODS.map(({ name, level }) => ({
    name,
    us: timePer(series.length, () => {
      let sum = 0;
      for (const each of weeks) sum += level(each);
      return sum;
    }),
  }));
  const ours = timePer(series.length, () => {
    let sum = 0;
    for (const history of histories) {
      sum += forecastDemand({ history, category, weeks: 3, cadence: MONTHLY }).dispersion;
    }
    return sum;
  });
  return [
    ...timed,
    { name: 'ours: seven methods at rolling origins, choice, distribution', us: ours },
  ];
}

function timePer(count: number, run: () => number): number {
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const begunAt = process.cpuUsage();
    const sum = run();
    // The sum is looked at, so that nothing is optimised away.
    if (Number.isNaN(sum)) throw new Error('a method gave no number');
    const { user, system } = process.cpuUsage(begunAt);
    rounds.push((user + system) / count);
  }
  rounds.sort((a, b) => a - b);
  return rounds[Math.floor(ROUNDS / 2)] ?? 0;
}
