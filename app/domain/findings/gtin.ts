import { CHECK_DIGITS } from '#app/domain/numbers/check-digits.ts';

export type GtinFault = 'not_digits' | 'wrong_length' | 'wrong_check_digit';

/**
 * Why a barcode is no GTIN; null when it is one. Spaces and hyphens are let pass, as people print them. A GTIN has 8, 12,
 * 13 or 14 digits, the last of which checks the others. Source: GS1 General Specifications 7.9.
 */
export function gtinFault(barcode: string): GtinFault | null {
  const digits = barcode.replace(/[\s-]/g, '');
  if (!/^\d+$/.test(digits)) return 'not_digits';
  if (!LENGTHS.has(digits.length)) return 'wrong_length';
  const isEmpty = /^0+$/.test(digits);
  const last = digits.length - 1;
  const check = CHECK_DIGITS.mod10_3_1.of(digits, 0, last);
  return isEmpty || check !== digits[last] ? 'wrong_check_digit' : null;
}

const LENGTHS: ReadonlySet<number> = new Set([8, 12, 13, 14]);
