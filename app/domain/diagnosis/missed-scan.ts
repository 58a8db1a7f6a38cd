import type { LegKind, SilenceStage } from '#app/domain/lanes/silence-stage.ts';

/** A stop that is over, as it concerns one silence. */
export interface PastStop {
  beganAt: Date;
  endedAt: Date;
  /**
   * Of the parcels that go on from such a silence, the share whose next scan usually falls into the stop (0 to 1): survival at
   * its beginning less survival at its end.
   */
  share: number;
}

/** With a smaller `share` hardly any such parcel met the stop. */
export const TELLING_SHARE = 0.1;

/**
 * How probable it is that a parcel which went on as usual is silent because its scan fell into a stop: the scan fell into it,
 * was lost there, and none came after it.
 *
 * None comes after it where the parcel arrived before the stop was over, or where it is still on its way and the stop has
 * just ended. To be compared with the survival of the silence, which is how probable it is that a parcel which goes on as
 * usual is silent without a stop.
 */
export function missedShare(
  { beganAt, endedAt, share }: PastStop,
  { stage, leg, now }: { stage: SilenceStage; leg: LegKind; now: Date },
): number {
  const pace = leg === 'domestic' ? DOMESTIC_PACE : 1;
  // A scan that fell into the stop fell into the middle of it on average.
  const days = daysBetween(beganAt, endedAt) / 2;
  const arrived = 1 - halved(days, DAYS_AFTER_NEXT_SCAN[stage] * pace);
  const unheard = halved(daysBetween(endedAt, now), HEARD_AGAIN_DAYS);
  return share * LOST_IN_STOP * (arrived + (1 - arrived) * unheard);
}

/** The same for a stop that lasts: `share` of those that go on would have been scanned in it so far, and none was told since. */
export function missedSoFar(share: number): number {
  return share * LOST_IN_STOP;
}

/** While a stop lasts hardly any scan is told, and those that were not are hardly ever told later. Assumed. */
const LOST_IN_STOP = 0.9;
/** Half of the parcels that were on their way through a stop are heard of within so many days after it. Assumed. */
const HEARD_AGAIN_DAYS = 2;
/** A way within a country is so much shorter. Assumed. */
const DOMESTIC_PACE = 0.25;

/**
 * Days between the next scan after a stage and the delivery: half of the parcels need no more. Assumed, so that they agree
 * with a door-to-door median of twelve days across borders, of which the line-haul is five.
 */
const DAYS_AFTER_NEXT_SCAN: Readonly<Record<SilenceStage, number>> = {
  first_scan: 11,
  origin: 10,
  export: 9,
  linehaul: 5,
  arrival: 4,
  customs: 3,
  customs_request: 3,
  released: 2,
  transit: 4,
  destination: 1,
  delivery: 0,
  attempt: 0.5,
  pickup: 0,
  exception: 3,
};

/** What is left after `days` of what is halved every `halfLife` days. */
function halved(days: number, halfLife: number): number {
  if (days <= 0) return 1;
  return halfLife === 0 ? 0 : 2 ** (-days / halfLife);
}

function daysBetween(from: Date, to: Date): number {
  return (to.getTime() - from.getTime()) / DAY_MS;
}

const DAY_MS = 86_400_000;
