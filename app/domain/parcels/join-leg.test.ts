import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chainOf } from '#app/domain/parcels/chain.ts';
import type { Joining } from '#app/domain/parcels/join-leg.ts';
import { joinLeg, partLeg } from '#app/domain/parcels/join-leg.ts';
import type { ExistingParcel, ReconciledParcel } from '#app/domain/parcels/reconcile.ts';
import { reconcileParcels } from '#app/domain/parcels/reconcile.ts';

const at = (day: number) => new Date(Date.UTC(2026, 5, day));
const listed = (existing: readonly ExistingParcel[], day: number, ...numbers: string[]) =>
  reconcileParcels({
    existing,
    tracking: numbers.map((number) => ({ number, company: 'YunExpress', url: null })),
    shippedAt: at(1),
    changedAt: at(day),
    firstSight: day === 1,
  });
const joining = (told: Partial<Joining> = {}): Joining => ({
  position: 0,
  fromNumberKey: 'A1',
  number: 'X9',
  carrier: 'USPS',
  trackingUrl: null,
  kind: 'last_mile',
  linkedBy: 'user:1',
  ...told,
});
const joined = (existing: readonly ExistingParcel[], told: Partial<Joining> = {}, day = 3) => {
  const result = joinLeg(existing, joining(told), at(day));
  if (!result.ok) throw new Error(result.code);
  return result.parcels;
};
const chain = (parcels: readonly ExistingParcel[], position = 0) =>
  chainOf(parcels[position]?.legs ?? []).map(({ numberKey }) => numberKey);

describe('a joined number', () => {
  test('is known to Lastscan alone: Shopify’s number stays the parcel’s', () => {
    const parcels = joined(listed([], 1, 'A1'));
    expect(parcels).toMatchObject([{ position: 0, number: 'A1', carrier: 'YunExpress' }]);
    expect(parcels[0]?.legs[1]).toMatchObject({
      seq: 1,
      number: 'X9',
      carrier: 'USPS',
      kind: 'last_mile',
      listed: false,
      continuesSeq: 0,
      replacedAt: null,
      linkedBy: 'user:1',
    });
    expect(chain(parcels)).toEqual(['A1', 'X9']);
  });

  test('is the parcel’s number when Shopify has none', () => {
    const parcels = joined(listed([], 1), { fromNumberKey: null });
    expect(parcels).toMatchObject([{ number: 'X9', carrier: 'USPS', numberSeenAt: at(3) }]);
    expect(listed(parcels, 5)).toEqual(parcels);
  });

  test('passes a sync untouched', () => {
    const parcels = joined(listed([], 1, 'A1'));
    expect(listed(parcels, 5, 'A1')).toEqual(parcels);
  });

  test('becomes listed and current when Shopify comes to list it, and no clock restarts', () => {
    const parcels = listed(joined(listed([], 1, 'A1')), 5, 'X9');
    expect(parcels).toMatchObject([{ number: 'X9', numberSeenAt: at(1) }]);
    expect(parcels[0]?.legs).toMatchObject([
      { numberKey: 'A1', replacedAt: at(5) },
      { numberKey: 'X9', listed: true, replacedAt: null, startedAt: at(3), continuesSeq: 0 },
    ]);
    expect(chain(parcels)).toEqual(['A1', 'X9']);
  });

  test('goes back to being known to Lastscan alone when Shopify returns to the number before it', () => {
    const before = joined(listed([], 1, 'A1'), { carrier: 'YunExpress' });
    expect(listed(listed(before, 5, 'X9'), 6, 'A1')).toEqual(before);
  });

  test('that Shopify had listed by itself is joined as it is', () => {
    const parcels = joined(listed(listed([], 1, 'A1'), 4, 'X9'), {}, 6);
    expect(parcels).toMatchObject([{ number: 'X9', numberSeenAt: at(1) }]);
    expect(parcels[0]?.legs).toHaveLength(2);
    expect(parcels[0]?.legs[1]).toMatchObject({ listed: true, startedAt: at(4), continuesSeq: 0 });
  });

  test('that a sibling parcel had makes the two one parcel', () => {
    const parcels = joined(listed([], 1, 'A1', 'X9'));
    expect(parcels).toMatchObject([
      { position: 0, number: 'X9', cancelled: false, sharedStream: false },
      { position: 1, number: 'X9', cancelled: true },
    ]);
    expect(chain(parcels)).toEqual(['A1', 'X9']);
    expect(listed(parcels, 7, 'A1', 'X9')).toEqual(parcels);
  });

  test('of a supplier goes before the chain when it follows nothing', () => {
    const parcels = joined(listed([], 1, 'A1'), { fromNumberKey: null, kind: 'supplier' });
    expect(chain(parcels)).toEqual(['X9', 'A1']);
    expect(parcels).toMatchObject([{ number: 'A1' }]);
  });

  test.each([
    ['the same number', { number: 'a-1' }, 'same_number'],
    ['no parcel there', { position: 4 }, 'no_such_parcel'],
    ['a number the parcel never had', { fromNumberKey: 'Q7' }, 'no_such_number'],
  ])('is refused: %s', (_fact, told, code) => {
    expect(joinLeg(listed([], 1, 'A1'), joining(told), at(3))).toEqual({ ok: false, code });
  });

  test('is refused when it is in the chain already, in either direction', () => {
    const parcels = joined(listed([], 1, 'A1'));
    const again = joinLeg(parcels, joining(), at(4));
    const backwards = joinLeg(parcels, joining({ fromNumberKey: 'X9', number: 'A1' }), at(4));
    expect([again, backwards]).toEqual([
      { ok: false, code: 'in_chain' },
      { ok: false, code: 'in_chain' },
    ]);
  });

  test('of a cancelled fulfillment leaves it cancelled', () => {
    const cancelled = listed([], 1, 'A1').map((parcel) => ({ ...parcel, cancelled: true }));
    expect(joined(cancelled)).toMatchObject([{ cancelled: true, number: 'A1' }]);
  });
});

describe('an undone link', () => {
  const part = (parcels: readonly ExistingParcel[], isOursAtShopify = false) =>
    partLeg(parcels, { position: 0, numberKey: 'X9', isOursAtShopify }, at(8));

  test('closes the leg and takes it out of the chain; nothing is lost', () => {
    const parcels = part(joined(listed([], 1, 'A1')));
    expect(parcels).toMatchObject([{ number: 'A1', numberSeenAt: at(1) }]);
    expect(parcels[0]?.legs[1]).toMatchObject({ replacedAt: at(8), continuesSeq: null });
    expect(chain(parcels)).toEqual(['A1']);
  });

  test('gives the number before it back at once when ours stood at Shopify', () => {
    const parcels = part(listed(joined(listed([], 1, 'A1')), 5, 'X9'), true);
    expect(parcels).toMatchObject([{ number: 'A1', numberSeenAt: at(1) }]);
    expect(listed(parcels, 9, 'A1')).toEqual(parcels);
  });

  test('leaves a number that Shopify lists by itself, with its own clock', () => {
    const parcels = part(joined(listed(listed([], 1, 'A1'), 4, 'X9'), {}, 6));
    expect(parcels).toMatchObject([{ number: 'X9', numberSeenAt: at(4) }]);
    expect(chain(parcels)).toEqual(['X9']);
  });

  test('brings a sibling parcel back', () => {
    const before = listed([], 1, 'A1', 'X9');
    const parcels = part(joined(before));
    expect(parcels).toMatchObject([
      { number: 'A1', cancelled: false, sharedStream: true },
      { number: 'X9', cancelled: false, sharedStream: true },
    ]);
    expect(listed(parcels, 9, 'A1', 'X9')).toEqual(parcels);
  });

  test('that is confirmed again rejoins the same leg, with the scans it has', () => {
    const again = joined(part(joined(listed([], 1, 'A1'))), {}, 10);
    expect(again[0]?.legs).toHaveLength(2);
    expect(chain(again)).toEqual(['A1', 'X9']);
  });

  test('of a supplier’s number lets the journey begin where it did', () => {
    const supplied = joined(listed([], 1, 'A1'), { fromNumberKey: null, kind: 'supplier' });
    expect(chain(part(supplied))).toEqual(['A1']);
  });
});

describe('for any history of syncs, links and undos', () => {
  const number = fc.constantFrom('A1', 'B2', 'X9', 'Y8');
  const step = fc.oneof(
    fc.record({ kind: fc.constant('list' as const), numbers: fc.uniqueArray(number) }),
    fc.record({ kind: fc.constant('join' as const), from: number, to: number }),
    fc.record({ kind: fc.constant('part' as const), number, ours: fc.boolean() }),
  );
  type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
  const run = (steps: readonly Step[]) =>
    steps.reduce<ReconciledParcel[]>(
      (parcels, one, index) => {
        const day = index + 2;
        if (one.kind === 'list') return listed(parcels, day, ...one.numbers);
        if (one.kind === 'part') {
          const parting = { position: 0, numberKey: one.number, isOursAtShopify: one.ours };
          return partLeg(parcels, parting, at(day));
        }
        const told = joining({ fromNumberKey: one.from, number: one.to });
        const result = joinLeg(parcels, told, at(day));
        return result.ok ? result.parcels : parcels;
      },
      listed([], 1, 'A1'),
    );
  const histories = fc.array(step, { maxLength: 8 });

  test('no leg is ever lost, renumbered or joined in a ring', () => {
    fc.assert(
      fc.property(histories, step, (history, last) => {
        const before = run(history);
        const after = run([...history, last]);
        for (const { position, legs } of before) {
          const now = after.find((parcel) => parcel.position === position);
          expect(now?.legs.slice(0, legs.length).map(({ numberKey }) => numberKey)).toEqual(
            legs.map(({ numberKey }) => numberKey),
          );
          const keys = chainOf(now?.legs ?? []);
          expect(new Set(keys.map(({ seq }) => seq)).size).toBe(keys.length);
        }
      }),
    );
  });

  test('a sync that brings the same numbers again changes nothing', () => {
    fc.assert(
      fc.property(histories, fc.uniqueArray(number), (history, numbers) => {
        const once = listed(run(history), 20, ...numbers);
        expect(listed(once, 21, ...numbers)).toEqual(once);
      }),
      // Two numbers of a chain that was left and come back together: they are one parcel at once, not at the second look.
      {
        examples: [
          [
            [
              { kind: 'list', numbers: ['Y8'] },
              { kind: 'join', from: 'A1', to: 'X9' },
            ],
            ['X9', 'A1'],
          ],
        ],
      },
    );
  });
});
