import { isCustomsBorder } from '#app/domain/findings/customs-territory.ts';
import { known, type Fact } from '#app/domain/findings/fact.ts';
import type { Outcome } from '#app/domain/findings/outcome.ts';
import {
  confirmed,
  shippedVariants,
  tracedAnswer,
  tracedOf,
} from '#app/domain/findings/product-facts.ts';
import type { ProductSubject } from '#app/domain/findings/subjects.ts';
import { traced, type Trial } from '#app/domain/findings/trial.ts';

/** Countries that a rule has to look at, or an outcome that already decides. */
export type Reach = { countries: readonly string[] } | { outcome: Outcome };

/**
 * Asks whether a product is on offer in one of the countries that `isMeant` names. Conditions `is_offered` and `is_sold_there`,
 * message `sold_in_missing`; where the markets cannot be read, sales and open orders that went there are enough to know.
 * `alsoTo`: countries it goes to whatever the markets say.
 */
export function askWhereSold(
  product: ProductSubject,
  trial: Trial,
  isMeant: (country: string) => boolean,
  alsoTo: readonly string[] = [],
): Reach {
  const isWanted = product.status === 'ACTIVE' || alsoTo.length > 0;
  const isOffered = isWanted && product.variants.length > 0;
  if (!trial.check('is_offered', isOffered, tracedOf(product, 'status', product.status)))
    return { outcome: trial.notApplicable() };
  const soldIn = soldWhere(product, isMeant, alsoTo);
  const says = traced('sold_in', soldIn, (countries) => countries.join(', '));
  const isSoldThere = soldIn.known ? soldIn.value.length > 0 : null;
  trial.check('is_sold_there', isSoldThere, says);
  if (!soldIn.known)
    return { outcome: trial.unknown({ message: 'sold_in_missing', missing: [soldIn.missing] }) };
  return isSoldThere === true ? { countries: soldIn.value } : { outcome: trial.notApplicable() };
}

/**
 * The same for goods that pass customs on their way there, open orders included, whatever became of the offer since; gives
 * the countries behind a border. Besides condition
 * `crosses_border` and message `ships_from_missing`. `stockException`: the rule's exception for stock inside the territory,
 * which a person may also confirm for a product whose shop sends from both sides (`<rule>.<stockException>`).
 */
export function askBehindBorder(
  product: ProductSubject,
  trial: Trial,
  {
    ruleId,
    stockException,
    isMeant,
  }: { ruleId: string; stockException: string; isMeant: (country: string) => boolean },
): Reach {
  if (shippedVariants(product).length === 0) {
    trial.check('is_offered', false, tracedOf(product, 'status', product.status));
    return { outcome: trial.notApplicable() };
  }
  const reach = askWhereSold(product, trial, isMeant, waitingIn(product, isMeant));
  if ('outcome' in reach) return reach;
  const stock = confirmed(product, `${ruleId}.${stockException}`, trial.asOf);
  if (trial.excepts(stockException, stock !== null, tracedAnswer('answer', stock)))
    return { outcome: trial.notApplicable() };
  const from = sentFrom(product);
  const behind = from.known ? behindBorder(reach.countries, from.value) : [];
  const says = traced('ships_from', from, (countries) => countries.join(', '));
  trial.check('crosses_border', from.known ? behind.length > 0 : null, says);
  if (!from.known)
    return { outcome: trial.unknown({ message: 'ships_from_missing', missing: [from.missing] }) };
  if (trial.excepts(stockException, behind.length === 0, says))
    return { outcome: trial.notApplicable() };
  return { countries: behind };
}

/** Where the goods start: the countries that stock them, else those the shop sends from. */
export function sentFrom(product: ProductSubject): Fact<readonly string[]> {
  const stocked = shippedVariants(product).map(({ stockedIn }) => stockedIn ?? []);
  const isRead = stocked.length > 0 && stocked.every((countries) => countries.length > 0);
  return isRead
    ? known([...new Set(stocked.flat())].toSorted(), { at: product.updatedAt, origin: 'shopify' })
    : product.shop.shipsFrom;
}

function waitingIn(
  { openOrders }: ProductSubject,
  isMeant: (country: string) => boolean,
): string[] {
  const countries = openOrders.map(({ country }) => country).filter((country) => country !== null);
  return [...new Set(countries.filter(isMeant))];
}

function behindBorder(to: readonly string[], from: readonly string[]): string[] {
  return to.filter((country) => from.some((origin) => isCustomsBorder(origin, country)));
}

function soldWhere(
  { soldIn, openOrders, recentSales, updatedAt }: ProductSubject,
  isMeant: (country: string) => boolean,
  alsoTo: readonly string[],
): Fact<readonly string[]> {
  if (soldIn.known)
    return { ...soldIn, value: [...new Set([...soldIn.value.filter(isMeant), ...alsoTo])] };
  const seen = [...openOrders, ...recentSales]
    .map(({ country }) => country)
    .filter((country) => country !== null)
    .filter(isMeant);
  return seen.length === 0
    ? soldIn
    : known([...new Set(seen)].toSorted(), { at: updatedAt, origin: 'shopify' });
}
