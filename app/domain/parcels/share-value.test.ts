import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shareValue } from '#app/domain/parcels/share-value.ts';

const minors = (minor: number, cancelled: boolean[]) =>
  shareValue(
    { minor, currency: 'USD' },
    cancelled.map((value) => ({ cancelled: value })),
  ).map((share) => share.minor);

test.each([
  ['the order’s only parcel carries it all', 1000, [false], [1000]],
  [
    'three parcels share, the first takes the cent left over',
    1000,
    [false, false, false],
    [334, 333, 333],
  ],
  ['a cancelled parcel carries nothing', 1000, [false, true, false], [500, 0, 500]],
  ['when all are cancelled each keeps a share', 1001, [true, true], [501, 500]],
  ['no parcel, no share', 1000, [], []],
])('%s', (_fact, total, cancelled, shares) => {
  expect(minors(total, cancelled)).toEqual(shares);
});

test('shares always add up to the total', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1e12 }),
      fc.array(fc.boolean(), { minLength: 1, maxLength: 30 }),
      (total, cancelled) => {
        expect(minors(total, cancelled).reduce((sum, share) => sum + share, 0)).toBe(total);
      },
    ),
  );
});
