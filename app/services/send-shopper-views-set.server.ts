import type { ShopperWriteError } from '#app/db/shopper-state.server.ts';
import type { Source } from '#app/services/sync-source.server.ts';
import { wasDenied } from '#app/shopify/admin-answer.ts';
import {
  SetMetafieldsDocument,
  type SetMetafieldsMutation,
} from '#app/shopify/generated/documents.ts';

export interface OrderMetafield {
  ownerId: string;
  namespace: string;
  key: string;
  type: 'json';
  value: string;
}

/**
 * Sets metafields. Shopify sets all of a call or none, so that those it names as wrong are left out and the others sent again;
 * where it names none, each is sent alone. Returns why nothing was set; null: something was, if not all.
 * Throws `AdminApiError` for what is not an answer.
 */
export async function setMetafields(
  source: Source,
  metafields: readonly OrderMetafield[],
): Promise<ShopperWriteError | null> {
  let wanted = metafields;
  for (let round = 0; round < MOST_ROUNDS && wanted.length > 0; round += 1) {
    const answer = await set(source, wanted);
    if (answer.kind === 'set') return null;
    if (answer.kind === 'denied') return 'scope_missing';
    const { wrong } = answer;
    if (wrong.size === 0) return setOneByOne(source, wanted);
    wanted = wanted.filter((_, index) => !wrong.has(index));
  }
  return wanted.length === 0 ? 'refused' : setOneByOne(source, wanted);
}

/** Whoever names wrong ones names them all at once: more rounds than these are not for finding them. */
const MOST_ROUNDS = 3;

async function setOneByOne(
  source: Source,
  metafields: readonly OrderMetafield[],
): Promise<ShopperWriteError | null> {
  if (metafields.length === 1) return 'refused';
  let isAnySet = false;
  for (const metafield of metafields) {
    const answer = await set(source, [metafield]);
    if (answer.kind === 'denied') return 'scope_missing';
    if (answer.kind === 'set') isAnySet = true;
  }
  return isAnySet ? null : 'refused';
}

type Answer =
  | { kind: 'set' }
  | { kind: 'denied' }
  /** Places of those that Shopify named; empty: it named none. */
  | { kind: 'refused'; wrong: ReadonlySet<number> };

async function set(source: Source, metafields: readonly OrderMetafield[]): Promise<Answer> {
  const answer = await source.query(SetMetafieldsDocument, { metafields });
  const result = answer.data.metafieldsSet;
  if (result === null)
    return wasDenied(answer) ? { kind: 'denied' } : { kind: 'refused', wrong: new Set() };
  const { userErrors } = result;
  if (userErrors.length === 0) return { kind: 'set' };
  if (userErrors.every(({ code }) => code === 'APP_NOT_AUTHORIZED')) return { kind: 'denied' };
  const places = userErrors.flatMap((error) => placeOf(error) ?? []);
  return { kind: 'refused', wrong: new Set(places) };
}

type UserError = NonNullable<SetMetafieldsMutation['metafieldsSet']>['userErrors'][number];

/** Shopify names the place by itself or in the field's path, `metafields.3.ownerId`. */
function placeOf({ elementIndex, field }: UserError): number | null {
  if (elementIndex !== null) return elementIndex;
  const place = field?.find((part) => /^\d+$/.test(part));
  return place === undefined ? null : Number(place);
}
