import { pace, paceLane } from '#app/sources/pace.server.ts';
import { failureOfStatus, sourceFetch } from '#app/sources/source-fetch.server.ts';
import {
  emptyReport,
  reportPerNumber,
  sourceNumber,
  splitAskable,
} from '#app/sources/source-number.ts';
import type {
  Answer,
  NumberReport,
  NumberRequest,
  Quota,
  SourceClient,
  SourceFailure,
} from '#app/sources/source.ts';
import { env } from '#app/env.server.ts';
import { dataErrors, envelope, numbersAnswer, quotaAnswer } from './answer.ts';
import { keyOfCarrier } from './carrier-keys.ts';
import { failureOfCode, isDocumented, isRefusal, stateOfCode, stopsTheCall } from './errors.ts';
import { reportOfItem } from './report.server.ts';

export const SEVENTEEN_TRACK_URL = 'https://api.17track.net/track/v2.4';

/** 17TRACK's documented limits: 40 numbers a call, 3 calls a second and account. */
const LIMITS = { numbersPerCall: 40, callsPerSecond: 3 } as const;

export interface SourceClientOptions {
  key: string;
  fetch?: typeof fetch;
  /** The API's address without a trailing slash; the environment's, else the real one, unless given. */
  baseUrl?: string;
  timeoutMs?: number;
  /** Slower or faster than the documented pace: stand-ins have their own. */
  callsPerSecond?: number;
}

/**
 * 17TRACK v2.4 with a shop's key. Registering costs a credit per new number, reading none: read first. `recordedAt` of a
 * scan is when it happened, since 17TRACK does not tell when it heard: whoever stores it knows when it came.
 */
export function seventeenTrack(options: SourceClientOptions): SourceClient {
  const baseUrl = options.baseUrl ?? env().SEVENTEEN_TRACK_URL ?? SEVENTEEN_TRACK_URL;
  const limits = { ...LIMITS, callsPerSecond: options.callsPerSecond ?? LIMITS.callsPerSecond };
  const lane = paceLane(baseUrl, options.key);

  const post = async (path: string, body: unknown): Promise<Called> => {
    await pace(lane, limits.callsPerSecond);
    const fetched = await sourceFetch({
      url: `${baseUrl}${path}`,
      method: 'POST',
      headers: { '17token': options.key },
      body,
      ...(options.fetch && { fetch: options.fetch }),
      ...(options.timeoutMs !== undefined && { timeoutMs: options.timeoutMs }),
    });
    if (!fetched.ok) return fetched;
    const answer = envelope.parse(fetched.answer.body);
    const error = dataErrors.safeParse(answer.data);
    const code = answer.code === 0 ? (error.data?.errors[0]?.code ?? 0) : answer.code;
    // A refusal explains itself in the body; the HTTP status is the next best, an unknown code the last.
    const ofStatus = failureOfStatus(fetched.answer);
    if (code !== null && code !== 0 && (ofStatus === null || isDocumented(code))) {
      return { ok: false, failure: failureOfCode(code, fetched.answer.retryAfterMs) };
    }
    if (ofStatus !== null) return { ok: false, failure: ofStatus };
    return code === null ? unreadable('no_code') : { ok: true, data: answer.data };
  };

  /** One call about numbers; those that the answer leaves out get the state `missing`. */
  const ask = async (
    path: string,
    {
      numbers,
      item,
      missing,
    }: {
      numbers: readonly NumberRequest[];
      item: (number: NumberRequest) => object;
      missing: NumberReport['state'];
    },
  ): Promise<Answer<NumberReport[]>> => {
    const { askable, refused } = splitAskable(numbers.slice(0, limits.numbersPerCall));
    if (askable.length === 0) return { ok: true, value: refused, calls: 0 };
    const called = await post(path, askable.map(item));
    if (!called.ok) return { ok: false, failure: called.failure, calls: 1 };
    const parsed = numbersAnswer.safeParse(called.data);
    if (!parsed.success) return { ...unreadable('no_data'), calls: 1 };
    const { accepted, rejected } = parsed.data;
    const stop = rejected.find(({ error }) => stopsTheCall(error.code));
    if (stop !== undefined && accepted.length === 0) {
      return { ok: false, failure: failureOfCode(stop.error.code, null), calls: 1 };
    }
    const reports = [...rejected.flatMap(rejectedReport), ...acceptedReports(accepted)];
    return {
      ok: true,
      value: [...refused, ...reportPerNumber(askable, reports, missing)],
      calls: 1,
    };
  };

  return {
    name: 'seventeen_track',
    limits,
    async check() {
      const called = await post('/getquota', []);
      if (!called.ok) return { ok: false, failure: called.failure, calls: 1 };
      const quota = quotaAnswer.safeParse(called.data);
      if (!quota.success) return { ...unreadable('no_data'), calls: 1 };
      return { ok: true, value: quotaOf(quota.data), calls: 1 };
    },
    register: (numbers) =>
      ask('/register', { numbers, item: registerItem, missing: 'unregistered' }),
    // Without the carrier: a number registered with another one would be called unregistered, and paid for twice. What
    // is not registered is said so; a number that the answer leaves out is not known to be missing.
    read: (numbers) =>
      ask('/gettrackinfo', {
        numbers,
        item: ({ numberKey }) => ({ number: numberKey }),
        missing: 'pending',
      }),
    async resume(numbers) {
      const item = ({ numberKey }: NumberRequest) => ({ number: numberKey });
      const answer = await ask('/retrack', { numbers, item, missing: 'gave_up' });
      return answer.ok ? { ...answer, value: answer.value.map(undecidedIfCut) } : answer;
    },
  };
}

/** A number that an end of the account kept from being taken up again still has its one time. */
function undecidedIfCut(report: NumberReport): NumberReport {
  return report.errorCode !== null && stopsTheCall(Number(report.errorCode))
    ? { ...report, state: 'gave_up', errorCode: null }
    : report;
}

type Called = { ok: true; data: unknown } | { ok: false; failure: SourceFailure };

function registerItem({ numberKey, carrier }: NumberRequest): object {
  const key = keyOfCarrier(carrier);
  return { number: numberKey, ...(key !== null && { carrier: key }), auto_detection: true };
}

function rejectedReport(item: { number: string; error: { code: number } }): NumberReport[] {
  const named = sourceNumber(item.number);
  if (named === null) return [];
  const { code } = item.error;
  const errorCode = isRefusal(code) ? String(code) : null;
  return [emptyReport(named, { state: stateOfCode(code), errorCode })];
}

/** A number registered with two carriers is answered twice: what has more to say stands. */
function acceptedReports(items: Parameters<typeof reportOfItem>[0][]): NumberReport[] {
  return items
    .flatMap((item) => reportOfItem(item, null) ?? [])
    .sort((a, b) => a.scans.length - b.scans.length);
}

function quotaOf(data: {
  quota_total: number | null;
  quota_used: number | null;
  quota_remain: number | null;
}): Quota {
  return { total: data.quota_total, used: data.quota_used, remaining: data.quota_remain };
}

function unreadable(code: string) {
  return { ok: false, failure: { kind: 'bad_answer', code, retryAfterMs: null } } as const;
}
