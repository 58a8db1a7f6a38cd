import { describe, expect, test } from 'vitest';
import type { StoredScan } from '#app/db/parcels-assess.server.ts';
import { aScan } from '#app/domain/scans/scan.fixture.ts';
import { DEFAULT_SETTINGS } from '#app/domain/verdicts/settings.ts';
import type { ChainScans } from '#app/services/chain-scans.ts';
import { journeyFacts, journeyMark, type JourneyParcel } from '#app/services/parcel-journey.ts';

const asOf = new Date('2026-11-20T12:00:00Z');
const settings = DEFAULT_SETTINGS;

const parcel = (told: Partial<JourneyParcel> = {}): JourneyParcel => ({
  number: 'YT1',
  cancelled: false,
  origin: 'CN',
  destination: 'DE',
  shippedAt: new Date('2026-11-01T00:00:00Z'),
  numberSeenAt: null,
  verdict: 'on_track',
  verdictSince: new Date('2026-11-03T00:00:00Z'),
  ...told,
});

function chain(scans: readonly Partial<StoredScan>[], told: Partial<ChainScans> = {}): ChainScans {
  const all = scans.map((scan) => ({
    ...aScan({ occurredAt: new Date('2026-11-03T00:00:00Z'), milestone: 'accepted', ...scan }),
    fulfillmentId: '1',
    position: 0,
    legSeq: 0,
  }));
  const entries = all.map((scan) => ({ scan, also: [], conflicts: [] }));
  const known = { legs: [], chain: [], isStreamShared: false, carrier: 'yanwen' };
  return { ...known, scans: all, entries, ...told };
}

const mark = (facts: JourneyParcel, told: ChainScans, at = asOf) =>
  journeyMark(facts, { told, settings, asOf: at });

describe('a parcel is to be learned', () => {
  const before = mark(parcel(), chain([{}]));
  const changes: [what: string, after: number | null][] = [
    ['a scan comes', mark(parcel(), chain([{}, { eventId: '2' }]))],
    [
      'a scan is corrected',
      mark(parcel(), chain([{ occurredAt: new Date('2026-11-04T00:00:00Z') }])),
    ],
    [
      'a scan is read as another milestone',
      mark(parcel(), chain([{ milestone: 'departed_origin' }])),
    ],
    ['its ends change', mark(parcel({ destination: 'FR' }), chain([{}]))],
    ['its first carrier changes', mark(parcel(), chain([{}], { carrier: '4px' }))],
    ['its number was seen at another time', mark(parcel({ numberSeenAt: asOf }), chain([{}]))],
    ['it is delivered', mark(parcel({ verdict: 'delivered' }), chain([{}]))],
    ['it is cancelled', mark(parcel({ cancelled: true }), chain([{}]))],
    ['its number proves wrong', mark(parcel({ verdict: 'wrong_number' }), chain([{}]))],
  ];
  test.each(changes)('when %s', (_what, after) => {
    expect(after).not.toBe(before);
  });

  test('not when time passes, when it is flagged or when a notice comes', () => {
    const later = new Date('2026-12-20T00:00:00Z');
    expect(mark(parcel(), chain([{}]), later)).toBe(before);
    expect(mark(parcel({ verdict: 'stalled', verdictSince: asOf }), chain([{}]))).toBe(before);
    const notice = { milestone: 'announced', physical: false } as const;
    expect(mark(parcel(), chain([{}, notice]))).toBe(before);
  });

  test('not before anything physical is known of it, unless it has ended', () => {
    expect(mark(parcel(), chain([]))).toBeNull();
    expect(mark(parcel({ cancelled: true }), chain([]))).toBeNull();
    expect(mark(parcel({ verdict: 'lost' }), chain([]))).not.toBeNull();
  });

  test('again once a scan dated ahead has happened', () => {
    const ahead = chain([{}, { eventId: '2', occurredAt: new Date('2026-11-21T00:00:00Z') }]);
    expect(mark(parcel(), ahead)).toBe(before);
    expect(mark(parcel(), ahead, new Date('2026-11-21T00:00:00Z'))).not.toBe(before);
  });
});

describe('what a parcel teaches', () => {
  const facts = (told: Partial<JourneyParcel>, known: Partial<ChainScans> = {}) =>
    journeyFacts(parcel(told), { told: chain([{}], known), settings, asOf });

  const reasons: [
    reason: string | null,
    told: Partial<JourneyParcel>,
    known?: Partial<ChainScans>,
  ][] = [
    [null, {}],
    ['parcel_cancelled', { cancelled: true }],
    ['parcel_without_number', { number: null }],
    ['parcel_wrong_number', { verdict: 'wrong_number' }],
    ['parcel_shared_stream', {}, { isStreamShared: true }],
  ];
  test.each(reasons)('is set aside as %s', (reason, told, known) => {
    expect(facts(told, known).reason).toBe(reason);
  });

  const outcomes: [verdict: JourneyParcel['verdict'], outcome: string, hasEnded: boolean][] = [
    ['delivered', 'delivered', true],
    ['returning', 'returned', true],
    ['lost', 'lost', true],
    ['stalled', 'open', false],
    ['source_blind', 'open', false],
  ];
  test.each(outcomes)('of a parcel that is %s is %s', (verdict, outcome, hasEnded) => {
    const { facts: told } = facts({ verdict });
    expect(told).toMatchObject({ outcome, endedAt: hasEnded ? parcel().verdictSince : null });
  });

  test('begins when its number was seen, else when it was shipped', () => {
    expect(facts({ numberSeenAt: asOf }).facts?.startedAt).toBe(asOf);
    expect(facts({}).facts?.startedAt).toEqual(parcel().shippedAt);
  });

  test('goes from where the shop usually ships when Shopify does not say', () => {
    const calendar = { ...settings.calendar, defaultOrigin: 'HK' };
    const told = chain([{}]);
    const lesson = journeyFacts(parcel({ origin: null }), {
      told,
      settings: { ...settings, calendar },
      asOf,
    });
    expect(lesson.facts?.lane).toEqual({ carrier: 'yanwen', origin: 'HK', destination: 'DE' });
  });
});
