import { describe, expect, test } from 'vitest';
import {
  saysImported,
  statedDesigns,
  statedOrigins,
  statedSeats,
} from '#app/domain/findings/stated-origin.ts';

test.each([
  ['Made in Italy. Polished by hand.', ['IT']],
  ['Made in USA from one piece of maple.', ['US']],
  ['Made in the USA.', ['US']],
  ['MADE IN GERMANY', ['DE']],
  ['Proudly handmade in Portugal', ['PT']],
  ['Made in the United States of America', ['US']],
  ['Hergestellt in Österreich.', ['AT']],
  ['Fabriqué en France', ['FR']],
  ['Prodotto in Italia', ['IT']],
  ['这款包为意大利制造。', ['IT']],
  ['中國製造', ['CN']],
  ['Made in Europe', ['EU']],
  ['Designed in Denmark. Made in China.', ['CN']],
  ['Handmade in our studio in Brooklyn.', ['US']],
  ['Handmade at our little workshop in Lisbon.', ['PT']],
  ['Hergestellt in unserem Atelier in Berlin', ['DE']],
  ['Fabriqué dans notre atelier à Lyon', ['FR']],
  ['Designed in our studio in Brooklyn.', []],
  ['Made in China, packed in our studio in Brooklyn.', ['CN']],
  ['Handmade in our studio in Springfield.', []],
  ['Made in two sizes', []],
  ['Made in Heaven', []],
  ['Italian style', []],
])('%j says made in %j', (text, countries) => {
  expect(statedOrigins(text).map(({ country }) => country)).toEqual(countries);
});

test.each([
  ['Designed in Denmark. Made in China.', ['DK']],
  ['Designed in California', []],
  ['Made in China.', []],
])('%j says designed in %j', (text, countries) => {
  expect(statedDesigns(text).map(({ country }) => country)).toEqual(countries);
});

describe('a seat of the seller', () => {
  test.each([
    ['Sent with love from our little boutique in London.', ['GB']],
    ['Aus unserem kleinen Atelier in Berlin', ['DE']],
    ['Depuis notre atelier à Lyon', ['FR']],
    ['our workshop in Springfield', [null]],
    ['We are a local boutique', [null]],
    ['Sold in boutiques in London', []],
  ])('in %j is %j', (text, countries) => {
    expect(statedSeats(text).map(({ country }) => country)).toEqual(countries);
  });

  test('is quoted with its sentence', () => {
    expect(statedSeats('Hello. Sent from our shop in Paris. Bye.')[0]?.sentence).toBe(
      'Sent from our shop in Paris.',
    );
  });
});

test.each([
  ['Imported. Machine wash.', true],
  ['Important notes', false],
])('%j says imported: %j', (text, says) => {
  expect(saysImported(text)).toBe(says);
});
