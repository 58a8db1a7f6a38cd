/** Fields a file's columns can be. What is none of them is dropped while the file is read, and never stored. */
export const UPLOAD_FIELDS = [
  'order',
  'number',
  'next',
  'existing',
  'carrier',
  'sku',
  'quantity',
  'shipped',
] as const;
export type UploadField = (typeof UPLOAD_FIELDS)[number];

/** Where each field stands: 0-based place of its column. A field that is not there has no entry. */
export type ColumnPlaces = Partial<Record<UploadField, number>>;

/** What is kept of a row. */
export interface UploadCells {
  /** The order as the file names it. */
  order: string | null;
  number: string | null;
  /** The number the parcel goes on with: last mile, 转单号. */
  next: string | null;
  /** The number the parcel has had so far. */
  existing: string | null;
  carrier: string | null;
  sku: string | null;
  quantity: number | null;
  /** ISO date as the supplier writes it, without a zone. */
  shippedOn: string | null;
  /** Of a file of events: the event's own cells; absent in a file of numbers. */
  scan?: readonly string[];
  /** A number's cell that could not be read, so that the person finds it again; null when it was read or is no number at all. */
  unread: string | null;
}

export const ROW_OUTCOMES = [
  'waiting',
  'matched',
  'unsure',
  'unmatched',
  'duplicate',
  'already',
  'bad',
] as const;
export type RowOutcome = (typeof ROW_OUTCOMES)[number];

/** Why a row came out as it did; the words stand in i18n under `uploads.reason.<code>`. */
export const ROW_REASONS = [
  // how it was matched
  'only_parcel',
  'only_without_number',
  'existing_number',
  'sku_and_date',
  'sku_in_order',
  'date_in_order',
  'number_known',
  // why it waits for a decision
  'parcel_has_other_number',
  'several_parcels',
  'several_orders',
  'existing_not_found',
  'number_on_other_order',
  'number_twice_in_file',
  'parcel_wanted_twice',
  'several_by_sku',
  'several_by_number',
  'order_cancelled',
  'too_many_for_order',
  // why nothing was found
  'order_unknown',
  'order_not_shipped',
  'nothing_to_match_by',
  'none_by_sku',
  'number_unknown',
  'skus_not_read',
  // why it is left out
  'same_row',
  'same_number',
  'already_there',
  // what is wrong with it
  'number_missing',
  'number_rounded',
  'number_formula',
  'number_error_cell',
  'number_several',
  'number_shapeless',
  'number_junk',
  'status_missing',
  'country_unread',
  'could_not_apply',
  'could_not_undo',
  // said beside the outcome
  'repaired',
  'check_digit_fails',
  'date_unread',
  'date_ambiguous',
  'order_unread',
  'existing_unread',
] as const;
export type RowReasonCode = (typeof ROW_REASONS)[number];

export interface RowReason {
  code: RowReasonCode;
  /** An order's name, a number, an ISO date or a count; empty when the words need none. */
  detail: string;
}

/** The parcel a row may speak of. */
export interface RowCandidate {
  fulfillmentId: string;
  position: number;
  orderName: string;
  number: string | null;
  /** ISO date of shipping, UTC. */
  shippedOn: string;
}

export interface RowVerdict {
  outcome: RowOutcome;
  reasons: RowReason[];
  /** Ranked, best first; at most `MOST_CANDIDATES`. */
  candidates: RowCandidate[];
  /** The parcel it was matched to; null unless `matched` or `already`. */
  parcel: { fulfillmentId: string; position: number } | null;
}

export const MOST_CANDIDATES = 8;

/** A parcel as a candidate: what is kept of it with the row, and no more. */
export function candidateOf({
  fulfillmentId,
  position,
  orderName,
  number,
  shippedOn,
}: RowCandidate): RowCandidate {
  return { fulfillmentId, position, orderName, number, shippedOn };
}

/** Limits of one upload. A shop's own export of a year's orders stays below both. */
export const MOST_UPLOAD_BYTES = 25 * 1024 * 1024;
export const MOST_UPLOAD_ROWS = 200_000;

/** A reason that needs no detail, or one with its order, number, date or count. */
export function reason(code: RowReasonCode, detail = ''): RowReason {
  return { code, detail };
}
