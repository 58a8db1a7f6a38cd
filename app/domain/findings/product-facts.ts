import type { TracedFact } from '#app/domain/findings/outcome.ts';
import type { Attested, ProductSubject, ProductVariant } from '#app/domain/findings/subjects.ts';
import { sumsByCurrency } from '#app/domain/findings/money-sums.ts';
import { tracedValue } from '#app/domain/findings/trial.ts';
import type { Money } from '#app/domain/shared/money.ts';

/**
 * The answer `yes` to a question about this product, or about the whole shop, that still holds; null when nobody gave one.
 * `code` is `<rule>.<question>`.
 */
export function confirmed(
  { answers, shop }: Pick<ProductSubject, 'answers' | 'shop'>,
  code: string,
  asOf: Date,
): (Attested & { choice?: string }) | null {
  const holds = (given: Attested) =>
    given.answer === 'yes' && (given.until === null || asOf < given.until);
  return (
    [answers[code], shop.attestations[code]].find((given) => given !== undefined && holds(given)) ??
    null
  );
}

/** A person's answer as the trace shows it. */
export function tracedAnswer(name: string, given: Attested | null): TracedFact {
  return tracedValue(name, given?.note ?? null, {
    at: given?.at ?? null,
    origin: given === null ? null : 'merchant',
  });
}

/** Something Shopify holds of the product itself, dated by its last change. */
export function tracedOf(
  { updatedAt }: Pick<ProductSubject, 'updatedAt'>,
  name: string,
  value: TracedFact['value'],
): TracedFact {
  return tracedValue(name, value, { at: updatedAt, origin: 'shopify' });
}

/** Variants that travel in a parcel. */
export function shippedVariants({ variants }: Pick<ProductSubject, 'variants'>): ProductVariant[] {
  return variants.filter((variant) => variant.requiresShipping);
}

/** The value of a metafield: the mapped one where the merchant has mapped it, else the first whose key says what it holds. */
export function metafieldFor(
  product: Pick<ProductSubject, 'metafields' | 'mapped'>,
  what: string,
  { keys, variant }: { keys: RegExp; variant?: ProductVariant },
): { isMapped: boolean; value: string | null } {
  const all = { ...product.metafields, ...variant?.metafields };
  const mapped = product.mapped[what];
  if (mapped !== undefined) return { isMapped: true, value: filled(all[mapped]) };
  const [, value] =
    Object.entries(all).find(([key, text]) => keys.test(key) && filled(text) !== null) ?? [];
  return { isMapped: false, value: filled(value) };
}

/** Money of those entries that go to one of the countries, one sum a currency. */
export function moneyTo(
  entries: readonly { country: string | null; value: Money }[],
  countries: readonly string[],
): Money[] {
  const wanted = new Set(countries);
  return sumsByCurrency(
    entries
      .filter(({ country }) => country !== null && wanted.has(country))
      .map(({ value }) => value),
  );
}

function filled(text: string | undefined): string | null {
  return text === undefined || text.trim() === '' ? null : text.trim();
}
