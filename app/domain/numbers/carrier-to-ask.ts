import { carrierSlug } from '#app/domain/numbers/carriers.ts';
import { recogniseNumber } from '#app/domain/numbers/recognise.ts';
import { areOneHouse } from '#app/domain/numbers/suspicions.ts';

/**
 * The carrier (slug) that a source is told for a number, or null to let it find out. It is the one that was stated; within
 * one house the number's own check digit knows better: what merchants call "DHL" is an express, a parcel or a mail service,
 * and a source that is told the wrong one finds nothing.
 */
export function carrierToAsk(number: string, stated: string | null): string | null {
  const slug = carrierSlug(stated);
  if (slug === null) return null;
  const own = recogniseNumber(number, { statedCarrier: slug }).candidates.find(
    ({ carrier, checkDigit }) =>
      checkDigit === 'passed' && (carrier === slug || areOneHouse(slug, carrier)),
  );
  return own?.carrier ?? slug;
}
