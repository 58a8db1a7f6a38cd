import type { Incident } from './effects.ts';
import { atLocalHour, DAY, HOUR, settle, wholeSecond } from './calendar.ts';
import type { Rest } from './calendar.ts';
import type { Step } from './lanes.ts';
import type { Parcel, Phase } from './parcel.ts';
import type { PhraseKey } from './phrases.ts';
import { ASSUMED_GAP_DAYS, ofLane, SCAN_GAP_DAYS, waitingDays } from './quantiles.ts';
import type { Quantiles } from './quantiles.ts';
import { Random, seedFrom } from './random.ts';
import { RATES } from './troubles.ts';

/** Who listens to what happens to a parcel. */
export interface JourneySink {
  scan(parcel: Parcel, phrase: PhraseKey, at: number): void;
  /** The supplier puts the last-mile carrier's number in place of the first. */
  replaceNumber(parcel: Parcel, at: number): void;
  /** The last-mile carrier has it now. */
  handOff(parcel: Parcel, at: number): void;
}

export const SILENT: JourneySink = {
  scan: () => {},
  replaceNumber: () => {},
  handOff: () => {},
};
/** Presented parcels that wait longer than this are held in truth, whatever the scans say. */
const HELD_AFTER_DAYS = 3;
/** No journey has more turns than this; a longer one is a mistake in the tables. */
const MOST_STEPS = 500;

/**
 * Lets the next thing happen to the parcel at `at`, and returns when the one after it comes; null when nothing more
 * will. The same parcel state and the same incidents always give the same outcome.
 */
export function takeStep(
  parcel: Parcel,
  at: number,
  incidents: ReadonlySet<Incident>,
  sink: JourneySink,
): number | null {
  parcel.restsFrom = null;
  const nextAt = stepByPhase(parcel, at, incidents, sink);
  return nextAt === null ? null : wholeSecond(nextAt);
}

/** When the parcel will be delivered if the incidents stay as they are; null if never. */
export function forecastDelivery(parcel: Parcel, incidents: ReadonlySet<Incident>): number | null {
  const double: Parcel = {
    ...parcel,
    random: parcel.random.copy(),
    incidents: [...parcel.incidents],
  };
  let at = double.nextAt;
  for (let steps = 0; at !== null && steps < MOST_STEPS; steps += 1) {
    at = takeStep(double, at, incidents, SILENT);
  }
  return double.deliveredAt;
}

function stepByPhase(
  parcel: Parcel,
  at: number,
  incidents: ReadonlySet<Incident>,
  sink: JourneySink,
): number | null {
  switch (parcel.phase) {
    case 'notices':
      return announce(parcel, at, sink);
    case 'route':
      return followRoute(parcel, at, incidents, sink);
    case 'held':
      return holdForInformation(parcel, at, sink);
    case 'attempt':
      return failAttempt(parcel, at, sink);
    case 'back_at_depot':
      sink.scan(parcel, 'domestic_transit', at);
      return goTo(parcel, 'out_for_delivery', at, 0.3);
    case 'pickup':
      return waitForPickUp(parcel, at, sink);
    case 'returning':
      sink.scan(parcel, 'returning', at);
      enter(parcel, 'returning', at);
      return next(parcel, 'returned', at + wayBackDays(parcel) * DAY);
    case 'returned':
      sink.scan(parcel, 'returned', at);
      enter(parcel, 'returned', at);
      return over(parcel);
    case 'vanish':
      enter(parcel, wasDeparting(parcel) ? 'lost_at_handoff' : 'lost_in_network', at);
      return over(parcel);
    case 'over':
      return null;
  }
}

function announce(parcel: Parcel, at: number, sink: JourneySink): number {
  const { random } = parcel;
  if (random.chance(0.7)) sink.scan(parcel, 'label_created', at);
  sink.scan(parcel, 'announced', at + random.between(0.02, 0.2) * HOUR);
  parcel.phase = 'route';
  parcel.stepIndex = 0;
  const firstStep = stepAt(parcel, 0);
  return settleFor(parcel, firstStep, at, at + parcel.handOverWaitDays * DAY);
}

function followRoute(
  parcel: Parcel,
  at: number,
  incidents: ReadonlySet<Incident>,
  sink: JourneySink,
): number | null {
  const step = stepAt(parcel, parcel.stepIndex);
  const { random } = parcel;
  if (step.phrase === 'customs_released' && isCaughtInBacklog(parcel, incidents)) {
    enter(parcel, 'held_at_customs', at);
    parcel.incidents.push('customs_backlog');
    return at + waitDays(parcel, ASSUMED_GAP_DAYS.backlog) * DAY;
  }
  const isDelayedByWeather =
    step.phrase === 'domestic_departed' && random.chance(RATES.weatherDelay);
  sink.scan(parcel, isDelayedByWeather ? 'weather_delay' : step.phrase, at);
  if (isLostAfter(parcel, step)) {
    if (step.phrase === 'accepted') enter(parcel, 'moving', at);
    return next(parcel, 'vanish', at + LOST_WITHIN_HOURS * HOUR);
  }
  switch (step.phrase) {
    case 'accepted':
      enter(parcel, 'moving', at);
      break;
    case 'departed_origin':
      if (random.chance(rate(RATES.lostAtHandOff, incidents.has('silent_loss_at_handoff')))) {
        parcel.incidents.push('silent_loss_at_handoff');
        return next(parcel, 'vanish', at + random.between(12, 40) * HOUR);
      }
      break;
    case 'import_customs':
      return queueAtCustoms(parcel, step, at, incidents);
    case 'customs_released':
      enter(parcel, 'moving', at);
      if (random.chance(RATES.replacedByLastMile)) sink.replaceNumber(parcel, at);
      sink.handOff(parcel, at);
      break;
    case 'out_for_delivery':
      return tryDelivery(parcel, at);
    case 'delivered':
      enter(parcel, 'delivered', at);
      parcel.deliveredAt = at;
      return over(parcel);
    default:
  }
  const days = waitDays(parcel, step.wait ?? ASSUMED_GAP_DAYS.destinationTransit);
  const isLineHaul = step.phrase === 'departed_origin';
  return moveOn(parcel, at, isLineHaul ? ofLane(days, parcel.lane.lineHaulPace) : days, incidents);
}

/** A parcel that is lost is missed by nobody before its next scan is due; the world knows some hours later. */
const LOST_WITHIN_HOURS = 6;

/** Drawn apart from the rest of the journey, so that nothing else depends on it. */
function isLostAfter({ seed, stepIndex }: Parcel, { phrase }: Step): boolean {
  const rates: Partial<Record<PhraseKey, number>> = RATES.lostAfter;
  const chance = rates[phrase];
  return chance !== undefined && new Random(seedFrom(seed, 0x1057, stepIndex)).chance(chance);
}

function wasDeparting(parcel: Parcel): boolean {
  return stepAt(parcel, parcel.stepIndex).phrase === 'departed_origin';
}

function queueAtCustoms(
  parcel: Parcel,
  step: Step,
  at: number,
  incidents: ReadonlySet<Incident>,
): number {
  const { random } = parcel;
  const isBacklog = incidents.has('customs_backlog');
  let days = waitDays(parcel, step.wait ?? SCAN_GAP_DAYS.importCustoms);
  if (isBacklog) {
    parcel.incidents.push('customs_backlog');
    days = Math.max(days, waitDays(parcel, ASSUMED_GAP_DAYS.backlog));
  }
  if (days > HELD_AFTER_DAYS) enter(parcel, 'held_at_customs', at);
  if (random.chance(rate(RATES.heldForInformation, isBacklog))) {
    // The officer asks as soon as the parcel's turn comes; in a backlog the questions come first.
    return next(parcel, 'held', at + (isBacklog ? random.between(0.2, 3) : days) * DAY);
  }
  return moveOn(parcel, at, days, incidents);
}

function isCaughtInBacklog(parcel: Parcel, incidents: ReadonlySet<Incident>): boolean {
  return incidents.has('customs_backlog') && !parcel.incidents.includes('customs_backlog');
}

function holdForInformation(parcel: Parcel, at: number, sink: JourneySink): number {
  sink.scan(parcel, 'customs_action_needed', at);
  enter(parcel, 'held_at_customs', at);
  const until = at + waitDays(parcel, ASSUMED_GAP_DAYS.heldForInformation) * DAY;
  if (parcel.random.chance(RATES.returnAfterHold)) return next(parcel, 'returning', until);
  return goTo(parcel, 'customs_released', at, (until - at) / DAY);
}

function tryDelivery(parcel: Parcel, at: number): number {
  const { random, lane } = parcel;
  const failRate = lane.crossBorder ? RATES.attemptFails.crossBorder : RATES.attemptFails.domestic;
  const outcome = random.next();
  const later = at + random.between(1, 9) * HOUR;
  if (outcome < failRate) return next(parcel, 'attempt', later);
  if (outcome < failRate + RATES.refusedAtDoor) return next(parcel, 'returning', later);
  parcel.stepIndex += 1;
  return later;
}

function failAttempt(parcel: Parcel, at: number, sink: JourneySink): number {
  sink.scan(parcel, 'attempt_failed', at);
  const { random } = parcel;
  const days = waitDays(parcel, SCAN_GAP_DAYS.failedAttempt);
  const outcome = random.next();
  if (outcome < RATES.returnAfterAttempt) return next(parcel, 'returning', at + days * DAY);
  if (days > 0.4) return goTo(parcel, 'out_for_delivery', at, days);
  return next(parcel, outcome < 0.6 ? 'pickup' : 'back_at_depot', at + days * DAY);
}

function waitForPickUp(parcel: Parcel, at: number, sink: JourneySink): number {
  sink.scan(parcel, 'available_pickup', at);
  const { random } = parcel;
  if (random.chance(RATES.neverCollected)) {
    return next(parcel, 'returning', at + random.between(9, 16) * DAY);
  }
  return goTo(parcel, 'delivered', at, waitDays(parcel, ASSUMED_GAP_DAYS.pickUp));
}

/** To the next scan of the route that this parcel gets; skipped ones leave no wait. */
function moveOn(
  parcel: Parcel,
  from: number,
  days: number,
  incidents: ReadonlySet<Incident>,
): number {
  let index = parcel.stepIndex + 1;
  let step = stepAt(parcel, index);
  while (!getsScan(parcel, step, incidents)) {
    index += 1;
    step = stepAt(parcel, index);
  }
  const isClearedInAdvance = step.phrase === 'customs_released' && index === parcel.stepIndex + 2;
  parcel.stepIndex = index;
  // Parcels that customs cleared before they landed do not wait for an officer.
  return isClearedInAdvance ? from + days * DAY : settleFor(parcel, step, from, from + days * DAY);
}

function getsScan(parcel: Parcel, step: Step, incidents: ReadonlySet<Incident>): boolean {
  if (step.chance >= 1) return true;
  if (step.phrase === 'import_customs' && incidents.has('customs_backlog')) return true;
  return parcel.random.chance(step.chance);
}

/** To the (last) scan of the route with this phrase. */
function goTo(parcel: Parcel, phrase: PhraseKey, from: number, days: number): number {
  const index = parcel.lane.steps.findLastIndex((step) => step.phrase === phrase);
  parcel.phase = 'route';
  parcel.stepIndex = index;
  return settleFor(parcel, stepAt(parcel, index), from, from + days * DAY);
}

/** Nobody scans on rest days, and vans leave in the morning. Notes from when on the parcel waits for that alone. */
function settleFor(parcel: Parcel, step: Step, from: number, at: number): number {
  const { origin, destination } = parcel.lane;
  const country = step.where === 'origin' ? origin : destination;
  const due = Math.max(at, from);
  const hours = step.phrase === 'out_for_delivery' ? 6.5 + parcel.random.next() * 3 : null;
  const settled = (rest: Rest) =>
    hours === null
      ? Math.max(from, settle({ country, rest, from, at }))
      : atLocalHour({ country, rest, from, at: due, hours });
  const [withRest, withoutRest] = [settled(step.rest), settled('none')];
  if (withRest > withoutRest) parcel.restsFrom = withoutRest;
  return withRest;
}

function waitDays(parcel: Parcel, quantiles: Quantiles): number {
  return waitingDays(quantiles, parcel.random.next());
}

function wayBackDays(parcel: Parcel): number {
  return waitDays(parcel, ASSUMED_GAP_DAYS.wayBack) * (parcel.lane.crossBorder ? 1 : 0.4);
}

function stepAt(parcel: Parcel, index: number): Step {
  const step = parcel.lane.steps[index];
  if (step === undefined) throw new Error(`lane ${parcel.lane.id} has no step ${index}`);
  return step;
}

function rate(rates: { base: number; incident: number }, isOn: boolean): number {
  return isOn ? rates.incident : rates.base;
}

function enter(parcel: Parcel, state: Parcel['state'], at: number): void {
  parcel.state = state;
  parcel.since = at;
}

function next(parcel: Parcel, phase: Phase, at: number): number {
  parcel.phase = phase;
  return at;
}

function over(parcel: Parcel): null {
  parcel.phase = 'over';
  return null;
}
