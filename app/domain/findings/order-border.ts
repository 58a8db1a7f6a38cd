import { isCustomsBorder } from '#app/domain/findings/customs-territory.ts';
import { known, type Fact, type Missing } from '#app/domain/findings/fact.ts';
import type { OrderSubject } from '#app/domain/findings/subjects.ts';
import { traced, type Trial } from '#app/domain/findings/trial.ts';

export type Border =
  | { kind: 'domestic' }
  | { kind: 'unclear' }
  | { kind: 'crosses'; from: readonly string[] }
  | { kind: 'unknown'; missing: Missing };

/**
 * Asks whether the goods of an order pass customs. Condition `crosses_border`, exception `domestic_stock`. `unclear`: some of the
 * places they may start from lie behind the border and some do not.
 */
export function askBorder(order: OrderSubject, trial: Trial): Border {
  const { buyerCountry } = order;
  const from = sentFrom(order);
  const facts = [
    traced('buyer_country', buyerCountry, (value) => ({ country: value })),
    traced('ships_from', from, (countries) => countries.join(', ')),
  ];
  if (!buyerCountry.known || !from.known) {
    trial.check('crosses_border', null, ...facts);
    const missing = missingOf(buyerCountry, from)[0];
    return missing === undefined ? { kind: 'unclear' } : { kind: 'unknown', missing };
  }
  const behind = from.value.filter((one) => isCustomsBorder(one, buyerCountry.value));
  const isMixed = behind.length > 0 && behind.length < from.value.length;
  trial.check('crosses_border', isMixed ? null : behind.length > 0, ...facts);
  if (trial.excepts('domestic_stock', behind.length === 0, ...facts)) return { kind: 'domestic' };
  return isMixed ? { kind: 'unclear' } : { kind: 'crosses', from: from.value };
}

/** Why facts are missing that are. */
export function missingOf(...facts: readonly Fact<unknown>[]): Missing[] {
  return facts.flatMap((fact) => (fact.known ? [] : [fact.missing]));
}

/** Where parcels of the order started, else where the shop's goods start. */
function sentFrom({ fulfillments, shop }: OrderSubject): Fact<readonly string[]> {
  const started = fulfillments
    .filter(({ isCancelled }) => !isCancelled)
    .flatMap(({ parcels, markedAt }) =>
      parcels.flatMap(({ originCountry }) =>
        originCountry === null ? [] : [{ originCountry, markedAt }],
      ),
    );
  const [first] = started;
  if (first === undefined) return shop.shipsFrom;
  const countries = [...new Set(started.map(({ originCountry }) => originCountry))].toSorted();
  return known(countries, { at: first.markedAt, origin: 'carrier' });
}
