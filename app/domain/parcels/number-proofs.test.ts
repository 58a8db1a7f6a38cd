import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type {
  NumberElsewhere,
  NumberFacts,
  NumberStatement,
} from '#app/domain/parcels/number-facts.ts';
import { BEFORE_ORDER_MS, FORMER_LIFE_MS, proveNumber } from '#app/domain/parcels/number-proofs.ts';
import { MOST_ORDERS_OF_ONE_NUMBER } from '#app/domain/parcels/proofs-by-other-orders.ts';
import { aScan } from '#app/domain/scans/scan.fixture.ts';
import { MILESTONES, type Scan } from '#app/domain/scans/scan.ts';
import { EVIDENCE_CODES } from '#app/domain/verdicts/evidence-codes.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const PLACED = Date.parse('2026-06-01T04:00:00Z');
const at = (ms: number) => new Date(PLACED + ms);

/** A number of a CN→DE parcel, known a day after the order. */
function facts(over: Partial<NumberFacts> = {}): NumberFacts {
  return {
    number: 'YT123',
    numberKey: 'YT123',
    knownAt: at(DAY),
    shippedAt: at(DAY),
    lane: null,
    order: { orderId: '1', placedAt: at(0), postcodeHash: 'own' },
    origin: 'CN',
    destination: 'DE',
    scans: [],
    isStreamSure: true,
    said: [],
    elsewhere: [],
    hasFailedCheckDigit: false,
    ...over,
  };
}

const scan = (ms: number, over: Partial<Scan> = {}) => aScan({ occurredAt: at(ms), ...over });
const told = (over: Partial<NumberStatement> = {}): NumberStatement => ({
  source: 'seventeen_track',
  shipperCountry: null,
  recipientCountry: null,
  recipientPostcodeHash: null,
  saidAt: at(2 * DAY),
  ...over,
});
const found = (over: Partial<NumberFacts>) =>
  Object.fromEntries(proveNumber(facts(over)).map(({ code, weight }) => [code, weight]));

test('a number that travels as it should has nothing against it', () => {
  const scans = [
    scan(2 * DAY, { milestone: 'accepted', country: 'CN' }),
    scan(9 * DAY, { milestone: 'customs_released', country: 'BE' }),
    scan(12 * DAY, { milestone: 'delivered', country: 'DE' }),
  ];
  const said = [
    told({ recipientCountry: 'DE', recipientPostcodeHash: 'own', shipperCountry: 'CN' }),
  ];
  expect(found({ scans: scans.filter(({ country }) => country !== 'BE'), said })).toEqual({});
  // Cleared in Belgium for Germany: one customs area.
  expect(found({ scans, said })).not.toMatchObject({ impossible_place: 'proof' });
});

describe('scanned before the order', () => {
  test.each([
    ['at the same instant', 0, {}],
    ['a moment before: clocks differ', -1, { scanned_before_payment: 'suspicion' }],
    ['exactly a day before', -BEFORE_ORDER_MS, { scanned_before_payment: 'suspicion' }],
    ['more than a day before', -BEFORE_ORDER_MS - 1, { scanned_before_payment: 'proof' }],
    ['four months before', -FORMER_LIFE_MS, { scanned_before_payment: 'proof' }],
    [
      'longer ago: the number’s former life',
      -FORMER_LIFE_MS - 1,
      { scanned_before_payment: 'suspicion' },
    ],
  ])('%s', (_fact, ms, expected) => {
    expect(found({ scans: [scan(ms)] })).toEqual(expected);
  });

  test('a mere notice proves nothing: numbers are printed ahead', () => {
    expect(found({ scans: [scan(-5 * DAY, { milestone: 'announced' })] })).toEqual({});
  });

  test('a delivery before it is told as well', () => {
    expect(found({ scans: [scan(-2 * DAY, { milestone: 'delivered', country: 'DE' })] })).toEqual({
      scanned_before_payment: 'proof',
      delivered_before_order: 'proof',
    });
  });

  test('holds since the number came to this parcel, not since the scan', () => {
    const [proof] = proveNumber(facts({ scans: [scan(-2 * DAY)] }));
    expect(proof).toMatchObject({ at: at(DAY).toISOString(), numberKey: 'YT123' });
  });
});

describe('an impossible place', () => {
  const seen = (
    country: string | null,
    over: Partial<Scan> = {},
    facts: Partial<NumberFacts> = {},
  ) =>
    found({
      scans: [scan(8 * DAY, { milestone: 'out_for_delivery', country, ...over })],
      ...facts,
    });
  test.each([
    ['on the van on another continent', 'AU', 'proof'],
    ['on the van in a neighbouring market', 'AE', 'proof'],
    ['on the van in the same market: sources name the carrier’s home', 'FR', 'suspicion'],
    ['on the van where it came from: a consolidator', 'CN', 'suspicion'],
    ['on the van where consolidators work', 'HK', 'suspicion'],
  ])('%s', (_fact, country, weight) => {
    expect(seen(country)).toEqual({ impossible_place: weight });
  });

  test.each([
    ['at home', 'DE', 'DE'],
    ['in a territory with its own code', 'PR', 'US'],
    ['in the mother country of one', 'US', 'PR'],
    ['in the mother country overseas', 'FR', 'RE'],
  ])('is none %s', (_fact, country, destination) => {
    expect(seen(country, {}, { destination })).toEqual({});
  });

  test('needs a known origin: else it may have come from there', () => {
    expect(seen('AU', {}, { origin: null })).toEqual({ impossible_place: 'suspicion' });
    expect(seen('AU', {}, { origin: 'AU' })).toEqual({ impossible_place: 'suspicion' });
    expect(seen('AU', {}, { destination: null })).toEqual({});
  });

  test.each([
    ['in transit: a hub may lie anywhere', 'domestic_transit', {}],
    [
      'through customs: a hub may clear for others',
      'customs_released',
      { impossible_place: 'suspicion' },
    ],
  ] as const)('is not proven %s', (_fact, milestone, expected) => {
    expect(seen('AU', { milestone })).toEqual(expected);
  });

  test('counts before the parcel turned back, not after', () => {
    const turned = scan(6 * DAY, { milestone: 'returning', country: 'DE' });
    const abroad = scan(8 * DAY, { milestone: 'delivered', country: 'AU' });
    expect(found({ scans: [turned, abroad] })).toEqual({});
    expect(found({ scans: [abroad, scan(9 * DAY, { milestone: 'returning' })] })).toEqual({
      delivered_elsewhere: 'proof',
    });
  });
});

describe('delivered elsewhere, by the recipient a source names', () => {
  const moving = [scan(3 * DAY, { country: 'CN' })];
  const onTheVan = [...moving, scan(9 * DAY, { milestone: 'out_for_delivery', country: null })];
  test.each([
    ['another continent', 'AU', moving, 'proof'],
    ['another continent, of a number nobody has scanned', 'AU', [], undefined],
    ['where it came from', 'CN', moving, 'suspicion'],
    ['the same market', 'FR', moving, 'suspicion'],
    [
      'the same market, and on the van there',
      'FR',
      [...moving, scan(9 * DAY, { milestone: 'out_for_delivery', country: 'FR' })],
      'proof',
    ],
    [
      'another continent, though it was seen in its destination',
      'AU',
      [...moving, scan(8 * DAY, { milestone: 'arrived_destination', country: 'DE' })],
      'suspicion',
    ],
  ])('%s', (_fact, recipientCountry, scans, weight) => {
    const result = found({ scans, said: [told({ recipientCountry })] });
    expect(result['delivered_elsewhere']).toBe(weight);
  });

  test('the same market, as an address with its postcode', () => {
    const said = [told({ recipientCountry: 'FR', recipientPostcodeHash: 'other' })];
    expect(found({ scans: moving, said })).toEqual({ delivered_elsewhere: 'proof' });
  });

  test.each([
    ['another postcode, on the van', 'DE', 'other', onTheVan, 'proof'],
    ['another postcode, still on its way', 'DE', 'other', moving, 'suspicion'],
    ['the order’s postcode', 'DE', 'own', onTheVan, undefined],
    ['no postcode', 'DE', null, onTheVan, undefined],
    [
      'another postcode of a pick-up point',
      'DE',
      'other',
      [...onTheVan, scan(10 * DAY, { milestone: 'available_pickup' })],
      'suspicion',
    ],
  ])('%s', (_fact, recipientCountry, recipientPostcodeHash, scans, weight) => {
    const said = [told({ recipientCountry, recipientPostcodeHash })];
    expect(found({ scans, said })['delivered_elsewhere']).toBe(weight);
  });

  const left = (over: Partial<Scan>) =>
    scan(12 * DAY, { milestone: 'delivered', country: 'DE', postcodeHash: 'other', ...over });
  test.each([
    ['left at another postcode', [left({})], {}, 'suspicion'],
    ['left at the order’s postcode', [left({ postcodeHash: 'own' })], {}, undefined],
    [
      'left at another postcode, and at the order’s by another’s word',
      [left({}), left({ postcodeHash: 'own', source: 'csv' })],
      {},
      undefined,
    ],
    ['left nobody says where', [left({ postcodeHash: null })], {}, undefined],
    [
      'left at a pick-up point',
      [scan(11 * DAY, { milestone: 'available_pickup' }), left({})],
      {},
      undefined,
    ],
    [
      'brought back',
      [scan(11 * DAY, { milestone: 'returning', country: 'DE' }), left({})],
      {},
      undefined,
    ],
    [
      'left at a postcode of a territory',
      [left({ country: 'FR' })],
      { destination: 'RE' },
      undefined,
    ],
    [
      'left at another postcode than nobody knows',
      [left({})],
      { order: { orderId: '1', placedAt: at(0), postcodeHash: null } },
      undefined,
    ],
    [
      'left at another postcode, where a source names the order’s',
      [left({})],
      { said: [told({ recipientCountry: 'DE', recipientPostcodeHash: 'own' })] },
      undefined,
    ],
  ])('%s', (_fact, scans, over: Partial<NumberFacts>, weight) => {
    expect(found({ scans, ...over })['delivered_elsewhere']).toBe(weight);
  });

  test('one source that names the order’s address settles it', () => {
    const said = [
      told({ recipientCountry: 'AU' }),
      told({ source: 'aftership', recipientCountry: 'DE', recipientPostcodeHash: 'own' }),
    ];
    expect(found({ scans: moving, said })).toEqual({});
  });

  test('an order without postcode proves nothing by postcode', () => {
    const order = { orderId: '1', placedAt: at(0), postcodeHash: null };
    const said = [told({ recipientCountry: 'DE', recipientPostcodeHash: 'other' })];
    expect(found({ order, scans: onTheVan, said })).toEqual({});
  });
});

describe('faster than possible', () => {
  const delivered = (ms: number, over: Partial<NumberFacts> = {}) =>
    found({
      scans: [
        scan(HOUR, { milestone: 'accepted', country: 'CN' }),
        scan(ms, { milestone: 'delivered', country: 'DE' }),
      ],
      ...over,
    })['too_fast'];
  test.each([
    ['between continents just under two days', 48 * HOUR - 1, {}, 'proof'],
    ['between continents in two days', 48 * HOUR, {}, undefined],
    ['to the next market in under eighteen hours', 18 * HOUR - 1, { destination: 'JP' }, 'proof'],
    ['to the next market in eighteen hours', 18 * HOUR, { destination: 'JP' }, undefined],
    ['within one market the same day', 6 * HOUR, { origin: 'FR' }, undefined],
    ['within a country the same day', 6 * HOUR, { origin: 'DE' }, undefined],
    ['from nobody knows where', 6 * HOUR, { origin: null }, undefined],
  ])('%s', (_fact, ms, over, weight) => {
    expect(delivered(ms, over)).toBe(weight);
  });

  test('is only suspicious when nothing shows that it ever left its destination: local stock', () => {
    const scans = [scan(40 * HOUR, { milestone: 'delivered', country: 'DE' })];
    expect(found({ scans })).toEqual({ too_fast: 'suspicion' });
    expect(found({ scans, said: [told({ shipperCountry: 'CN' })] })).toEqual({ too_fast: 'proof' });
    expect(found({ scans, said: [told({ shipperCountry: 'DE' })] })).toEqual({
      too_fast: 'suspicion',
    });
  });
});

describe('faster than the lane', () => {
  const lane = { fromOrderHours: 7 * 24, fromShippingHours: 6 * 24 };
  const delivered = (ms: number, over: Partial<NumberFacts> = {}) =>
    found({
      scans: [scan(ms, { milestone: 'delivered', country: 'DE' })],
      lane,
      ...over,
    })['too_fast'];
  test.each([
    ['in just under half of the time of the fastest', DAY + 72 * HOUR - 1, {}, 'proof'],
    ['in half of the time of the fastest', DAY + 72 * HOUR, {}, undefined],
    ['on a lane that too few went', DAY + 72 * HOUR - 1, { lane: null }, undefined],
    [
      'when it was ordered as long ago as usual, and marked as shipped late',
      DAY + 72 * HOUR - 1,
      { order: { orderId: '1', placedAt: at(-4 * DAY), postcodeHash: null } },
      undefined,
    ],
    ['within one market, however fast', DAY, { origin: 'FR' }, undefined],
  ])('%s', (_fact, ms, over, weight) => {
    expect(delivered(ms, over)).toBe(weight);
  });
});

describe('the same number on another order', () => {
  const other = (over: Partial<NumberElsewhere> = {}): NumberElsewhere => ({
    orderId: '2',
    orderName: '#1002',
    placedAt: at(-3 * DAY),
    knownAt: at(-2 * DAY),
    destination: 'DE',
    postcodeHash: 'other',
    ...over,
  });
  test.each([
    ['that had it first, for another buyer', {}, 'proof'],
    ['that got it later: that one is wrong', { knownAt: at(3 * DAY) }, undefined],
    ['in the same upload: either may be wrong', { knownAt: at(DAY - 10 * 60_000) }, 'suspicion'],
    ['a moment before that upload', { knownAt: at(DAY - 10 * 60_000 - 1) }, 'proof'],
    ['to the same address: one box for two orders', { postcodeHash: 'own' }, undefined],
    ['to another country', { destination: 'US', postcodeHash: null }, 'proof'],
    ['to nobody knows where', { postcodeHash: null }, 'suspicion'],
    ['of the same order', { orderId: '1' }, undefined],
  ])('%s', (_fact, over, weight) => {
    expect(found({ elsewhere: [other(over)] })['same_number_other_order']).toBe(weight);
  });

  test('goes against the order whose address the source does not name', () => {
    const names = (recipientPostcodeHash: string) => [
      told({ recipientCountry: 'DE', recipientPostcodeHash }),
    ];
    const later = other({ knownAt: at(3 * DAY) });
    expect(found({ elsewhere: [other()], said: names('own') })).toEqual({});
    expect(found({ elsewhere: [later], said: names('other') })).toEqual({
      same_number_other_order: 'proof',
    });
  });

  test('proves nothing of a number that everybody has', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => other({ orderId: `${index + 2}` }));
    expect(found({ elsewhere: many(MOST_ORDERS_OF_ONE_NUMBER - 1) })).toEqual({
      same_number_other_order: 'proof',
    });
    expect(found({ elsewhere: many(MOST_ORDERS_OF_ONE_NUMBER) })).toEqual({
      same_number_other_order: 'suspicion',
    });
  });
});

test('a failed check digit is only ever suspicious', () => {
  expect(found({ hasFailedCheckDigit: true })).toEqual({ check_digit_failed: 'suspicion' });
});

describe('for any scans', () => {
  const scans = fc.array(
    fc
      .record({
        hours: fc.integer({ min: -200 * 24, max: 40 * 24 }),
        milestone: fc.constantFrom(...MILESTONES),
        country: fc.constantFrom(null, 'CN', 'DE', 'AU', 'FR', 'HK'),
      })
      .map(({ hours, ...rest }) => scan(hours * HOUR, rest)),
    { maxLength: 6 },
  );
  /** Says nothing of the destination or of a way back. */
  const unrelated = fc.array(
    fc
      .record({
        hours: fc.integer({ min: -300 * 24, max: 60 * 24 }),
        milestone: fc.constantFrom('announced', 'accepted', 'departed_origin', 'unknown'),
        country: fc.constantFrom(null, 'CN', 'AE'),
      })
      .map(({ hours, milestone, country }) => scan(hours * HOUR, { milestone, country })),
    { maxLength: 4 },
  );
  const said = fc.array(
    fc
      .record({
        recipientCountry: fc.constantFrom(null, 'DE', 'AU', 'FR'),
        recipientPostcodeHash: fc.constantFrom(null, 'own', 'other'),
        shipperCountry: fc.constantFrom(null, 'CN', 'DE'),
      })
      .map((statement) => told(statement)),
    { maxLength: 2 },
  );
  const inOrder = (list: readonly Scan[]) =>
    list.toSorted((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime());
  const proofsOf = (over: Partial<NumberFacts>) =>
    proveNumber(facts(over)).filter(({ weight }) => weight === 'proof');

  test('unrelated scans never take a proof away', () => {
    fc.assert(
      fc.property(scans, unrelated, said, (list, more, statements) => {
        const before = proofsOf({ scans: inOrder(list), said: statements });
        const after = proofsOf({ scans: inOrder([...list, ...more]), said: statements });
        expect(after.map(({ code }) => code)).toEqual(
          expect.arrayContaining(before.map(({ code }) => code)),
        );
      }),
      { numRuns: 500 },
    );
  });

  test('every fact is a sentence of the catalogue with exactly its parameters, each code once', () => {
    fc.assert(
      fc.property(scans, said, (list, statements) => {
        const proofs = proveNumber(facts({ scans: inOrder(list), said: statements }));
        expect(new Set(proofs.map(({ code }) => code)).size).toBe(proofs.length);
        for (const { sentence, params } of proofs) {
          const known = EVIDENCE_CODES.find(({ code }) => code === sentence);
          expect(Object.keys(params).sort()).toEqual(
            Object.keys(known?.params ?? { none: 0 }).sort(),
          );
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('events of Shopify’s that may be of an earlier number', () => {
  const early = aScan({ milestone: 'accepted', occurredAt: at(-3 * DAY) });

  test('are suspicious where they would otherwise prove', () => {
    expect(found({ scans: [early] })).toEqual({ scanned_before_payment: 'proof' });
    expect(found({ scans: [early], isStreamSure: false })).toEqual({
      scanned_before_payment: 'suspicion',
    });
  });

  test('prove as soon as a source that was asked for this very number says the same', () => {
    const asked = { ...early, source: 'seventeen_track', eventId: 'x' } as const;
    expect(found({ scans: [early, asked], isStreamSure: false })).toEqual({
      scanned_before_payment: 'proof',
    });
  });
});
