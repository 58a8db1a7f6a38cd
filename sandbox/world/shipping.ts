import { DAY, HOUR, wholeSecond } from './calendar.ts';
import { CARRIERS, mistyped } from './carriers.ts';
import type { CarrierKey } from './carriers.ts';
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
}: {
  shipment: PlannedShipment;
  lane: Lane;
  shopIndex: number;
  fulfillmentId: number;
  at: number;
  incidents: ReadonlySet<Incident>;
  takeSerial: () => number;
}): Dispatch {
  const random = new Random(seedFrom(shipment.seed, 3));
  const fulfillment: Fulfillment = {
    id: fulfillmentId,
    shopIndex,
    orderId: shipment.orderId,
    shippedAt: at,
    tracking: [],
    parcels: [],
    isCancelled: false,
    city: shipment.city,
  };
  const trouble = chooseTrouble(lane, incidents, random);
  const boxes = random.chance(RATES.twoNumbers) ? 2 : 1;
  for (let position = 0; position < boxes; position += 1) {
    const parcel = packParcel({ fulfillment, position, lane, trouble, random, takeSerial });
    fulfillment.parcels.push(parcel);
    const uploaded = uploadedTracking(parcel, random);
    if (uploaded !== null) fulfillment.tracking.push(uploaded);
  }
  const days = correctedAfterDays(trouble, random);
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

type Trouble = 'never' | 'late' | 'early' | 'fake' | 'mistyped';

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
  return {
    fulfillment,
    position,
    lane,
    random: new Random(seed),
    seed,
    phase: trouble === 'fake' ? 'over' : 'notices',
    stepIndex: 0,
    nextAt: null,
    state: 'not_handed_over',
    since: fulfillment.shippedAt,
    numberState:
      trouble === 'never' || trouble === 'late'
        ? 'held_back'
        : trouble === 'mistyped' || trouble === 'fake'
          ? trouble
          : 'right',
    tracking: trackingFor(lane.carrier, takeSerial(), random),
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
    unseenScans: null,
  };
}

/** A valid number of the carrier with its company and tracking page. */
export function trackingFor(
  key: CarrierKey,
  serial: number,
  random: Random,
): TrackingInfo & { number: string } {
  const carrier = CARRIERS[key];
  const number = carrier.numberFor(serial, random);
  return { company: carrier.company, number, url: carrier.url.replace('{number}', number) };
}

/** What the supplier types in; null when nothing. */
function uploadedTracking(parcel: Parcel, random: Random): TrackingInfo | null {
  const { tracking } = parcel;
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
