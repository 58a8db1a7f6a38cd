import type { IncomingMessage, ServerResponse } from 'node:http';
import { readText } from '../../platform/http.ts';
import type { Handler } from '../../platform/http.ts';
import { answerFaulty, faultCode } from '../faults.ts';
import type { SourceFaults } from '../faults.ts';
import { RateLimit } from '../rate-limit.ts';
import type { SourceHost } from '../source-host.ts';
import { errorOf } from './errors.ts';
import type { SeventeenTrack } from './seventeen-track.ts';
import { wholeError } from './seventeen-track.ts';

const PATH = /^\/sources\/17track\/track\/v2\.4\/([a-z]+)$/i;
/** Three requests a second for every account, over all endpoints. */
const DOCUMENTED_RATE = 3;

/** 17TRACK over HTTP: key, rate limit, faults and outage before the endpoint has its say. */
export function seventeenTrackRoutes({
  accountOf,
  host,
  faults,
}: {
  /** The account with this key; null when there is none. */
  accountOf(key: string): SeventeenTrack | null;
  host: SourceHost;
  faults: SourceFaults;
}): Handler {
  const limit = new RateLimit();
  return async (request, response, url) => {
    const endpoint = PATH.exec(url.pathname)?.[1]?.toLowerCase();
    if (endpoint === undefined) return send(response, 404, { code: 404, data: {} });
    if (request.method !== 'POST') return send(response, 405, { code: 405, data: {} });
    if (host.incidents.has('source_outage_17track')) {
      return void response.writeHead(503, { 'Content-Type': 'text/html' }).end('Unavailable');
    }
    const text = await readText(request);
    const client = accountOf(keyOf(request));
    if (client === null) return send(response, 401, wholeError(errorOf(-18010002)));
    const { account } = client.book;
    account.counts.calls += 1;
    account.counts.callsByEndpoint[endpoint] = (account.counts.callsByEndpoint[endpoint] ?? 0) + 1;
    if (account.isDisabled) return send(response, 401, wholeError(errorOf(-18010004)));
    if (!limit.take(account.key, account.ratePerSecond ?? DOCUMENTED_RATE).isAllowed) {
      account.counts.limited += 1;
      return send(response, 429, {
        code: 429,
        data: { errors: [{ code: 429, message: 'Too many requests.' }] },
      });
    }
    const fault = faults.take('17track');
    if (fault !== 'none') account.counts.failed += 1;
    const code = faultCode(fault);
    if (code !== null)
      return send(response, code === -18010001 ? 401 : 200, wholeError(errorOf(code)));
    const body = parsed(text);
    if (body === undefined) return send(response, 200, wholeError(errorOf(-18010013)));
    const answer = client.answer(endpoint, body);
    if (answer === null) return send(response, 404, { code: 404, data: {} });
    if (fault !== 'none') return answerFaulty(response, fault, JSON.stringify(answer));
    send(response, 200, answer);
  };
}

function keyOf(request: IncomingMessage): string {
  const key = request.headers['17token'];
  return typeof key === 'string' ? key : '';
}

/** Undefined when it is no JSON. An empty body counts as an empty object. */
function parsed(text: string): unknown {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}
