import { planAfterSales, tellAfterSale } from './after-sales.ts';
import type { AfterSale } from './after-sales.ts';
import { nextArrival } from './arrivals.ts';
import { DAY, HOUR, wholeSecond } from './calendar.ts';
import { CARRIERS, trackingFor } from './carriers.ts';
import { causeOf } from './cause.ts';
import { demoEffects, isDemoShop } from './demo-effects.ts';
import type { Incident, ParcelTruth, World, WorldEffect, WorldOrder } from './effects.ts';
import { EventQueue } from './event-queue.ts';
import { openScripted } from './scripted.ts';
import type { ScriptedStore } from './scripted.ts';
import { createLender } from './lender.ts';
import { logOf, logScan, recordKey, recordOf } from './carrier-log.ts';
import type { Leg } from './carrier-log.ts';
import { forecastDelivery, takeStep } from './journey.ts';
import type { JourneySink } from './journey.ts';
import { chooseHandOff } from './hand-off.ts';
import { planOrder } from './orders.ts';
import type { PlannedShipment } from './orders.ts';
import { truthOf } from './parcel.ts';
import type { Fulfillment, HandOff, Parcel } from './parcel.ts';
import type { PhraseKey } from './phrases.ts';
import { Random, seedFrom } from './random.ts';
import { createReporter } from './reporter.ts';
import type { HeardEvent } from './reporter.ts';
import { openShops } from './shop-state.ts';
import type { ShopState, WorldOptions } from './shop-state.ts';
import { dispatch } from './shipping.ts';
import { expedite, reorder, sell, stockEffect } from './stock.ts';
import type { StockItem } from './stock.ts';
import { chooseShipper } from './suppliers.ts';
import { UPLOADED_AFTER_INCIDENT } from './troubles.ts';

type Happening =
  | { kind: 'order'; shop: ShopState }
  | { kind: 'cancel_order'; shop: ShopState; orderId: number }
  | { kind: 'ship'; shop: ShopState; shipment: PlannedShipment }
  | { kind: 'cancel_fulfillment'; fulfillment: Fulfillment; shipment: PlannedShipment }
  | { kind: 'correct_numbers'; fulfillment: Fulfillment }
  | { kind: 'step'; parcel: Parcel }
  | { kind: 'tell_event'; event: HeardEvent }
  | { kind: 'stranger_scan'; parcel: Parcel; scan: { phrase: PhraseKey; at: number } }
  | { kind: 'sale'; item: StockItem; quantity: number }
  | { kind: 'restock'; item: StockItem; quantity: number }
  | { kind: 'after_sale'; shop: ShopState; sale: AfterSale }
  | { kind: 'tell'; effect: WorldEffect };

/**
 * A world of shops, orders and parcels that lives on virtual time. It starts at `startAt − historyDays`, empty:
 * `advanceTo(startAt)` yields the history. Effects are yielded lazily; stopping early loses nothing, the next
 * `advanceTo` goes on. Advancing in one step or in many makes no difference. Fulfillments taken back are not in
 * `truth`, and neither are digital goods.
 */
export function createWorld(options: WorldOptions): World {
  const { seed, startAt } = options;
  const incidents = new Set<Incident>();
  const queue = new EventQueue<Happening>();
  const shops = openShops(options);
  const heldBackByIncident: Fulfillment[] = [];
  /** Every number that a carrier could know, with its parcel and which of its two numbers it is. */
  const holders = new Map<string, { parcel: Parcel; leg: Leg }>();
  let now = startAt - (options.historyDays ?? 60) * DAY;
  let serial = new Random(seedFrom(seed, 0x5e1a)).whole(10_000, 4_000_000);
  // Numbers beside those the shops' suppliers draw, from a range they do not reach.
  let serialBeside = new Random(seedFrom(seed, 0x5e1b)).whole(5_000_000, 7_000_000);

  const reporter = createReporter({
    startAt,
    incidents,
    tell: (event) => queue.add(event.at, { kind: 'tell_event', event }),
  });
  const sink: JourneySink = { scan: reporter.scan, replaceNumber: replaceByLastMile, handOff };
  const lend = createLender({
    worldSeed: seed,
    hasSources: options.sources ?? false,
    incidents,
    takeSerial: takeSerialBeside,
    parcelsOf: (shopIndex) => shopAt(shopIndex).parcels,
  });
  for (const shop of shops) {
    for (const item of shop.stock.values()) {
      const at = wholeSecond(now);
      queue.add(at, { kind: 'tell', effect: stockEffect(item, at) });
    }
    tellAll(demoEffects(shop, { seed, at: wholeSecond(now) }));
    expectOrder(shop, startAt);
  }
  const scripted = openScripted(options);
  for (const { effects } of scripted) {
    for (const effect of effects) queue.add(effect.at, { kind: 'tell', effect });
  }

  /** Lets one thing happen, and returns what the platform sees of it, if anything. */
  function happen(what: Happening, at: number): WorldEffect | null {
    switch (what.kind) {
      case 'order':
        return receiveOrder(what.shop, at);
      case 'cancel_order':
        return { kind: 'order_cancelled', at, shop: what.shop.domain, orderId: what.orderId };
      case 'ship':
        return ship(what.shop, what.shipment, at);
      case 'cancel_fulfillment':
        return cancelFulfillment(what.fulfillment, what.shipment, at);
      case 'correct_numbers':
        return correctNumbers(what.fulfillment, at);
      case 'step':
        stepParcel(what.parcel, at);
        return null;
      case 'sale':
        return sellFromStock(what.item, what.quantity, at);
      case 'restock':
        what.item.available += what.quantity;
        what.item.isOrdered = false;
        expectRestock(what.item, at);
        return stockEffect(what.item, at);
      case 'after_sale':
        followUp(what.shop, what.sale);
        return null;
      case 'tell':
        return what.effect;
      case 'tell_event':
        return tellEvent(what.event);
      case 'stranger_scan':
        tellStrangersScan(what.parcel, what.scan);
        return null;
    }
  }

  function tellAll(effects: readonly WorldEffect[]): void {
    for (const effect of effects) queue.add(effect.at, { kind: 'tell', effect });
  }

  /** Refunds, returns and disputes of the demo shops. */
  function expectAfterSales(shop: ShopState, order: WorldOrder, cancelAt: number | null): void {
    if (!isDemoShop(shop)) return;
    const { effects, later } = planAfterSales(order, {
      shop: shop.domain,
      seed: seedFrom(seed, 0xaf, shop.index, shop.orderCount),
      cancelAt,
    });
    tellAll(effects);
    for (const sale of later) queue.add(sale.at, { kind: 'after_sale', shop, sale });
  }

  function followUp({ parcels }: ShopState, sale: AfterSale): void {
    const own = parcels.filter(({ fulfillment }) => fulfillment.orderId === sale.order.id);
    const isThere = own.length > 0 && own.every(({ deliveredAt }) => deliveredAt !== null);
    const arrivals = own.map(({ deliveredAt }) => deliveredAt ?? 0);
    tellAll(tellAfterSale(sale, isThere ? Math.max(...arrivals) : null));
  }

  function expectOrder(shop: ShopState, after: number): void {
    const { timeZone } = shop.plan.shop;
    const past = shop.past[shop.orderCount];
    const at = past ?? nextArrival({ after, perDay: shop.perDay, timeZone }, shop.random);
    if (Number.isFinite(at)) queue.add(at, { kind: 'order', shop });
  }

  function receiveOrder(shop: ShopState, at: number): WorldEffect {
    const { order, cancelAt, shipments } = planOrder({
      plan: shop.plan,
      goods: shop.goods,
      shopIndex: shop.index,
      orderIndex: shop.orderCount,
      createdAt: at,
      seed,
    });
    shop.orderCount += 1;
    expectOrder(shop, Math.max(at, startAt));
    for (const shipment of shipments) queue.add(shipment.shipAt, { kind: 'ship', shop, shipment });
    const isCancelled = cancelAt !== null && shipments.every((shipment) => shipment.lane === null);
    if (isCancelled) queue.add(cancelAt, { kind: 'cancel_order', shop, orderId: order.id });
    expectAfterSales(shop, order, isCancelled ? cancelAt : null);
    for (const { sku, quantity } of order.lineItems) {
      const item = shop.stock.get(sku);
      if (item !== undefined) queue.add(at, { kind: 'sale', item, quantity });
    }
    return { kind: 'order_created', at, shop: shop.domain, order };
  }

  function sellFromStock(item: StockItem, quantity: number, at: number): WorldEffect {
    if (sell(item, quantity)) expectRestock(item, at);
    else {
      expedite(item, quantity);
      queue.add(at, { kind: 'sale', item, quantity });
    }
    return stockEffect(item, at);
  }

  function expectRestock(item: StockItem, at: number): void {
    const restock = reorder(item, at);
    if (restock !== null)
      queue.add(restock.at, { kind: 'restock', item, quantity: restock.quantity });
  }

  function ship(shop: ShopState, shipment: PlannedShipment, at: number): WorldEffect {
    const { lane, orderId, lineItemIds } = shipment;
    const fulfillmentId = 4_900_000_000_000 + (shop.fulfillmentCount += 1) * 43;
    const base = { at, shop: shop.domain, orderId, fulfillmentId, lineItemIds: [...lineItemIds] };
    if (lane === null) {
      return { kind: 'fulfillment_created', ...base, originCountry: null, tracking: [] };
    }
    const { fulfillment, correctAt, cancelAt } = dispatch({
      shipment,
      lane,
      shopIndex: shop.index,
      fulfillmentId,
      at,
      incidents,
      takeSerial,
      lend,
    });
    fulfillment.shipper = chooseShipper(fulfillment, {
      suppliers: shop.suppliers,
      locations: shop.goods.locations,
      seed: shipment.seed,
      orderedAt: shipment.orderedAt,
      incidents,
    });
    for (const parcel of fulfillment.parcels) {
      shop.parcels.push(parcel);
      if (parcel.numberState !== 'fake') hold(parcel.firstNumber, parcel, 'first');
      if (parcel.uploadedFor !== null) hearOfOther(parcel, parcel.uploadedFor, at);
      if (cancelAt === null && parcel.phase !== 'over') expectStep(parcel, at + 60_000);
    }
    if (correctAt !== null) queue.add(correctAt, { kind: 'correct_numbers', fulfillment });
    if (cancelAt !== null)
      queue.add(cancelAt, { kind: 'cancel_fulfillment', fulfillment, shipment });
    if (incidents.has('number_never_uploaded')) heldBackByIncident.push(fulfillment);
    const tracking = fulfillment.tracking.map((info) => ({ ...info }));
    const { id: locationId } = fulfillment.shipper;
    return {
      kind: 'fulfillment_created',
      ...base,
      originCountry: lane.origin,
      tracking,
      locationId,
    };
  }

  /** The shop takes a fulfillment back before the carrier has it, and ships again some hours later. */
  function cancelFulfillment(
    fulfillment: Fulfillment,
    shipment: PlannedShipment,
    at: number,
  ): WorldEffect {
    const shop = shopAt(fulfillment.shopIndex);
    fulfillment.isCancelled = true;
    const again = { ...shipment, seed: seedFrom(shipment.seed, 4) };
    queue.add(at + 5 * HOUR, { kind: 'ship', shop, shipment: again });
    const { domain } = shop;
    return { kind: 'fulfillment_cancelled', at, shop: domain, fulfillmentId: fulfillment.id };
  }

  function correctNumbers(fulfillment: Fulfillment, at: number): WorldEffect | null {
    if (fulfillment.isCancelled) return null;
    if (fulfillment.parcels.every((parcel) => parcel.numberState === 'right')) return null;
    for (const parcel of fulfillment.parcels) {
      parcel.numberState = 'right';
      reporter.tellUnseen(parcel, at);
    }
    fulfillment.tracking = fulfillment.parcels.map((parcel) => ({ ...parcel.tracking }));
    return trackingUpdate(fulfillment, at);
  }

  function hold(number: string, parcel: Parcel, leg: Leg): void {
    holders.set(recordKey(number), { parcel, leg });
  }

  /** Shopify follows the uploaded number, whoever's parcel it belongs to. */
  function hearOfOther(
    parcel: Parcel,
    { kind, other }: NonNullable<Parcel['uploadedFor']>,
    at: number,
  ): void {
    reporter.tellPast(other, parcel.fulfillment, at);
    if (kind === 'reused') return;
    hold(other.firstNumber, other, 'first');
    for (const { phrase, at: scannedAt } of logOf(other, 'first')) {
      if (scannedAt <= at) continue;
      queue.add(scannedAt, {
        kind: 'stranger_scan',
        parcel,
        scan: { phrase, at: scannedAt },
      });
    }
  }

  function tellStrangersScan(parcel: Parcel, scan: { phrase: PhraseKey; at: number }): void {
    if (parcel.numberState !== 'borrowed' || parcel.uploadedFor === null) return;
    reporter.tellStrangers(parcel.uploadedFor.other, parcel.fulfillment, scan);
  }

  /** The last-mile carrier takes over; under a number of its own for some, and some first numbers go quiet. */
  function handOff(parcel: Parcel, at: number): void {
    if (parcel.handOff !== null) return;
    const chosen = chooseHandOff(parcel, {
      at,
      mayGoQuiet: options.sources ?? false,
      takeSerial: takeSerialBeside,
    });
    if (chosen !== null) beginLastMile(parcel, chosen);
  }

  function beginLastMile(parcel: Parcel, chosen: HandOff): void {
    parcel.handOff = chosen;
    hold(chosen.number, parcel, 'last');
    parcel.log.push(
      logScan({ phrase: 'announced', at: chosen.at + 1000, inFirst: false, inLast: true }),
    );
  }

  function replaceByLastMile(parcel: Parcel, at: number): void {
    const { fulfillment } = parcel;
    if (parcel.numberState !== 'right') return;
    const random = new Random(seedFrom(parcel.seed, 0x1a57));
    const carrier = parcel.lane.lastMile;
    parcel.tracking = trackingFor(carrier, takeSerial(), random);
    const { number } = parcel.tracking;
    const company = CARRIERS[carrier].company;
    beginLastMile(parcel, { kind: 'replaced', at, knownAt: at, number, company, carrier });
    fulfillment.tracking[parcel.position] = { ...parcel.tracking };
    const effect = trackingUpdate(fulfillment, at);
    queue.add(at, { kind: 'tell', effect });
  }

  function trackingUpdate(fulfillment: Fulfillment, at: number): WorldEffect {
    const { domain } = shopAt(fulfillment.shopIndex);
    const tracking = fulfillment.tracking.map((info) => ({ ...info }));
    return {
      kind: 'tracking_updated',
      at,
      shop: domain,
      fulfillmentId: fulfillment.id,
      tracking,
    };
  }

  function stepParcel(parcel: Parcel, at: number): void {
    if (parcel.fulfillment.isCancelled) return;
    const nextAt = takeStep(parcel, at, incidents, sink);
    if (nextAt === null) parcel.nextAt = null;
    else expectStep(parcel, nextAt);
  }

  function expectStep(parcel: Parcel, at: number): void {
    parcel.nextAt = at;
    queue.add(at, { kind: 'step', parcel });
  }

  /** Ids are given in the order in which the platform hears of things. */
  function tellEvent({ shopIndex, ...event }: HeardEvent): WorldEffect {
    const shop = shopAt(shopIndex);
    shop.eventCount += 1;
    return { ...event, shop: shop.domain, eventId: 9_100_000_000_000 + shop.eventCount * 47 };
  }

  function takeSerial(): number {
    serial += 1;
    return serial;
  }

  function takeSerialBeside(): number {
    serialBeside += 1;
    return serialBeside;
  }

  function shopAt(index: number): ShopState {
    const shop = shops[index];
    if (shop === undefined) throw new Error(`no shop ${index}`);
    return shop;
  }

  function shopOf(domain: string): ShopState | undefined {
    return shops.find((shop) => shop.domain === domain);
  }

  /** Numbers held back by the incident come in over the next days, most of them. */
  function uploadHeldBackNumbers(): void {
    const random = new Random(seedFrom(seed, 0x4e1d, Math.floor(now / 1000)));
    for (const fulfillment of heldBackByIncident.splice(0)) {
      const at = wholeSecond(now + random.between(0.3, 3) * DAY);
      if (random.chance(UPLOADED_AFTER_INCIDENT)) {
        queue.add(at, { kind: 'correct_numbers', fulfillment });
      }
    }
  }

  function scriptedAs(domain: string): ScriptedStore | undefined {
    return scripted.find(({ shop }) => shop.domain === domain);
  }

  return {
    shops: [...shops.map((shop) => shop.plan.shop), ...scripted.map(({ shop }) => shop)],
    products: (domain) => scriptedAs(domain)?.products ?? shopOf(domain)?.goods.products ?? [],
    locations: (domain) => scriptedAs(domain)?.locations ?? shopOf(domain)?.goods.locations ?? [],
    suppliers: (domain) =>
      scriptedAs(domain)?.suppliers ??
      shopOf(domain)?.suppliers.map(({ supplier }) => supplier) ??
      [],
    incidents,
    get now() {
      return now;
    },
    *advanceTo(until) {
      while (queue.nextAt <= until) {
        const due = queue.take();
        if (due === null) break;
        now = Math.max(now, due.at);
        const effect = happen(due.item, due.at);
        if (effect !== null) yield effect;
      }
      now = Math.max(now, until);
    },
    setIncident(incident, on) {
      if (on === incidents.has(incident)) return;
      if (on) incidents.add(incident);
      else incidents.delete(incident);
      if (incident === 'number_never_uploaded' && !on) uploadHeldBackNumbers();
    },
    truth(domain): ParcelTruth[] {
      const parcels = shopOf(domain)?.parcels ?? [];
      return parcels
        .filter((parcel) => !parcel.fulfillment.isCancelled)
        .map((parcel) =>
          truthOf(parcel, {
            shop: domain,
            deliveredAt: forecastDelivery(parcel, incidents),
            cause: causeOf(parcel, { now, isOut: reporter.isOut }),
          }),
        );
    },
    ruleTruth: (domain) => scriptedAs(domain)?.ruleTruth(now) ?? [],
    planning: (domain) => scriptedAs(domain)?.planning ?? null,
    carrierRecord(number) {
      const holder = holders.get(recordKey(number));
      return holder === undefined ? null : recordOf(holder.parcel, holder.leg, now);
    },
  };
}
