import type { Money } from '#app/domain/shared/money.ts';

/** Adds amounts up, each currency for itself: two currencies are never one sum. In order of currency. */
export function sumsByCurrency(amounts: readonly Money[]): Money[] {
  const sums = new Map<string, number>();
  for (const { minor, currency } of amounts) sums.set(currency, (sums.get(currency) ?? 0) + minor);
  return [...sums]
    .map(([currency, minor]) => ({ minor, currency }))
    .toSorted((a, b) => a.currency.localeCompare(b.currency));
}
