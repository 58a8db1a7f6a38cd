import { describe, expect, test } from 'vitest';
import { legOfScan, scansOfChain } from '#app/domain/parcels/attribute-scans.ts';
import { reconcileParcels, type ReconciledParcel } from '#app/domain/parcels/reconcile.ts';
import { aScan } from '#app/domain/scans/scan.fixture.ts';

const at = (day: number, ms = 0) => new Date(Date.UTC(2026, 5, day) + ms);
const numbers = (existing: readonly ReconciledParcel[], day: number, ...list: string[]) =>
  reconcileParcels({
    existing,
    tracking: list.map((number) => ({ number, company: null, url: null })),
    shippedAt: at(1),
    changedAt: at(day),
    firstSight: day === 1,
  });
const legsOf = (parcels: readonly ReconciledParcel[], position = 0) =>
  parcels[position]?.legs ?? [];
const recorded = (day: number, ms = 0) => aScan({ recordedAt: at(day, ms), occurredAt: at(day) });

describe('a scan speaks of the number that was current when it was recorded', () => {
  const legs = legsOf(numbers(numbers([], 1, 'A1'), 5, 'B2'));
  test.each([
    ['before the number changed', recorded(5, -1), 0],
    ['at the instant of the change', recorded(5), 1],
    ['after the change', recorded(9), 1],
    ['before the fulfillment itself: the number was there at first sight', recorded(1, -9), 0],
  ])('%s', (_fact, scan, seq) => {
    expect(legOfScan(scan, legs)?.seq).toBe(seq);
  });

  test('even when it happened before the number changed', () => {
    const scan = aScan({ occurredAt: at(2), recordedAt: at(6) });
    expect(legOfScan(scan, legs)?.seq).toBe(1);
  });
});

test('a scan recorded before a number arrived belongs to no number', () => {
  const legs = legsOf(numbers(numbers([], 1), 5, 'A1'));
  expect(legOfScan(recorded(4), legs)).toBeNull();
  expect(legOfScan(recorded(5), legs)?.seq).toBe(0);
});

test('a replaced number does not lend its scans to the new one', () => {
  const [parcel] = numbers(numbers([], 1, 'A1'), 5, 'B2');
  const [old, fresh] = [recorded(3), recorded(6)];
  expect(scansOfChain([old, fresh], { legs: parcel?.legs ?? [], sharedStream: false })).toEqual([
    fresh,
  ]);
});

test('a parcel whose number was taken away keeps what was recorded since', () => {
  const [parcel] = numbers(numbers([], 1, 'A1'), 5);
  const [old, fresh] = [recorded(3), recorded(6)];
  expect(scansOfChain([old, fresh], { legs: parcel?.legs ?? [], sharedStream: false })).toEqual([
    fresh,
  ]);
});

test('a parcel that never had a number has all scans', () => {
  expect(scansOfChain([recorded(3)], { legs: [], sharedStream: false })).toHaveLength(1);
});

test('parcels that share a stream each read the scans of their own number’s time', () => {
  const parcels = numbers(numbers([], 1, 'A1'), 5, 'A1', 'B2');
  const stream = [recorded(3), recorded(6)];
  expect(scansOfChain(stream, { legs: legsOf(parcels, 0), sharedStream: true })).toEqual(stream);
  expect(scansOfChain(stream, { legs: legsOf(parcels, 1), sharedStream: true })).toEqual(
    stream.slice(1),
  );
});

describe('numbers joined to one chain', () => {
  const [first] = numbers([], 1, 'A1')[0]?.legs ?? [];
  if (first === undefined) throw new Error('no leg');
  const joined = { ...first, seq: 1, number: 'B2', numberKey: 'B2', listed: false };
  const ofLeg = (legSeq: number | null) => ({
    ...aScan({ source: 'seventeen_track' as const, occurredAt: at(7) }),
    legSeq,
  });

  test('are both heard, each by its own word', () => {
    const legs = [first, { ...joined, continuesSeq: 0 }];
    const scans = [ofLeg(0), ofLeg(1), { ...recorded(6), legSeq: null }];
    expect(scansOfChain(scans, { legs, sharedStream: false })).toEqual(scans);
  });

  test('are not heard before the link is confirmed, nor after it is undone', () => {
    const [own, other, nobodys] = [ofLeg(0), ofLeg(1), ofLeg(null)];
    const legs = [first, { ...joined, continuesSeq: null }];
    expect(scansOfChain([own, other, nobodys], { legs, sharedStream: false })).toEqual([own]);
  });

  test('lend nothing to the number that Shopify’s stream does not know', () => {
    const legs = [
      { ...first, replacedAt: at(5) },
      { ...joined, startedAt: at(5) },
    ];
    expect(scansOfChain([{ ...recorded(3), legSeq: 0 }], { legs, sharedStream: false })).toEqual(
      [],
    );
  });
});

describe('a shared stream', () => {
  const parcels = numbers([], 1, 'A1', 'B2');
  const [legs, neighbours] = [legsOf(parcels, 0), legsOf(parcels, 1)];
  const delivered = { ...aScan({ milestone: 'delivered', recordedAt: at(9) }), legSeq: null };
  const own = (physical: boolean) => ({
    ...aScan({
      source: 'seventeen_track' as const,
      occurredAt: at(8),
      milestone: physical ? ('domestic_transit' as const) : ('announced' as const),
    }),
    legSeq: 0,
  });

  test('delivers no parcel whose own number a source still sees on its way', () => {
    expect(scansOfChain([delivered, own(true)], { legs, sharedStream: true })).toEqual([
      expect.objectContaining({ source: 'seventeen_track' }),
    ]);
  });

  test('still speaks for a parcel whose own number was merely announced', () => {
    const scans = [delivered, own(false)];
    expect(scansOfChain(scans, { legs, sharedStream: true })).toEqual(scans);
  });

  test('still speaks for the neighbour of which no source has scans', () => {
    const scans = [delivered, own(true)].filter(({ source }) => source === 'shopify');
    expect(scansOfChain(scans, { legs: neighbours, sharedStream: true })).toEqual([delivered]);
  });

  test('of one number is heard beside what other sources say', () => {
    const scans = [delivered, own(true)];
    expect(scansOfChain(scans, { legs, sharedStream: false })).toEqual(scans);
  });
});
