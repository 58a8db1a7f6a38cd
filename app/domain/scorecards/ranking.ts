/** So many parcels of the average are mixed into every rate, so that two unlucky parcels do not top a list. */
export const RANKING_WEIGHT_PARCELS = 20;

export interface Rankable {
  /** '' = unknown: shown, never ranked. */
  key: string;
  parcels: number;
  problems: number;
}

export interface Ranked<T> {
  /** From 1; null = unknown, at the end of the list. */
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
      Number(a.entry.key === '') - Number(b.entry.key === '') ||
      b.shrunkenRate - a.shrunkenRate ||
      b.entry.parcels - a.entry.parcels ||
      (a.entry.key < b.entry.key ? -1 : 1),
  );
  return rated.map(({ entry, shrunkenRate }, index) => ({
    rank: entry.key === '' ? null : index + 1,
    shrunkenRate,
    entry,
  }));
}
