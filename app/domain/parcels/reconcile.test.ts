import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  reconcileParcels,
  type ExistingParcel,
  type Reconciliation,
  type TrackingEntry,
} from '#app/domain/parcels/reconcile.ts';

const SHIPPED_AT = new Date('2026-06-01T08:00:00Z');
const CHANGED_AT = new Date('2026-06-05T08:00:00Z');
const entry = (number: string | null, company: string | null = 'YunExpress'): TrackingEntry => ({
  number,
  company,
  url: null,
});
const reconcile = (over: Partial<Reconciliation>) =>
  reconcileParcels({
    existing: [],
    tracking: [],
    shippedAt: SHIPPED_AT,
    changedAt: CHANGED_AT,
    firstSight: false,
    ...over,
  });
const firstSight = (...numbers: (string | null)[]) =>
  reconcile({ tracking: numbers.map((number) => entry(number)), firstSight: true });
const later = (existing: readonly ExistingParcel[], ...numbers: (string | null)[]) =>
  reconcile({ existing, tracking: numbers.map((number) => entry(number)) });

describe('at first sight', () => {
  test('a number counts from the shipment and is a leg of the fulfillment’s creation', () => {
    const [parcel] = firstSight('yt 123');
    expect(parcel).toEqual({
      position: 0,
      number: 'yt 123',
      numberKey: 'YT123',
      numberSeenAt: SHIPPED_AT,
      cancelled: false,
      carrier: 'YunExpress',
      carrierKey: 'yunexpress',
      trackingUrl: null,
      sharedStream: false,
      legs: [
        {
          seq: 0,
          kind: 'unknown',
          number: 'yt 123',
          numberKey: 'YT123',
          carrier: 'YunExpress',
          carrierKey: 'yunexpress',
          trackingUrl: null,
          startedAt: SHIPPED_AT,
          startedBasis: 'fulfillment_created',
          replacedAt: null,
          linkedBy: 'shopify',
          listed: true,
          continuesSeq: null,
        },
      ],
    });
  });

  test.each([[[]], [[null]], [['  ']], [['', null]]])(
    'no number in %j is one parcel without number',
    (numbers) => {
      const parcels = firstSight(...numbers);
      expect(parcels).toHaveLength(1);
      expect(parcels[0]).toMatchObject({ position: 0, number: null, numberSeenAt: null, legs: [] });
    },
  );

  test('two numbers are two parcels that share one stream', () => {
    const parcels = firstSight('A1', 'B2');
    expect(parcels.map(({ position, numberKey }) => [position, numberKey])).toEqual([
      [0, 'A1'],
      [1, 'B2'],
    ]);
    expect(parcels.every(({ sharedStream }) => sharedStream)).toBe(true);
  });

  test('one number written twice is one parcel', () => {
    expect(firstSight('a-1', 'A 1', null)).toHaveLength(1);
  });
});

describe('when tracking changes', () => {
  test('the same numbers in another order change nothing', () => {
    const before = firstSight('A1', 'B2', 'C3');
    expect(later(before, 'C3', 'A1', 'B2')).toEqual(before);
  });

  test('a number in other spelling stays the same number with its clock', () => {
    const [parcel] = later(firstSight('yt123'), 'YT-123');
    expect(parcel).toMatchObject({ number: 'YT-123', numberSeenAt: SHIPPED_AT });
    expect(parcel?.legs).toHaveLength(1);
  });

  test('another carrier for the same number is no new leg', () => {
    const tracking = [entry('A1', 'Yanwen')];
    const [parcel] = reconcile({ existing: firstSight('A1'), tracking });
    expect(parcel).toMatchObject({ carrier: 'Yanwen', carrierKey: 'yanwen' });
    expect(parcel?.legs.map(({ carrier }) => carrier)).toEqual(['Yanwen']);
  });

  test('a number that arrives starts its clock then', () => {
    const [parcel] = later(firstSight(null), 'A1');
    expect(parcel).toMatchObject({ position: 0, number: 'A1', numberSeenAt: CHANGED_AT });
    expect(parcel?.legs).toMatchObject([{ seq: 0, startedBasis: 'number_changed' }]);
  });

  test('a replaced number is a new leg of the same parcel and restarts the clock', () => {
    const [parcel, ...others] = later(firstSight('A1'), 'B2');
    expect(others).toEqual([]);
    expect(parcel).toMatchObject({ position: 0, number: 'B2', numberSeenAt: CHANGED_AT });
    expect(parcel?.legs).toMatchObject([
      { seq: 0, numberKey: 'A1', startedAt: SHIPPED_AT, replacedAt: CHANGED_AT },
      { seq: 1, numberKey: 'B2', startedAt: CHANGED_AT, replacedAt: null },
    ]);
  });

  test('of two numbers the one that stays keeps its parcel, whichever place it is listed in', () => {
    const parcels = later(firstSight('A1', 'B2'), 'C3', 'A1');
    expect(parcels.map(({ numberKey, legs }) => [numberKey, legs.length])).toEqual([
      ['A1', 1],
      ['C3', 2],
    ]);
  });

  test('a further number is a further parcel', () => {
    const parcels = later(firstSight('A1'), 'B2', 'A1');
    expect(parcels.map(({ position, numberKey }) => [position, numberKey])).toEqual([
      [0, 'A1'],
      [1, 'B2'],
    ]);
    expect(parcels[1]).toMatchObject({ numberSeenAt: CHANGED_AT, sharedStream: true });
  });

  test('a number taken away cancels its parcel while another stays', () => {
    const parcels = later(firstSight('A1', 'B2'), 'B2');
    expect(parcels).toMatchObject([
      { position: 0, numberKey: 'A1', cancelled: true },
      { position: 1, numberKey: 'B2', cancelled: false, sharedStream: false },
    ]);
  });

  test('the only number taken away leaves its parcel without number', () => {
    const parcels = later(firstSight('A1'));
    expect(parcels).toMatchObject([
      { position: 0, number: null, numberSeenAt: null, cancelled: false },
    ]);
    expect(parcels[0]?.legs).toMatchObject([{ numberKey: 'A1', replacedAt: CHANGED_AT }]);
  });

  test('a number that comes back revives its parcel', () => {
    const without = later(firstSight('A1', 'B2'), 'B2');
    expect(later(without, 'B2', 'A1')).toMatchObject([
      { position: 0, numberKey: 'A1', cancelled: false, numberSeenAt: SHIPPED_AT },
      { position: 1, numberKey: 'B2' },
    ]);
  });

  test('a number the parcel once had returns to that parcel, as a new leg', () => {
    const swapped = later(firstSight('A1', 'B2'), 'X9', 'B2');
    const back = later(swapped, 'B2', 'A1');
    expect(back[0]?.legs.map(({ numberKey }) => numberKey)).toEqual(['A1', 'X9', 'A1']);
    expect(back).toHaveLength(2);
  });

  test('a removed parcel does not inherit a new number', () => {
    const removed = later(firstSight('A1', 'B2'), 'B2');
    expect(
      later(removed, 'B2', 'C3').map(({ numberKey, cancelled }) => [numberKey, cancelled]),
    ).toEqual([
      ['A1', true],
      ['B2', false],
      ['C3', false],
    ]);
  });

  test('a fulfillment whose parcels were all cancelled makes no second parcel when its number goes', () => {
    const cancelled = firstSight('A1').map((parcel) => ({ ...parcel, cancelled: true }));
    expect(later(cancelled)).toHaveLength(1);
  });
});

describe('for any history of tracking lists', () => {
  const numbers = fc.uniqueArray(fc.constantFrom('A1', 'B2', 'C3', 'D4', 'E5'), { maxLength: 4 });
  const histories = fc.array(numbers, { minLength: 1, maxLength: 6 });
  const run = (history: string[][]) =>
    history.reduce<ReturnType<typeof reconcile>>(
      (existing, list, step) =>
        reconcile({
          existing,
          tracking: list.map((number) => entry(number)),
          changedAt: new Date(CHANGED_AT.getTime() + step * 3_600_000),
          firstSight: step === 0,
        }),
      [],
    );

  test('the living parcels carry exactly the listed numbers, each once', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const living = run(history).filter(({ cancelled }) => !cancelled);
        const listed = history.at(-1) ?? [];
        const expected = listed.length === 0 ? [null] : [...listed].sort();
        expect(living.map(({ numberKey }) => numberKey).sort()).toEqual(expected);
      }),
    );
  });

  test('positions are never lost or reused, and legs are one chain', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const parcels = run(history);
        expect(parcels.map(({ position }) => position)).toEqual(parcels.map((_, index) => index));
        for (const { legs, numberKey, cancelled } of parcels) {
          expect(legs.map(({ seq }) => seq)).toEqual(legs.map((_, index) => index));
          expect(legs.slice(0, -1).every(({ replacedAt }) => replacedAt !== null)).toBe(true);
          const open = legs.filter(({ replacedAt }) => replacedAt === null);
          const current = numberKey === null ? [] : [numberKey];
          const openNumbers = open.map((leg) => leg.numberKey);
          expect(openNumbers).toEqual(cancelled ? openNumbers : current);
        }
      }),
    );
  });

  test('the same list again, in any order, changes nothing', () => {
    fc.assert(
      fc.property(
        histories.chain((history) =>
          fc.tuple(
            fc.constant(history),
            fc.shuffledSubarray(history.at(-1) ?? [], { minLength: history.at(-1)?.length ?? 0 }),
          ),
        ),
        ([history, shuffled]) => {
          const before = run(history);
          const living = before
            .filter(({ cancelled }) => !cancelled)
            .map(({ numberKey }) => numberKey);
          expect(later(before, ...shuffled)).toEqual(before);
          expect(living.length).toBe(Math.max(1, shuffled.length));
        },
      ),
    );
  });
});
