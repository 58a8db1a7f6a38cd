import { describe, expect, test } from 'vitest';
import { greenClaims, namesEcolabel } from '#app/domain/findings/green-claims.ts';

describe('a text', () => {
  test.each([
    ['Eco-friendly water bottle', ['generic']],
    ['Umweltfreundlich gewebt', ['generic']],
    ['Umweltfreundliche Tasse', ['generic']],
    ['Un produit respectueux de l’environnement', ['generic']],
    ['Botella ecológica', ['generic']],
    ['Borraccia ecologica', ['generic']],
    ['Milieuvriendelijke fles', ['generic']],
    ['环保水杯', ['generic']],
    ['Nature’s friend', ['generic']],
    ['climate neutral', ['offset']],
    ['CO2-neutral shipped', ['offset']],
    ['klimaneutrales Produkt', ['offset']],
    ['neutre en carbone', ['offset']],
    ['碳中和产品', ['offset']],
    ['氣候中和的商品', ['offset']],
    ['Pine green cereal bowl', []],
    ['Green dress', []],
    ['85% recycled polypropylene', []],
    ['Organic cotton', []],
  ])('%j holds the claims %j', (text, kinds) => {
    expect(greenClaims(text).map(({ kind }) => kind)).toEqual(kinds);
  });
});

test.each([
  ['Eco-friendly: 85% recycled steel.', true],
  ['Eco-friendly, certified by FSC.', true],
  ['Umweltfreundlich gewebt. 100% Baumwolle.', false],
  ['Eco-friendly and certified fresh', false],
])('proof stands beside the claim in %j: %j', (text, hasProof) => {
  expect(greenClaims(text)[0]?.hasProof).toBe(hasProof);
});

test.each([
  ['Awarded the EU Ecolabel, licence DE/020/123', true],
  ['Mit dem Blauen Engel', false],
  ['Trägt das Zeichen Blauer Engel', true],
  ['Eco label of our own', false],
])('%j names a recognised label: %j', (text, names) => {
  expect(namesEcolabel(text)).toBe(names);
});
