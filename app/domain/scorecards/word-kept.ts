import { differenceOf, isReal, shareInterval } from '#app/domain/scorecards/intervals.ts';
import { rankByProblems } from '#app/domain/scorecards/ranking.ts';

export interface WordGiven {
  /** '' = unknown: keeps nobody's word. */
  key: string;
  kept: number;
  broken: number;
}

/** Who keeps their word and who does not; or that nobody stands out. */
export type WordKept<T> =
  { kind: 'differs'; best: T; worst: T } | { kind: 'alike'; kept: number; of: number };

/** Fewer promises than this say nothing about anybody. */
const FEWEST_PROMISES = 10;

/** The one with the most and the one with the fewest promises kept, if their shares really differ; null while too few. */
export function whoKeepsTheirWord<T extends WordGiven>(entries: readonly T[]): WordKept<T> | null {
  const told = entries.filter(
    ({ key, kept, broken }) => key !== '' && kept + broken >= FEWEST_PROMISES,
  );
  const ranked = rankByProblems(
    told.map((entry) => ({
      key: entry.key,
      problems: entry.broken,
      parcels: entry.kept + entry.broken,
      entry,
    })),
  );
  const worst = ranked.at(0)?.entry.entry;
  const best = ranked.at(-1)?.entry.entry;
  if (worst === undefined || best === undefined) return null;
  const [low, high] = [shareOf(worst), shareOf(best)];
  if (best !== worst && low !== null && high !== null && isReal(differenceOf(high, low))) {
    return { kind: 'differs', best, worst };
  }
  const kept = told.reduce((sum, entry) => sum + entry.kept, 0);
  const of = told.reduce((sum, entry) => sum + entry.kept + entry.broken, 0);
  return { kind: 'alike', kept, of };
}

function shareOf({ kept, broken }: WordGiven) {
  return shareInterval(kept, kept + broken);
}
