import { minorUnitDigits, parseMoney, type Money } from '#app/domain/shared/money.ts';

/**
 * An amount as people and spreadsheets write it: `1500`, `1,500.00`, `1.500,00`, `12,5`, with a currency's sign or code around
 * it. Null: no amount, a negative one, or one that reads both ways (`1,500` may be fifteen hundred or one and a half).
 */
export function readAmount(text: string, currency: string): Money | null {
  const bare = text
    .normalize('NFKC')
    .replaceAll(/[\s'’]/gu, '')
    .replace(/^(?:\p{Sc}|[A-Z]{1,3}\p{Sc}?)/u, '')
    .replace(/(?:\p{Sc}|[A-Z]{3}|元)$/u, '');
  const decimal = decimalOfText(bare, minorUnitDigits(currency));
  return decimal === null ? null : parseMoney(decimal, currency);
}

/** More than any price; below what a safe integer holds in any currency. */
const MOST_DIGITS = 11;

function decimalOfText(text: string, digits: number): string | null {
  if (!/^\d[\d.,]*$/.test(text) || text.replaceAll(/\D/g, '').length > MOST_DIGITS) return null;
  const last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
  if (last === -1) return text;
  const sign = text[last] ?? '.';
  const other = sign === '.' ? ',' : '.';
  const whole = text.slice(0, last);
  const fraction = text.slice(last + 1);
  if (whole.includes(sign)) {
    // Twice the same sign: it parts thousands.
    return whole.includes(other) ? null : grouped(text, sign);
  }
  if (whole.includes(other)) {
    const joined = grouped(whole, other);
    return joined === null ? null : `${joined}.${fraction}`;
  }
  const isAmbiguous = fraction.length === 3 && whole !== '0' && digits !== 3;
  return isAmbiguous || fraction === '' ? null : `${whole}.${fraction}`;
}

function grouped(text: string, sign: string): string | null {
  const [first = '', ...rest] = text.split(sign);
  const isGrouped =
    first.length >= 1 && first.length <= 3 && rest.every((part) => part.length === 3);
  return isGrouped ? [first, ...rest].join('') : null;
}
