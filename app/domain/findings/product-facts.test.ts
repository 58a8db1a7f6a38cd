import { describe, expect, test } from 'vitest';
import { confirmed, metafieldFor, moneyTo } from '#app/domain/findings/product-facts.ts';
import {
  productSubject,
  productVariant,
  said,
  soldTo,
} from '#app/domain/findings/product-subject.fixture.ts';
import { shopContext } from '#app/domain/findings/shop-context.fixture.ts';

const ASKED_AT = new Date('2026-11-20T12:00:00Z');
const CODE = 'DG-01.surface_only';

describe('an answer', () => {
  const holds = (answer: Partial<ReturnType<typeof said>>) =>
    confirmed(productSubject({ answers: { [CODE]: { ...said(), ...answer } } }), CODE, ASKED_AT) !==
    null;

  test.each([
    [{}, true],
    [{ answer: 'no' as const }, false],
    [{ until: new Date(ASKED_AT.getTime() + 1) }, true],
    [{ until: ASKED_AT }, false],
  ])('with %j holds: %j', (answer, is) => {
    expect(holds(answer)).toBe(is);
  });

  test('for the whole shop holds for each of its products', () => {
    const shop = shopContext({ attestations: { [CODE]: said() } });
    expect(confirmed(productSubject({ shop }), CODE, ASKED_AT)).not.toBeNull();
  });

  test('to another question holds for nothing', () => {
    const answers = { 'DG-01.other': said() };
    expect(confirmed(productSubject({ answers }), CODE, ASKED_AT)).toBeNull();
  });
});

describe('a metafield', () => {
  const keys = /un_number$/;
  test('that is mapped decides, even when it is empty', () => {
    const product = productSubject({
      metafields: { 'a.un_number': 'UN3480' },
      mapped: { dangerous_goods: 'b.goods' },
    });
    expect(metafieldFor(product, 'dangerous_goods', { keys })).toEqual({
      isMapped: true,
      value: null,
    });
  });

  test('of a variant stands before that of its product', () => {
    const product = productSubject({ metafields: { 'a.un_number': 'UN3480' } });
    const variant = productVariant({ metafields: { 'a.un_number': 'UN3481' } });
    expect(metafieldFor(product, 'dangerous_goods', { keys, variant }).value).toBe('UN3481');
  });

  test('of blanks is empty', () => {
    const product = productSubject({ metafields: { 'a.un_number': '  ' } });
    expect(metafieldFor(product, 'dangerous_goods', { keys }).value).toBeNull();
  });
});

test('money is added by destination, each currency for itself, and never without a destination', () => {
  const entries = [
    ...soldTo('DE', 'FR', 'US'),
    { country: 'DE', value: { minor: 500, currency: 'EUR' } },
    { country: null, value: { minor: 900, currency: 'USD' } },
  ];
  expect(moneyTo(entries, ['DE', 'FR'])).toEqual([
    { minor: 500, currency: 'EUR' },
    { minor: 12_000, currency: 'USD' },
  ]);
});
