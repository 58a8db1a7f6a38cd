import { z } from 'zod';
import type { ParcelQuery } from '#app/contracts/pages.ts';
import { PARCEL_SORTS } from '#app/contracts/pages.ts';
import {
  DEFAULT_PARCEL_QUERY,
  PARCEL_QUERY_ERRORS,
  PARCEL_QUERY_PARAMETERS,
} from '#app/contracts/parcel-query.ts';
import type { ParcelQueryErrorCode } from '#app/contracts/parcel-query.ts';
import { carrierKey } from '#app/domain/numbers/normalise.ts';
import { VERDICTS } from '#app/domain/verdicts/verdict.ts';
import { readCursor } from '#app/services/parcel-cursor.server.ts';

/** Which field of the address is wrong and how; the words live in i18n under `queryError.<code>`. */
export interface ParcelQueryError {
  field: keyof ParcelQuery;
  code: ParcelQueryErrorCode;
}

/**
 * Reads the Parcels page's search parameters. Parameters of others (Shopify's `host`, `embedded`, …) are passed over;
 * a bad value of ours is an error that names its field, never a silent default.
 * With `shopId` a cursor of another shop is refused here already; `loadParcels` refuses it in any case.
 */
export function parseParcelQuery(
  parameters: URLSearchParams,
  shopId: number | null = null,
): { ok: true; query: ParcelQuery } | { ok: false; error: ParcelQueryError } {
  const given = {
    verdicts: parameters.getAll(PARCEL_QUERY_PARAMETERS.verdicts),
    carriers: parameters.getAll(PARCEL_QUERY_PARAMETERS.carriers),
    destinations: parameters.getAll(PARCEL_QUERY_PARAMETERS.destinations),
    muted: one(parameters, 'muted'),
    shippedFrom: one(parameters, 'shippedFrom'),
    shippedTo: one(parameters, 'shippedTo'),
    minimumValueMinor: one(parameters, 'minimumValueMinor'),
    search: one(parameters, 'search'),
    sort: one(parameters, 'sort'),
    cursor: one(parameters, 'cursor'),
    direction: one(parameters, 'direction'),
  };
  for (const field of FIELDS) {
    const result = schema.shape[field].safeParse(given[field]);
    if (!result.success) return failure(field, codeOf(result.error));
  }
  const query: ParcelQuery = schema.parse(given);
  if (
    query.shippedFrom !== null &&
    query.shippedTo !== null &&
    query.shippedTo < query.shippedFrom
  ) {
    return failure('shippedTo', 'before_from');
  }
  if (query.cursor !== null && readCursor(query.cursor, { shopId, sort: query.sort }) === null) {
    return failure('cursor', 'not_our_cursor');
  }
  return { ok: true, query };
}

const MOST_CHOICES = 60;
const SHORTEST_SEARCH = 2;
const LONGEST_SEARCH = 100;
const LARGEST_AMOUNT_MINOR = 1_000_000_000_000;

/** Every message is the error's code. */
const schema = z.object({
  verdicts: z
    .array(z.enum(VERDICTS, 'unknown_value'))
    .max(VERDICTS.length, 'too_many')
    .transform(unique),
  carriers: z
    .array(
      z
        .string()
        .max(100, 'too_long')
        .refine(isPlainText, 'unknown_value')
        .transform((name) => carrierKey(name) ?? '')
        .refine((key) => key !== '', 'unknown_value'),
    )
    .max(MOST_CHOICES, 'too_many')
    .transform(unique),
  destinations: z
    .array(z.string().regex(/^[A-Z]{2}$/, 'not_a_country'))
    .max(MOST_CHOICES, 'too_many')
    .transform(unique),
  muted: z.enum(['hide', 'only', 'show'], 'unknown_value').nullable().transform(orDefault('muted')),
  shippedFrom: z.iso.date('not_a_date').refine(isUsableYear, 'not_a_date').nullable(),
  shippedTo: z.iso.date('not_a_date').refine(isUsableYear, 'not_a_date').nullable(),
  minimumValueMinor: z
    .string()
    .regex(/^\d{1,15}$/, 'not_an_amount')
    .transform(Number)
    .refine((minor) => minor <= LARGEST_AMOUNT_MINOR, 'not_an_amount')
    .nullable(),
  search: z
    .string()
    .transform((text) => text.trim())
    .refine((text) => text.length === 0 || text.length >= SHORTEST_SEARCH, 'too_short')
    .refine((text) => text.length <= LONGEST_SEARCH, 'too_long')
    .refine(isPlainText, 'unknown_value')
    .transform((text) => (text === '' ? null : text))
    .nullable(),
  sort: z.enum(PARCEL_SORTS, 'unknown_value').nullable().transform(orDefault('sort')),
  cursor: z.string().max(500, 'not_our_cursor').nullable(),
  direction: z
    .enum(['next', 'previous'], 'unknown_value')
    .nullable()
    .transform(orDefault('direction')),
});

const FIELDS = [
  'verdicts',
  'carriers',
  'destinations',
  'muted',
  'shippedFrom',
  'shippedTo',
  'minimumValueMinor',
  'search',
  'sort',
  'cursor',
  'direction',
] as const satisfies readonly (keyof ParcelQuery)[];

const CODES = new Set<string>(PARCEL_QUERY_ERRORS);

function codeOf(error: z.ZodError): ParcelQueryErrorCode {
  const message = error.issues[0]?.message ?? '';
  return isCode(message) ? message : 'unknown_value';
}

function isCode(message: string): message is ParcelQueryErrorCode {
  return CODES.has(message);
}

function failure(field: keyof ParcelQuery, code: ParcelQueryErrorCode) {
  return { ok: false, error: { field, code } } as const;
}

/** The parameter's value; null when it is absent or empty, as an emptied form field sends it. */
function one(parameters: URLSearchParams, field: keyof ParcelQuery): string | null {
  const value = parameters.get(PARCEL_QUERY_PARAMETERS[field]);
  return value === null || value === '' ? null : value;
}

function orDefault<F extends keyof ParcelQuery>(field: F) {
  return <T>(value: T | null): T | ParcelQuery[F] => value ?? DEFAULT_PARCEL_QUERY[field];
}

function unique<T>(values: T[]): T[] {
  return [...new Set(values)];
}

/** PostgreSQL's text cannot hold NUL, and no carrier or order name has a control character. */
function isPlainText(text: string): boolean {
  return !/\p{Cc}/u.test(text);
}

function isUsableYear(date: string): boolean {
  return date >= '1970-01-01' && date <= '2200-12-31';
}
