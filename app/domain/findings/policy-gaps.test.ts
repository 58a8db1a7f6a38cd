import { describe, expect, it } from 'vitest';
import {
  lengthOfText,
  namesEmail,
  namesGuarantee,
  namesPostalAddress,
  placeholders,
} from '#app/domain/findings/policy-gaps.ts';
import { policy } from '#app/domain/findings/shop-subject.fixture.ts';

describe('something left to be filled in', () => {
  it.each([
    'Trade name: [Insert trade name].',
    'Contact us at [YOUR EMAIL].',
    'Verantwortlich: [Ihre Firma].',
    '商号：[请填写公司名称]',
    'Dear {{customer}}, welcome.',
    'Lorem ipsum dolor sit amet.',
    'Max Mustermann, Musterstraße 1.',
    'Company: ________',
  ])('%s', (text) => {
    expect(placeholders(policy('CONTACT_INFORMATION', text))).toHaveLength(1);
  });

  it.each(['We ship [in most cases] within a week.', 'See section [2].', 'Insert the batteries.'])(
    'nothing in: %s',
    (text) => {
      expect(placeholders(policy('CONTACT_INFORMATION', text))).toEqual([]);
    },
  );
});

it('a Chinese character counts as three letters, a space as nothing', () => {
  expect(lengthOfText('ab c\n退货')).toBe(9);
  expect(lengthOfText('')).toBe(0);
});

it.each([
  ['hello@lamps.example.com', true],
  ['hello [at] lamps.example.com', true],
  ['hello(at)lamps(punkt)de', true],
  ['Write to us at the address below.', false],
  ['@lamps', false],
])('an e-mail address in %s: %s', (text, isThere) => {
  expect(namesEmail(text)).toBe(isThere);
});

it.each([
  ['240 Ferry Street, Newark, NJ 07105, United States', true],
  ['10 Downing Street, London SW1A 2AA', true],
  ['Lindenallee 5, 10115 Berlin', true],
  ['Ringstraße 1, 1010 Wien', true],
  ['美国新泽西州纽瓦克市 Ferry Street 240 号，邮编 07105', true],
  ['Keizersgracht 1, 1015 CN Amsterdam', true],
  ['Phone: +1 555 010 0147', false],
  ['Telefon 030 12345678', false],
  ['P.O. Box 10115', false],
  ['Handelsregister: HRB 123456', false],
  ['Physical address: [Insert address]', false],
])('a postal address in %s: %s', (text, isThere) => {
  expect(namesPostalAddress(text)).toBe(isThere);
});

it.each([
  ['EU harmonised notice on the legal guarantee of conformity', true],
  ['Es gilt das gesetzliche Gewährleistungsrecht.', true],
  ['Garantie légale de conformité', true],
  ['您享有两年的法定合规保证。', true],
  ['欧盟法定质量保证告知', true],
  ['歐盟法定保固告知', true],
  ['您享有法定瑕疵擔保的權利。', true],
  ['We give a warranty of one year.', false],
])('the legal guarantee in %s: %s', (text, isThere) => {
  expect(namesGuarantee(text)).toBe(isThere);
});
