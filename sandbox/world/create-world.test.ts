import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, HOUR } from './calendar.ts';
import { createWorld } from './create-world.ts';
import { INCIDENTS } from './effects.ts';
import type { Incident, ParcelTruth, World, WorldEffect } from './effects.ts';

const START = Date.parse('2026-11-20T14:00:00Z');
const MAIN = 'northwind-lamps.myshopify.com';

function small(seed: number): World {
  return createWorld({ seed, startAt: START, ordersPerShop: 40, historyDays: 20 });
}

describe('a seed fixes the world', () => {
  test('same seed and same calls give the same effects', () => {
    expect([...small(3).advanceTo(START + DAY)]).toEqual([...small(3).advanceTo(START + DAY)]);
  });

  test('another seed gives another world', () => {
    expect([...small(3).advanceTo(START)]).not.toEqual([...small(4).advanceTo(START)]);
  });

  test('one step or many make no difference between two switches', () => {
    const days = fc.double({ min: 0.001, max: 45, noNaN: true });
    const switching = fc.record({
      at: days,
      incident: fc.constantFrom(...INCIDENTS),
      on: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.integer(),
        fc.array(switching, { maxLength: 4 }),
        fc.array(days, { maxLength: 12 }),
        (seed, switches, stops) => {
          const once = run(seed, switches, []);
          const often = run(seed, switches, stops);
          expect(often).toEqual(once);
          expect(once.some(isStock)).toBe(true);
        },
      ),
      { numRuns: 15 },
    );
  });

  test('a reader who stops in the middle loses nothing', () => {
    const whole = [...small(5).advanceTo(START)];
    const world = small(5);
    const read: WorldEffect[] = [];
    while (read.length < 100) {
      for (const effect of world.advanceTo(START)) {
        read.push(effect);
        if (read.length % 7 === 0) break;
      }
    }
    read.push(...world.advanceTo(START));
    expect(read).toEqual(whole);
  });
});

describe('effects', () => {
  const world = createWorld({ seed: 7, startAt: START });
  const effects = [...world.advanceTo(START)];

  test('the main shop has 2,000 orders before its start, the second one 300', () => {
    const orders = effects.filter((effect) => effect.kind === 'order_created');
    expect(orders.filter((order) => order.shop === MAIN)).toHaveLength(2000);
    expect(orders).toHaveLength(2300);
    expect(world.now).toBe(START);
  });

  test('come in order of time, in whole seconds', () => {
    const disordered = effects.filter((effect, index) => effect.at < (effects[index - 1]?.at ?? 0));
    expect(disordered).toEqual([]);
    expect(effects.filter((effect) => effect.at % 1000 !== 0)).toEqual([]);
  });

  test('speak only of orders and fulfillments that exist already', () => {
    const known = new Set<string>();
    const early: WorldEffect[] = [];
    for (const effect of effects) {
      if (effect.kind === 'order_created') {
        known.add(`${effect.shop} order ${effect.order.id}`);
        continue;
      }
      if (effect.kind !== 'order_cancelled' && !('fulfillmentId' in effect)) continue;
      const subject =
        effect.kind === 'fulfillment_created' || effect.kind === 'order_cancelled'
          ? `${effect.shop} order ${effect.orderId}`
          : `${effect.shop} fulfillment ${effect.fulfillmentId}`;
      if (!known.has(subject)) early.push(effect);
      if (effect.kind === 'fulfillment_created') {
        known.add(`${effect.shop} fulfillment ${effect.fulfillmentId}`);
      }
    }
    expect(early).toEqual([]);
  });

  test('ids are unique in a shop', () => {
    const ids = effects.flatMap((effect) => {
      if (effect.kind === 'order_created') {
        return [effect.order.id, ...effect.order.lineItems.map((line) => line.id)].map(
          (id) => `${effect.shop} ${id}`,
        );
      }
      if (effect.kind === 'fulfillment_created') return [`${effect.shop} ${effect.fulfillmentId}`];
      return effect.kind === 'fulfillment_event' ? [`${effect.shop} ${effect.eventId}`] : [];
    });
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('nothing is heard before it happened, and most within six hours', () => {
    const events = effects.filter((effect) => effect.kind === 'fulfillment_event');
    const delays = events.map((event) => event.at - event.happenedAt);
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(0);
    expect(delays.filter((delay) => delay <= 6 * HOUR).length / delays.length).toBeGreaterThan(
      0.97,
    );
  });

  test('some events arrive out of order and some twice, as from real carriers', () => {
    const lastHappened = new Map<number, number>();
    const seen = new Set<string>();
    let [late, twice] = [0, 0];
    for (const event of effects) {
      if (event.kind !== 'fulfillment_event' || event.shop !== MAIN) continue;
      if (event.happenedAt < (lastHappened.get(event.fulfillmentId) ?? 0)) late += 1;
      lastHappened.set(event.fulfillmentId, event.happenedAt);
      const key = `${event.fulfillmentId} ${event.happenedAt} ${event.status}`;
      if (seen.has(key)) twice += 1;
      seen.add(key);
    }
    expect(late).toBeGreaterThan(20);
    expect(twice).toBeGreaterThan(20);
  });

  test('there are two-parcel fulfillments, split orders, digital goods, cancellations and corrections', () => {
    const created = effects.filter((effect) => effect.kind === 'fulfillment_created');
    expect(created.filter((each) => each.tracking.length === 2).length).toBeGreaterThan(10);
    expect(created.filter((each) => each.originCountry === null).length).toBeGreaterThan(10);
    expect(created.length).toBeGreaterThan(new Set(created.map((each) => each.orderId)).size);
    const rare = ['order_cancelled', 'fulfillment_cancelled', 'tracking_updated'].filter(
      (kind) => effects.filter((effect) => effect.kind === kind).length <= 3,
    );
    expect(rare).toEqual([]);
  });

  test('orders go on after the start at the usual pace', () => {
    const later = [...world.advanceTo(START + 30 * DAY)];
    const orders = later.filter((each) => each.kind === 'order_created' && each.shop === MAIN);
    expect(orders.length).toBeGreaterThan(850);
    expect(orders.length).toBeLessThan(1150);
  });
});

describe('truth', () => {
  test.each([1, 7, 42])('with seed %i every kind of trouble is there at first sight', (seed) => {
    const world = createWorld({ seed, startAt: START, shops: 1 });
    drain(world.advanceTo(START));
    const parcels = world.truth(MAIN);
    const counts = new Map<string, number>();
    for (const { truth } of parcels) counts.set(truth, (counts.get(truth) ?? 0) + 1);
    const troubles = ['no_number', 'fake_number', 'lost_at_handoff', 'held_at_customs'];
    const inPlainSight = (count: number): boolean => count >= 8 && count <= 35;
    expect(troubles.filter((kind) => !inPlainSight(counts.get(kind) ?? 0))).toEqual([]);
    const fine = (counts.get('delivered') ?? 0) + (counts.get('moving') ?? 0);
    expect(fine / parcels.length).toBeGreaterThan(0.85);
    const incidents = ['number_before_parcel', 'carrier_outage'] as const;
    expect(incidents.filter((incident) => open(parcels, incident).length < 8)).toEqual([]);
  });

  test('parcels lost at hand-off and fake numbers never get another event', () => {
    const world = createWorld({ seed: 9, startAt: START, shops: 1 });
    drain(world.advanceTo(START));
    const silent = new Set(
      byFulfillment(world.truth(MAIN))
        .filter((parcels) => parcels.every((each) => isSilentForEver(each)))
        .map(([parcel]) => parcel?.fulfillmentId),
    );
    expect(silent.size).toBeGreaterThan(20);
    const heard = [...world.advanceTo(START + 90 * DAY)].filter(
      (effect) => effect.kind === 'fulfillment_event' && silent.has(effect.fulfillmentId),
    );
    expect(heard).toEqual([]);
  });

  test('a delivery foretold comes true when nothing changes', () => {
    const world = createWorld({ seed: 9, startAt: START, shops: 1, ordersPerDay: 0 });
    drain(world.advanceTo(START));
    const before = world.truth(MAIN);
    drain(world.advanceTo(START + 400 * DAY));
    const after = new Map(world.truth(MAIN).map((each) => [keyOf(each), each.deliveredAt]));
    const moving = before.filter((each) => each.truth === 'moving');
    expect(moving.length).toBeGreaterThan(100);
    const wrong = before.filter((each) => after.get(keyOf(each)) !== each.deliveredAt);
    expect(wrong).toEqual([]);
  });

  test('a parcel that is delivered in truth and followed has a delivery event', () => {
    const world = createWorld({ seed: 2, startAt: START, shops: 1 });
    const delivered = new Set<number>();
    for (const effect of world.advanceTo(START)) {
      if (effect.kind === 'fulfillment_event' && effect.status === 'DELIVERED') {
        delivered.add(effect.fulfillmentId);
      }
    }
    const due = world
      .truth(MAIN)
      .filter((each) => each.truth === 'delivered' && each.since < START - 8 * HOUR)
      .filter((each) => each.carrier !== 'CNE Express')
      .filter((each) => !each.incidents.includes('carrier_outage'))
      .filter((each) => !each.incidents.includes('number_never_uploaded'));
    expect(due.length).toBeGreaterThan(1000);
    expect(due.filter((each) => !delivered.has(each.fulfillmentId))).toEqual([]);
  });
});

function run(
  seed: number,
  switches: readonly { at: number; incident: Incident; on: boolean }[],
  stops: readonly number[],
): unknown[] {
  const world = small(seed);
  const from = world.now;
  const plan = [
    ...switches.map((each) => ({ ...each, at: from + Math.floor(each.at * DAY) })),
    ...stops.map((at) => ({ at: from + Math.floor(at * DAY), incident: null, on: false })),
  ].toSorted((a, b) => a.at - b.at);
  const seen: unknown[] = [];
  for (const { at, incident, on } of plan) {
    seen.push(...world.advanceTo(at));
    if (incident !== null) world.setIncident(incident, on);
  }
  seen.push(...world.advanceTo(from + 50 * DAY), ...world.truth(MAIN));
  return seen;
}

function isStock(seen: unknown): boolean {
  return (
    typeof seen === 'object' && seen !== null && Reflect.get(seen, 'kind') === 'inventory_changed'
  );
}

function open(parcels: readonly ParcelTruth[], incident: Incident): ParcelTruth[] {
  return parcels.filter(
    (each) =>
      each.incidents.includes(incident) && each.truth !== 'delivered' && each.truth !== 'returned',
  );
}

function isSilentForEver(parcel: ParcelTruth): boolean {
  if (parcel.truth === 'lost_at_handoff' || parcel.truth === 'lost_in_network') return true;
  // A number typed wrong may still be corrected; then `deliveredAt` is foretold.
  return parcel.truth === 'fake_number' && parcel.deliveredAt === null;
}

function byFulfillment(parcels: readonly ParcelTruth[]): ParcelTruth[][] {
  const groups = new Map<number, ParcelTruth[]>();
  for (const parcel of parcels) {
    const group = groups.get(parcel.fulfillmentId) ?? [];
    groups.set(parcel.fulfillmentId, [...group, parcel]);
  }
  return [...groups.values()];
}

function keyOf(parcel: ParcelTruth): string {
  return `${parcel.fulfillmentId}/${parcel.position}`;
}

function drain(effects: Iterable<WorldEffect>): void {
  for (const _ of effects);
}
