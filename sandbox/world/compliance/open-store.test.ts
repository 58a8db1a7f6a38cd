import { describe, expect, test } from 'vitest';
import { DAY } from '../calendar.ts';
import { createWorld } from '../create-world.ts';
import type { WorldEffect } from '../effects.ts';
import type { RuleTruth } from '../shop-side.ts';
import { ARTICLES } from './articles.ts';
import { openComplianceStore } from './open-store.ts';
import { STORE } from './store.ts';

/** Noon in the shop's zone: all days of a run begin and end far from it. */
const START = Date.parse('2026-11-27T17:00:00Z');
const store = openComplianceStore(START);

describe('the other shops', () => {
  test('have the same effects with and without the scripted store', () => {
    const world = (compliance: boolean) =>
      createWorld({ seed: 5, startAt: START, ordersPerShop: 30, historyDays: 20, compliance });
    const until = START + 3 * DAY;
    const beside = [...world(true).advanceTo(until)].filter(({ shop }) => shop !== STORE.domain);
    expect(beside).toEqual([...world(false).advanceTo(until)]);
  });

  test('have no rule told of them', () => {
    const world = createWorld({ seed: 5, startAt: START, ordersPerShop: 5, compliance: true });
    expect(world.ruleTruth('northwind-lamps.myshopify.com')).toEqual([]);
    expect(world.ruleTruth(STORE.domain).length).toBeGreaterThan(0);
  });
});

describe('the truth', () => {
  const days = Array.from({ length: 110 }, (_, day) => store.ruleTruth(START + day * DAY));
  const seen = Map.groupBy(days.flat(), ({ ruleId }) => ruleId);

  test('names all 28 rules', () => {
    expect(seen.size).toBe(28);
  });

  test.each([...seen.keys()].map((ruleId) => [ruleId]))('breaks %s and keeps it', (ruleId) => {
    const verdicts = new Set(seen.get(ruleId)?.map(({ verdict }) => verdict));
    // Below 1,500 events a month the ratio of disputes can be warned of at most.
    expect(verdicts).toContain(ruleId === 'DSP-02' ? 'upcoming' : 'fail');
    expect(verdicts).toContain('pass');
  });

  test('names a subject at most once under a rule', () => {
    for (const truth of days) {
      const keys = truth.map(({ ruleId, subject }) => `${ruleId} ${subject.kind} ${subject.id}`);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  test('says of an order nothing before it is placed', () => {
    const before = countOf(store.ruleTruth(START), 'US-SHIP-01');
    expect(countOf(store.ruleTruth(START + 14 * DAY), 'US-SHIP-01')).toBeGreaterThan(before);
  });
});

describe('boundaries', () => {
  // Days are those of the shop, each looked at from noon.
  const cases: [rule: string, about: string, day: number, verdict: RuleTruth['verdict']][] = [
    ['US-SHIP-01', 'paid 30 days before the start, never shipped', 0, 'upcoming'],
    ['US-SHIP-01', 'paid 30 days before the start, never shipped', 1, 'fail'],
    ['US-SHIP-01', 'paid 31 days before the start, never shipped', 0, 'fail'],
    ['US-SHIP-01', 'handed over on its last day', 1, 'upcoming'],
    ['US-SHIP-01', 'handed over on its last day', 2, 'pass'],
    ['US-SHIP-01', 'a label on its last day, and no parcel', 2, 'upcoming'],
    ['US-SHIP-01', 'a label on its last day, and no parcel', 3, 'fail'],
    ['US-SHIP-01', 'cash on delivery: the rule spares it', 0, 'not_applicable'],
    ['US-SHIP-01', 'shipping by day 2 was stated, and it never ships', 2, 'upcoming'],
    ['US-SHIP-01', 'shipping by day 2 was stated, and it never ships', 3, 'fail'],
    ['US-SHIP-01', 'after the policy names 5 business days, never shipped', 21, 'upcoming'],
    ['US-SHIP-01', 'after the policy names 5 business days, never shipped', 22, 'fail'],
    ['US-SHIP-01', 'shipped two days after its last day', 7, 'fail'],
    ['US-SHIP-01', 'shipped two days after its last day', 9, 'pass'],
    ['US-RFD-01', 'shipped two days after its last day', 7, 'upcoming'],
    ['US-RFD-01', 'shipped two days after its last day', 9, 'not_applicable'],
    ['US-RFD-01', 'cancelled on day -3, never paid back', 7, 'upcoming'],
    ['US-RFD-01', 'cancelled on day -3, never paid back', 8, 'fail'],
    ['US-RFD-01', 'paid back as store credit', 0, 'fail'],
    ['EU-DLV-01', 'ordered 30 days before the start, never shipped', 0, 'upcoming'],
    ['EU-DLV-01', 'ordered 30 days before the start, never shipped', 1, 'fail'],
    ['EU-DLV-01', 'delivered on its 30th day', 2, 'pass'],
    ['EU-DLV-01', 'delivered two days after its 30th day', 4, 'fail'],
    ['EU-DLV-01', 'delivered two days after its 30th day', 6, 'pass'],
    ['EU-DLV-01', 'delivery by day 20 was agreed, and it is not there', 20, 'upcoming'],
    ['EU-DLV-01', 'delivery by day 20 was agreed, and it is not there', 21, 'fail'],
    ['EU-RFD-01', 'its 14th day is day 0, and nothing is paid', 0, 'upcoming'],
    ['EU-RFD-01', 'its 14th day is day 0, and nothing is paid', 1, 'fail'],
    [
      'EU-RFD-01',
      'in the United Kingdom the 14 days run from the goods: to day 10',
      10,
      'upcoming',
    ],
    ['EU-RFD-01', 'in the United Kingdom the 14 days run from the goods: to day 10', 11, 'fail'],
    ['EU-RFD-01', 'paid back on day 8, four days late', 7, 'fail'],
    ['EU-RFD-01', 'paid back on day 8, four days late', 9, 'pass'],
    ['EU-RFD-01', 'paid back in two parts, the delivery charge on day 3', 2, 'upcoming'],
    ['EU-RFD-01', 'paid back in two parts, the delivery charge on day 3', 4, 'pass'],
    ['CUS-EU-PID-01', 'Walnut serving board', 14, 'fail'],
    ['CUS-EU-PID-01', 'Walnut serving board', 16, 'pass'],
    ['TRK-SCAN-01', 'marked on day 3, never scanned', 5, 'pass'],
    ['TRK-SCAN-01', 'marked on day 3, never scanned', 6, 'upcoming'],
    ['TRK-SCAN-01', 'marked on day 3, never scanned', 10, 'upcoming'],
    ['TRK-SCAN-01', 'marked on day 3, never scanned', 11, 'fail'],
    ['DSP-01', 'opened on day 3, due on day 12, never answered', 12, 'upcoming'],
    ['DSP-01', 'opened on day 3, due on day 12, never answered', 13, 'fail'],
  ];

  test.each(cases)('%s: “%s” on day %i is %s', (ruleId, about, day, verdict) => {
    const told = store
      .ruleTruth(START + day * DAY)
      .filter((truth) => truth.ruleId === ruleId && truth.why.startsWith(about));
    expect(told.map((truth) => truth.verdict)).toContain(verdict);
  });

  test.each(['2026-11-20T14:00:00Z', '2026-11-27T17:00:00Z', '2026-12-06T04:00:00Z'])(
    'cancelled on 20 November 2026, the refund is due on 2 December: in a world from %s',
    (startAt) => {
      const world = openComplianceStore(Date.parse(startAt));
      const verdictAt = (instant: string) =>
        world
          .ruleTruth(Date.parse(instant))
          .find(
            ({ ruleId, why }) =>
              ruleId === 'US-RFD-01' && why.startsWith('cancelled on Friday 20 November 2026'),
          )?.verdict;
      expect(verdictAt('2026-12-03T04:59:00Z')).toBe('upcoming');
      expect(verdictAt('2026-12-03T05:00:00Z')).toBe('fail');
    },
  );

  test.each([
    [7, 0],
    [9, 2],
    [17, 2],
    [19, 0],
  ])('on day %i %i parcels of those corrected on day 18 share a number', (day, count) => {
    const effect = store.effects.find(({ kind }) => kind === 'tracking_updated');
    const numbers = store.effects.flatMap((each) =>
      each.kind === 'fulfillment_created' &&
      each.tracking.some(({ number }) => number === 'YT2512345660000004')
        ? [`${each.fulfillmentId}.0`]
        : [],
    );
    const shared = store
      .ruleTruth(START + day * DAY)
      .filter(({ ruleId, verdict }) => ruleId === 'TRK-DUP-01' && verdict === 'fail')
      .filter(({ subject }) => numbers.includes(subject.id));
    expect(effect).toBeDefined();
    expect(shared).toHaveLength(count);
  });

  test('the 30 days end at midnight in the shop, summer time or not', () => {
    const inSpring = Date.parse('2027-03-20T16:00:00Z');
    const world = openComplianceStore(inSpring);
    const verdictAt = (instant: number) =>
      world.ruleTruth(instant).find(({ why }) => why.startsWith('paid 30 days before the start'))
        ?.verdict;
    expect(verdictAt(Date.parse('2027-03-21T03:59:00Z'))).toBe('upcoming');
    expect(verdictAt(Date.parse('2027-03-21T04:00:00Z'))).toBe('fail');
  });
});

describe('effects', () => {
  const { effects } = store;

  test('come in order of time, in whole seconds', () => {
    const disordered = effects.filter(({ at }, index) => at < (effects[index - 1]?.at ?? 0));
    expect(disordered).toEqual([]);
    expect(effects.filter(({ at }) => at % 1000 !== 0)).toEqual([]);
  });

  test('speak only of orders, fulfillments and variants that exist', () => {
    const known = new Set(
      store.products.flatMap(({ variants }) => variants.map(({ id }) => `variant ${id}`)),
    );
    const early = effects.filter((effect) => {
      if (effect.kind === 'order_created') known.add(`order ${effect.order.id}`);
      const isEarly = namesOf(effect).some((name) => !known.has(name));
      if (effect.kind === 'fulfillment_created') known.add(`fulfillment ${effect.fulfillmentId}`);
      return isEarly;
    });
    expect(early).toEqual([]);
  });

  test('give every id once', () => {
    const ids = effects.flatMap((effect) => {
      if (effect.kind === 'order_created')
        return [effect.order.id, ...effect.order.lineItems.map(({ id }) => id)];
      if (effect.kind === 'fulfillment_created') return [effect.fulfillmentId];
      return effect.kind === 'fulfillment_event' ? [effect.eventId] : [];
    });
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('no two buyers share a postcode, so that a hash of it tells them apart', () => {
    const buyers = new Map<string, string>();
    for (const effect of effects) {
      if (effect.kind !== 'order_created') continue;
      const { destinationCountry, customer } = effect.order;
      const place = `${destinationCountry} ${customer.zip}`;
      expect(buyers.get(place) ?? customer.email).toBe(customer.email);
      buyers.set(place, customer.email);
    }
  });
});

describe('articles', () => {
  test('have SKUs and barcodes of their own, but for the ones that shall not', () => {
    const twice = (values: readonly (string | null)[]) =>
      values.filter((value, index) => value !== null && values.indexOf(value) !== index);
    expect(twice(ARTICLES.map(({ sku }) => (sku === '' ? null : sku)))).toEqual(['MG-TWIN']);
    expect(twice(ARTICLES.map(({ barcode }) => barcode))).toEqual([]);
    expect(twice(ARTICLES.map(({ key }) => key))).toEqual([]);
  });

  test('have barcodes with the right check digit, but for one', () => {
    const wrong = ARTICLES.filter(({ barcode }) => barcode !== null && !isGtin(barcode));
    expect(wrong.map(({ key }) => key)).toEqual(['PID-WRONG-GTIN']);
  });
});

function namesOf(effect: WorldEffect): string[] {
  switch (effect.kind) {
    case 'order_cancelled':
    case 'fulfillment_created':
      return [`order ${effect.orderId}`];
    case 'order_more':
      return [`order ${effect.more.orderId}`];
    case 'refund_created':
      return [`order ${effect.refund.orderId}`];
    case 'return_changed':
      return [`order ${effect.return.orderId}`];
    case 'dispute_changed':
      return [`order ${effect.dispute.orderId}`];
    case 'fulfillment_event':
      return [`fulfillment ${effect.fulfillmentId}`];
    case 'price_changed':
      return [`variant ${effect.variantId}`];
    default:
      return [];
  }
}

function countOf(truth: readonly RuleTruth[], ruleId: string): number {
  return truth.filter((each) => each.ruleId === ruleId).length;
}

/** GS1 General Specifications, 7.9: weights 3 and 1 in turn from the right. */
function isGtin(barcode: string): boolean {
  const digits = [...barcode].map(Number).toReversed();
  return digits.reduce((sum, digit, i) => sum + digit * (i % 2 === 0 ? 1 : 3), 0) % 10 === 0;
}
