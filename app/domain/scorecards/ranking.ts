/** Fewer parcels than this rank nobody: they are shown behind all others. */
export const FEWEST_RANKED_PARCELS = 5;

/** So many parcels of the average are mixed into every rate, so that two unlucky parcels do not top a list. */
export const RANKING_WEIGHT_PARCELS = 20;

export interface Rankable {
  /** '' = unknown: shown, never ranked. */
  key: string;
  parcels: number;
  problems: number;
}

export interface Ranked<T> {
  /** From 1; null = too few parcels or unknown, at the end of the list. */
  rank: number | null;
  /** Problems per parcel, drawn towards the average of all: what the list is ordered by. */
  shrunkenRate: number;
  entry: T;
}

/**
 * Most problems first. The rate is the posterior mean of a beta prior around the rate of all entries together, worth
 * `RANKING_WEIGHT_PARCELS` parcels. Equal rates: the one with more parcels first, then by key.
 */
export function rankByProblems<T extends Rankable>(entries: readonly T[]): Ranked<T>[] {
  const parcels = entries.reduce((sum, entry) => sum + entry.parcels, 0);
  const problems = entries.reduce((sum, entry) => sum + entry.problems, 0);
  const average = parcels === 0 ? 0 : problems / parcels;
  const rated = entries.map((entry) => ({
    entry,
    shrunkenRate:
      (entry.problems + RANKING_WEIGHT_PARCELS * average) /
      (entry.parcels + RANKING_WEIGHT_PARCELS),
  }));
  rated.sort(
    (a, b) =>
      placeOf(a.entry) - placeOf(b.entry) ||
      b.shrunkenRate - a.shrunkenRate ||
      b.entry.parcels - a.entry.parcels ||
      (a.entry.key < b.entry.key ? -1 : 1),
  );
  return rated.map(({ entry, shrunkenRate }, index) => ({
    rank: placeOf(entry) === 0 ? index + 1 : null,
    shrunkenRate,
    entry,
  }));
}

/** Ranked ones first, then those of too few parcels, unknown ones last. */
function placeOf({ key, parcels }: Rankable): number {
  if (key === '') return 2;
  return parcels < FEWEST_RANKED_PARCELS ? 1 : 0;
}
