import { describe, expect, test } from 'vitest';
import type { HeardLeg, LinkableParcel } from '#app/domain/parcels/propose-links.ts';
import { kindOf, proposeLinks } from '#app/domain/parcels/propose-links.ts';
import type { Milestone } from '#app/domain/scans/scan.ts';

const at = (day: number) => new Date(Date.UTC(2026, 5, day));
const scan = (day: number, milestone: Milestone, country: string | null, physical = true) => ({
  occurredAt: at(day),
  milestone,
  physical,
  country,
  place: null,
});
const china = { name: 'YunExpress', home: 'CN', role: 'origin' } as const;
const usps = { name: 'USPS', home: 'US', role: 'last_mile' } as const;
const leg = (told: Partial<HeardLeg> = {}): HeardLeg => ({
  seq: 0,
  kind: 'unknown',
  number: 'YT1',
  numberKey: 'YT1',
  carrier: 'YunExpress',
  carrierKey: 'yunexpress',
  trackingUrl: null,
  startedAt: at(1),
  startedBasis: 'fulfillment_created',
  replacedAt: null,
  linkedBy: 'shopify',
  listed: true,
  continuesSeq: null,
  scans: [],
  carrierFacts: china,
  ...told,
});
const last = (told: Partial<HeardLeg> = {}) =>
  leg({
    number: '9400',
    numberKey: '9400',
    carrier: 'USPS',
    startedAt: at(10),
    carrierFacts: usps,
    ...told,
  });
const parcel = (...legs: HeardLeg[]): LinkableParcel => ({
  position: 0,
  cancelled: false,
  destination: 'US',
  legs,
});
const WAY = [scan(2, 'accepted', 'CN'), scan(9, 'import_customs', 'US')];
const codes = (parcels: LinkableParcel[]) =>
  proposeLinks(parcels).map(({ evidence }) => evidence.map(({ code }) => code));

describe('a number that Shopify replaced', () => {
  const changed = (old: Partial<HeardLeg>, next: Partial<HeardLeg>) => [
    parcel(leg({ replacedAt: at(10), ...old }), last({ seq: 1, ...next })),
  ];
  test('is continued when the old one reached the destination and the new carrier delivers there', () => {
    expect(proposeLinks(changed({ scans: WAY }, {}))).toMatchObject([
      {
        position: 0,
        fromNumberKey: 'YT1',
        number: '9400',
        kind: 'last_mile',
        basis: 'number_changed',
        evidence: [
          { code: 'number_changed' },
          { code: 'old_reached', params: { milestone: 'import_customs', country: 'US' } },
          { code: 'carrier_of_destination', params: { carrier: 'USPS', country: 'US' } },
        ],
      },
    ]);
  });
  test.each<[string, Partial<HeardLeg>, Partial<HeardLeg>, boolean]>([
    ['the old one was never scanned: a corrected typing error', {}, {}, false],
    ['the old one was only announced', { scans: [scan(2, 'announced', 'CN', false)] }, {}, false],
    [
      'the old one still in its origin, nothing of the new one',
      { scans: [scan(2, 'accepted', 'CN')] },
      {},
      false,
    ],
    [
      'the old one left, the new one begins after it with a carrier of the destination',
      { scans: [scan(5, 'departed_origin', 'CN')] },
      { scans: [scan(11, 'domestic_transit', 'US')] },
      true,
    ],
    [
      'the new one begins 21 days after the last scan',
      { scans: [scan(5, 'departed_origin', 'CN')] },
      { scans: [scan(26, 'domestic_transit', 'US')] },
      true,
    ],
    [
      'the new one begins 22 days after the last scan',
      { scans: [scan(5, 'departed_origin', 'CN')] },
      { scans: [scan(27, 'domestic_transit', 'US')] },
      false,
    ],
    [
      'the new one was scanned long before the old one ended',
      { scans: WAY },
      { scans: [scan(4, 'domestic_transit', 'US')] },
      false,
    ],
    [
      'the new carrier is of another country',
      { scans: [scan(5, 'departed_origin', 'CN')] },
      { carrierFacts: china, scans: [scan(11, 'accepted', 'CN')] },
      false,
    ],
  ])('%s', (_fact, old, next, isProposed) => {
    expect(proposeLinks(changed(old, next))).toHaveLength(isProposed ? 1 : 0);
  });
  test('is not proposed once it is joined', () => {
    const [one] = changed({ scans: WAY }, { continuesSeq: 0 });
    expect(proposeLinks(one === undefined ? [] : [one])).toEqual([]);
  });
});

describe('two numbers on one fulfillment', () => {
  const pair = (old: Partial<HeardLeg>, next: Partial<HeardLeg>) => [
    parcel(leg(old)),
    { ...parcel(last({ startedAt: at(1), ...next })), position: 1 },
  ];
  test('follow each other when the scans of one begin where the other’s end', () => {
    const parcels = pair({ scans: WAY }, { scans: [scan(10, 'domestic_transit', 'US')] });
    expect(codes(parcels)).toEqual([
      [
        'same_fulfillment',
        'old_reached',
        'new_begins_after',
        'same_country',
        'carrier_of_destination',
      ],
    ]);
    expect(codes([...parcels].reverse())).toEqual(codes(parcels));
  });
  test.each([
    ['nothing of the second one yet', { scans: WAY }, {}],
    [
      'both travel side by side',
      { scans: WAY },
      { scans: [scan(3, 'accepted', 'CN'), scan(10, 'domestic_transit', 'US')] },
    ],
    [
      'the first one was delivered',
      { scans: [...WAY, scan(11, 'delivered', 'US')] },
      { scans: [scan(12, 'domestic_transit', 'US')] },
    ],
    [
      'two boxes of one carrier',
      { scans: [scan(2, 'accepted', 'CN')] },
      { carrierFacts: china, scans: [scan(3, 'accepted', 'CN')] },
    ],
  ])('are two parcels: %s', (_fact, old, next) => {
    expect(proposeLinks(pair(old, next))).toEqual([]);
  });
});

test.each([
  ['a carrier at home in the destination', usps, 'US', 'last_mile'],
  ['a carrier of the origin', china, 'US', 'linehaul'],
  ['an unknown carrier', { name: null, home: null, role: null }, 'US', 'unknown'],
] as const)('%s stands for a part of the way', (_fact, carrier, destination, kind) => {
  expect(kindOf(carrier, destination)).toBe(kind);
});
