import { DAY, HOUR, wholeSecond } from './calendar.ts';
import { logOf, logScan } from './carrier-log.ts';
import { trackingFor } from './carriers.ts';
import { SILENT, takeStep } from './journey.ts';
import type { JourneySink } from './journey.ts';
import { lanesElsewhere } from './lanes.ts';
import type { Lane } from './lanes.ts';
import type { Fulfillment, Parcel } from './parcel.ts';
import { CITIES } from './people.ts';
import { isNotice } from './places.ts';
import type { PhraseKey } from './phrases.ts';
import { Random, seedFrom } from './random.ts';

export type BorrowedKind = 'borrowed_before' | 'borrowed_elsewhere' | 'borrowed_fast';

interface Wanted {
  lane: Lane;
  /** When the order was paid, and when the number is uploaded. */
  orderedAt: number;
  shippedAt: number;
  /** The buyer's city, where the stranger does not live. */
  city: string;
  seed: number;
  serial: number;
}

/** Before the order by at least this much is the first scan of a parcel that was under way already. */
const CLEARLY_BEFORE_MS = 1.5 * DAY;
const MOST_STEPS = 500;
const NO_INCIDENTS: ReadonlySet<never> = new Set<never>();

/** What such a supplier can find: domestic numbers lie by their dates only. */
export function chooseKind(lane: Lane, random: Random): BorrowedKind {
  if (!lane.crossBorder) return 'borrowed_before';
  return random.pick(['borrowed_before', 'borrowed_elsewhere', 'borrowed_fast'] as const);
}

/** A stranger's parcel with its whole journey, past and to come, as its carrier logs it. No shop ships it. */
export function inventStranger(kind: BorrowedKind, wanted: Wanted): Parcel {
  const random = new Random(seedFrom(wanted.seed, 0x57a));
  switch (kind) {
    case 'borrowed_before':
      return underWayBefore(wanted, random);
    case 'borrowed_elsewhere': {
      const lane = random.pick(lanesElsewhere(wanted.lane));
      const stranger = unscanned(wanted, lane, random);
      travel(stranger, wanted.shippedAt - random.between(0, 20) * HOUR, random.between(0.2, 1.2));
      return stranger;
    }
    case 'borrowed_fast':
      return thereTooSoon(wanted, random);
  }
}

/** Same way, but it set out days or weeks before the order was paid; many of them have arrived. */
function underWayBefore(wanted: Wanted, random: Random): Parcel {
  const stranger = unscanned(wanted, wanted.lane, random);
  const daysAhead = wanted.lane.crossBorder ? random.between(8, 32) : random.between(3, 14);
  travel(stranger, wanted.orderedAt - daysAhead * DAY, random.between(0.2, 0.8));
  const first = logOf(stranger, 'first').find(({ phrase }) => !isNotice(phrase));
  const late = (first?.at ?? 0) - (wanted.orderedAt - CLEARLY_BEFORE_MS);
  // Holidays may have held the carrier up: the whole journey then happened some weeks earlier.
  const weeks = Math.max(0, Math.ceil(late / (7 * DAY)));
  if (weeks > 0) shift(stranger, -weeks * 7 * DAY);
  return stranger;
}

/** A parcel inside the country, delivered elsewhere before one from abroad could have landed. */
function thereTooSoon(wanted: Wanted, random: Random): Parcel {
  const { lane, shippedAt } = wanted;
  const inside: Lane = {
    ...lane,
    id: `${lane.id}-inside`,
    origin: lane.destination,
    carrier: lane.lastMile,
    crossBorder: false,
  };
  const stranger = unscanned(wanted, inside, random);
  const hours = random.between(20, 46);
  const at = (share: number) => shippedAt + (1 + share * hours) * HOUR;
  const route: [PhraseKey, number][] = [
    ['announced', 0],
    ['accepted', 0.15],
    ['domestic_departed', 0.45],
    ['out_for_delivery', 0.85],
    ['delivered', 1],
  ];
  for (const [phrase, share] of route) keep(stranger, phrase, at(share));
  return stranger;
}

function unscanned(wanted: Wanted, lane: Lane, random: Random): Parcel {
  const cities = (CITIES[lane.destination] ?? []).filter(({ city }) => city !== wanted.city);
  const home = random.pick(cities);
  const fulfillment: Fulfillment = {
    id: -1,
    shopIndex: -1,
    orderId: -1,
    shippedAt: wanted.shippedAt,
    shipper: null,
    tracking: [],
    parcels: [],
    isCancelled: false,
    city: home.city,
    zip: `${home.zip}01`,
  };
  const seed = seedFrom(wanted.seed, 0x57b);
  const tracking = trackingFor(lane.carrier, wanted.serial, random);
  return {
    fulfillment,
    position: 0,
    lane,
    random: new Random(seed),
    seed,
    phase: 'notices',
    stepIndex: 0,
    nextAt: null,
    restsFrom: null,
    state: 'not_handed_over',
    since: wanted.shippedAt,
    numberState: 'right',
    tracking,
    incidents: [],
    lostScansAt: [],
    handOverWaitDays: 0,
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

/** Lets the parcel live its whole life at once. */
function travel(stranger: Parcel, from: number, handOverWaitDays: number): void {
  stranger.handOverWaitDays = handOverWaitDays;
  const sink: JourneySink = { ...SILENT, scan: keep };
  let at: number | null = wholeSecond(from);
  for (let steps = 0; at !== null && steps < MOST_STEPS; steps += 1) {
    at = takeStep(stranger, at, NO_INCIDENTS, sink);
  }
}

function keep(stranger: Parcel, phrase: PhraseKey, at: number): void {
  stranger.log.push(logScan({ phrase, at, inFirst: true, inLast: false }));
}

function shift(stranger: Parcel, ms: number): void {
  const scans = logOf(stranger, 'first');
  stranger.log = [];
  for (const { phrase, at } of scans) keep(stranger, phrase, at + ms);
}
