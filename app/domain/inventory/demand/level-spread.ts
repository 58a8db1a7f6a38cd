import { WEEK_ALPHA } from './candidates.ts';
import type { RollingOrigins } from './rolling-origins.ts';
import type { Candidate } from './candidates.ts';

/** What the theory of a level that stays where it is counts for, in pairs of origins. */
const PRIOR_PAIRS = 4;
/** Origins apart: four weeks. */
const APART = 2;
const MOST_CV = 1.5;

/**
 * How far the level moves within four weeks, ÷ the level: from its moves between rolling origins, leaning on how far
 * smoothing alone moves it.
 */
export function levelCv(
  { levels, ends }: Pick<RollingOrigins, 'levels' | 'ends'>,
  { method, level, dispersion }: { method: Candidate; level: number; dispersion: number },
): number {
  if (!(level > 0)) return 0;
  const by = ends.map((end) => levels[method](end));
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
  const usual = pairs === 0 ? level : sum / pairs;
  const smoothing = ((dispersion * WEEK_ALPHA) / (2 - WEEK_ALPHA)) * Math.max(level, usual);
  const variance = (squares + PRIOR_PAIRS * smoothing) / (pairs + PRIOR_PAIRS);
  return Math.min(MOST_CV, Math.sqrt(variance) / Math.max(level, usual));
}
