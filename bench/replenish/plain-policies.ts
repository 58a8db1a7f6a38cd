import type { DemandHistory } from '#app/domain/inventory/demand-forecast.ts';
import type { Policy } from './game.ts';

export const orderNothing: Policy = (known) => known.map(() => 0);

const AVERAGED_WEEKS = 13;
const COVERED_WEEKS = 4;
const DAY_MS = 86_400_000;
const WEEKS_A_YEAR = 53;

/**
 * The 13-week seasonal mean covering 4 weeks: the mean of the last 13 weeks in stock, each divided by the factor that its
 * week of the year has over all series; times the factors of the next 4 weeks; less what is on hand and on its way.
 */
export const seasonalMean: Policy = (known) => {
  const season = seasonOf(known.map(({ history }) => history));
  return known.map(({ history, onHand, arriving }) => {
    const level = levelOf(history, season);
    const weeks = history.units.length;
    let target = 0;
    for (let ahead = 0; ahead < COVERED_WEEKS; ahead += 1) {
      target += level * (season[weekOfYear(history.from, weeks + ahead)] ?? 1);
    }
    const position = arriving.reduce((sum, units) => sum + units, onHand);
    return Math.max(0, Math.round(target - position));
  });
};

function levelOf({ from, units, inStock }: DemandHistory, season: readonly number[]): number {
  let sum = 0;
  let weeks = 0;
  for (let week = Math.max(0, units.length - AVERAGED_WEEKS); week < units.length; week += 1) {
    if ((inStock[week] ?? 0) <= 0) continue;
    sum += (units[week] ?? 0) / (season[weekOfYear(from, week)] ?? 1);
    weeks += 1;
  }
  return weeks === 0 ? 0 : sum / weeks;
}

/** Mean units of a week of the year ÷ mean units of any week, over all series in stock; 1 where there were none. */
function seasonOf(histories: readonly DemandHistory[]): number[] {
  const sums = Array.from({ length: WEEKS_A_YEAR }, () => 0);
  const counts = Array.from({ length: WEEKS_A_YEAR }, () => 0);
  for (const { from, units, inStock } of histories) {
    units.forEach((sold, week) => {
      if ((inStock[week] ?? 0) <= 0) return;
      const place = weekOfYear(from, week);
      sums[place] = (sums[place] ?? 0) + sold;
      counts[place] = (counts[place] ?? 0) + 1;
    });
  }
  const total = sums.reduce((sum, each) => sum + each, 0);
  const mean = total / counts.reduce((sum, each) => sum + each, 0);
  return sums.map((sum, place) => {
    const count = counts[place] ?? 0;
    return count === 0 || sum === 0 || !(mean > 0) ? 1 : sum / count / mean;
  });
}

/** 0 to 52: the seven days of the year in which the week's first day lies. */
function weekOfYear(from: string, weeksLater: number): number {
  const day = new Date(Date.parse(from) + weeksLater * 7 * DAY_MS);
  return Math.floor((day.getTime() - Date.UTC(day.getUTCFullYear(), 0, 1)) / (7 * DAY_MS));
}
