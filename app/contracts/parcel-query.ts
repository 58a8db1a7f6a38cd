import type { ParcelQuery } from '#app/contracts/pages.ts';

/** What can be wrong with one of the list's search parameters; the words stand in i18n under `queryError.<code>`. */
export const PARCEL_QUERY_ERRORS = [
  'unknown_value',
  'too_many',
  'not_a_country',
  'not_a_date',
  'before_from',
  'not_an_amount',
  'too_short',
  'too_long',
  'not_our_cursor',
] as const;
export type ParcelQueryErrorCode = (typeof PARCEL_QUERY_ERRORS)[number];

/** The Parcels page as one opens it: everything that is not muted, newest first. */
export const DEFAULT_PARCEL_QUERY: ParcelQuery = {
  verdicts: [],
  carriers: [],
  destinations: [],
  muted: 'hide',
  shippedFrom: null,
  shippedTo: null,
  minimumValueMinor: null,
  search: null,
  sort: 'shipped_desc',
  cursor: null,
  direction: 'next',
};

/** Name of each field in the page's address. Lists repeat their name: `?verdict=stalled&verdict=late`. */
export const PARCEL_QUERY_PARAMETERS = {
  verdicts: 'verdict',
  carriers: 'carrier',
  destinations: 'destination',
  muted: 'muted',
  shippedFrom: 'from',
  shippedTo: 'to',
  minimumValueMinor: 'min',
  search: 'q',
  sort: 'sort',
  cursor: 'cursor',
  direction: 'direction',
} as const satisfies Record<keyof ParcelQuery, string>;

/**
 * The search-parameter string (no leading `?`) that `parseParcelQuery` reads back as the same query.
 * What equals the default is left out, so that equal queries have equal links; the direction is only written
 * beside a cursor. A saved view stores this string of a query whose cursor is null.
 */
export function serialiseParcelQuery(query: Partial<ParcelQuery>): string {
  const full = { ...DEFAULT_PARCEL_QUERY, ...query };
  const name = PARCEL_QUERY_PARAMETERS;
  const parameters = new URLSearchParams();
  for (const verdict of full.verdicts) parameters.append(name.verdicts, verdict);
  for (const carrier of full.carriers) parameters.append(name.carriers, carrier);
  for (const country of full.destinations) parameters.append(name.destinations, country);
  if (full.muted !== DEFAULT_PARCEL_QUERY.muted) parameters.set(name.muted, full.muted);
  if (full.shippedFrom !== null) parameters.set(name.shippedFrom, full.shippedFrom);
  if (full.shippedTo !== null) parameters.set(name.shippedTo, full.shippedTo);
  if (full.minimumValueMinor !== null)
    parameters.set(name.minimumValueMinor, String(full.minimumValueMinor));
  if (full.search !== null) parameters.set(name.search, full.search);
  if (full.sort !== DEFAULT_PARCEL_QUERY.sort) parameters.set(name.sort, full.sort);
  if (full.cursor !== null) {
    parameters.set(name.cursor, full.cursor);
    if (full.direction === 'previous') parameters.set(name.direction, full.direction);
  }
  return parameters.toString();
}

/** A parcel's place in the database, read from its id in an address; null when the text is no such id. */
export function parseParcelId(id: string): { fulfillmentId: string; position: number } | null {
  const match = /^([1-9]\d{0,18})-(\d{1,5})$/.exec(id);
  const [, fulfillmentId, place] = match ?? [];
  if (fulfillmentId === undefined || place === undefined) return null;
  const position = Number(place);
  if (position > LARGEST_POSITION || BigInt(fulfillmentId) > LARGEST_ID) return null;
  return { fulfillmentId, position };
}

/** `smallint` and `bigint` of the database. */
const LARGEST_POSITION = 32_767;
const LARGEST_ID = 9_223_372_036_854_775_807n;
