import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CHECK_DIGITS } from '#app/domain/numbers/check-digits.ts';

/** Worked by hand from the sources named beside each algorithm. */
test.each([
  ['s10', '47312482', '9'],
  ['s10', '00000000', '5'],
  ['mod10_3_1', '629104150021', '3'],
  ['mod10_4_9', '56310243031', '3'],
  ['luhn', '7992739871', '3'],
  ['mod10_doubling', '999AA1012345678', '4'],
  ['mod11_3_1_7', '98657878885', '5'],
  ['mod7', '8114074', '3'],
  ['mod37_36', 'A12425GABC1234002', 'M'],
] as const)('%s of %s is %s', (name, body, check) => {
  expect(CHECK_DIGITS[name].of(body, 0, body.length)).toBe(check);
});

/** Modulo 10 with weights prime to 10, and ISO 7064, lose none; the others lose a known share. */
test.each(['mod10_3_1', 'luhn', 'mod37_36'] as const)(
  '%s catches every single wrong digit',
  (name) => {
    const { of } = CHECK_DIGITS[name];
    const body = fc.stringMatching(/^\d{12}$/);
    const at = fc.integer({ min: 0, max: 11 });
    const step = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(body, at, step, (right, position, by) => {
        const digit = String((Number(right[position]) + by) % 10);
        const wrong = right.slice(0, position) + digit + right.slice(position + 1);
        expect(of(wrong, 0, 12)).not.toBe(of(right, 0, 12));
      }),
    );
  },
);
