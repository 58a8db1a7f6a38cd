import { expect, test } from 'vitest';
import { SILENCE_CAUSES } from '#sandbox/world/effects.ts';
import { neutralHistory } from './histories.ts';
import type { History } from './histories.ts';
import { GIVEN_UP_AFTER_DAYS } from './rows.ts';
import type { ParcelRow } from './rows.ts';

const DAY = 86_400_000;
const history = neutralHistory({ seed: 3, orders: 1_200 });

test('the same seed gives the same rows, another seed others', () => {
  expect(neutralHistory({ seed: 3, orders: 1_200 })).toEqual(history);
  expect(neutralHistory({ seed: 4, orders: 1_200 }).parcels).not.toEqual(history.parcels);
});

test.each(['delivered', 'returned', 'lost', 'open'] as const)(
  'some parcels end %s, and only open ones have no end',
  (outcome) => {
    const parcels = history.parcels.filter((parcel) => parcel.outcome === outcome);
    expect(parcels.length).toBeGreaterThan(0);
    const isOpen = outcome === 'open';
    expect(parcels.filter(({ endedAt }) => (endedAt === null) !== isOpen)).toEqual([]);
  },
);

test('every scan lies between its parcel’s start and the world’s now, notices included', () => {
  const starts = startsOf(history);
  const outside = history.scans.filter(
    ({ parcelId, occurredAt, heardAt }) =>
      occurredAt < (starts.get(parcelId) ?? history.now) ||
      heardAt < occurredAt ||
      heardAt > history.now,
  );
  expect(outside).toEqual([]);
  expect(history.scans.some(({ milestone }) => milestone === 'announced')).toBe(true);
  expect(history.scans.filter(({ milestone }) => milestone === 'unknown')).toEqual([]);
});

test('no parcel ends before it starts or after now, and a lost one waited sixty days for its end', () => {
  const wrong = history.parcels.filter(
    ({ startedAt, endedAt }) => endedAt !== null && (endedAt <= startedAt || endedAt > history.now),
  );
  expect(wrong).toEqual([]);
  const lost = history.parcels.filter(({ outcome }) => outcome === 'lost');
  const days = lost.map(({ startedAt, endedAt }) => spanOf(startedAt, endedAt));
  expect(Math.min(...days)).toBeGreaterThan(GIVEN_UP_AFTER_DAYS);
});

test('deliveries are the delivered parcels; some were promised a day', () => {
  const delivered = history.parcels.filter(({ outcome }) => outcome === 'delivered');
  expect(history.deliveries.map(({ id }) => id)).toEqual(delivered.map(({ parcelId }) => parcelId));
  const promised = history.deliveries.filter(({ promisedAt }) => promisedAt !== null);
  expect(promised.length).toBeGreaterThan(history.deliveries.length * 0.2);
  expect(promised.length).toBeLessThan(history.deliveries.length * 0.8);
  expect(new Set(history.deliveries.map(({ mode }) => mode))).toEqual(
    new Set(['domestic', 'cross_border']),
  );
});

test('the truth is told at the end of every incident and at the end, of parcels that had started', () => {
  const instants = [...history.incidents.map(({ until }) => until), history.now];
  expect(new Set(history.truths.map(({ at }) => at.getTime()))).toEqual(
    new Set(instants.map((at) => at.getTime())),
  );
  const starts = startsOf(history);
  expect(
    history.truths.filter(({ parcelId, at }) => at < (starts.get(parcelId) ?? history.now)),
  ).toEqual([]);
});

test('the truth is told in between where that is asked for, and nothing else changes', () => {
  const often = neutralHistory({ seed: 3, orders: 1_200, truthsEveryDays: 10 });
  const instants = new Set(often.truths.map(({ at }) => at.getTime()));
  expect(instants.size).toBeGreaterThan(36 - 1 + 6);
  for (const { at } of history.truths) expect(instants).toContain(at.getTime());
  expect({ ...often, truths: [] }).toEqual({ ...history, truths: [] });
});

test('numbers stand in the order of their coming, and a next one is known after the shipment', () => {
  const { parcels } = neutralHistory({ seed: 3, orders: 1_200, numbers: 'all' });
  const corrected = parcels.filter(({ numbers }) => numbers.length > 1);
  expect(corrected.length).toBeGreaterThan(0);
  for (const { numbers } of corrected) {
    const froms = numbers.map(({ from }) => from.getTime());
    expect(froms).toEqual(froms.toSorted((a, b) => a - b));
  }
  const handedOver = parcels.filter(({ successorKnownAt }) => successorKnownAt !== null);
  expect(handedOver.some(({ isSuccessorHeard }) => isSuccessorHeard)).toBe(true);
  expect(handedOver.some(({ isSuccessorHeard }) => !isSuccessorHeard)).toBe(true);
  expect(
    handedOver.filter(
      ({ startedAt, successorKnownAt }) => (successorKnownAt ?? startedAt) <= startedAt,
    ),
  ).toEqual([]);
});

test('right numbers leave out what lies and what nobody hears; all of them are told when asked for', () => {
  const all = neutralHistory({ seed: 3, orders: 1_200, numbers: 'all' });
  expect(all.parcels.length).toBeGreaterThan(history.parcels.length * 1.02);
  expect(carriersOf(all).has('CNE Express')).toBe(true);
  expect(carriersOf(history).has('CNE Express')).toBe(false);
  const lies = all.truths.filter(({ truth }) => truth === 'fake_number');
  expect(lies.length).toBeGreaterThan(0);
  expect(history.truths.filter(({ truth }) => truth === 'fake_number')).toEqual([]);
});

test('every cause of silence is true of some parcel at some of these instants', () => {
  const { truths } = neutralHistory({ seed: 3, numbers: 'all' });
  expect(new Set(truths.map(({ cause }) => cause))).toEqual(new Set([...SILENCE_CAUSES, null]));
}, 30_000);

function startsOf({ parcels }: History): Map<string, Date> {
  return new Map(parcels.map(({ parcelId, startedAt }) => [parcelId, startedAt]));
}

function carriersOf({ parcels }: History): Set<ParcelRow['carrier']> {
  return new Set(parcels.map(({ carrier }) => carrier));
}

function spanOf(from: Date, to: Date | null): number {
  return ((to?.getTime() ?? 0) - from.getTime()) / DAY;
}
