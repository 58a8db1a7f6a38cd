import { invariant } from '#app/domain/shared/invariant.ts';

/** An amount in the currency's smallest unit (cents for USD, yen for JPY). `minor` is a safe integer. */
export interface Money {
  minor: number;
  /** ISO 4217, upper case. */
  currency: string;
}

/** Digits after the point by ISO 4217 (list one, 2024); every currency not named here has two. */
const EXPONENTS: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    ['BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI']
      .concat(['VND', 'VUV', 'XAF', 'XOF', 'XPF'])
      .map((currency) => [currency, 0]),
  ),
  ...Object.fromEntries(
    ['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'].map((currency) => [currency, 3]),
  ),
  CLF: 4,
  UYW: 4,
};

/**
 * Reads a decimal string as Shopify writes it (`"19.90"`, `"1000.0"` for JPY, `"-5"`). Digits beyond the currency's
 * smallest unit are rounded half away from zero. Throws on anything that is not a plain decimal, on a currency that is
 * not three letters, and on amounts beyond the safe integers.
 */
export function parseMoney(decimal: string, currency: string): Money {
  const parts = /^(-?)(\d+)(?:\.(\d*))?$/.exec(decimal.trim());
  if (parts === null)
    throw new Error(`Not a decimal amount: ${JSON.stringify(decimal.slice(0, 40))}`);
  const code = currency.toUpperCase();
  const exponent = minorUnitDigits(code);
  const [, sign = '', whole = '0', fraction = ''] = parts;
  const kept = fraction.slice(0, exponent).padEnd(exponent, '0');
  const roundsUp = (fraction[exponent] ?? '0') >= '5';
  const magnitude = BigInt(whole + kept) + (roundsUp ? 1n : 0n);
  const minor = Number(sign === '-' ? -magnitude : magnitude);
  if (!Number.isSafeInteger(minor)) throw new Error(`Amount out of range: ${decimal.slice(0, 40)}`);
  return { minor, currency: code };
}

/**
 * Splits an amount into `parts` amounts that differ by at most one minor unit and add up to it exactly; the first ones
 * carry the remainder. `parts` must be an integer of at least 1.
 */
export function allocate(total: Money, parts: number): Money[] {
  invariant(Number.isInteger(parts) && parts >= 1, `cannot split an amount into ${parts} parts`);
  const base = Math.trunc(total.minor / parts);
  const remainder = total.minor - base * parts;
  const unit = Math.sign(remainder);
  return Array.from({ length: parts }, (_, index) => ({
    minor: base + (index < Math.abs(remainder) ? unit : 0),
    currency: total.currency,
  }));
}

/** The amount as a plain decimal string with the currency's digits, for exports and APIs: `"19.90"`, `"1000"`. */
export function decimalOf(money: Money): string {
  const exponent = minorUnitDigits(money.currency);
  const sign = money.minor < 0 ? '-' : '';
  const digits = String(Math.abs(money.minor)).padStart(exponent + 1, '0');
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** Digits after the point of a currency (ISO 4217); throws when it is not three letters. */
export function minorUnitDigits(currency: string): number {
  const code = currency.toUpperCase();
  if (!/^[A-Z]{3}$/.test(code))
    throw new Error(`Not a currency: ${JSON.stringify(currency.slice(0, 10))}`);
  return EXPONENTS[code] ?? 2;
}
