import { describe, expect, it } from 'vitest';
import { MEAGRE_PHRASES, MEAGRE_TERMS } from '#app/domain/findings/meagre-phrases.ts';
import { meagreSentences } from '#app/domain/findings/meagre-terms.ts';

const termsOf = (text: string) => meagreSentences(text, 14).map(({ term }) => term);
const excusesOf = (text: string) => meagreSentences(text, 14).map(({ excuse }) => excuse);

describe.each(MEAGRE_PHRASES.map((phrase) => [phrase.term, phrase.language, phrase] as const))(
  '%s in %s',
  (term, _language, { finds, leaves }) => {
    it.each(finds)('is found in: %s', (sentence) => {
      expect(termsOf(sentence)).toEqual([term]);
    });

    it.each(leaves)('is not found in: %s', (sentence) => {
      expect(termsOf(sentence)).not.toContain(term);
    });
  },
);

it('every term is put in every language', () => {
  const languages = new Set(MEAGRE_PHRASES.map(({ language }) => language));
  const worded = MEAGRE_TERMS.filter((term) => term !== 'short_window');
  expect(MEAGRE_PHRASES).toHaveLength(languages.size * worded.length);
});

describe('a time to return', () => {
  it('of 13 days is short, of 14 days it is not', () => {
    expect(meagreSentences('Return your goods within 13 days.', 14)).toMatchObject([
      { term: 'short_window', days: 13, excuse: null },
    ]);
    expect(termsOf('Return your goods within 14 days.')).toEqual([]);
  });
});

describe('a sentence is spared', () => {
  it.each([
    ['Personalised items are final sale.', 'art_16_goods'],
    ['Gepersonaliseerde artikelen kunnen niet worden geretourneerd.', 'art_16_goods'],
    ['内衣一经售出概不退换。', 'art_16_goods'],
    ['All sales are final for wholesale.', 'companies'],
    ['US orders are final sale.', 'other_countries'],
    ['US orders\nAll sales are final.', 'other_countries'],
    ['For customers outside the EU all sales are final.', 'other_countries'],
    ['美国订单概不退换。', 'other_countries'],
    ['寄往美国的商品概不退换。', 'other_countries'],
    [
      'Nur Bestellungen in die USA\nReduzierte Ware ist vom Umtausch ausgeschlossen.',
      'other_countries',
    ],
    ['Les commandes vers les États-Unis : vente finale.', 'other_countries'],
    ['Pedidos a Estados Unidos: venta final.', 'other_countries'],
  ] as const)('%j: %s', (text, excuse) => {
    expect(excusesOf(text)).toEqual([excuse]);
  });

  it('when the policy gives buyers in the EU their 14 days elsewhere, but not for what it says of the EU itself', () => {
    const own =
      'Customers in the European Union may withdraw within 14 days without giving a reason.';
    expect(excusesOf(`All sales are final. ${own}`)).toEqual(['eu_section']);
    expect(excusesOf(`European orders are charged a restocking fee. ${own}`)).toEqual([null]);
  });

  it('not because it stands where the United States are left out', () => {
    expect(excusesOf('Everywhere but the United States\nAll sales are final.')).toEqual([null]);
    expect(
      excusesOf('Außerhalb der USA\nReduzierte Ware ist vom Umtausch ausgeschlossen.'),
    ).toEqual([null]);
  });

  it('not by a pronoun, and goods of Article 16 excuse no fee', () => {
    expect(excusesOf('Tell us only when all sales are final.')).toEqual([null]);
    expect(excusesOf('A restocking fee applies to lingerie.')).toEqual([null]);
  });
});

it.each([
  'final sale '.repeat(9_000),
  'shipping is '.repeat(8_000),
  '运费'.repeat(50_000),
  'versand '.repeat(12_000),
])('hostile texts take no longer than they are long: %#', (text) => {
  const before = performance.now();
  meagreSentences(text, 14);
  expect(performance.now() - before).toBeLessThan(10_000);
});
