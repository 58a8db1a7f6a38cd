import { priorOf } from '#app/domain/lanes/priors.ts';
import type { LegKind, SilenceStage } from '#app/domain/lanes/silence-stage.ts';
import {
  toOdds,
  weightsBy,
  type SilenceCause,
  type Weights,
} from '#app/domain/diagnosis/causes.ts';

/**
 * Of a hundred silences as they begin at a stage, how many last because of what: the odds before anything else is known.
 *
 * Assumptions, all of them: no public count of causes by stage was found. What they lean on:
 * - carriers' and aggregators' vocabularies: what a stage means says what it can wait for (customs only where customs is met,
 *   a buyer only at the door), see scans/milestone-facts.ts;
 * - `handoff_lost` 1 to 2: about one in a hundred cross-border parcels is lost, most of them between carriers;
 *   `wrong_number` 3 before the first scan: one number in fifty never belongs to a parcel that is handed over, and some are
 *   mistyped (both as in lanes/priors.ts). The lane's own curve replaces the share of the lost where it is known;
 * - `never_handed_over` 15: suppliers upload numbers before the parcel exists for one parcel in ten, and forget some;
 * - `source_lag` 7 after customs released it: hand-overs to a last-mile number that the first carrier does not follow;
 * - `customs` 20 on arrival: many parcels are cleared without a scan of their own that says "in customs";
 * - `rest_days` 8 where people sort and deliver, half of that where machines and aircraft work;
 * - `unknown` never less than 2: this list is not the world.
 *
 * Rows add up to 100. Far from each other they decide; close to each other the facts do (likelihoods.ts).
 */
const PER_HUNDRED: Readonly<Record<SilenceStage, Partial<Record<SilenceCause, number>>>> = {
  first_scan: row({ usual: 64, backlog: 4, lag: 6, rest: 6, unknown: 2 }, 3, {
    never_handed_over: 15,
  }),
  origin: row({ usual: 78, backlog: 6, lag: 3, rest: 8, unknown: 2.5 }, 0.5, {
    customs: 1,
    handoff_lost: 1,
  }),
  export: row({ usual: 59, backlog: 6, lag: 3, rest: 6, unknown: 2.5 }, 0.5, {
    customs: 22,
    handoff_lost: 1,
  }),
  linehaul: row({ usual: 86, backlog: 4, lag: 2, rest: 2, unknown: 2.5 }, 0.5, {
    customs: 1.5,
    handoff_lost: 1.5,
  }),
  arrival: row({ usual: 65.5, backlog: 4, lag: 3, rest: 4, unknown: 2.5 }, 0.5, {
    customs: 20,
    handoff_lost: 0.5,
  }),
  customs: row({ usual: 51, backlog: 2, lag: 1.5, rest: 3.5, unknown: 2.5 }, 0.5, {
    customs: 38,
    handoff_lost: 1,
  }),
  customs_request: row({ usual: 6, backlog: 1, lag: 1, rest: 1.5, unknown: 2.5 }, 0.5, {
    customs: 86,
    handoff_lost: 1,
    attempt_or_pickup: 0.5,
  }),
  released: row({ usual: 72, backlog: 7, lag: 7, rest: 6.5, unknown: 2.5 }, 0.5, {
    customs: 3,
    handoff_lost: 1.5,
  }),
  transit: row({ usual: 80, backlog: 5, lag: 3, rest: 3.5, unknown: 2.5 }, 0.5, {
    customs: 4,
    handoff_lost: 1.5,
  }),
  destination: row({ usual: 74, backlog: 7, lag: 5, rest: 8, unknown: 2.5 }, 0.5, {
    customs: 1,
    handoff_lost: 1,
    attempt_or_pickup: 1,
  }),
  delivery: row({ usual: 64, backlog: 6, lag: 4, rest: 8, unknown: 2.5 }, 0.5, {
    handoff_lost: 1,
    attempt_or_pickup: 14,
  }),
  attempt: row({ usual: 14, backlog: 2, lag: 1, rest: 4, unknown: 2.5 }, 0.5, {
    handoff_lost: 1,
    attempt_or_pickup: 75,
  }),
  pickup: row({ usual: 8, backlog: 1, lag: 1, rest: 2, unknown: 2.5 }, 0.5, {
    handoff_lost: 0.5,
    attempt_or_pickup: 84.5,
  }),
  // The carrier named a problem and nobody knows which: the list is at its weakest here, and says so.
  exception: row({ usual: 30, backlog: 12, lag: 3, rest: 4, unknown: 22 }, 1, {
    customs: 8,
    handoff_lost: 6,
    attempt_or_pickup: 14,
  }),
};

/**
 * Of a hundred parcels that are never heard of again from a stage, how many for which cause. Assumptions:
 * - before the first scan mostly numbers whose parcel was never handed over;
 * - after customs the tracking of many parcels ends although they arrive: under the last mile's own number, most of them
 *   where it takes over, or at the door with a delivery that nobody scanned. How that compares with what is lost there nobody
 *   publishes: even odds;
 * - from customs most are held, seized or given up there;
 * - what waits for a buyer goes back when the buyer does nothing;
 * - everywhere else a parcel that is never heard of again is lost.
 */
const STUCK_PER_HUNDRED: Readonly<Record<SilenceStage, Partial<Record<SilenceCause, number>>>> = {
  first_scan: { never_handed_over: 78, wrong_number: 16, source_lag: 6 },
  origin: { handoff_lost: 80, source_lag: 20 },
  export: { handoff_lost: 60, customs: 30, source_lag: 10 },
  linehaul: { handoff_lost: 85, source_lag: 15 },
  arrival: { handoff_lost: 45, customs: 35, source_lag: 20 },
  customs: { customs: 70, handoff_lost: 20, source_lag: 10 },
  customs_request: { customs: 95, handoff_lost: 5 },
  released: { source_lag: 65, handoff_lost: 35 },
  transit: { handoff_lost: 65, source_lag: 35 },
  destination: { source_lag: 50, handoff_lost: 50 },
  delivery: { source_lag: 50, handoff_lost: 50 },
  attempt: { attempt_or_pickup: 80, handoff_lost: 10, source_lag: 10 },
  pickup: { attempt_or_pickup: 90, source_lag: 10 },
  exception: { unknown: 50, handoff_lost: 40, source_lag: 10 },
};

/**
 * Where nobody hands the parcel over to another carrier, none goes on under another number, and fewer ways lead to a silence
 * that only looks like one.
 */
const STUCK_WITHIN_COUNTRY: Partial<typeof STUCK_PER_HUNDRED> = {
  destination: { source_lag: 30, handoff_lost: 70 },
  transit: { source_lag: 20, handoff_lost: 80 },
};

/** The odds of each cause at a stage before anything but the stage is known. A domestic leg meets no customs. */
export function stagePrior(stage: SilenceStage, leg: LegKind): Weights {
  return sharesWithout(PER_HUNDRED[stage], leg);
}

/**
 * What keeps the parcels that are never heard of again: shares of the causes, together 1. `neverMoves`: how many of all
 * parcels they are there, 0 to 1.
 */
export function stuckShares(stage: SilenceStage, leg: LegKind, neverMoves: number): Weights {
  const within = leg === 'domestic' ? STUCK_WITHIN_COUNTRY[stage] : undefined;
  const shares = sharesWithout(within ?? STUCK_PER_HUNDRED[stage], leg);
  const ends = endingShare({ stage, leg }, neverMoves);
  if (ends === 0) return shares;
  return weightsBy((cause) => (1 - ends) * shares[cause] + (cause === 'source_lag' ? ends : 0));
}

/**
 * Where the delivering carrier takes over, the tracking of a whole lane may end although its parcels arrive. Carriers lose
 * about as many parcels everywhere: when more than so many times the usual share is never heard of again, the rest is not
 * lost but goes on under another number. Of the silences that never end, the share of those.
 */
export function endingShare(
  { stage, leg }: { stage: SilenceStage; leg: LegKind },
  neverMoves: number,
): number {
  if (stage !== 'released' || leg === 'domestic') return 0;
  const most = MOST_LOST * priorOf(stage, leg).neverMoves;
  return neverMoves <= most ? 0 : 1 - most / neverMoves;
}

/** Assumed: a bad lane loses three times as many as usual. */
const MOST_LOST = 3;

function sharesWithout(shares: Partial<Record<SilenceCause, number>>, leg: LegKind): Weights {
  return toOdds(
    weightsBy((cause) => (cause === 'customs' && leg === 'domestic' ? 0 : (shares[cause] ?? 0))),
  );
}

function row(
  often: Record<'usual' | 'backlog' | 'lag' | 'rest' | 'unknown', number>,
  wrongNumber: number,
  others: Partial<Record<SilenceCause, number>>,
): Partial<Record<SilenceCause, number>> {
  return {
    usual_wait: often.usual,
    carrier_backlog: often.backlog,
    source_lag: often.lag,
    rest_days: often.rest,
    unknown: often.unknown,
    wrong_number: wrongNumber,
    ...others,
  };
}
