import type { FamilyTally, Tally } from './tally.ts';

/** What a family's alerts come to at each of its knobs. */
export interface Alerts {
  per100(knob: number): number;
  /** Share of the stuck parcels flagged before anybody knew. */
  caught(knob: number): number;
  /** The same, counting only flags in the silence that never ends. */
  caughtAtLast(knob: number): number;
}

export function alertsOf(family: FamilyTally, { stuckAt, stuck }: Tally): Alerts {
  const stuckByPattern = new Map<number, number>();
  for (const [parcel, place] of stuckAt.entries()) {
    const pattern = family.patternOf[parcel];
    if (place < 0 || pattern === undefined) continue;
    stuckByPattern.set(pattern, (stuckByPattern.get(pattern) ?? 0) + 1);
  }
  return {
    per100: (knob) =>
      (100 * family.alerts.reduce((sum, byKnob) => sum + (byKnob[knob] ?? 0), 0)) / stuckAt.length,
    caught(knob) {
      let caught = 0;
      for (const [pattern, parcels] of stuckByPattern) {
        caught += parcels * (family.patterns[pattern]?.[knob] ?? 0);
      }
      return caught / stuck;
    },
    caughtAtLast: (knob) =>
      family.caughtAtLast.reduce((sum, byKnob) => sum + (byKnob[knob] ?? 0), 0) / stuck,
  };
}
