import { expect, it } from 'vitest';
import { standsIn } from '#app/domain/findings/required-policies.ts';

const text = 'x'.repeat(100);

it.each([
  ['REFUND_POLICY', 'Returns and refunds'],
  ['REFUND_POLICY', 'Widerrufsrecht'],
  ['PRIVACY_POLICY', 'Datenschutzerklärung'],
  ['SHIPPING_POLICY', 'Versand'],
  ['TERMS_OF_SERVICE', 'Allgemeine Geschäftsbedingungen'],
  ['CONTACT_INFORMATION', '联系我们'],
  ['LEGAL_NOTICE', 'Impressum'],
] as const)('%s: a page titled %s', (type, title) => {
  expect(standsIn(type, { title, text }, 100)).toBe(true);
});

it('a page about something else, or one that is too short, takes the place of nothing', () => {
  expect(standsIn('LEGAL_NOTICE', { title: 'About us', text }, 100)).toBe(false);
  expect(standsIn('LEGAL_NOTICE', { title: 'Impressum', text }, 101)).toBe(false);
});
