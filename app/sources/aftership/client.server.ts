import { findCarrier } from '#app/domain/numbers/carriers.ts';
import { alpha3Code } from '#app/domain/shared/country-alpha3.ts';
import { env } from '#app/env.server.ts';
import { pace, paceLane } from '#app/sources/pace.server.ts';
import { failureOfStatus, sourceFetch } from '#app/sources/source-fetch.server.ts';
import { emptyReport, reportPerNumber, splitAskable } from '#app/sources/source-number.ts';
import type {
  Answer,
  NumberReport,
  NumberRequest,
  SourceClient,
  SourceFailure,
} from '#app/sources/source.ts';
import { createdAnswer, envelope, listAnswer } from './answer.ts';
import type { TrackingItem } from './answer.ts';
import { failureOfCode, stateOfCode } from './errors.ts';
import { reportOfTracking } from './report.server.ts';

export const AFTERSHIP_URL = 'https://api.aftership.com/tracking/2026-07';

/** A list of so many numbers keeps the address below two thousand characters. */
const NUMBERS_PER_CALL = 40;
/** AfterShip's documented limits, per endpoint and account. */
const LISTS_PER_SECOND = 6;
const CREATES_PER_SECOND = 20;
/** Of endpoints without a documented pace of their own. */
const RESUMES_PER_SECOND = 5;
/** Each number is one request: as many at a time as keep the pace at usual answer times. */
const NUMBERS_AT_ONCE = 4;
const PAGE_SIZE = 200;
/** A number may have several trackings; 40 numbers with more than ten each are no real account. */
const MAX_PAGES = 2;

export interface AfterShipOptions {
  key: string;
  fetch?: typeof fetch;
  /** The API's address without a trailing slash; the environment's, else the real one, unless given. */
  baseUrl?: string;
  timeoutMs?: number;
}

/**
 * AfterShip 2026-07 with a shop's key. Reading is one list; registering is one request per number. AfterShip does not tell
 * what is left of a quota.
 */
export function afterShip(options: AfterShipOptions): SourceClient {
  const baseUrl = options.baseUrl ?? env().AFTERSHIP_URL ?? AFTERSHIP_URL;
  const lists = { lane: paceLane(baseUrl, 'list', options.key), perSecond: LISTS_PER_SECOND };
  const creates = { lane: paceLane(baseUrl, 'create', options.key), perSecond: CREATES_PER_SECOND };

  const call = async (
    request: { method: 'GET' | 'POST'; path: string; body?: unknown },
    limit: { lane: string; perSecond: number },
  ): Promise<Called> => {
    await pace(limit.lane, limit.perSecond);
    const fetched = await sourceFetch({
      url: `${baseUrl}${request.path}`,
      method: request.method,
      headers: { 'as-api-key': options.key },
      ...(request.body !== undefined && { body: request.body }),
      ...(options.fetch && { fetch: options.fetch }),
      ...(options.timeoutMs !== undefined && { timeoutMs: options.timeoutMs }),
    });
    if (!fetched.ok) return { ...fetched, code: null };
    const { meta, data } = envelope.parse(fetched.answer.body);
    const code = meta?.code ?? null;
    if (code !== null && (code < 200 || code > 299)) {
      return { ok: false, failure: failureOfCode(code, fetched.answer.retryAfterMs), code };
    }
    const failure = failureOfStatus(fetched.answer);
    if (failure !== null) return { ok: false, failure, code: null };
    return code === null ? { ...unreadable('no_code'), code } : { ok: true, data };
  };

  const resumes = {
    lane: paceLane(baseUrl, 'retrack', options.key),
    perSecond: RESUMES_PER_SECOND,
  };

  const listPage = (numbers: readonly NumberRequest[], cursor: string | null) => {
    const query = new URLSearchParams({ limit: String(PAGE_SIZE) });
    query.set('tracking_numbers', numbers.map(({ numberKey }) => numberKey).join(','));
    if (cursor !== null) query.set('cursor', cursor);
    return call({ method: 'GET', path: `/trackings?${query}` }, lists);
  };

  /** Every tracking of these numbers, in one or two lists. */
  const listAll = async (numbers: readonly NumberRequest[]): Promise<Answer<TrackingItem[]>> => {
    const items: TrackingItem[] = [];
    let cursor: string | null = null;
    let calls = 0;
    while (numbers.length > 0 && calls < MAX_PAGES) {
      const called: Called = await listPage(numbers, cursor);
      calls += 1;
      if (!called.ok) return { ok: false, failure: called.failure, calls };
      const page = listAnswer.safeParse(called.data);
      if (!page.success) return { ...unreadable('no_data'), calls };
      items.push(...page.data.trackings);
      cursor = page.data.pagination?.next_cursor ?? null;
      if (cursor === null || page.data.pagination?.has_next_page !== true) break;
    }
    return { ok: true, value: items, calls };
  };

  /** One request about one number; what AfterShip answers about the number itself is no failure. */
  const send = async (
    number: NumberRequest,
    { path, body, limit }: { path: string; body?: unknown; limit: typeof creates },
  ): Promise<Sent> => {
    const called = await call({ method: 'POST', path, body }, limit);
    if (called.ok) return { report: sentReport(called.data, number) };
    const state = called.code === null ? null : stateOfCode(called.code);
    if (state === null) return { failure: called.failure };
    return { report: emptyReport(number, { state, errorCode: called.failure.code }) };
  };

  return {
    name: 'aftership',
    limits: { numbersPerCall: NUMBERS_PER_CALL, callsPerSecond: LISTS_PER_SECOND },
    async check() {
      const called = await call({ method: 'GET', path: '/trackings?limit=1' }, lists);
      if (!called.ok) return { ok: false, failure: called.failure, calls: 1 };
      if (!listAnswer.safeParse(called.data).success) return { ...unreadable('no_data'), calls: 1 };
      return { ok: true, value: { total: null, used: null, remaining: null }, calls: 1 };
    },
    async register(numbers) {
      const { askable, refused } = splitAskable(numbers.slice(0, NUMBERS_PER_CALL));
      const { reports, failure, calls } = await sendAll(askable, (number) =>
        send(number, { path: '/trackings', body: trackingOf(number), limit: creates }),
      );
      if (failure !== null && reports.length === 0) return { ok: false, failure, calls };
      // What a failure kept from being registered is asked again, and meets the failure first.
      return {
        ok: true,
        value: [...refused, ...reportPerNumber(askable, reports, 'unregistered')],
        calls,
      };
    },
    async read(numbers): Promise<Answer<NumberReport[]>> {
      const { askable, refused } = splitAskable(numbers.slice(0, NUMBERS_PER_CALL));
      const listed = await listAll(askable);
      if (!listed.ok) return listed;
      const reports = listed.value.flatMap((item) => reportOfTracking(item, null) ?? []);
      // A number followed with two carriers is listed twice: what has more to say stands.
      reports.sort((a, b) => a.scans.length - b.scans.length);
      const value = [...refused, ...reportPerNumber(askable, reports, 'unregistered')];
      return { ok: true, value, calls: listed.calls };
    },
    async resume(numbers): Promise<Answer<NumberReport[]>> {
      const { askable, refused } = splitAskable(numbers.slice(0, NUMBERS_PER_CALL));
      const listed = await listAll(askable);
      if (!listed.ok) return listed;
      const ids = expiredIds(listed.value);
      const known = listed.value.flatMap((item) => reportOfTracking(item, null) ?? []);
      const { reports, failure, calls } = await sendAll(
        askable.filter(({ numberKey }) => ids.has(numberKey)),
        async (number) =>
          resumed(await send(number, { path: retrackPath(ids, number), limit: resumes })),
      );
      const made = listed.calls + calls;
      if (failure !== null && reports.length === 0) return { ok: false, failure, calls: made };
      // Listed but not expired, or kept back by a failure: as the list tells it. Not listed: unregistered.
      const value = reportPerNumber(askable, [...known, ...reports], 'unregistered');
      return { ok: true, value: [...refused, ...value], calls: made };
    },
  };
}

/** The number's tracking that AfterShip has stopped asking about; of several the first that it lists. */
function expiredIds(items: readonly TrackingItem[]): Map<string, string> {
  const ids = new Map<string, string>();
  for (const item of items) {
    const report = reportOfTracking(item, null);
    if (report === null || item.id === null || report.state !== 'gave_up') continue;
    if (!ids.has(report.numberKey)) ids.set(report.numberKey, item.id);
  }
  return ids;
}

/** What was taken up again is not given up, even if the answer still shows the old tag. */
function resumed(sent: Sent): Sent {
  if ('failure' in sent || sent.report.errorCode !== null || sent.report.state !== 'gave_up')
    return sent;
  const state = sent.report.scans.length > 0 ? 'tracking' : 'pending';
  return { report: { ...sent.report, state } };
}

function retrackPath(ids: ReadonlyMap<string, string>, { numberKey }: NumberRequest): string {
  return `/trackings/${encodeURIComponent(ids.get(numberKey) ?? '')}/retrack`;
}

type Called =
  | { ok: true; data: unknown }
  | {
      ok: false;
      failure: SourceFailure;
      /** AfterShip's own code; null = it gave none. */ code: number | null;
    };
type Sent = { report: NumberReport } | { failure: SourceFailure };

/** Sends a few numbers at a time and stops at the first failure that holds for all. */
async function sendAll(
  numbers: readonly NumberRequest[],
  send: (number: NumberRequest) => Promise<Sent>,
): Promise<{ reports: NumberReport[]; failure: SourceFailure | null; calls: number }> {
  const reports: NumberReport[] = [];
  let failure: SourceFailure | null = null;
  let calls = 0;
  for (let at = 0; at < numbers.length && failure === null; at += NUMBERS_AT_ONCE) {
    const slice = numbers.slice(at, at + NUMBERS_AT_ONCE);
    calls += slice.length;
    for (const sent of await Promise.all(slice.map(send))) {
      if ('report' in sent) reports.push(sent.report);
      else failure ??= sent.failure;
    }
  }
  return { reports, failure, calls };
}

function trackingOf({ numberKey, carrier, destination }: NumberRequest): object {
  const slug = carrier === null ? undefined : findCarrier(carrier)?.aftershipSlug;
  const country = alpha3Code(destination);
  return {
    tracking_number: numberKey,
    ...(slug !== undefined && { slug }),
    ...(country !== null && { destination_country_region: country }),
  };
}

/** The tracking that was created or taken up again, or at least that it was. */
function sentReport(data: unknown, number: NumberRequest): NumberReport {
  const parsed = createdAnswer.safeParse(data);
  const report = parsed.success ? reportOfTracking(parsed.data, null) : null;
  return report?.numberKey === number.numberKey
    ? report
    : emptyReport(number, { state: 'pending' });
}

function unreadable(code: string) {
  return { ok: false, failure: { kind: 'bad_answer', code, retryAfterMs: null } } as const;
}
