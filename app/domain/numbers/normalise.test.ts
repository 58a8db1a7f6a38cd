import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { carrierKey, isFollowedByShopify, numberKey } from '#app/domain/numbers/normalise.ts';

describe('numberKey', () => {
  test.each([
    ['yt2412 3456-7890 123456', 'YT24123456789 0123456'.replace(' ', '')],
    ['  LX123456789CN ', 'LX123456789CN'],
    ['LX​123﻿456‮789CN', 'LX123456789CN'],
    ['LX–123—456−789', 'LX123456789'],
    ['ＬＸ１２３', 'LX123'],
    ['1Z.999_AA1', '1Z999AA1'],
    ['\u0000\t\n', ''],
    ['', ''],
  ])('%j becomes %j', (raw, key) => {
    expect(numberKey(raw)).toBe(key);
  });

  test('has at most 60 characters', () => {
    expect(numberKey('A'.repeat(60))).toHaveLength(60);
    expect(numberKey('A'.repeat(10_000))).toHaveLength(60);
  });

  test('of a key is the key itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 50 }), (raw) => {
        expect(numberKey(numberKey(raw))).toBe(numberKey(raw));
      }),
    );
  });
});

test.each([
  ['  DHL   eCommerce ', 'dhl ecommerce'],
  ['YunExpress', 'yunexpress'],
  ['燕文', '燕文'],
  ['   ', null],
  ['​', null],
  [null, null],
])('the carrier %j is compared as %j', (raw, key) => {
  expect(carrierKey(raw)).toBe(key);
});

describe('isFollowedByShopify', () => {
  test.each([
    'USPS',
    'usps ',
    'YunExpress',
    '4PX',
    'China Post',
    'Zásilkovna',
    '西濃運輸',
    'R+L Carriers',
  ])('Shopify knows %s', (carrier) => {
    expect(isFollowedByShopify(carrier)).toBe(true);
  });
  test.each(['Yanwen', 'Cainiao', 'CNE Express', 'Other', 'USPS Ground Advantage'])(
    'Shopify does not know %s',
    (carrier) => {
      expect(isFollowedByShopify(carrier)).toBe(false);
    },
  );
  test.each([null, '', '  '])('%j is no carrier: unknown', (carrier) => {
    expect(isFollowedByShopify(carrier)).toBeNull();
  });
});
