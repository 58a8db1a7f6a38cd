import { describe, expect, test } from 'vitest';
import { DAY, HOUR } from './calendar.ts';
import { CARRIERS } from './carriers.ts';
import { createWorld } from './create-world.ts';
import type { CarrierRecord, FakeKind, ParcelTruth, World, WorldEffect } from './effects.ts';

const START = Date.parse('2026-11-20T14:00:00Z');
const MAIN = 'northwind-lamps.myshopify.com';
const PHYSICAL = (phrase: string) => phrase !== 'announced' && phrase !== 'label_created';

function live(options: { days?: number; incident?: 'borrowed_numbers' | 'reused_numbers' }) {
  const world = createWorld({ seed: 7, startAt: START, shops: 1, sources: true });
  const effects = [...world.advanceTo(START)];
  if (options.incident !== undefined) world.setIncident(options.incident, true);
  effects.push(...world.advanceTo(START + (options.days ?? 0) * DAY));
  return { world, effects, truth: world.truth(MAIN) };
}

function recordOf(world: World, number: string | null): CarrierRecord {
  const record = world.carrierRecord(number ?? '');
  if (record === null) throw new Error(`no record of ${number}`);
  return record;
}

describe("carriers' own records", () => {
  const { world, effects, truth } = live({ days: 10 });
  const honest = truth.filter((each) => each.truth !== 'no_number' && each.truth !== 'fake_number');

  test('the same seed gives the same world with sources, in one step or in many', () => {
    const again = createWorld({ seed: 7, startAt: START, shops: 1, sources: true });
    const seen: WorldEffect[] = [];
    for (let at = START - 59 * DAY; at <= START + 10 * DAY; at += 7 * HOUR) {
      seen.push(...again.advanceTo(at));
    }
    seen.push(...again.advanceTo(START + 10 * DAY));
    expect(seen).toEqual(effects);
    expect(again.truth(MAIN)).toEqual(truth);
    const [parcel] = honest.filter((each) => each.truth === 'delivered');
    expect(recordOf(again, parcel?.number ?? '')).toEqual(recordOf(world, parcel?.number ?? ''));
  });

  test('a parcel that moved has scans, published after they happened and by now', () => {
    const moved = honest.filter(
      ({ truth: state, since }) => state === 'delivered' && since < START + 9 * DAY,
    );
    expect(moved.length).toBeGreaterThan(1000);
    for (const each of moved) {
      const { scans, number } = recordOf(world, each.number);
      expect(number).toBe(each.number);
      for (const { at, knownAt } of scans) {
        expect(knownAt).toBeGreaterThanOrEqual(at);
        expect(knownAt).toBeLessThanOrEqual(world.now);
      }
    }
  });

  test('a carrier that never reports to Shopify has records all the same', () => {
    const cne = honest.filter((each) => each.carrier === CARRIERS.cne.company);
    const delivered = cne.filter((each) => each.truth === 'delivered' && !each.goesQuiet);
    expect(delivered.length).toBeGreaterThan(20);
    const told = delivered.filter((each) =>
      recordOf(world, each.number).scans.some(({ phrase }) => phrase === 'delivered'),
    );
    expect(told.length / delivered.length).toBeGreaterThan(0.95);
  });

  test('an invented, a mistyped and an unknown number have no record', () => {
    const unknown = truth.filter(
      ({ fakeKind }) => fakeKind === 'invented' || fakeKind === 'mistyped',
    );
    expect(unknown.length).toBeGreaterThan(10);
    expect(unknown.filter(({ number }) => world.carrierRecord(number ?? '') !== null)).toEqual([]);
    expect(world.carrierRecord('')).toBeNull();
  });

  test('spaces, dashes and case of a number do not count', () => {
    const number = honest.find((each) => each.truth === 'delivered')?.number ?? '';
    expect(world.carrierRecord(` ${number.slice(0, 4).toLowerCase()}-${number.slice(4)} `)).toEqual(
      recordOf(world, number),
    );
  });

  test('scans are written in the language of the place, with English beside', () => {
    const languages = new Set(
      honest.flatMap(({ number, lastMile }) =>
        [number, lastMile?.number ?? null].flatMap(
          (each) => world.carrierRecord(each ?? '')?.scans.map(({ language }) => language) ?? [],
        ),
      ),
    );
    expect([...languages].toSorted()).toEqual(['de', 'en', 'pt', 'zh']);
  });

  test('every hand-off of the truth is stated by the first record once published, and links back', () => {
    const handed = honest.filter((each) => each.lastMile !== null && each.number !== null);
    expect(handed.length).toBeGreaterThan(300);
    for (const { lastMile, number } of handed) {
      if (lastMile === null || number === lastMile.number) continue;
      const { successor } = recordOf(world, number);
      expect(successor?.number ?? null).toBe(
        lastMile.knownAt <= world.now ? lastMile.number : null,
      );
      if (successor === null) continue;
      expect(world.carrierRecord(lastMile.number)?.predecessor?.number ?? number).toBe(number);
    }
    const stated = new Set(handed.map(({ lastMile }) => lastMile?.number));
    const others = honest.filter((each) => each.lastMile === null);
    expect(
      others.filter((each) => (world.carrierRecord(each.number ?? '')?.successor ?? null) !== null),
    ).toEqual([]);
    expect(stated.size).toBe(handed.length);
  });

  test('about a third of the cross-border parcels are handed off under both numbers, an eighth goes quiet', () => {
    const arrived = honest.filter((each) => {
      if (each.origin !== 'CN') return false;
      const scans = world.carrierRecord(each.number ?? '')?.scans ?? [];
      return scans.some(({ phrase }) => phrase === 'customs_released');
    });
    const share = (list: readonly ParcelTruth[]) => list.length / arrived.length;
    const quiet = arrived.filter((each) => each.goesQuiet);
    const both = arrived.filter((each) => each.lastMile !== null && !each.goesQuiet);
    expect(share(quiet)).toBeGreaterThan(0.09);
    expect(share(quiet)).toBeLessThan(0.15);
    expect(share(both)).toBeGreaterThan(0.26);
    expect(share(both)).toBeLessThan(0.36);
  });

  test('after a quiet hand-off neither Shopify nor the first record hears anything; the last-mile record does', () => {
    const quiet = honest.filter((each) => each.goesQuiet);
    expect(quiet.length).toBeGreaterThan(80);
    const lastEvents = new Map<number, number>();
    for (const effect of effects) {
      if (effect.kind !== 'fulfillment_event') continue;
      const last = lastEvents.get(effect.fulfillmentId) ?? 0;
      lastEvents.set(effect.fulfillmentId, Math.max(last, effect.happenedAt));
    }
    let followed = 0;
    for (const { number, lastMile, fulfillmentId } of quiet) {
      const handedAt = lastMile?.at ?? 0;
      expect(recordOf(world, number).scans.filter(({ at }) => at > handedAt)).toEqual([]);
      const boxes = truth.filter((each) => each.fulfillmentId === fulfillmentId).length;
      // With two boxes the other one's events are heard under the same fulfillment.
      const heardAt = boxes === 1 ? (lastEvents.get(fulfillmentId) ?? 0) : 0;
      expect(heardAt).toBeLessThanOrEqual(handedAt);
      const scans = world.carrierRecord(lastMile?.number ?? '')?.scans ?? [];
      expect(scans.filter(({ at }) => at < handedAt)).toEqual([]);
      if (scans.some(({ phrase }) => phrase === 'delivered')) followed += 1;
    }
    expect(followed).toBeGreaterThan(50);
  });

  test('an outage leaves a hole in the record of its carrier too', () => {
    const outage = createWorld({ seed: 7, startAt: START, shops: 1, sources: true });
    for (const _ of outage.advanceTo(START));
    outage.setIncident('carrier_outage', true);
    for (const _ of outage.advanceTo(START + 6 * DAY));
    const { company } = CARRIERS.yunexpress;
    const during = (in_: World) =>
      in_
        .truth(MAIN)
        .filter((each) => each.carrier === company)
        .flatMap(({ number }) => in_.carrierRecord(number ?? '')?.scans ?? [])
        .filter(({ at, phrase }) => at > START && at < START + 6 * DAY && PHYSICAL(phrase)).length;
    expect(during(outage)).toBeLessThan(during(world) * 0.25);
  });
});

describe('numbers that belong to somebody else', () => {
  const borrowed = live({ days: 12, incident: 'borrowed_numbers' });
  const reused = live({ days: 12, incident: 'reused_numbers' });
  const orders = new Map(
    [...borrowed.effects, ...reused.effects].flatMap((effect) =>
      effect.kind === 'order_created' ? [[effect.order.id, effect.order] as const] : [],
    ),
  );
  const ofKind = ({ truth }: { truth: ParcelTruth[] }, kind: FakeKind) =>
    truth.filter((each) => each.fakeKind === kind);

  test('without the incident about one number in a hundred is lent, with it about a quarter', () => {
    const { truth } = live({});
    const lent = truth.filter(({ fakeKind }) => fakeKind !== null && fakeKind !== 'invented');
    expect(lent.length).toBeGreaterThan(8);
    expect(lent.length).toBeLessThan(60);
    const fresh = borrowed.truth.filter((each) => each.shippedAt > START);
    const share = fresh.filter(({ fakeKind }) => fakeKind?.startsWith('borrowed')).length;
    expect(share / fresh.length).toBeGreaterThan(0.12);
    expect(share / fresh.length).toBeLessThan(0.3);
    expect(truth.every((each) => (each.truth === 'fake_number') === (each.fakeKind !== null))).toBe(
      true,
    );
  });

  test('borrowed_before: scanned at least a day before the order was paid', () => {
    const parcels = ofKind(borrowed, 'borrowed_before');
    expect(parcels.length).toBeGreaterThan(10);
    for (const { number, orderId } of parcels) {
      const first = recordOf(borrowed.world, number).scans.find(({ phrase }) => PHYSICAL(phrase));
      expect(first?.at).toBeLessThan((orders.get(orderId)?.createdAt ?? 0) - DAY);
    }
  });

  test('borrowed_elsewhere: bound for another country', () => {
    const parcels = ofKind(borrowed, 'borrowed_elsewhere');
    expect(parcels.length).toBeGreaterThan(5);
    for (const { number, destination } of parcels) {
      const record = borrowed.world.carrierRecord(number ?? '');
      expect(record?.destination ?? 'not yet').not.toBe(destination);
    }
  });

  test('borrowed_fast: inside the country within two days of the upload, in another city', () => {
    const parcels = ofKind(borrowed, 'borrowed_fast').filter(
      (each) => each.shippedAt < borrowed.world.now - 4 * DAY,
    );
    expect(parcels.length).toBeGreaterThan(5);
    for (const { number, orderId, shippedAt, destination } of parcels) {
      const { scans } = recordOf(borrowed.world, number);
      const delivered = scans.find(({ phrase }) => phrase === 'delivered');
      expect(delivered?.at).toBeGreaterThan(shippedAt);
      expect(delivered?.at).toBeLessThan(shippedAt + 2 * DAY);
      expect(delivered?.country).toBe(destination);
      expect(delivered?.city).not.toBe(orders.get(orderId)?.customer.city);
      expect(scans.every(({ country }) => country === null || country === destination)).toBe(true);
    }
  });

  test('reused: the number of another order, whose buyer lives elsewhere', () => {
    const parcels = ofKind(reused, 'reused');
    expect(parcels.length).toBeGreaterThan(20);
    for (const { number, orderId } of parcels) {
      const owner = reused.truth.find((each) => each.number === number && each.fakeKind === null);
      if (owner === undefined) continue;
      expect(owner.orderId).not.toBe(orderId);
      expect(orders.get(owner.orderId)?.customer.city).not.toBe(orders.get(orderId)?.customer.city);
    }
  });

  test('Shopify hears of strangers’ scans, even of those before the order', () => {
    const lent = new Map(
      [...ofKind(borrowed, 'borrowed_before')].map((each) => [each.fulfillmentId, each.orderId]),
    );
    const early = borrowed.effects.filter(
      (effect) =>
        effect.kind === 'fulfillment_event' &&
        effect.happenedAt < (orders.get(lent.get(effect.fulfillmentId) ?? 0)?.createdAt ?? 0),
    );
    expect(early.length).toBeGreaterThan(20);
    const sharing = new Set(ofKind(reused, 'reused').map((each) => each.fulfillmentId));
    const shared = reused.effects.filter(
      (effect) => effect.kind === 'fulfillment_event' && sharing.has(effect.fulfillmentId),
    );
    expect(shared.length).toBeGreaterThan(20);
  });

  test('half of the suppliers upload the true number later; the parcel was on its way all along', () => {
    for (const _ of borrowed.world.advanceTo(START + 40 * DAY));
    const later = borrowed.world.truth(MAIN);
    const lent = borrowed.truth.filter(
      ({ fakeKind, shippedAt }) => shippedAt > START && fakeKind?.startsWith('borrowed'),
    );
    const after = lent.map((each) =>
      later.find(
        ({ fulfillmentId, position }) =>
          fulfillmentId === each.fulfillmentId && position === each.position,
      ),
    );
    const corrected = after.filter((each) => each?.fakeKind === null);
    expect(corrected.length / lent.length).toBeGreaterThan(0.3);
    expect(corrected.length / lent.length).toBeLessThan(0.75);
    expect(corrected.filter((each) => each?.truth === 'delivered').length).toBeGreaterThan(10);
  });
});
