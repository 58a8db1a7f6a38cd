import { DAY } from '#sandbox/world/calendar.ts';
import { createWorld } from '#sandbox/world/create-world.ts';
import type { Incident, World } from '#sandbox/world/effects.ts';
import { deliveryRow, isTraceable, parcelRow, truthRow } from './rows.ts';
import type { DeliveryRow, ParcelRow, TruthRow } from './rows.ts';
import { scheduleOf } from './schedule.ts';
import type { ScheduledIncident } from './schedule.ts';
import { listen } from './told.ts';
import type { ScanRow, Told } from './told.ts';

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
  /** Of all parcels shipped by then: at the end of every incident, at `now`, and in between where that was asked for. */
  truths: TruthRow[];
}

/** With a year before it: every holiday once. */
const UNTIL = Date.parse('2026-03-30T00:00:00Z');
/** Where in the history the world's own start lies, around which its built-in outage is. */
const WORLD_STARTS_AT = 0.75;

/**
 * The history of one shop in the sandbox's world, as rows that know nothing of Shopify. Weekends, holidays, hand-offs
 * (some of which silence the first number), outages and the incidents of `scheduleOf` are in it. `right` numbers: what
 * was missing, wrong or another's at any time is left out, and so are carriers that Shopify never hears. `all`: the
 * shipments with such numbers too, as long as one is uploaded now; while it is wrong they are open, and a stranger's scans
 * may lie before their start. Shipments of two boxes are left out. `truthsEveryDays`: what is true is told every so many days
 * as well. Same options, same rows; 5,000 orders take a second.
 */
export function neutralHistory({
  seed,
  orders = 8_000,
  historyDays = 365,
  numbers = 'right',
  truthsEveryDays = Number.POSITIVE_INFINITY,
}: {
  seed: number;
  orders?: number;
  historyDays?: number;
  numbers?: 'right' | 'all';
  truthsEveryDays?: number;
}): History {
  const from = UNTIL - historyDays * DAY;
  const incidents = scheduleOf({ seed, from, historyDays });
  const { world, shop } = openWorld({ seed, orders, historyDays });
  const told: Told = { placedAt: new Map(), shipments: new Map() };
  const truths: TruthRow[] = [];
  const looks = looksBetween(from, truthsEveryDays * DAY);
  const switches = switchesOf(incidents);
  for (const { at, change } of [...looks, ...switches].toSorted((a, b) => a.at - b.at)) {
    listen(world.advanceTo(at), told);
    if (change === null || !change.on) truths.push(...truthRows(world, shop));
    if (change !== null) world.setIncident(change.incident, change.on);
  }
  listen(world.advanceTo(UNTIL), told);
  truths.push(...truthRows(world, shop));

  const parcels: ParcelRow[] = [];
  const scans: ScanRow[] = [];
  const deliveries: DeliveryRow[] = [];
  for (const truth of world.truth(shop)) {
    const shipment = told.shipments.get(truth.fulfillmentId);
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

/** An instant at which the world is stopped: to look at it, or to change it too. */
interface Stop {
  at: number;
  change: { incident: Incident; on: boolean } | null;
}

function looksBetween(from: number, every: number): Stop[] {
  const looks: Stop[] = [];
  for (let at = from + every; at < UNTIL; at += every) looks.push({ at, change: null });
  return looks;
}

function switchesOf(incidents: readonly ScheduledIncident[]): Stop[] {
  return incidents.flatMap(({ incident, from, until }) => [
    { at: from.getTime(), change: { incident, on: true } },
    { at: until.getTime(), change: { incident, on: false } },
  ]);
}

function truthRows(world: World, shop: string): TruthRow[] {
  const at = new Date(world.now);
  return world.truth(shop).map((parcel) => truthRow(parcel, at));
}
