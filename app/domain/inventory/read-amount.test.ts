import { expect, test } from 'vitest';
import { readAmount } from '#app/domain/inventory/read-amount.ts';

test.each([
  ['1500', 'USD', 150_000],
  ['1500.5', 'USD', 150_050],
  ['1,500.00', 'USD', 150_000],
  ['1.500,00', 'EUR', 150_000],
  ['1 234 567,8', 'EUR', 123_456_780],
  ['1,234,567', 'USD', 123_456_700],
  ['12,5', 'EUR', 1_250],
  ['¥35.00', 'CNY', 3_500],
  ['￥35', 'CNY', 3_500],
  ['US$4.20', 'USD', 420],
  ['4.20 USD', 'USD', 420],
  ['35元', 'CNY', 3_500],
  ['0.125', 'USD', 13],
  ['1.234', 'KWD', 1_234],
  ['1000', 'JPY', 1_000],
])('%j in %s is %d', (text, currency, minor) => {
  expect(readAmount(text, currency)).toEqual({ minor, currency });
});

test.each([
  '',
  'abc',
  '-5',
  '1,500',
  '1.500',
  '12.',
  '1,23,456',
  '1.2.3,4',
  '123456789012',
  '=1+1',
])('%j is no amount', (text) => {
  expect(readAmount(text, 'USD')).toBeNull();
});
