import { readAmount, signOf } from '#app/domain/cash/bank-amounts.ts';

/** An amount that a person typed, in either decimal sign. What reads both ways (`1.234`) is refused, never guessed. */
export function readTypedAmount(
  text: string,
  currency: string,
): { ok: true; minor: number } | { ok: false; code: 'not_an_amount' | 'amount_unclear' } {
  const sign = signOf(text);
  if (sign === 'either') return { ok: false, code: 'amount_unclear' };
  const minor = readAmount(text, { decimal: sign === ',' ? ',' : '.', currency });
  return minor === null ? { ok: false, code: 'not_an_amount' } : { ok: true, minor };
}
