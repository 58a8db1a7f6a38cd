import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { executeDocument } from './graphql/execute-document.ts';
import type { GraphContext } from './graphql/context.ts';
import type { CostModel } from './graphql/cost.ts';
import { readBody, sendJson, shopOf } from './http.ts';
import type { Handler, Router } from './http.ts';
import type { TokenStore } from './oauth.ts';
import type { ShopState } from './shop-state.ts';
import type { Switches } from './switches.ts';

export interface AdminApiHost {
  shops: Map<string, ShopState>;
  tokens: TokenStore;
  switches: Switches;
  costModel: CostModel;
  contextOf(state: ShopState): GraphContext;
}

const SERVED_VERSIONS = ['2026-01', '2026-04', '2026-07', '2026-10', '2027-01', 'unstable'];
const OLDEST_VERSION = '2026-01';
const BAD_TOKEN = '[API] Invalid API key or access token (unrecognized login or wrong password)';

/** Token endpoint, Admin GraphQL and bulk result files. */
export function mountAdminApi(router: Router, host: AdminApiHost): void {
  router.handle('/admin/oauth/access_token', tokenHandler(host));
  router.handle('/admin/api/', graphqlHandler(host));
  router.handle('/bulk/', bulkFileHandler(host));
}

function tokenHandler({ shops, tokens }: AdminApiHost): Handler {
  return async (request, response) => {
    const state = shops.get(shopOf(request));
    if (state === undefined || request.method !== 'POST') {
      sendJson(response, 404, { errors: 'Not Found' });
      return;
    }
    const scopes = state.installation?.scopes ?? null;
    const answer = tokens.answer(state.store.shop.domain, scopes, await readBody(request));
    sendJson(response, answer.status, answer.body);
  };
}

const graphSchema = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

function graphqlHandler(host: AdminApiHost): Handler {
  return async (request, response, url) => {
    const version = /^\/admin\/api\/([^/]+)\/graphql\.json$/.exec(url.pathname)?.[1];
    const served = version === undefined ? null : servedVersion(version);
    const state = host.shops.get(shopOf(request));
    if (served === null || state === undefined) {
      sendJson(response, 404, { errors: 'Not Found' });
      return;
    }
    const headers = { 'X-Shopify-API-Version': served, 'X-Request-Id': randomUUID() };
    if (host.switches.apiOutage) {
      sendJson(response, 503, { errors: 'Service Unavailable' }, headers);
      return;
    }
    const token = String(request.headers['x-shopify-access-token'] ?? '');
    if (host.tokens.shopOf(token) !== state.store.shop.domain || state.installation === null) {
      sendJson(response, 401, { errors: BAD_TOKEN }, headers);
      return;
    }
    const body = graphSchema.safeParse(await readBody(request));
    if (!body.success) {
      sendJson(
        response,
        400,
        { errors: { query: 'Required parameter missing or invalid' } },
        headers,
      );
      return;
    }
    const { query, variables, operationName } = body.data;
    const answer = await executeDocument(
      { query, variables: variables ?? {}, operationName: operationName ?? null },
      host.contextOf(state),
      { bucket: state.bucket, costModel: host.costModel },
    );
    sendJson(response, 200, answer, headers);
  };
}

/** A retired version falls forward to the oldest supported one; null for what never existed. */
function servedVersion(version: string): string | null {
  if (SERVED_VERSIONS.includes(version)) return version;
  const isRetired = /^20\d\d-(01|04|07|10)$/.test(version) && version < OLDEST_VERSION;
  return isRetired ? OLDEST_VERSION : null;
}

/** Result files answer byte ranges, as the storage behind Shopify's URLs does. */
function bulkFileHandler({ shops }: AdminApiHost): Handler {
  return async (request, response, url) => {
    const id = Number(/^\/bulk\/(\d+)\.jsonl$/.exec(url.pathname)?.[1]);
    const path = [...shops.values()]
      .map(({ bulk }) => bulk.file(id))
      .find((found) => found !== null);
    if (path === undefined || path === null) {
      response.writeHead(403, { 'Content-Type': 'application/xml' });
      response.end('<Error><Code>ExpiredToken</Code></Error>');
      return;
    }
    const { size } = await stat(path);
    const range = /^bytes=(\d+)-(\d*)$/.exec(String(request.headers.range ?? ''));
    const start = range === null ? 0 : Number(range[1]);
    const end = range === null || range[2] === '' ? size - 1 : Math.min(Number(range[2]), size - 1);
    if (start >= size) {
      response.writeHead(416, { 'Content-Range': `bytes */${size}` });
      response.end();
      return;
    }
    response.writeHead(range === null ? 200 : 206, {
      'Content-Type': 'application/jsonl',
      'Content-Length': String(end - start + 1),
      'Accept-Ranges': 'bytes',
      ...(range === null ? {} : { 'Content-Range': `bytes ${start}-${end}/${size}` }),
    });
    // A client that goes away mid-file is its own business.
    await pipeline(createReadStream(path, { start, end }), response).catch(() => undefined);
  };
}
