import { DAY } from '#sandbox/world/calendar.ts';
import { UNREPORTED } from '#sandbox/world/carriers.ts';
import { createWorld } from '#sandbox/world/create-world.ts';
import type { Incident, ParcelTruth, SilenceCause, World } from '#sandbox/world/effects.ts';
import { scheduleOf } from './schedule.ts';
import type { ScheduledIncident } from './schedule.ts';
import { listen } from './told.ts';
import type { ScanRow, ToldShipment } from './told.ts';

/** A parcel as any tracking data could state it. Countries are ISO alpha-2. */
export interface ParcelRow {
  parcelId: string;
  /** As the supplier named it with the first number. */
  carrier: string | null;
  origin: string;
  destination: string;
  /** When it was shipped and its number uploaded. */
  startedAt: Date;
  outcome: 'delivered' | 'returned' | 'lost' | 'open';
  /** In truth, told or not; for a lost one the day it is given up (`GIVEN_UP_AFTER_DAYS`). Null = open. */
  endedAt: Date | null;
}

/** A parcel that arrived. */
export interface DeliveryRow {
  id: string;
  mode: 'domestic' | 'cross_border';
  carrier: string | null;
  origin: string;
  destination: string;
  startedAt: Date;
  endedAt: Date;
  /** The day its carrier named on accepting it; null when it named none. */
  promisedAt: Date | null;
}

/** What was true of a parcel at an instant. */
export interface TruthRow {
  parcelId: string;
  at: Date;
  truth: ParcelTruth['truth'];
  /** Why it was silent, or looked so. */
  cause: SilenceCause | null;
}

export interface History {
  from: Date;
  /** The world's now: nothing of what follows is in the rows. */
  now: Date;
  /** Beside the outage that every world goes through (`BUILT_IN_OUTAGE`). */
  incidents: ScheduledIncident[];
  parcels: ParcelRow[];
  /** In the order in which they were heard, parcel by parcel. */
  scans: ScanRow[];
  deliveries: DeliveryRow[];
  /** Of all parcels shipped by then: at the end of every incident and at `now`. */
  truths: TruthRow[];
}

/** With 240 days before it: Golden Week, Christmas and the Spring Festival. */
const UNTIL = Date.parse('2026-03-30T00:00:00Z');
/** Where in the history the world's own start lies, around which its built-in outage is. */
const WORLD_STARTS_AT = 0.75;
/** A parcel lost in truth counts as lost from here on; until then nobody could tell, and it is open. */
export const GIVEN_UP_AFTER_DAYS = 60;

/**
 * The history of one shop in the sandbox's world, as rows that know nothing of Shopify. Weekends, holidays, hand-offs
 * (some of which silence the first number), outages and the incidents of `scheduleOf` are in it. `right` numbers: what
 * was missing, wrong or another's at any time is left out, and so are carriers that Shopify never hears. `all`: the
 * shipments with such numbers too, as long as one is uploaded now; their outcome is what is true of the number's parcel,
 * and strangers' scans may lie before their start. Same options, same rows; 5,000 orders take some seconds.
 */
export function neutralHistory({
  seed,
  orders = 5_000,
  historyDays = 240,
  numbers = 'right',
}: {
  seed: number;
  orders?: number;
  historyDays?: number;
  numbers?: 'right' | 'all';
}): History {
  const from = UNTIL - historyDays * DAY;
  const incidents = scheduleOf({ seed, from, historyDays });
  const { world, shop } = openWorld({ seed, orders, historyDays });
  const told = new Map<number, ToldShipment>();
  const truths: TruthRow[] = [];
  for (const { at, incident, on } of switchesOf(incidents)) {
    listen(world.advanceTo(at), told);
    if (!on) truths.push(...truthRows(world, shop));
    world.setIncident(incident, on);
  }
  listen(world.advanceTo(UNTIL), told);
  truths.push(...truthRows(world, shop));

  const parcels: ParcelRow[] = [];
  const scans: ScanRow[] = [];
  const deliveries: DeliveryRow[] = [];
  for (const truth of world.truth(shop)) {
    const shipment = told.get(truth.fulfillmentId);
    if (shipment === undefined || truth.number === null) continue;
    if (numbers === 'right' && !isTraceable(truth, shipment)) continue;
    const row = parcelRow(truth, shipment, world.now);
    const { parcelId } = row;
    parcels.push(row);
    for (const scan of shipment.scans) scans.push({ parcelId, ...scan });
    const delivery = deliveryRow(row, shipment);
    if (delivery !== null) deliveries.push(delivery);
  }
  const ids = new Set(parcels.map(({ parcelId }) => parcelId));
  return {
    from: new Date(from),
    now: new Date(world.now),
    incidents,
    parcels,
    scans,
    deliveries,
    truths: truths.filter(({ parcelId }) => ids.has(parcelId)),
  };
}

function openWorld({
  seed,
  orders,
  historyDays,
}: {
  seed: number;
  orders: number;
  historyDays: number;
}): { world: World; shop: string } {
  const daysBefore = Math.floor(historyDays * WORLD_STARTS_AT);
  const world = createWorld({
    seed,
    startAt: UNTIL - (historyDays - daysBefore) * DAY,
    historyDays: daysBefore,
    shops: 1,
    ordersPerShop: Math.round((orders * daysBefore) / historyDays),
    ordersPerDay: orders / historyDays,
    sources: true,
  });
  const [shop] = world.shops;
  if (shop === undefined) throw new Error('a world without shops');
  return { world, shop: shop.domain };
}

function switchesOf(
  incidents: readonly ScheduledIncident[],
): { at: number; incident: Incident; on: boolean }[] {
  return incidents
    .flatMap(({ incident, from, until }) => [
      { at: from.getTime(), incident, on: true },
      { at: until.getTime(), incident, on: false },
    ])
    .toSorted((a, b) => a.at - b.at);
}

/** The number was the parcel's own from the first, and its carrier tells Shopify. */
function isTraceable({ incidents, fakeKind }: ParcelTruth, { carrier }: ToldShipment): boolean {
  return fakeKind === null && !UNREPORTED.has(carrier) && !incidents.some((each) => LIES.has(each));
}

const LIES: ReadonlySet<Incident> = new Set([
  'number_never_uploaded',
  'fake_numbers',
  'borrowed_numbers',
  'reused_numbers',
] as const);

function parcelRow(truth: ParcelTruth, { carrier }: ToldShipment, now: number): ParcelRow {
  return {
    parcelId: idOf(truth),
    carrier,
    origin: truth.origin,
    destination: truth.destination,
    startedAt: new Date(truth.shippedAt),
    ...endOf(truth, now),
  };
}

function endOf({ truth, since }: ParcelTruth, now: number): Pick<ParcelRow, 'outcome' | 'endedAt'> {
  if (truth === 'delivered' || truth === 'returned') {
    return { outcome: truth, endedAt: new Date(since) };
  }
  const givenUpAt = since + GIVEN_UP_AFTER_DAYS * DAY;
  if (truth === 'lost_at_handoff' && givenUpAt <= now) {
    return { outcome: 'lost', endedAt: new Date(givenUpAt) };
  }
  return { outcome: 'open', endedAt: null };
}

function deliveryRow(parcel: ParcelRow, { promisedAt }: ToldShipment): DeliveryRow | null {
  const { parcelId, carrier, origin, destination, startedAt, endedAt, outcome } = parcel;
  if (outcome !== 'delivered' || endedAt === null) return null;
  const mode = origin === destination ? 'domestic' : 'cross_border';
  return { id: parcelId, mode, carrier, origin, destination, startedAt, endedAt, promisedAt };
}

function truthRows(world: World, shop: string): TruthRow[] {
  const at = new Date(world.now);
  return world.truth(shop).map((each) => {
    const { truth, cause } = each;
    return { parcelId: idOf(each), at, truth, cause };
  });
}

function idOf({ fulfillmentId }: ParcelTruth): string {
  return String(fulfillmentId);
}
