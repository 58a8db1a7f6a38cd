import { PACE_HOURS, TAPER, intervalHours } from '#app/domain/polling/paces.ts';
import type { Pace } from '#app/domain/polling/paces.ts';
import { shareOf } from '#app/domain/polling/spread.ts';
import type { Milestone } from '#app/domain/scans/scan.ts';

/** What a source knows of a number; the states of the table `source_numbers`. */
export type NumberState =
  'new' | 'pending' | 'tracking' | 'carrier_unknown' | 'gave_up' | 'refused' | 'ended';

/** What the next poll of a number depends on, and nothing else. */
export interface PollState {
  numberKey: string;
  state: NumberState;
  /** When the source last said something of the number, asked or unasked; null = never. */
  answeredAt: Date | null;
  /** Answers in a row that were errors. */
  attempts: number;
  /** Whether the source has pushed to this shop lately, so that asking is only the safety net. */
  pushesArrive: boolean;
  /** When the number's clock started: seen, else shipped. */
  startedAt: Date;
  /** Latest state of the parcel; null = no scan and no notice yet. */
  milestone: Milestone | null;
  /** The latest scan or notice; null = none. */
  lastScanAt: Date | null;
  deliveredAt: Date | null;
  estimatedDeliveryAt: Date | null;
  /** Cancelled, back at the sender, or a person said so: nothing more is asked. */
  isOver: boolean;
  /** Something speaks against the number that only its own source can settle. */
  isDoubted: boolean;
  /** A later leg of the chain has taken over. */
  isHandedOn: boolean;
  /** Hours from the start after which this lane usually hands over to the carrier; null = not known. */
  usualHandoverHours: number | null;
  /** 1, or more while a limit of calls makes every interval longer (`fitToQuota`). */
  stretch: number;
}

/**
 * When a number is asked about next, and on which line of the plan; null = never again by itself.
 *
 * An open parcel always has a next poll, later than `now` and at most 24 hours away: Lastscan does not give up before the
 * merchant says so. The interval runs from the last answer, so planning twice moves nothing. Equal input, equal output:
 * numbers are spread by their own key, not by chance.
 */
export function nextPoll(state: PollState, now: Date): { pace: Pace; at: Date | null } {
  const pace = paceOf(state, now);
  if (pace === 'ended') return { pace, at: null };
  const from = pace === 'confirming' ? state.deliveredAt : state.answeredAt;
  const soon = soonAfter(state.numberKey, now);
  if (from === null) return { pace, at: soon };
  const hours = intervalHours(pace, { ...state, silentHours: silentHours(state, now) });
  const at = after(from, spreadHours(hours, state.numberKey));
  const latest = after(now, PACE_HOURS.long_silent);
  return { pace, at: at < soon ? soon : at > latest ? latest : at };
}

function paceOf(state: PollState, now: Date): Pace {
  if (state.isOver || state.state === 'refused') return 'ended';
  if (state.deliveredAt !== null) return afterDelivery(state, state.deliveredAt, now);
  if (state.answeredAt === null) return 'fresh';
  if (state.state === 'gave_up') return 'long_silent';
  if (state.state === 'carrier_unknown' || state.attempts > 0) return 'retrying';
  if (state.isHandedOn) return 'handed_on';
  if (state.lastScanAt === null || state.milestone === null || state.milestone === 'announced')
    return beforeFirstScan(state, now);
  return onTheWay(state, state.milestone, now);
}

/**
 * One more read a day after: deliveries are corrected. What was never asked of this source need not begin now, unless the
 * number is in doubt and the buyer may still ask after the parcel.
 */
function afterDelivery(
  { answeredAt, numberKey, isDoubted }: PollState,
  deliveredAt: Date,
  now: Date,
): Pace {
  if (answeredAt === null) {
    return isDoubted && hoursBetween(deliveredAt, now) < DOUBT_HOURS ? 'fresh' : 'ended';
  }
  const confirmAt = after(deliveredAt, spreadHours(PACE_HOURS.confirming, numberKey));
  return answeredAt >= confirmAt ? 'ended' : 'confirming';
}

function beforeFirstScan(state: PollState, now: Date): Pace {
  const waited = hoursBetween(state.startedAt, now);
  const usual = state.usualHandoverHours ?? TAPER.handoverHours;
  if (waited < usual * TAPER.handoverFrom) return 'announced';
  if (waited <= usual * TAPER.handoverTo) return 'handover';
  return waited < Math.max(TAPER.longSilentHours, usual * TAPER.handoverTo)
    ? 'unscanned'
    : 'long_silent';
}

function onTheWay(state: PollState, milestone: Milestone, now: Date): Pace {
  if (milestone === 'lost') return 'long_silent';
  const silent = silentHours(state, now);
  if (silent >= TAPER.longSilentHours) return 'long_silent';
  if (milestone === 'out_for_delivery' && silent < TAPER.outForDeliveryHours)
    return 'out_for_delivery';
  if (IN_CUSTOMS.has(milestone)) return silent < TAPER.customsHours ? 'customs' : 'silent';
  if (silent >= TAPER.freshHours) return 'silent';
  return NEAR_DELIVERY.has(milestone) || isExpectedSoon(state, now) ? 'near_delivery' : 'moving';
}

/** Card schemes take most disputes within 120 days of the sale; sources forget numbers sooner than that (17TRACK after 90 days). */
const DOUBT_HOURS = 90 * 24;

const IN_CUSTOMS: ReadonlySet<Milestone> = new Set([
  'export_customs',
  'import_customs',
  'customs_action_needed',
]);
const NEAR_DELIVERY: ReadonlySet<Milestone> = new Set([
  'out_for_delivery',
  'attempt_failed',
  'available_pickup',
]);

function isExpectedSoon({ estimatedDeliveryAt }: PollState, now: Date): boolean {
  return (
    estimatedDeliveryAt !== null &&
    Math.abs(estimatedDeliveryAt.getTime() - now.getTime()) <= TAPER.nearDeliveryHours * HOUR_MS
  );
}

/** Since the last scan or notice; a scan in the future is no silence. */
function silentHours({ lastScanAt, startedAt }: PollState, now: Date): number {
  return Math.max(0, hoursBetween(lastScanAt ?? startedAt, now));
}

/**
 * An interval of its own for every number: from `hours / 1.15 × 0.85` up to `hours`, that is ± 15 % around the middle, so
 * that numbers learned together do not come due together.
 */
function spreadHours(hours: number, numberKey: string): number {
  return (hours * (1 - SPREAD + 2 * SPREAD * shareOf(numberKey))) / (1 + SPREAD);
}

const SPREAD = 0.15;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const SOON = { leastMs: MINUTE_MS, mostMs: 15 * MINUTE_MS };

/** What is due at once still comes due one after another. */
function soonAfter(numberKey: string, now: Date): Date {
  const ms = SOON.leastMs + (SOON.mostMs - SOON.leastMs) * shareOf(`soon ${numberKey}`);
  return new Date(now.getTime() + Math.round(ms));
}

function after(from: Date, hours: number): Date {
  return new Date(from.getTime() + Math.round(hours * HOUR_MS));
}

function hoursBetween(from: Date, to: Date): number {
  return (to.getTime() - from.getTime()) / HOUR_MS;
}
