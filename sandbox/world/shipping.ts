import { DAY, HOUR, wholeSecond } from './calendar.ts';
import { mistyped, trackingFor } from './carriers.ts';
import type { Incident, TrackingInfo } from './effects.ts';
import type { Lane } from './lanes.ts';
import type { PlannedShipment } from './orders.ts';
import type { Fulfillment, Parcel } from './parcel.ts';
import { ASSUMED_GAP_DAYS, waitingDays } from './quantiles.ts';
import { Random, seedFrom } from './random.ts';
import { RATES } from './troubles.ts';

/** A fulfillment as the supplier reports it, and what will still be corrected about it. */
interface Dispatch {
  fulfillment: Fulfillment;
  /** When the right numbers replace missing or mistyped ones; null when never or when nothing is wrong. */
  correctAt: number | null;
  /** When the shop takes the fulfillment back; null unless it does. */
  cancelAt: number | null;
}

/** Ships what was planned: decides numbers and their troubles by the incidents of the moment. */
export function dispatch({
  shipment,
  lane,
  shopIndex,
  fulfillmentId,
  at,
  incidents,
  takeSerial,
  lend,
}: {
  shipment: PlannedShipment;
  lane: Lane;
  shopIndex: number;
  fulfillmentId: number;
  at: number;
  incidents: ReadonlySet<Incident>;
  takeSerial: () => number;
  /** Another parcel whose number the supplier uploads for this one; null when he is honest or finds none. */
  lend: (fulfillment: Fulfillment, lane: Lane, orderedAt: number) => Parcel['uploadedFor'];
}): Dispatch {
  const random = new Random(seedFrom(shipment.seed, 3));
  const fulfillment: Fulfillment = {
    id: fulfillmentId,
    shopIndex,
    orderId: shipment.orderId,
    shippedAt: at,
    shipper: null,
    tracking: [],
    parcels: [],
    isCancelled: false,
    city: shipment.city,
    zip: shipment.zip,
  };
  const usual = chooseTrouble(lane, incidents, random);
  const isUploaded = usual !== 'never' && usual !== 'late' && usual !== 'fake';
  const lie = isUploaded ? lend(fulfillment, lane, shipment.orderedAt) : null;
  const trouble = lie === null ? usual : 'lie';
  const boxes = random.chance(RATES.twoNumbers) ? 2 : 1;
  for (let position = 0; position < boxes; position += 1) {
    const parcel = packParcel({ fulfillment, position, lane, trouble, random, takeSerial });
    // One lie per box: a second number of the same fulfillment is honest.
    if (position === 0 && lie !== null) tellLie(parcel, lie);
    fulfillment.parcels.push(parcel);
    const uploaded = uploadedTracking(parcel, random);
    if (uploaded !== null) fulfillment.tracking.push(uploaded);
  }
  const days =
    trouble === 'lie' ? lieCorrectedAfterDays(shipment.seed) : correctedAfterDays(trouble, random);
  const isTakenBack = trouble === null && random.chance(RATES.fulfillmentCancelled);
  return {
    fulfillment,
    correctAt: days === null ? null : wholeSecond(at + days * DAY),
    cancelAt: isTakenBack ? wholeSecond(at + random.between(2, 10) * HOUR) : null,
  };
}

function correctedAfterDays(trouble: Trouble | null, random: Random): number | null {
  if (trouble === 'late') return random.between(3, 9);
  return trouble === 'mistyped' ? random.between(1, 5) : null;
}

/** Half of the suppliers who lent a number upload the true one when asked. */
function lieCorrectedAfterDays(seed: number): number | null {
  const random = new Random(seedFrom(seed, 0x11e));
  return random.chance(RATES.lieCorrected) ? random.between(4, 12) : null;
}

/** The box itself is on its way as any other; only its number was never uploaded. */
function tellLie(parcel: Parcel, lie: NonNullable<Parcel['uploadedFor']>): void {
  const isReused = lie.kind === 'reused';
  parcel.numberState = isReused ? 'reused' : 'borrowed';
  parcel.uploadedFor = lie;
  parcel.incidents.push(isReused ? 'reused_numbers' : 'borrowed_numbers');
  if (isReused) lie.other.sharers = [...(lie.other.sharers ?? []), parcel];
}

type Trouble = 'never' | 'late' | 'early' | 'fake' | 'mistyped' | 'lie';

function chooseTrouble(
  lane: Lane,
  incidents: ReadonlySet<Incident>,
  random: Random,
): Trouble | null {
  const draws = [
    random.next(),
    random.next(),
    random.next(),
    random.next(),
    random.next(),
  ] as const;
  const isHeldBack = incidents.has('number_never_uploaded');
  if (
    draws[0] < (isHeldBack ? RATES.numberNeverUploaded.incident : RATES.numberNeverUploaded.base)
  ) {
    return 'never';
  }
  if (incidents.has('fake_numbers') && draws[1] < RATES.fakeNumber.incident) return 'fake';
  if (draws[1] < RATES.fakeNumber.base) return 'fake';
  if (incidents.has('number_before_parcel') && lane.crossBorder) return 'early';
  if (draws[2] < RATES.numberUploadedLate.base) return 'late';
  if (draws[3] < RATES.mistypedNumber) return 'mistyped';
  return lane.crossBorder && draws[4] < RATES.numberBeforeParcel.base ? 'early' : null;
}

function packParcel({
  fulfillment,
  position,
  lane,
  trouble,
  random,
  takeSerial,
}: {
  fulfillment: Fulfillment;
  position: number;
  lane: Lane;
  trouble: Trouble | null;
  random: Random;
  takeSerial: () => number;
}): Parcel {
  const usual = lane.crossBorder ? ASSUMED_GAP_DAYS.handOver : ASSUMED_GAP_DAYS.domesticHandOver;
  const usualWait = waitingDays(usual, random.next());
  const seed = seedFrom(random.whole(0, 2 ** 31), position);
  const tracking = trackingFor(lane.carrier, takeSerial(), random);
  return {
    fulfillment,
    position,
    lane,
    random: new Random(seed),
    seed,
    phase: trouble === 'fake' ? 'over' : 'notices',
    stepIndex: 0,
    nextAt: null,
    restsFrom: null,
    state: 'not_handed_over',
    since: fulfillment.shippedAt,
    numberState:
      trouble === 'never' || trouble === 'late'
        ? 'held_back'
        : trouble === 'mistyped' || trouble === 'fake'
          ? trouble
          : 'right',
    tracking,
    lostScansAt: [],
    incidents:
      trouble === 'never' || trouble === 'late'
        ? ['number_never_uploaded']
        : trouble === 'early'
          ? ['number_before_parcel']
          : trouble === 'fake' || trouble === 'mistyped'
            ? ['fake_numbers']
            : [],
    handOverWaitDays: trouble === 'early' ? random.between(3, 8) : usualWait,
    language: random.chance(0.35) ? lane.originLanguage : 'en',
    deliveredAt: null,
    scanCount: 0,
    lastScanAt: null,
    lastToldAt: null,
    unseenScans: null,
    firstNumber: tracking.number,
    log: [],
    handOff: null,
    uploadedFor: null,
    sharers: null,
  };
}

/** What the supplier types in; null when nothing. */
function uploadedTracking(parcel: Parcel, random: Random): TrackingInfo | null {
  const { tracking, uploadedFor } = parcel;
  if (uploadedFor !== null) return { ...uploadedFor.other.tracking };
  switch (parcel.numberState) {
    case 'held_back':
      // Some suppliers name the carrier although they have no number yet.
      return random.chance(0.2) ? { company: tracking.company, number: null, url: null } : null;
    case 'mistyped': {
      const number = mistyped(tracking.number, random);
      return { ...tracking, number, url: tracking.url?.replace(tracking.number, number) ?? null };
    }
    default:
      return { ...tracking };
  }
}
