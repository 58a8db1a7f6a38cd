import type { Scan } from '#app/domain/scans/scan.ts';
import type { AskedSource, SourceName } from '#app/domain/scans/source-name.ts';

/** A number a source is asked about. */
export interface NumberRequest {
  numberKey: string;
  /** As typed. */
  number: string;
  /** Our slug of the carrier (domain/numbers), or null to let the source detect it. */
  carrier: string | null;
  /** ISO 3166 alpha-2, or null. */
  destination: string | null;
}

/** What a source says of one number. Its scans carry event ids that stay the same when the source says them again. */
export interface NumberReport {
  numberKey: string;
  /** As the source spells it. */
  number: string;
  state:
    | 'tracking' // has scans or notices
    | 'pending' // registered, nothing known yet
    | 'unregistered' // never registered with this account
    | 'carrier_unknown' // the source cannot tell the carrier, or was given a wrong one
    | 'gave_up' // the source stopped asking (17TRACK stopped, AfterShip expired): never "lost"
    | 'refused'; // the number is not one for this source
  /** The source's own code when it refused. */
  errorCode: string | null;
  scans: Scan[];
  /** Our slug of the carrier that the source asks, or null. */
  carrier: string | null;
  /** When the source last heard from the carrier itself; null = it does not tell. */
  syncedAt: Date | null;
  /** True when the source says that its last attempt to ask the carrier failed. */
  isSyncFailing: boolean;
  /** The number that goes on where this one ends, when the source states one. */
  successor: { number: string; carrier: string | null; carrierName: string | null } | null;
  shipperCountry: string | null;
  recipient: { country: string | null; postcode: string | null };
  estimatedDeliveryAt: Date | null;
}

/** What is left of what was paid for. Null = the source does not tell. */
export interface Quota {
  total: number | null;
  used: number | null;
  remaining: number | null;
}

/** Why a whole call brought nothing. */
export interface SourceFailure {
  kind:
    | 'key_refused' // terminal until a new key is saved
    | 'rate_limited'
    | 'daily_limit'
    | 'quota_exhausted'
    | 'unreachable' // no connection, timeout, 5xx
    | 'bad_answer' // half a body, wrong content type, too large, not the documented shape
    | 'bad_request'; // the source calls our request malformed
  /** The source's own code or HTTP status, for people; never its text. */
  code: string | null;
  /** Least pause on the machine's clock before the next call. */
  retryAfterMs: number | null;
}

/** The outcome of an exchange with a source: expected failures are values. `calls` counts HTTP requests made. */
export type Answer<T> =
  { ok: true; value: T; calls: number } | { ok: false; failure: SourceFailure; calls: number };

/** How much one call may ask, and how fast. */
export interface SourceLimits {
  numbersPerCall: number;
  callsPerSecond: number;
}

/** A tracking source with a shop's key. Every method makes a bounded number of requests, each with a timeout. */
export interface SourceClient {
  readonly name: AskedSource;
  readonly limits: SourceLimits;
  /** Whether the key works, and what is left of its quota. */
  check(): Promise<Answer<Quota>>;
  /** Registers at most `numbersPerCall` numbers. Those registered before are fine. One bad number never stops the rest. */
  register(numbers: readonly NumberRequest[]): Promise<Answer<NumberReport[]>>;
  /** Reads at most `numbersPerCall` numbers. Each asked number is in the answer; free of charge at both sources. */
  read(numbers: readonly NumberRequest[]): Promise<Answer<NumberReport[]>>;
  /**
   * Tells the source to go on with at most `numbersPerCall` numbers that it stopped asking about. Sources allow that once
   * per number: `gave_up` with an errorCode is a number whose one time is used up, `gave_up` without one a number that was
   * not decided on and may be tried again. Any other state says where the number now stands. Reports bring no scans that
   * must be kept: read for those. One refused number never stops the rest.
   */
  resume(numbers: readonly NumberRequest[]): Promise<Answer<NumberReport[]>>;
}

/** What a push says: reports of one or more numbers. */
export interface PushReader {
  readonly name: SourceName;
  /** Whether the signature over the raw bytes is right, in constant time. */
  isSigned(push: { headers: Headers; rawBody: Buffer; secret: string; now: Date }): boolean;
  /**
   * The reports a body holds, one per number; a code and a field when it is not what the source documents. Rows of our own
   * webhook that cannot be read are `rejected`, and the others go in.
   */
  read(
    rawBody: Buffer,
    receivedAt: Date,
  ):
    | { ok: true; reports: NumberReport[]; rejected?: readonly RejectedRow[] }
    | { ok: false; code: string; field: string };
}

/** A row that could not be read: its place, the field that is wrong, and why, as codes. */
export interface RejectedRow {
  /** Of the tracking in the body, from 0. */
  index: number;
  /** Path within the tracking, such as `events[2].time`. */
  field: string;
  reason: string;
}
