import { expect, test } from 'vitest';
import { readTypedAmount } from '#app/domain/cash/typed-amount.ts';

test.each([
  ['1200', 'USD', 120_000],
  ['1.200,50', 'EUR', 120_050],
  ['1,200.50', 'USD', 120_050],
  ['12,5', 'EUR', 1_250],
  ['-40', 'USD', -4_000],
  ['5000', 'JPY', 5_000],
])('%s in %s is %s minor units', (text, currency, minor) => {
  expect(readTypedAmount(text, currency)).toEqual({ ok: true, minor });
});

test.each([
  ['1.234', 'amount_unclear'],
  ['1,234', 'amount_unclear'],
  ['twelve', 'not_an_amount'],
  ['12.345,678', 'not_an_amount'],
  ['', 'not_an_amount'],
])('%s is refused: %s', (text, code) => {
  expect(readTypedAmount(text, 'USD')).toEqual({ ok: false, code });
});
