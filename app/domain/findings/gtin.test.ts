import { expect, test } from 'vitest';
import { gtinFault } from '#app/domain/findings/gtin.ts';

test.each([
  ['96385074', null],
  ['96385075', 'wrong_check_digit'],
  ['036000291452', null],
  ['036000291453', 'wrong_check_digit'],
  ['4006381333931', null],
  ['4006381333930', 'wrong_check_digit'],
  ['4006381339331', 'wrong_check_digit'],
  ['10614141543219', null],
  ['10614141543218', 'wrong_check_digit'],
  ['978-3-16-148410-0', null],
  [' 4006381 333931 ', null],
  ['0000000000000', 'wrong_check_digit'],
  ['3161484100', 'wrong_length'],
  ['1234567', 'wrong_length'],
  ['123456789012345', 'wrong_length'],
  ['LAMP-1', 'not_digits'],
  ['4006381３33931', 'not_digits'],
  ['', 'not_digits'],
] as const)('the barcode %j has the fault %j', (barcode, fault) => {
  expect(gtinFault(barcode)).toBe(fault);
});

test('one wrong digit anywhere is always noticed', () => {
  const good = '4006381333931';
  const wrong = [...good].flatMap((digit, at) =>
    [...'0123456789']
      .filter((other) => other !== digit)
      .map((other) => good.slice(0, at) + other + good.slice(at + 1)),
  );
  expect(wrong.filter((barcode) => gtinFault(barcode) === null)).toEqual([]);
});
