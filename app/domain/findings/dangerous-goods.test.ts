import { describe, expect, test } from 'vitest';
import { hazardOf } from '#app/domain/findings/dangerous-goods.ts';
import { productSubject, productVariant } from '#app/domain/findings/product-subject.fixture.ts';

describe('a title', () => {
  test.each([
    ['Power bank 10,000 mAh', 'power_bank'],
    ['20000mAh 充电宝', 'power_bank'],
    ['Drill with Li-Ion pack', 'battery'],
    ['Candle lighter, refillable', 'lighter'],
    ['Benzin-Feuerzeug', 'lighter'],
    ['Room perfume spray with fig', 'perfume'],
    ['Perfume-free hand cream', null],
    ['Case for power bank, power bank not included', null],
    ['Neodymium magnets, 10 pieces', 'magnet'],
    ['Magnetic phone holder', null],
    ['Lightweight jacket', null],
    ['Nail polish, red', 'flammable'],
    ['Watch with CR2032', 'button_cell'],
    ['CR2032 button cells, pack of 10', 'battery'],
    ['LR44 knopfzellen 20 Stück', 'battery'],
    ['10-pack AG13', 'battery'],
    ['纽扣电池 CR2032 5颗', 'battery'],
    ['Replacement CR2016', 'battery'],
    ['2 pcs LED candles with CR2032', 'button_cell'],
  ])('%j points to %j', (title, hazard) => {
    expect(hazardOf(productSubject({ title }))?.hazard ?? null).toBe(hazard);
  });
});

describe('a description', () => {
  test.each([
    ['Lithium-ion battery with two ports.', 'battery'],
    ['Runs on a lithium battery (not included).', null],
    ['With a button cell installed.', 'button_cell'],
    ['Smells like perfume.', null],
  ])('%j points to %j', (description, hazard) => {
    expect(hazardOf(productSubject({ description }))?.hazard ?? null).toBe(hazard);
  });
});

test.each([
  ['850760', 'battery'],
  ['850650', 'battery'],
  ['850811', null],
  ['330300', 'perfume'],
  ['330499', null],
  ['961310', 'lighter'],
  ['850519', 'magnet'],
  ['220830', 'spirits'],
  ['220421', null],
])('the code %s points to %j', (code, hazard) => {
  const product = productSubject({ variants: [productVariant({ hsCode: code })] });
  expect(hazardOf(product)?.hazard ?? null).toBe(hazard);
});

test('the gravest sign comes first', () => {
  const product = productSubject({
    title: 'Power bank',
    description: 'Lithium-ion battery. Remote with a button cell.',
    variants: [productVariant({ hsCode: '850760' })],
  });
  expect(hazardOf(product)).toEqual({ hazard: 'power_bank', sign: 'Power bank', where: 'title' });
});
