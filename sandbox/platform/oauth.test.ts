import '@shopify/shopify-api/adapters/node';
import { setAbstractFetchFunc } from '@shopify/shopify-api/runtime';
import { ApiVersion, LogSeverity, RequestedTokenType, shopifyApi } from '@shopify/shopify-api';
import { afterEach, expect, test } from 'vitest';
import type { Platform } from './platform.ts';
import { mintSessionToken } from './session-token.ts';
import { askGraph, askToken, exchange, SHOP, testApp, testPlatform } from './testing.ts';

let platform: Platform;
afterEach(() => platform.stop());

const refresh = (token: unknown) =>
  askToken(platform, { grant_type: 'refresh_token', refresh_token: String(token) });

test('Shopify’s own client exchanges a session token, refreshes and asks the Admin API', async () => {
  platform = await testPlatform();
  setAbstractFetchFunc(async (input, init) => {
    const url = new URL(String(input instanceof Request ? input.url : input));
    const headers = new Headers(init?.headers);
    headers.set('X-Forwarded-Host', url.host);
    return fetch(`${platform.origin}${url.pathname}${url.search}`, { ...init, headers });
  });
  const shopify = shopifyApi({
    apiKey: 'test-key',
    apiSecretKey: 'test-secret',
    hostName: 'app.example',
    isEmbeddedApp: true,
    apiVersion: ApiVersion.October26,
    logger: { level: LogSeverity.Error },
  });
  const { session } = await shopify.auth.tokenExchange({
    shop: SHOP,
    sessionToken: platform.sessionToken(SHOP),
    requestedTokenType: RequestedTokenType.OfflineAccessToken,
    expiring: true,
  });
  expect(session.scope).toBe(
    'read_fulfillments,read_merchant_managed_fulfillment_orders,read_orders',
  );
  expect(session.expires?.getTime()).toBeGreaterThan(Date.now() + 3_500_000);
  const renewed = await shopify.auth.refreshToken({
    shop: SHOP,
    refreshToken: session.refreshToken ?? '',
  });
  const client = new shopify.clients.Graphql({ session: renewed.session });
  const answer = await client.request('{ shop { name currencyCode } }');
  expect(answer.data).toEqual({ shop: { name: 'Northwind Lamps', currencyCode: 'EUR' } });
});

test('a refresh token lives on until its successor is used', async () => {
  platform = await testPlatform();
  const first = (await exchange(platform)).json;
  const second = (await refresh(first['refresh_token'])).json;
  const again = await refresh(first['refresh_token']);
  expect(again.status).toBe(200);
  expect((await refresh(second['refresh_token'])).status).toBe(200);
  const late = await refresh(first['refresh_token']);
  expect(late.status).toBe(400);
  expect(late.json['error']).toBe('invalid_grant');
  // The sibling that nobody used died with the first.
  expect((await refresh(again.json['refresh_token'])).status).toBe(400);
});

test.each([
  ['another app’s audience', { apiKey: 'other', apiSecret: 'test-secret' }, SHOP, 60],
  ['another secret', { apiKey: 'test-key', apiSecret: 'other' }, SHOP, 60],
  ['another shop', { apiKey: 'test-key', apiSecret: 'test-secret' }, 'x.myshopify.com', 60],
  ['the past', { apiKey: 'test-key', apiSecret: 'test-secret' }, SHOP, -11],
])('a session token of %s is refused as invalid_subject_token', async (_, keys, shop, lifetime) => {
  platform = await testPlatform();
  const { status, json } = await askToken(platform, {
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    subject_token: mintSessionToken(keys, { shop, userId: '1' }, lifetime),
    subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
    requested_token_type: 'urn:shopify:params:oauth:token-type:offline-access-token',
    expiring: '1',
  });
  expect({ status, error: json['error'] }).toEqual({ status: 400, error: 'invalid_subject_token' });
});

test('a wrong client secret is refused, and so is a text that is no token', async () => {
  platform = await testPlatform({ app: testApp() });
  const wrong = await askToken(platform, {
    grant_type: 'refresh_token',
    refresh_token: 'x',
    client_secret: 'nope',
  });
  expect(wrong.json['error']).toBe('invalid_client');
  const garbage = await askToken(platform, {
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    subject_token: 'not.a.token',
    subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
    requested_token_type: 'urn:shopify:params:oauth:token-type:offline-access-token',
    expiring: '1',
  });
  expect(garbage.json['error']).toBe('invalid_subject_token');
});

test('uninstalling revokes access and refresh tokens', async () => {
  platform = await testPlatform();
  const { json } = await exchange(platform);
  await platform.uninstall(SHOP);
  const token = String(json['access_token']);
  expect((await askGraph(platform, { token, query: '{ shop { name } }' })).status).toBe(401);
  expect((await refresh(json['refresh_token'])).status).toBe(400);
  await platform.install(SHOP);
  expect((await refresh(json['refresh_token'])).status).toBe(400);
  expect((await exchange(platform)).status).toBe(200);
});
