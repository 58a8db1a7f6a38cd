import { describe, expect, test } from 'vitest';
import { legOfScan, scansOfCurrentNumber } from '#app/domain/parcels/attribute-scans.ts';
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
  expect(scansOfCurrentNumber([old, fresh], { legs: parcel?.legs ?? [] })).toEqual([fresh]);
});

test('a parcel whose number was taken away keeps what was recorded since', () => {
  const [parcel] = numbers(numbers([], 1, 'A1'), 5);
  const [old, fresh] = [recorded(3), recorded(6)];
  expect(scansOfCurrentNumber([old, fresh], { legs: parcel?.legs ?? [] })).toEqual([fresh]);
});

test('a parcel that never had a number has all scans', () => {
  expect(scansOfCurrentNumber([recorded(3)], { legs: [] })).toHaveLength(1);
});

test('parcels that share a stream each read the scans of their own number’s time', () => {
  const parcels = numbers(numbers([], 1, 'A1'), 5, 'A1', 'B2');
  const stream = [recorded(3), recorded(6)];
  expect(scansOfCurrentNumber(stream, { legs: legsOf(parcels, 0) })).toEqual(stream);
  expect(scansOfCurrentNumber(stream, { legs: legsOf(parcels, 1) })).toEqual(stream.slice(1));
});
