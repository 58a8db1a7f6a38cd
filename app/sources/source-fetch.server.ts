import { z } from 'zod';
import { retryAfterMs } from '#app/sources/retry-after.ts';
import type { SourceFailure } from '#app/sources/source.ts';

export const SOURCE_TIMEOUT_MS = 10_000;
/** Forty numbers with long histories are below one megabyte. */
export const MAX_ANSWER_BYTES = 5_000_000;

export interface SourceRequest {
  url: string;
  method: 'GET' | 'POST';
  /** Holds the key: never logged, never part of a failure. */
  headers: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  body?: unknown;
  fetch?: typeof fetch;
  timeoutMs?: number;
  maxBytes?: number;
}

/** A JSON object with its HTTP status, whatever that is: sources explain their refusals in the body. */
export interface SourceAnswer {
  status: number;
  body: Record<string, unknown>;
  /** What the headers ask us to wait; null = they do not say. */
  retryAfterMs: number | null;
}

/**
 * The one way out to tracking sources. Bounded in time and in bytes, follows no redirect (a key must not follow one to
 * another host), believes only JSON objects. Never throws: every failure is a value, without the source's text.
 */
export async function sourceFetch(
  request: SourceRequest,
): Promise<{ ok: true; answer: SourceAnswer } | { ok: false; failure: SourceFailure }> {
  // No source gives out such a key: a header cannot even carry it.
  if (!Object.values(request.headers).every((value) => /^[\x21-\x7e]{1,500}$/.test(value))) {
    return failed('key_refused', 'key_format');
  }
  const signal = AbortSignal.timeout(request.timeoutMs ?? SOURCE_TIMEOUT_MS);
  let response: Response;
  try {
    response = await (request.fetch ?? fetch)(request.url, {
      method: request.method,
      headers: {
        accept: 'application/json',
        ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...request.headers,
      },
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      redirect: 'manual',
      signal,
    });
  } catch (error) {
    return failed('unreachable', signal.aborted ? 'timeout' : systemCode(error));
  }
  const pauseMs = retryAfterMs(response.headers, Date.now());
  const text = await readText(response, request.maxBytes ?? MAX_ANSWER_BYTES);
  if (text === null || signal.aborted) {
    return signal.aborted ? failed('unreachable', 'timeout') : failed('bad_answer', 'cut_off');
  }
  const body = isJson(response) && text !== 'too_large' ? parseObject(text.text) : null;
  if (body === null || isRedirect(response)) {
    return { ok: false, failure: unreadable(response, text === 'too_large', pauseMs) };
  }
  return { ok: true, answer: { status: response.status, body, retryAfterMs: pauseMs } };
}

/** What an HTTP status means when the body names no code of its own; null = it is an answer. */
export function failureOfStatus(answer: SourceAnswer): SourceFailure | null {
  const { status } = answer;
  if (status >= 200 && status < 300) return null;
  const failure = (kind: SourceFailure['kind']) => ({
    kind,
    code: String(status),
    retryAfterMs: answer.retryAfterMs,
  });
  if (status === 401 || status === 403) return failure('key_refused');
  if (status === 402) return failure('quota_exhausted');
  if (status === 429) return failure('rate_limited');
  if (status === 408 || status >= 500) return failure('unreachable');
  return failure(status >= 400 ? 'bad_request' : 'bad_answer');
}

/** Null: the connection ended in the middle. */
async function readText(
  response: Response,
  maxBytes: number,
): Promise<{ text: string } | 'too_large' | null> {
  const reader = response.body?.getReader();
  if (reader === undefined) return { text: '' };
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      bytes += part.value.byteLength;
      if (bytes > maxBytes) {
        // Nothing more is downloaded.
        await reader.cancel();
        return 'too_large';
      }
      chunks.push(part.value);
    }
  } catch {
    return null;
  }
  return { text: Buffer.concat(chunks).toString('utf8') };
}

/**
 * An answer that is not JSON comes from something before the source (a proxy, a firewall, an error page): it says nothing
 * about the key, whatever its status.
 */
function unreadable(
  response: Response,
  isTooLarge: boolean,
  pauseMs: number | null,
): SourceFailure {
  const { status } = response;
  const code = String(status);
  if (isTooLarge) return { kind: 'bad_answer', code: 'too_large', retryAfterMs: null };
  if (status === 429) return { kind: 'rate_limited', code, retryAfterMs: pauseMs };
  if (isRedirect(response)) return { kind: 'bad_answer', code, retryAfterMs: null };
  if (status >= 400) return { kind: 'unreachable', code, retryAfterMs: pauseMs };
  return {
    kind: 'bad_answer',
    code: isJson(response) ? 'not_a_json_object' : 'not_json',
    retryAfterMs: null,
  };
}

const isRedirect = ({ status }: Response) => status >= 300 && status < 400;

function isJson(response: Response): boolean {
  const type = response.headers.get('content-type') ?? '';
  return /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(type.trim());
}

const jsonObject = z.record(z.string(), z.unknown());

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const parsed = jsonObject.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function failed(kind: SourceFailure['kind'], code: string) {
  return { ok: false, failure: { kind, code, retryAfterMs: null } } as const;
}

/** The system's code (`ECONNREFUSED`), never the message: it quotes the address. */
function systemCode(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : null;
  return typeof code === 'string' && /^[A-Z0-9_]{2,40}$/.test(code) ? code : 'connection_failed';
}
