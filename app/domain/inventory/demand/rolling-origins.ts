import type { BuyableWeeks } from './buyable-weeks.ts';
import type { Cadence } from './cadence.ts';
import { CANDIDATES, candidateLevels, type Candidate, type LevelAt } from './candidates.ts';
import { JUDGED_COUNT, pinballLoss } from './pinball.ts';

/** Weeks between two origins, and how many there are at most. */
const STEP = 2;
const MOST_ORIGINS = 20;
/** Weeks known at the first origin. */
const WARM_UP = 8;

/** How each candidate did when the past was forecast from earlier days. */
export interface RollingOrigins {
  origins: number;
  /** Mean pinball loss, in units. */
  losses: Record<Candidate, number>;
  levels: Record<Candidate, LevelAt>;
  /** Ends of what was known, newest first. */
  ends: readonly number[];
}

/** Forecasts the sum of the weeks to be judged from each origin with each candidate, as the dispersion given would have it. */
export function rollOrigins(
  weeks: BuyableWeeks & { factors: Float64Array },
  { dispersion, cadence }: { dispersion: number; cadence: Cadence },
): RollingOrigins {
  const length = weeks.units.length;
  const ends: number[] = [];
  for (
    let end = length - cadence.horizon;
    end >= WARM_UP && ends.length < MOST_ORIGINS;
    end -= STEP
  ) {
    ends.push(end);
  }
  const levels = candidateLevels(weeks, {
    fittedUntil: ends.at(-1) ?? length,
    meanWindow: cadence.periodsPerYear,
  });
  const losses = noLosses();
  const scratch = new Float64Array(JUDGED_COUNT);
  for (const end of ends) {
    const { exposure, actual } = comingWeeks(weeks, end, end + cadence.horizon);
    for (const candidate of CANDIDATES) {
      const mean = levels[candidate](end) * exposure;
      losses[candidate] += pinballLoss({ mean, dispersion }, actual, scratch) / ends.length;
    }
  }
  return { origins: ends.length, losses, levels, ends };
}

export function noLosses(): Record<Candidate, number> {
  return { seasonal_mean: 0, ses: 0, croston: 0, sba: 0, tsb: 0, adida: 0, imapa: 0 };
}

/** Of the weeks after `end`: level × exposure is what is expected of them, `actual` what sold. */
function comingWeeks(
  { units, weights, factors }: BuyableWeeks & { factors: Float64Array },
  end: number,
  until: number,
): { exposure: number; actual: number } {
  let exposure = 0;
  let actual = 0;
  for (let week = end; week < until; week += 1) {
    const factor = factors[week] ?? 1;
    exposure += factor * (weights[week] ?? 0);
    actual += factor * (units[week] ?? 0);
  }
  return { exposure, actual };
}
