import type { NumberReport, SourceFailure } from '#app/sources/source.ts';

/** What a code of 17TRACK's means: for the whole call, or for one number of it. */
export type SeventeenTrackError =
  { of: 'call'; kind: SourceFailure['kind'] } | { of: 'number'; state: NumberReport['state'] };

/**
 * 17TRACK's documented codes (help.17track.net, article 37570440168473). Codes "of a call" also come per number, when the
 * account ran dry in the middle of one.
 */
export const SEVENTEEN_TRACK_ERRORS: Readonly<Record<string, SeventeenTrackError>> = {
  '-18010001': { of: 'call', kind: 'key_refused' }, // our address is not on the account's list
  '-18010002': { of: 'call', kind: 'key_refused' },
  '-18010003': { of: 'call', kind: 'unreachable' }, // their own fault
  '-18010004': { of: 'call', kind: 'key_refused' }, // account disabled
  '-18010005': { of: 'call', kind: 'key_refused' }, // no right to this call
  '-18010012': { of: 'call', kind: 'bad_request' },
  '-18010014': { of: 'call', kind: 'bad_request' }, // more than 40 numbers
  '-18019907': { of: 'call', kind: 'daily_limit' },
  '-18019908': { of: 'call', kind: 'quota_exhausted' },
  '-18010010': { of: 'number', state: 'refused' }, // a field is missing
  '-18010011': { of: 'number', state: 'refused' }, // a value is invalid
  '-18010013': { of: 'number', state: 'refused' }, // the data is invalid
  '-18010018': { of: 'number', state: 'refused' }, // needs country and postcode
  '-18010019': { of: 'number', state: 'refused' }, // needs a postcode
  '-18010020': { of: 'number', state: 'refused' }, // needs a phone number
  '-18019901': { of: 'number', state: 'pending' }, // registered before: as it should be
  '-18019902': { of: 'number', state: 'unregistered' },
  '-18019903': { of: 'number', state: 'carrier_unknown' },
  '-18019904': { of: 'number', state: 'pending' }, // not stopped, so nothing to take up again
  '-18019905': { of: 'number', state: 'gave_up' }, // may be taken up again only once
  '-18019909': { of: 'number', state: 'pending' }, // registered, nothing known yet
  '-18019910': { of: 'number', state: 'carrier_unknown' },
};

/** Whether 17TRACK documents this code: others are often the HTTP status over again. */
export function isDocumented(code: number): boolean {
  return Object.hasOwn(SEVENTEEN_TRACK_ERRORS, String(code));
}

/** A code's failure of a whole call. A code we do not know is an answer we cannot read. */
export function failureOfCode(code: number, retryAfterMs: number | null): SourceFailure {
  const known = SEVENTEEN_TRACK_ERRORS[String(code)];
  return {
    kind: known?.of === 'call' ? known.kind : known === undefined ? 'bad_answer' : 'bad_request',
    code: String(code),
    retryAfterMs,
  };
}

/** A code's meaning for one number. What stops a call leaves the number unregistered; unknown codes refuse it. */
export function stateOfCode(code: number): NumberReport['state'] {
  const known = SEVENTEEN_TRACK_ERRORS[String(code)];
  if (known?.of === 'number') return known.state;
  return known === undefined || known.kind === 'bad_request' ? 'refused' : 'unregistered';
}

/** Whether a number's rejection tells that no further number will be taken either. */
export function stopsTheCall(code: number): boolean {
  const known = SEVENTEEN_TRACK_ERRORS[String(code)];
  return known?.of === 'call' && known.kind !== 'bad_request';
}

/** "Not registered", "not stopped" and "nothing known yet" are answers about a number; other codes refuse what was asked. */
export function isRefusal(code: number): boolean {
  return code !== NOT_REGISTERED && code !== NOT_STOPPED && code !== NOTHING_KNOWN_YET;
}

const NOT_REGISTERED = -18019902;
const NOT_STOPPED = -18019904;
const NOTHING_KNOWN_YET = -18019909;
