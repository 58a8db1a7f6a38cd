import { describe, expect, test } from 'vitest';
import { DAY } from './calendar.ts';
import { createWorld } from './create-world.ts';
import type { Incident, ParcelTruth, World } from './effects.ts';

const START = Date.parse('2026-11-20T14:00:00Z');
const MAIN = 'northwind-lamps.myshopify.com';
const NAMES = [
  'Yiwu Bright Trading',
  'Shenzhen Swiftline Supply',
  'Guangzhou Meilin Goods',
  'Ningbo Harbourview Export',
];

/** A year of the main shop's shipments from abroad, with the days from payment to number and to the first scan. */
const shipments = longWorld();

describe('each supplier has its manner', () => {
  const shareOf = (name: string, is: (each: Shipment) => boolean) => {
    const own = shipments.filter(({ supplier }) => supplier === name);
    return own.filter(is).length / own.length;
  };
  test.each<[string, string, (each: Shipment) => boolean, number]>([
    [
      'Shenzhen Swiftline Supply',
      'uploads numbers three to eight days before the parcel exists',
      ({ isEarly }) => isEarly,
      0.25,
    ],
    ['Guangzhou Meilin Goods', 'uploads numbers late', ({ handledDays }) => handledDays > 2, 0.35],
    ['Guangzhou Meilin Goods', 'forgets numbers', ({ isMissing }) => isMissing, 0.03],
    [
      'Ningbo Harbourview Export',
      'hands over slowly',
      ({ handOverDays, isEarly }) => handOverDays > 1 && !isEarly,
      0.5,
    ],
  ])('%s %s', (name, _what, is, least) => {
    expect(shareOf(name, is)).toBeGreaterThan(least);
    for (const other of NAMES.filter((each) => each !== name)) {
      expect(shareOf(other, is)).toBeLessThan(shareOf(name, is) / 2.5);
    }
  });

  test('all of them ship a fair part', () => {
    for (const name of NAMES) {
      const share = shipments.filter(({ supplier }) => supplier === name).length / shipments.length;
      expect(share).toBeGreaterThan(0.15);
      expect(share).toBeLessThan(0.4);
    }
  });
});

describe('who ships', () => {
  const world = createWorld({ seed: 7, startAt: START, shops: 4 });
  for (const _ of world.advanceTo(START));

  test('from abroad one of the shop’s suppliers, within the country its own locations', () => {
    for (const { domain } of world.shops) {
      const suppliers = world.suppliers(domain).map(({ location }) => location.name);
      const own = world.locations(domain).map(({ name }) => name);
      const truth = world.truth(domain);
      const isAtHome = ({ origin, destination }: ParcelTruth) => origin === destination;
      expect(new Set(truth.filter(isAtHome).map(({ supplier }) => supplier))).toEqual(new Set(own));
      const abroad = truth.filter((each) => !isAtHome(each));
      expect(new Set(abroad.map(({ supplier }) => supplier))).toEqual(new Set(suppliers));
    }
    expect(world.suppliers('nobody.myshopify.com')).toEqual([]);
  });

  test('ids of locations and services are unique over all shops and suppliers', () => {
    const ids = world.shops.flatMap(({ domain }) => [
      ...world.locations(domain).map(({ id }) => id),
      ...world
        .suppliers(domain)
        .flatMap(({ location, service }) => [location.id, service?.id ?? -location.id]),
    ]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('a shop has suppliers with an app of their own and such without, in places in China', () => {
    for (const { domain } of world.shops) {
      const suppliers = world.suppliers(domain);
      expect(suppliers).toHaveLength(4);
      expect(suppliers.filter(({ service }) => service === null)).toHaveLength(2);
      expect(suppliers.filter(({ location }) => location.country !== 'CN')).toEqual([]);
    }
  });
});

test.each<[Incident, (each: ParcelTruth) => boolean]>([
  ['number_before_parcel', ({ incidents }) => incidents.includes('number_before_parcel')],
  ['number_never_uploaded', ({ truth }) => truth === 'no_number'],
])('an incident that hits everybody does not make one supplier of all: %s', (incident, isHit) => {
  const world = createWorld({ seed: 7, startAt: START, shops: 1 });
  for (const _ of world.advanceTo(START));
  world.setIncident(incident, true);
  for (const _ of world.advanceTo(START + 15 * DAY));
  const hit = world
    .truth(MAIN)
    .filter((each) => each.shippedAt > START && each.origin === 'CN' && isHit(each));
  expect(hit.length).toBeGreaterThan(150);
  for (const { location } of world.suppliers(MAIN)) {
    const own = hit.filter(({ supplier }) => supplier === location.name);
    expect(own.length / hit.length).toBeLessThan(0.45);
  }
});

interface Shipment {
  supplier: string;
  isEarly: boolean;
  isMissing: boolean;
  handledDays: number;
  handOverDays: number;
}

function longWorld(): Shipment[] {
  const world: World = createWorld({
    seed: 7,
    startAt: START,
    shops: 1,
    ordersPerShop: 6_000,
    historyDays: 365,
    sources: true,
  });
  const orderedAt = new Map<number, number>();
  for (const effect of world.advanceTo(START)) {
    if (effect.kind === 'order_created') orderedAt.set(effect.order.id, effect.at);
  }
  return world.truth(MAIN).flatMap((each) => {
    if (each.origin === each.destination) return [];
    const scans = world.carrierRecord(each.realNumber ?? '')?.scans ?? [];
    const accepted = scans.find(({ phrase }) => phrase === 'accepted');
    return {
      supplier: each.supplier,
      isEarly: each.incidents.includes('number_before_parcel'),
      isMissing: each.incidents.includes('number_never_uploaded'),
      handledDays: (each.shippedAt - (orderedAt.get(each.orderId) ?? 0)) / DAY,
      handOverDays: ((accepted?.at ?? each.shippedAt) - each.shippedAt) / DAY,
    };
  });
}
