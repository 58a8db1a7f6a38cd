import { beforeEach, describe, expect, test } from 'vitest';
import { httpServer, json } from './http-server.ts';

const shopify = await httpServer();
process.env.SHOPIFY_PLATFORM_ORIGIN = shopify.origin;
const { adminClient } = await import('#app/shopify/admin-client.server.ts');
const { ShopFactsDocument, RunBulkQueryDocument } =
  await import('#app/shopify/generated/documents.ts');

const shop = {
  id: 'gid://shopify/Shop/1',
  name: 'Example',
  myshopifyDomain: 'example.myshopify.com',
  currencyCode: 'EUR',
  ianaTimezone: 'Europe/Berlin',
  shopAddress: { countryCodeV2: 'DE' },
};
const cost = (available: number, requested = 3, restoreRate = 100) => ({
  cost: {
    requestedQueryCost: requested,
    actualQueryCost: requested,
    throttleStatus: { maximumAvailable: 2000, currentlyAvailable: available, restoreRate },
  },
});

let count = 0;
let waits: number[];
/** A client of a shop of its own: the throttle budget is shared per shop. */
function client(tokens: string[] = ['shpat_test_token']) {
  count += 1;
  waits = [];
  let next = 0;
  return adminClient({
    shop: `shop-${count}.myshopify.com`,
    accessToken: async () => tokens[Math.min(next++, tokens.length - 1)] ?? '',
    onThrottle: (waitMs) => waits.push(waitMs),
    timeoutMs: 150,
  });
}

/** Answers one after another; the last one repeats. */
function answers(...list: Parameters<typeof shopify.answerWith>[0][]) {
  let next = 0;
  shopify.answerWith((request, response) =>
    list[Math.min(next++, list.length - 1)]?.(request, response),
  );
}
const whole: Parameters<typeof shopify.answerWith>[0] = (_request, response) =>
  json(response, { data: { shop }, extensions: cost(1990) }, 200, {
    'x-shopify-api-version': '2026-10',
  });

beforeEach(() => shopify.answerWith(whole));

describe('the request', () => {
  test('goes to the shop by name, with the version and the token', async () => {
    const answer = await client().query(ShopFactsDocument, {});
    expect(answer).toEqual({
      data: { shop },
      gaps: [],
      throttle: { available: 1990, maximum: 2000, restorePerSecond: 100 },
      servedVersion: '2026-10',
    });
    const [asked] = shopify.asked;
    expect(asked?.path).toBe('/admin/api/2026-10/graphql.json');
    expect(asked?.headers['x-forwarded-host']).toBe(`shop-${count}.myshopify.com`);
    expect(asked?.headers['x-shopify-access-token']).toBe('shpat_test_token');
    expect(JSON.parse(asked?.body ?? '{}')).toMatchObject({ operationName: 'ShopFacts' });
  });

  test('tells which version served it, so that a fall-forward is seen', async () => {
    answers((_request, response) =>
      json(response, { data: { shop } }, 200, { 'x-shopify-api-version': '2027-01' }),
    );
    expect((await client().query(ShopFactsDocument, {})).servedVersion).toBe('2027-01');
  });
});

describe('throttling', () => {
  test('THROTTLED at HTTP 200 waits as long as the bucket needs and asks again', async () => {
    const throttled = {
      errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
      extensions: cost(0, 30, 1000),
    };
    answers((_request, response) => json(response, throttled), whole);
    expect((await client().query(ShopFactsDocument, {})).data).toEqual({ shop });
    expect(shopify.asked).toHaveLength(2);
    expect(waits).toEqual([250]);
  });

  test('a query that would not fit waits before it leaves', async () => {
    // After the first answer the bucket holds 0 points of the 40 the query costs; 400 come back a second.
    answers(
      (_request, response) => json(response, { data: { shop }, extensions: cost(0, 40, 400) }),
      whole,
    );
    const one = client();
    await one.query(ShopFactsDocument, {});
    expect(waits).toEqual([]);
    await one.query(ShopFactsDocument, {});
    expect(waits).toHaveLength(1);
    expect(waits[0]).toBeGreaterThan(50);
    expect(waits[0]).toBeLessThanOrEqual(100);
  });

  test('429 waits for Retry-After', async () => {
    answers(
      (_request, response) => json(response, { errors: 'Exceeded' }, 429, { 'retry-after': '0.2' }),
      whole,
    );
    await client().query(ShopFactsDocument, {});
    expect(waits).toEqual([200]);
  });
});

describe('failures that pass', () => {
  test.each<[string, Parameters<typeof shopify.answerWith>[0]]>([
    ['a 500', (_request, response) => void response.writeHead(500).end('oops')],
    ['an answer that does not come', () => {}],
    [
      'a 503 page',
      (_request, response) =>
        void response.writeHead(503, { 'content-type': 'text/html' }).end('<h1>busy</h1>'),
    ],
    [
      'an answer cut off in the middle',
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' });
        response.write('{"data": {"shop": {"id": "gid');
        setTimeout(() => response.destroy(), 20);
      },
    ],
    ['a closed connection', (_request, response) => void response.destroy()],
    [
      'a page instead of an answer',
      (_request, response) =>
        void response.writeHead(200, { 'content-type': 'text/html' }).end('<html></html>'),
    ],
    ['JSON that is no answer', (_request, response) => json(response, [1, 2])],
    [
      'an internal error without data',
      (_request, response) =>
        json(response, {
          data: null,
          errors: [{ message: 'Internal', extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
        }),
    ],
  ])('%s is asked again', async (_name, failing) => {
    answers(failing, whole);
    expect((await client().query(ShopFactsDocument, {})).data).toEqual({ shop });
    expect(shopify.asked).toHaveLength(2);
  });

  test('a mutation is not sent again when it may have run', async () => {
    answers((_request, response) => void response.writeHead(502).end());
    await expect(client().query(RunBulkQueryDocument, { query: '{}' })).rejects.toMatchObject({
      kind: 'server_error',
      isRetryable: true,
    });
    expect(shopify.asked).toHaveLength(1);
  });

  test('a mutation that was throttled did not run, so it is sent again', async () => {
    const data = { bulkOperationRunQuery: { bulkOperation: null, userErrors: [] } };
    answers(
      (_request, response) => void response.writeHead(429, { 'retry-after': '0' }).end(),
      (_request, response) => json(response, { data }),
    );
    const answer = await client().query(RunBulkQueryDocument, { query: '{}' });
    expect(answer.data).toEqual(data);
  });
});

describe('partial data', () => {
  test('is kept, and what is missing is named', async () => {
    const partial = {
      data: { shop: { ...shop, shopAddress: null } },
      errors: [
        {
          message: 'This app is not approved to access the address field',
          path: ['shop', 'shopAddress'],
          extensions: { code: 'ACCESS_DENIED' },
        },
      ],
      extensions: cost(1990),
    };
    answers((_request, response) => json(response, partial));
    const answer = await client().query(ShopFactsDocument, {});
    expect(answer.data.shop.name).toBe('Example');
    expect(answer.gaps).toEqual([
      {
        path: 'shop.shopAddress',
        message: 'This app is not approved to access the address field',
      },
    ]);
    expect(shopify.asked).toHaveLength(1);
  });

  test('a gap from an internal error is asked for again before it is believed', async () => {
    const partial = {
      data: { shop: { ...shop, shopAddress: null } },
      errors: [
        { message: 'Internal', path: ['shop'], extensions: { code: 'INTERNAL_SERVER_ERROR' } },
      ],
    };
    answers((_request, response) => json(response, partial), whole);
    expect((await client().query(ShopFactsDocument, {})).gaps).toEqual([]);
    answers((_request, response) => json(response, partial));
    expect((await client().query(ShopFactsDocument, {})).gaps).toHaveLength(1);
    expect(shopify.asked).toHaveLength(3);
  });
});

describe('failures that stay', () => {
  test('401 asks once for a fresh token, then works with it', async () => {
    shopify.answerWith((request, response) =>
      request.headers['x-shopify-access-token'] === 'shpat_new'
        ? whole(request, response)
        : json(response, { errors: '[API] Invalid API key or access token' }, 401),
    );
    const answer = await client(['shpat_old', 'shpat_new']).query(ShopFactsDocument, {});
    expect(answer.data).toEqual({ shop });
  });

  test('401 with the fresh token too is the end, and no token is in the message', async () => {
    answers((_request, response) => json(response, { errors: 'no' }, 401));
    const failure = await client(['shpat_old_secret', 'shpat_new_secret'])
      .query(ShopFactsDocument, {})
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ kind: 'unauthorised', isRetryable: false });
    expect(JSON.stringify(failure) + String(failure)).not.toContain('shpat');
    expect(shopify.asked).toHaveLength(2);
  });

  test.each([
    [402, 'shop_unavailable'],
    [403, 'forbidden'],
    [404, 'shop_unavailable'],
    [400, 'refused'],
  ])('%i is not asked again', async (status, kind) => {
    answers((_request, response) => json(response, { errors: 'no' }, status));
    await expect(client().query(ShopFactsDocument, {})).rejects.toMatchObject({ kind });
    expect(shopify.asked).toHaveLength(1);
  });

  test('an invalid document is refused by name and not asked again', async () => {
    answers((_request, response) =>
      json(response, { errors: [{ message: "Field 'nonsense' doesn't exist on type 'Shop'" }] }),
    );
    await expect(client().query(ShopFactsDocument, {})).rejects.toThrow(/refused.*nonsense/);
    expect(shopify.asked).toHaveLength(1);
  });
});
