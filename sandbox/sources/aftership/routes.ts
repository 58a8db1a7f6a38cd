import type { IncomingMessage, ServerResponse } from 'node:http';
import { readText } from '../../platform/http.ts';
import type { Handler } from '../../platform/http.ts';
import { answerFaulty, faultCode } from '../faults.ts';
import type { SourceFaults } from '../faults.ts';
import { RateLimit } from '../rate-limit.ts';
import { baseOf } from '../source-account.ts';
import type { SourceHost } from '../source-host.ts';
import { refusal } from './aftership.ts';
import type { AfterShip, AfterShipAnswer } from './aftership.ts';

const BASE = baseOf('aftership');
/** Requests a second by endpoint, as documented since 2024-07. */
const DOCUMENTED_RATES = { create: 20, list: 6, get: 5, detect: 3, other: 5 } as const;
type Endpoint = keyof typeof DOCUMENTED_RATES;

/** AfterShip over HTTP: key, rate limit, faults and outage before the endpoint has its say. */
export function afterShipRoutes({
  accountOf,
  host,
  faults,
}: {
  /** The account with this key; null when there is none. */
  accountOf(key: string): AfterShip | null;
  host: SourceHost;
  faults: SourceFaults;
}): Handler {
  const limit = new RateLimit();
  return async (request, response, url) => {
    if (host.incidents.has('source_outage_aftership')) {
      return void response.writeHead(503, { 'Content-Type': 'text/html' }).end('Unavailable');
    }
    const text = await readText(request);
    const client = accountOf(keyOf(request));
    if (client === null || client.account.isDisabled) return send(response, refusal(401), {});
    const { account } = client;
    const path = url.pathname.slice(BASE.length);
    const endpoint = endpointOf(request.method ?? 'GET', path);
    account.counts.calls += 1;
    account.counts.callsByEndpoint[endpoint] = (account.counts.callsByEndpoint[endpoint] ?? 0) + 1;
    const rate = account.ratePerSecond ?? DOCUMENTED_RATES[endpoint];
    const { isAllowed, remaining, resetAt } = limit.take(`${account.key} ${endpoint}`, rate);
    const headers = {
      'x-ratelimit-limit': String(rate),
      'x-ratelimit-remaining': String(remaining),
      'x-ratelimit-reset': String(Math.ceil(resetAt / 1000)),
    };
    if (!isAllowed) {
      account.counts.limited += 1;
      return send(response, refusal(429), headers);
    }
    const fault = faults.take('aftership');
    if (fault !== 'none') account.counts.failed += 1;
    const code = faultCode(fault);
    if (code !== null) return send(response, refusal(code), headers);
    const answer = answerTo(client, { method: request.method ?? 'GET', path, text, url });
    if (fault !== 'none') return answerFaulty(response, fault, JSON.stringify(answer.body));
    send(response, answer, headers);
  };
}

function answerTo(
  client: AfterShip,
  { method, path, text, url }: { method: string; path: string; text: string; url: URL },
): AfterShipAnswer {
  const body = method === 'POST' ? parsed(text) : null;
  if (body === undefined) return refusal(4001);
  const id = /^\/trackings\/([0-9a-zA-Z_-]{1,128})$/.exec(path)?.[1];
  const retracked = /^\/trackings\/([0-9a-zA-Z_-]{1,128})\/retrack$/.exec(path)?.[1];
  if (method === 'POST' && path === '/trackings') return client.create(body);
  if (method === 'GET' && path === '/trackings') return client.list(url.searchParams);
  if (method === 'POST' && path === '/couriers/detect') return client.detect(body);
  if (method === 'GET' && path === '/couriers') return client.couriers();
  if (method === 'GET' && id !== undefined) return client.get(id);
  if (method === 'DELETE' && id !== undefined) return client.remove(id);
  if (method === 'POST' && retracked !== undefined) return client.retrack(retracked);
  return refusal(404);
}

function endpointOf(method: string, path: string): Endpoint {
  if (path === '/trackings') return method === 'POST' ? 'create' : 'list';
  if (path === '/couriers/detect') return 'detect';
  return /^\/trackings\/[^/]+$/.test(path) && method === 'GET' ? 'get' : 'other';
}

function keyOf(request: IncomingMessage): string {
  const key = request.headers['as-api-key'];
  return typeof key === 'string' ? key : '';
}

/** Undefined when it is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text === '' ? '{}' : text);
  } catch {
    return undefined;
  }
}

function send(
  response: ServerResponse,
  { status, body }: AfterShipAnswer,
  headers: Record<string, string>,
): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(body));
}
