import { distanceBetween } from '#app/domain/parcels/country-distance.ts';
import type { Against, NumberElsewhere, NumberFacts } from '#app/domain/parcels/number-facts.ts';
import { evidence } from '#app/domain/verdicts/evidence.ts';

/** Beyond this many orders a number is a consolidator's or a placeholder, and proves nothing of any one of them. */
export const MOST_ORDERS_OF_ONE_NUMBER = 20;
/** Two rows of one upload: which of them is the mistake cannot be told. */
const SAME_UPLOAD_MS = 10 * 60_000;

/**
 * One number for two buyers. The same address is one box for two orders. Else the order whose address the source names is
 * right; where it names none, the one that had the number first. So only the other one's number is proven wrong; where
 * neither address can be compared, or both got it at once, each is suspicious.
 */
export function againstOtherOrders(facts: NumberFacts): Against[] {
  const { orderId } = facts.order;
  const others = facts.elsewhere.filter((other) => other.orderId !== orderId);
  const isEverybodys =
    new Set(others.map((other) => other.orderId)).size >= MOST_ORDERS_OF_ONE_NUMBER;
  return others.flatMap((other): Against[] => {
    const weight = isEverybodys ? 'suspicion' : weightOf(facts, other);
    if (weight === null) return [];
    const { orderName: order, knownAt } = other;
    const at = knownAt > facts.knownAt ? knownAt : facts.knownAt;
    const sentence = evidence('number_on_other_order', { order, knownAt });
    return [{ code: 'same_number_other_order', weight, sentence, at }];
  });
}

function weightOf(facts: NumberFacts, other: NumberElsewhere): Against['weight'] | null {
  const own = { destination: facts.destination, postcodeHash: facts.order.postcodeHash };
  const compared = compareAddresses(own, other);
  if (compared === 'same') return null;
  if (compared === 'unknown') return 'suspicion';
  const [fitsOwn, fitsOther] = [isNamed(facts, own, other), isNamed(facts, other, own)];
  if (fitsOwn !== fitsOther) return fitsOwn ? null : 'proof';
  const later = facts.knownAt.getTime() - other.knownAt.getTime();
  if (Math.abs(later) <= SAME_UPLOAD_MS) return 'suspicion';
  return later > 0 ? 'proof' : null;
}

interface Address {
  destination: string | null;
  postcodeHash: string | null;
}

function compareAddresses(a: Address, b: Address): 'same' | 'other' | 'unknown' {
  if (a.destination !== null && b.destination !== null) {
    if (distanceBetween(a.destination, b.destination) !== 'same') return 'other';
  }
  if (a.postcodeHash === null || b.postcodeHash === null) return 'unknown';
  return a.postcodeHash === b.postcodeHash ? 'same' : 'other';
}

/** True when a source names this address and not the other. */
function isNamed({ said }: NumberFacts, address: Address, other: Address): boolean {
  return said.some(({ recipientPostcodeHash, recipientCountry }) => {
    if (recipientPostcodeHash !== null && recipientPostcodeHash === address.postcodeHash)
      return true;
    if (recipientCountry === null || recipientCountry !== address.destination) return false;
    return address.destination !== other.destination;
  });
}
