import { WEEK_ALPHA } from './candidates.ts';
import type { RollingOrigins } from './rolling-origins.ts';

/** Origins apart: eight weeks. */
const APART = 4;
/** What a level that stays where it is counts for, in pairs of origins. */
const PRIOR_PAIRS = 4;
/** A level that moved so far in eight weeks will be this much further off, squared, over a lead time of three months. */
const AHEAD = 1.3;
const MOST_CV = 1.5;

/**
 * Deviation of the level ÷ the level over the coming weeks: the error of its estimate, as of a mean of `worthWeeks`, and
 * how far it wandered between rolling origins beyond what smoothing alone makes of chance.
 */
export function levelCv(
  { levels, ends }: Pick<RollingOrigins, 'levels' | 'ends'>,
  { level, worthWeeks, dispersion }: { level: number; worthWeeks: number; dispersion: number },
): number {
  if (!(level > 0)) return 0;
  const by = ends.map((end) => levels.ses(end));
  let squares = 0;
  let pairs = 0;
  let sum = 0;
  for (const [at, newer] of by.entries()) {
    const older = by[at + APART];
    if (older === undefined) break;
    squares += (newer - older) ** 2;
    sum += newer;
    pairs += 1;
  }
  const usual = Math.max(level, pairs === 0 ? level : sum / pairs);
  const chance = dispersion * usual * CHANCE_OF_MOVE;
  const wandered = pairs === 0 ? 0 : Math.max(0, squares / pairs - chance);
  const drift = (AHEAD * wandered * pairs) / (pairs + PRIOR_PAIRS);
  const error = (dispersion * usual) / worthWeeks;
  return Math.min(MOST_CV, Math.sqrt(error + drift) / usual);
}

/** Variance of the difference of two smoothed levels eight weeks apart ÷ that of a week, where nothing but chance moves them. */
const CHANCE_OF_MOVE = (2 * (1 - (1 - WEEK_ALPHA) ** 8) * WEEK_ALPHA) / (2 - WEEK_ALPHA);
