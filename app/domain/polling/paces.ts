/** The lines of the polling plan, the most urgent first. */
export const PACES = [
  'out_for_delivery', // on the van: the next scan is hours away at most
  'near_delivery', // a failed attempt, waiting for pickup, or the promised day is here
  'fresh', // never asked: soon, within minutes
  'moving', // scanned within two days
  'customs', // between customs scans lie days, and then somebody must act
  'handover', // announced, and this is when parcels are usually handed over
  'announced', // announced, too early for the hand-over
  'silent', // no scan for two days and more: ever sparser
  'unscanned', // the usual hand-over is past and nothing was scanned
  'retrying', // the source does not know the carrier, or answers with errors
  'confirming', // delivered: one more read a day later
  'handed_on', // a later leg of the chain has taken over
  'long_silent', // ten days and more, or the source itself gave up: daily, for ever
  'ended', // delivered and confirmed, returned, cancelled, refused: not asked
] as const;
export type Pace = (typeof PACES)[number];

/**
 * At most so many hours between two polls. Targets: 30 minutes out for delivery and two hours moving, "where the source
 * allows"; others found polling every 2 h (karrio), 3–12 h (AfterShip) and 6 h (17TRACK), and giving up after 30 to 90
 * days. The scans themselves are not fresher than the source's own visits at the carrier, so nothing is asked more often
 * than can pay. `silent` is where its taper begins; `retrying` doubles from here with every error in a row.
 */
export const PACE_HOURS: Readonly<Record<Exclude<Pace, 'fresh' | 'ended'>, number>> = {
  out_for_delivery: 0.5,
  near_delivery: 1,
  moving: 2,
  customs: 4,
  handover: 4,
  announced: 8,
  silent: 6,
  unscanned: 12,
  retrying: 1,
  confirming: 24,
  handed_on: 24,
  long_silent: 24,
};

/** Hours at which one line of the plan gives way to the next. */
export const TAPER = {
  /** After that long without a scan a parcel that was moving is silent. */
  freshHours: 48,
  customsHours: 96,
  outForDeliveryHours: 24,
  nearDeliveryHours: 24,
  /** Half of silent postal parcels move again within five days, nine of ten within nineteen (line-haul gaps). */
  longSilentHours: 240,
  /** `silent` reaches this interval when it becomes `long_silent`. */
  silentMostHours: 12,
  /** Numbers exist two to five days before a parcel does; until a lane has taught us its own. */
  handoverHours: 48,
  handoverFrom: 0.5,
  handoverTo: 2,
} as const;

/** Pushes bring what polls would find: asked this many times less often. The van is the exception; it is worth both. */
const PUSH_STRETCH = 3;
/** From here on a stretch has every other line at its daily end, and reaches `out_for_delivery` too. */
export const URGENT_FROM_STRETCH = 24;

/** The longest the plan lets pass between two polls on this line. */
export function intervalHours(
  pace: Exclude<Pace, 'ended'>,
  facts: { silentHours: number; attempts: number; pushesArrive: boolean; stretch: number },
): number {
  const hours = plainHours(pace, facts);
  const stretch = Math.max(1, facts.stretch);
  const factor =
    pace === 'out_for_delivery'
      ? Math.max(1, stretch / URGENT_FROM_STRETCH)
      : stretch * (facts.pushesArrive && pace !== 'confirming' ? PUSH_STRETCH : 1);
  return Math.min(hours * factor, PACE_HOURS.long_silent);
}

function plainHours(
  pace: Exclude<Pace, 'ended'>,
  { silentHours, attempts }: { silentHours: number; attempts: number },
): number {
  switch (pace) {
    case 'fresh':
      return PACE_HOURS.moving;
    case 'silent':
      return silentInterval(silentHours);
    case 'retrying':
      return Math.min(PACE_HOURS.retrying * 2 ** Math.max(0, attempts - 1), PACE_HOURS.long_silent);
    default:
      return PACE_HOURS[pace];
  }
}

/** Six hours after two days of silence, twelve after ten, evenly in between. */
function silentInterval(silentHours: number): number {
  const { freshHours, longSilentHours, silentMostHours } = TAPER;
  const share = (silentHours - freshHours) / (longSilentHours - freshHours);
  const most = silentMostHours - PACE_HOURS.silent;
  return PACE_HOURS.silent + most * Math.min(1, Math.max(0, share));
}
