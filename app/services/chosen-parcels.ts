import { parseParcelId } from '#app/contracts/parcel-query.ts';

/** At most this many parcels in one action. */
export const MOST_PARCELS_AT_ONCE = 1_000;

export type ChoiceErrorCode = 'nothing_chosen' | 'too_many' | 'bad_id';
export interface ParcelPlace {
  fulfillmentId: string;
  position: number;
}

/**
 * The parcels that an action is about, from ids as addresses have them. A parcel named twice is there once, as it was
 * named last; always in one order, so that two actions at a time do not wait for each other.
 */
export function chosenParcels<T extends { id: string }>(
  choices: readonly T[],
): { ok: true; chosen: (Omit<T, 'id'> & ParcelPlace)[] } | { ok: false; error: ChoiceErrorCode } {
  if (choices.length === 0) return { ok: false, error: 'nothing_chosen' };
  if (choices.length > MOST_PARCELS_AT_ONCE) return { ok: false, error: 'too_many' };
  const byId = new Map<string, Omit<T, 'id'> & ParcelPlace>();
  for (const { id, ...told } of choices) {
    const parcel = parseParcelId(id);
    if (parcel === null) return { ok: false, error: 'bad_id' };
    byId.set(idOfParcel(parcel), { ...told, ...parcel });
  }
  const ordered = [...byId].sort(([a], [b]) => a.localeCompare(b));
  return { ok: true, chosen: ordered.map(([, choice]) => choice) };
}

/** `${fulfillmentId}-${position}`, as in addresses. */
export function idOfParcel({ fulfillmentId, position }: ParcelPlace): string {
  return `${fulfillmentId}-${position}`;
}
