import { describe, expect, test } from 'vitest';
import { DAY } from './calendar.ts';
import { CARRIERS } from './carriers.ts';
import { causeOf } from './cause.ts';
import { createWorld } from './create-world.ts';
import type { Incident, ParcelTruth, SilenceCause } from './effects.ts';
import { laneById } from './lanes.ts';
import type { HandOff, Parcel } from './parcel.ts';
import { Random } from './random.ts';

const NOW = Date.parse('2026-11-20T14:00:00Z');
const YUN = CARRIERS.yunexpress.company;
const MAIN = 'northwind-lamps.myshopify.com';
const at = (days: number): number => NOW + days * DAY;

const quiet = handOff('quiet');
const heard = { lastScanAt: at(-2), lastToldAt: at(-2) };
const untold = { lastScanAt: at(-1), lastToldAt: at(-2) };
const neverTold = { lastScanAt: at(-1), lastToldAt: null };
const resting = { restsFrom: at(-1), nextAt: at(1) };
const unheard = { tracking: { company: 'CNE Express', number: '3A5V1', url: null } };
const unscanned = { lastScanAt: null, lastToldAt: null };
const waiting = { ...unscanned, state: 'not_handed_over', handOverWaitDays: 0.6 } as const;

describe('what is told of several causes', () => {
  test.each<[string, Partial<Parcel>, { out?: boolean }, SilenceCause | null]>([
    ['moving and told', {}, {}, null],
    ['no number, whatever else', { ...untold, numberState: 'held_back' }, { out: true }, null],
    ['an invented number', { numberState: 'fake' }, {}, 'wrong_number'],
    ['a mistyped number', { numberState: 'mistyped' }, {}, 'wrong_number'],
    ['a stranger’s number', { numberState: 'borrowed' }, {}, 'wrong_number'],
    [
      'another order’s number, even when delivered',
      { numberState: 'reused', state: 'delivered' },
      {},
      'wrong_number',
    ],
    [
      'a wrong number of a lost parcel',
      { numberState: 'mistyped', state: 'lost_at_handoff' },
      {},
      'wrong_number',
    ],
    ['lost in an outage', { state: 'lost_at_handoff' }, { out: true }, 'lost_at_handoff'],
    ['held by customs', { state: 'held_at_customs' }, {}, 'customs'],
    [
      'held by customs in an outage over a weekend',
      { ...resting, state: 'held_at_customs' },
      { out: true },
      'customs',
    ],
    [
      'held by customs, carrier never heard',
      { ...unheard, ...neverTold, state: 'held_at_customs' },
      {},
      'customs',
    ],
    ['expected within three days', { ...waiting, handOverWaitDays: 2.99 }, {}, null],
    ['expected after three days', { ...waiting, handOverWaitDays: 3 }, {}, 'never_handed_over'],
    [
      'expected after three days, with a holiday on top',
      { ...waiting, ...resting, handOverWaitDays: 5 },
      {},
      'never_handed_over',
    ],
    ['expected, but the depot rests', { ...waiting, ...resting }, {}, 'rest_days'],
    ['expected by a carrier that is out', waiting, { out: true }, null],
    ['scanned by a carrier nobody hears', { ...unheard, ...neverTold }, {}, 'source_lag'],
    [
      'delivered by a carrier nobody hears',
      { ...unheard, ...neverTold, state: 'delivered' },
      {},
      'source_lag',
    ],
    ['with a carrier nobody hears, not scanned yet', { ...unheard, ...waiting }, {}, null],
    ['a quiet number scanned since', { ...untold, handOff: quiet }, {}, 'source_lag'],
    [
      'a quiet number scanned since, in an outage',
      { ...untold, handOff: quiet },
      { out: true },
      'source_lag',
    ],
    ['a quiet number not scanned since', { handOff: quiet }, {}, null],
    ['another number beside it, told', { handOff: handOff('kept') }, {}, null],
    ['under way with a carrier that is out', {}, { out: true }, 'carrier_backlog'],
    [
      'its scan lost in the outage that lasts',
      { ...untold, ...resting },
      { out: true },
      'carrier_backlog',
    ],
    [
      'delivered untold in the outage',
      { ...untold, state: 'delivered' },
      { out: true },
      'carrier_backlog',
    ],
    ['delivered and told before the outage', { state: 'delivered' }, { out: true }, null],
    ['its last scan lost, outage over', untold, {}, 'source_lag'],
    ['its first scan lost', neverTold, {}, 'source_lag'],
    ['delivered untold, outage over', { ...untold, state: 'delivered' }, {}, 'source_lag'],
    ['delivered and told', { state: 'delivered' }, {}, null],
    ['returned and told', { state: 'returned' }, {}, null],
    ['on its way back', { state: 'returning' }, {}, null],
    ['before its weekend begins', { restsFrom: at(0) + 1, nextAt: at(2) }, {}, null],
    ['from when its weekend begins', { restsFrom: at(0), nextAt: at(2) }, {}, 'rest_days'],
    ['until its weekend ends', { restsFrom: at(-2), nextAt: at(0) + 1 }, {}, 'rest_days'],
    ['when its weekend ends', { restsFrom: at(-2), nextAt: at(0) }, {}, null],
    ['its weekend, scan lost before', { ...untold, ...resting }, {}, 'source_lag'],
  ])('%s', (_what, facts, { out = false }, expected) => {
    const isOut = (company: string | null) => out && company === YUN;
    expect(causeOf(parcelWith(facts), { now: NOW, isOut })).toBe(expected);
  });
});

describe('causes in a world', () => {
  test('Golden Week keeps parcels in China waiting for nothing but its end', () => {
    const truth = after('2026-10-04T00:00:00Z', null, 0);
    const resting = truth.filter(({ cause }) => cause === 'rest_days');
    expect(resting.length).toBeGreaterThan(15);
    expect(resting.filter(({ origin }) => origin !== 'CN')).toEqual([]);
  });

  test('the middle of a week without holidays keeps nearly nobody waiting', () => {
    const truth = after('2026-11-18T14:00:00Z', null, 0);
    expect(truth.filter(({ cause }) => cause === 'rest_days').length).toBeLessThan(10);
  });

  test.each<[Incident, number, SilenceCause, (truth: ParcelTruth) => boolean]>([
    ['carrier_outage', 5, 'carrier_backlog', ({ carrier }) => carrier === YUN],
    ['customs_backlog', 12, 'customs', ({ truth }) => truth === 'held_at_customs'],
    ['silent_loss_at_handoff', 12, 'lost_at_handoff', ({ deliveredAt }) => deliveredAt === null],
    ['number_before_parcel', 6, 'never_handed_over', ({ truth }) => truth === 'not_handed_over'],
    ['fake_numbers', 6, 'wrong_number', ({ truth }) => truth === 'fake_number'],
  ])('%s for %i days names %s', (incident, days, cause, isSo) => {
    const truth = after('2026-11-18T14:00:00Z', incident, days);
    const named = truth.filter((each) => each.cause === cause);
    expect(named.length).toBeGreaterThan(60);
    expect(named.filter((each) => !isSo(each))).toEqual([]);
  });

  test('what Shopify was told of the end of is silent no more', () => {
    const truth = after('2026-11-18T14:00:00Z', null, 0);
    const ended = truth.filter(({ truth: state }) => state === 'delivered');
    const causes = new Set(ended.map(({ cause }) => cause));
    expect([...causes].toSorted()).toEqual(['carrier_backlog', null, 'source_lag'].toSorted());
    // One in eight that crossed a border was handed off to a number that nobody knows: of those Shopify was not told.
    const told = ended.filter(({ goesQuiet }) => !goesQuiet);
    expect(told.filter(({ cause }) => cause === null).length / told.length).toBeGreaterThan(0.93);
  });
});

/** The main shop's truth after an incident of so many days from `date` on. */
function after(date: string, incident: Incident | null, days: number): ParcelTruth[] {
  const startAt = Date.parse(date);
  const world = createWorld({ seed: 7, startAt, shops: 1, sources: true });
  for (const _ of world.advanceTo(startAt));
  if (incident !== null) world.setIncident(incident, true);
  for (const _ of world.advanceTo(startAt + days * DAY));
  return world.truth(MAIN);
}

function handOff(kind: HandOff['kind']): HandOff {
  const number = '9400100000000000000000';
  return { kind, at: at(-3), knownAt: at(-3), number, company: 'USPS', carrier: 'usps' };
}

/** A parcel on its way, scanned and told two days ago. */
function parcelWith(facts: Partial<Parcel>): Parcel {
  return {
    fulfillment: {
      id: 1,
      shopIndex: 0,
      orderId: 1,
      shippedAt: at(-6),
      shipper: null,
      tracking: [],
      parcels: [],
      isCancelled: false,
      city: 'Denver',
      zip: '80202',
    },
    position: 0,
    lane: laneById('cn-us-yun'),
    random: new Random(1),
    seed: 1,
    phase: 'route',
    stepIndex: 4,
    nextAt: at(3),
    restsFrom: null,
    state: 'moving',
    since: at(-5),
    numberState: 'right',
    tracking: { company: YUN, number: 'YT2400000000000001', url: null },
    incidents: [],
    lostScansAt: [],
    handOverWaitDays: 0.6,
    language: 'en',
    deliveredAt: null,
    scanCount: 3,
    ...heard,
    unseenScans: null,
    firstNumber: 'YT2400000000000001',
    log: [],
    handOff: null,
    uploadedFor: null,
    sharers: null,
    ...facts,
  };
}
