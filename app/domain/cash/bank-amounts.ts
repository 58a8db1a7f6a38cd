import { minorUnitDigits, parseMoney } from '#app/domain/shared/money.ts';

/** What stands between whole units and the rest. */
export type DecimalSign = '.' | ',';

/**
 * Which sign is the decimal one in a file's amounts. The last of two kinds is; a sign that comes twice groups thousands; a
 * single one with other than three digits behind it is. `either`: amounts such as `1.234` read both ways and no other tells;
 * `mixed`: amounts contradict each other; `none`: there are whole amounts alone.
 */
export function decimalSignOf(texts: Iterable<string>): DecimalSign | 'either' | 'mixed' | 'none' {
  const told = new Set<DecimalSign>();
  let isUnclear = false;
  for (const text of texts) {
    const sign = signOf(text);
    if (sign === 'either') isUnclear = true;
    else if (sign !== 'none') told.add(sign);
  }
  if (told.size > 1) return 'mixed';
  const [only] = told;
  return only ?? (isUnclear ? 'either' : 'none');
}

/** What one amount says of the decimal sign. */
export function signOf(text: string): DecimalSign | 'either' | 'none' {
  const digits = bare(text)?.digits ?? '';
  const points = digits.split('.').length - 1;
  const commas = digits.split(',').length - 1;
  if (points === 0 && commas === 0) return 'none';
  if (points > 0 && commas > 0)
    return digits.lastIndexOf('.') > digits.lastIndexOf(',') ? '.' : ',';
  const sign = points > 0 ? '.' : ',';
  if (points + commas > 1) return sign === '.' ? ',' : '.';
  const [whole = '', rest = ''] = digits.split(sign);
  const isGroup = rest.length === 3 && /^[1-9]\d{0,2}$/.test(whole);
  return isGroup ? 'either' : sign;
}

/**
 * An amount in minor units of the currency; out is negative (`-12,50`, `12,50-`, `(12.50)`, `−12.50`). Null: no amount, or
 * more digits than the currency has.
 */
export function readAmount(
  text: string,
  { decimal, currency }: { decimal: DecimalSign; currency: string },
): number | null {
  const parts = bare(text);
  if (parts === null) return null;
  const group = decimal === '.' ? ',' : '.';
  const [whole = '', rest = '', ...more] = parts.digits.split(decimal);
  if (more.length > 0 || rest.includes(group) || !isGrouped(whole, group)) return null;
  const fraction = rest.replace(/0+$/, '');
  if (fraction.length > minorUnitDigits(currency)) return null;
  const units = whole.replaceAll(group, '') || '0';
  if (units.length > LONGEST_WHOLE) return null;
  const { minor } = parseMoney(`${units}.${fraction}`, currency);
  return parts.isNegative && minor !== 0 ? -minor : minor;
}

const LONGEST_WHOLE = 12;
const LONGEST_CELL = 40;

/** Thousands in threes, or not grouped at all. */
function isGrouped(whole: string, group: DecimalSign): boolean {
  const [first = '', ...rest] = whole.split(group);
  if (!rest.every((part) => part.length === 3)) return false;
  return rest.length === 0 || (first.length > 0 && first.length <= 3);
}

/** Digits and signs of an amount, without its currency and spaces, and whether it is negative; null: it is none. */
function bare(text: string): { digits: string; isNegative: boolean } | null {
  const cell = text
    .slice(0, LONGEST_CELL)
    .normalize('NFKC')
    .replaceAll(/[\s'’`\p{Cf}"=]/gu, '')
    .replaceAll(/[−–—﹣]/gu, '-');
  const match =
    /^(\()?([-+])?(?:[\p{Sc}\p{L}]{1,4})?([-+])?(\d[\d.,]*|[.,]\d+)(?:[\p{Sc}\p{L}]{1,4})?([-+])?(\))?$/u.exec(
      cell,
    );
  if (match === null) return null;
  const [, open, before, between, digits = '', after, close] = match;
  if ((open === undefined) !== (close === undefined)) return null;
  const isNegative = open !== undefined || [before, between, after].includes('-');
  return { digits, isNegative };
}
