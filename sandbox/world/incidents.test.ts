import { describe, expect, test } from 'vitest';
import { CARRIERS } from './carriers.ts';
import { DAY, HOUR } from './calendar.ts';
import { createWorld } from './create-world.ts';
import type { Incident, ParcelTruth, World, WorldEffect } from './effects.ts';
import { phraseOf } from './phrases.ts';
import { OUTAGE_CARRIER } from './troubles.ts';

const START = Date.parse('2026-11-20T14:00:00Z');
const MAIN = 'northwind-lamps.myshopify.com';

/** A world at its start with the incident on for `days`; returns what happened meanwhile. */
function during(incident: Incident, days: number): { world: World; effects: WorldEffect[] } {
  const world = createWorld({ seed: 21, startAt: START, shops: 1 });
  for (const _ of world.advanceTo(START));
  world.setIncident(incident, true);
  return { world, effects: [...world.advanceTo(START + days * DAY)] };
}

/** Parcels shipped since the start. */
function fresh(world: World): ParcelTruth[] {
  return world.truth(MAIN).filter((parcel) => parcel.shippedAt >= START);
}

describe('number_never_uploaded', () => {
  const { world, effects } = during('number_never_uploaded', 5);

  test('new fulfillments carry no number', () => {
    const created = effects.filter((each) => each.kind === 'fulfillment_created');
    expect(created.length).toBeGreaterThan(80);
    for (const { tracking } of created) {
      expect(tracking.filter((info) => info.number !== null)).toEqual([]);
    }
    expect(fresh(world).every((parcel) => parcel.truth === 'no_number')).toBe(true);
  });

  test('most come in within three days of its end, and what was missed is told at once', () => {
    const before = fresh(world).length;
    world.setIncident('number_never_uploaded', false);
    const later = [...world.advanceTo(START + 8 * DAY + HOUR)];
    expect(later.filter((each) => each.kind === 'tracking_updated').length).toBeGreaterThan(
      before * 0.45,
    );
    const old = later.filter(
      (each) => each.kind === 'fulfillment_event' && each.at - each.happenedAt > DAY,
    );
    expect(old.length).toBeGreaterThan(20);
    const still = fresh(world).filter((parcel) => parcel.truth === 'no_number');
    expect(still.length).toBeGreaterThan(before * 0.2);
  });
});

test('number_before_parcel: cross-border numbers wait three to eight days for their parcel', () => {
  const { world, effects } = during('number_before_parcel', 12);
  const created = new Map<number, number>();
  const waits: number[] = [];
  for (const each of effects) {
    if (each.kind === 'fulfillment_created' && each.originCountry === 'CN') {
      created.set(each.fulfillmentId, each.at);
    }
    if (each.kind !== 'fulfillment_event' || each.status !== 'CARRIER_PICKED_UP') continue;
    const shippedAt = created.get(each.fulfillmentId);
    if (shippedAt !== undefined) waits.push((each.happenedAt - shippedAt) / DAY);
  }
  expect(waits.length).toBeGreaterThan(50);
  expect(Math.min(...waits)).toBeGreaterThan(1.9);
  const waiting = fresh(world).filter((parcel) => parcel.truth === 'not_handed_over');
  expect(waiting.length).toBeGreaterThan(80);
});

test('fake_numbers: about half of the new numbers belong to no parcel and stay without any event', () => {
  const { world, effects } = during('fake_numbers', 10);
  const parcels = fresh(world);
  const fakes = parcels.filter((parcel) => parcel.truth === 'fake_number');
  expect(fakes.length / parcels.length).toBeGreaterThan(0.4);
  expect(fakes.length / parcels.length).toBeLessThan(0.6);
  const heardOf = new Set(
    effects.flatMap((each) => (each.kind === 'fulfillment_event' ? [each.fulfillmentId] : [])),
  );
  expect(fakes.filter((fake) => fake.number === null)).toEqual([]);
  expect(fakes.filter((fake) => heardOf.has(fake.fulfillmentId))).toEqual([]);
});

test('silent_loss_at_handoff: most parcels that depart origin vanish, and no parcel already across does', () => {
  const { world } = during('silent_loss_at_handoff', 15);
  const lost = world
    .truth(MAIN)
    .filter((parcel) => parcel.truth === 'lost_at_handoff' && parcel.since > START + 2 * DAY);
  expect(lost.length).toBeGreaterThan(100);
  for (const parcel of lost) {
    expect(parcel.origin).not.toBe(parcel.destination);
    expect(parcel.deliveredAt).toBeNull();
  }
});

test('customs_backlog: few parcels leave customs, and a share is asked for information', () => {
  const { world, effects } = during('customs_backlog', 12);
  const held = world.truth(MAIN).filter((parcel) => parcel.truth === 'held_at_customs');
  expect(held.length).toBeGreaterThan(100);
  const said = effects.flatMap((each) =>
    each.kind === 'fulfillment_event' && each.message !== null && each.at > START + DAY
      ? [phraseOf(each.message)]
      : [],
  );
  const asked = said.filter((phrase) => phrase === 'customs_action_needed').length;
  expect(asked).toBeGreaterThan(25);
  expect(said.filter((phrase) => phrase === 'customs_released').length).toBeLessThan(110);
});

test('carrier_outage: the carrier falls silent while its parcels go on, and speaks again afterwards', () => {
  const company = CARRIERS[OUTAGE_CARRIER].company;
  const { world, effects } = during('carrier_outage', 6);
  const ofCarrier = new Set(
    world
      .truth(MAIN)
      .filter((each) => each.carrier === company)
      .map((each) => each.fulfillmentId),
  );
  const heard = (list: readonly WorldEffect[]): number =>
    list.filter(
      (each) =>
        each.kind === 'fulfillment_event' &&
        ofCarrier.has(each.fulfillmentId) &&
        each.happenedAt >= START,
    ).length;
  const silenced = heard(effects);
  world.setIncident('carrier_outage', false);
  const afterwards = heard([...world.advanceTo(START + 12 * DAY)]);
  expect(silenced).toBeLessThan(afterwards * 0.25);
  const delivered = world
    .truth(MAIN)
    .filter((each) => each.carrier === company && each.truth === 'delivered' && each.since > START);
  expect(delivered.length).toBeGreaterThan(20);
});

test('webhook_loss changes nothing in the world itself', () => {
  const { effects } = during('webhook_loss', 3);
  const undisturbed = createWorld({ seed: 21, startAt: START, shops: 1 });
  for (const _ of undisturbed.advanceTo(START));
  expect(effects).toEqual([...undisturbed.advanceTo(START + 3 * DAY)]);
});
