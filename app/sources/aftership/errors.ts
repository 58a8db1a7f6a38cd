import type { NumberReport, SourceFailure } from '#app/sources/source.ts';

/** What a meta code of AfterShip's means: for the whole call, or for the number it spoke of. */
export type AfterShipError =
  { of: 'call'; kind: SourceFailure['kind'] } | { of: 'number'; state: NumberReport['state'] };

/** AfterShip's documented meta codes. A refusal of the key and the pace come with HTTP's own numbers. */
export const AFTERSHIP_ERRORS: Readonly<Record<string, AfterShipError>> = {
  '401': { of: 'call', kind: 'key_refused' },
  '402': { of: 'call', kind: 'quota_exhausted' },
  '403': { of: 'call', kind: 'key_refused' },
  '429': { of: 'call', kind: 'rate_limited' },
  '500': { of: 'call', kind: 'unreachable' },
  '502': { of: 'call', kind: 'unreachable' },
  '503': { of: 'call', kind: 'unreachable' },
  '504': { of: 'call', kind: 'unreachable' },
  '4001': { of: 'call', kind: 'bad_request' }, // the body is not JSON
  '4003': { of: 'number', state: 'pending' }, // registered before: as it should be
  '4004': { of: 'number', state: 'unregistered' },
  '4005': { of: 'number', state: 'refused' },
  '4010': { of: 'number', state: 'carrier_unknown' },
  '4011': { of: 'number', state: 'refused' }, // the carrier needs one more field
  '4012': { of: 'number', state: 'carrier_unknown' },
  '4016': { of: 'number', state: 'gave_up' }, // may be taken up again only once
  '4017': { of: 'number', state: 'refused' },
};

/** Codes from here on speak of the request's content; an unknown one refuses one number, never the rest. */
const FIRST_CONTENT_CODE = 4002;

/** What an unsuccessful code says of one number; null when it ends the whole call. */
export function stateOfCode(code: number): NumberReport['state'] | null {
  const known = AFTERSHIP_ERRORS[String(code)];
  if (known !== undefined) return known.of === 'number' ? known.state : null;
  return code >= FIRST_CONTENT_CODE && code < 5000 ? 'refused' : null;
}

/** An unsuccessful code as the failure of a whole call; a code we do not know is an answer we cannot read. */
export function failureOfCode(code: number, retryAfterMs: number | null): SourceFailure {
  const known = AFTERSHIP_ERRORS[String(code)];
  const isContent = code >= 400 && code < 500 ? true : stateOfCode(code) !== null;
  return {
    kind: known?.of === 'call' ? known.kind : isContent ? 'bad_request' : 'bad_answer',
    code: String(code),
    retryAfterMs,
  };
}
