import { createSecretKey } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { postcodeHash } from '#app/services/report-privacy.ts';

const key = createSecretKey(Buffer.alloc(32, 7));
const hash = (country: string | null, postcode: string | null) =>
  postcodeHash({ country, postcode }, key);

describe('the hash of a postcode', () => {
  test.each([
    ['US', '94105', '94105-1234'],
    ['US', '94105', '941051234'],
    ['GB', 'SW1A 1AA', 'sw1a1aa'],
    ['CA', 'K1A 0B1', 'K1A-0B1'],
    ['JP', '100-0001', '1000001'],
  ])('in %s is the same for %s and %s', (country, one, other) => {
    expect(hash(country, one)).toBe(hash(country, other));
    expect(hash(country, one)).not.toBeNull();
  });

  test('differs between countries and between postcodes', () => {
    expect(hash('DE', '10115')).not.toBe(hash('FR', '10115'));
    expect(hash('DE', '10115')).not.toBe(hash('DE', '10117'));
    expect(hash('BR', '012345678')).not.toBe(hash('BR', '01234'));
  });

  test.each([
    ['US', null],
    ['US', ''],
    ['US', '941**'],
    ['US', '9410'],
    ['US', '941XX'],
    ['GB', 'SW'],
    ['DE', '101…'],
  ])('in %s there is none for %j, which cannot be compared', (country, postcode) => {
    expect(hash(country, postcode)).toBeNull();
  });
});
