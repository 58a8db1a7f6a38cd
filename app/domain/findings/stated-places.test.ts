import { describe, expect, test } from 'vitest';
import { isAmong, placesIn } from '#app/domain/findings/stated-places.ts';

describe('places of a sentence', () => {
  test.each([
    ['Delivery to the United States takes 5 to 8 days.', ['US']],
    ['Lieferung nach Deutschland in 3 Tagen.', ['DE']],
    ['Livraison en Allemagne sous 5 jours.', ['DE']],
    ['送达德国需7天。', ['DE']],
    ['UK and USA: 5 days', ['GB', 'US']],
    ['Orders to the EU take 10 days.', ['EUROPE']],
    ['International delivery takes 3 weeks.', ['ABROAD']],
    ['Domestic orders arrive in 2 days.', ['HOME']],
    ['Contact us: a woman answers within 2 days.', []],
    ['Delivery takes 9 days.', []],
  ])('%s', (sentence, places) => {
    expect(placesIn(sentence).sort()).toEqual(places);
  });
});

test.each([
  [['DE'], 'DE', 'US', true],
  [['DE'], 'FR', 'US', false],
  [['EUROPE'], 'FR', 'US', true],
  [['EUROPE'], 'GB', 'US', true],
  [['EUROPE'], 'CA', 'US', false],
  [['ABROAD'], 'DE', 'US', true],
  [['ABROAD'], 'US', 'US', false],
  [['ABROAD'], 'US', null, false],
  [['HOME'], 'US', 'US', true],
  [['HOME'], 'DE', 'US', false],
  [[], 'DE', 'US', false],
] as const)('%j and a buyer in %s of a shop in %s: %s', (places, country, home, is) => {
  expect(isAmong(places, { country, home })).toBe(is);
});
