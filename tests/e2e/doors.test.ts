import { createHmac } from 'node:crypto';
import { describe, expect, inject, it } from 'vitest';
import { askApp, sessionToken } from '#tests/e2e/ask-app.ts';
import { STORE, shopOf } from '#tests/e2e/desk.ts';

const RETRY_HEADER = 'X-Shopify-Retry-Invalid-Session-Request';
const shop = shopOf(STORE);

/** A token like the real one, but signed with another secret or changed in its claims. */
function forge(token: string, { claims, secret }: { claims: object; secret: string }): string {
  const [head = '', body = ''] = token.split('.');
  const changed: unknown = JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
  const signed = `${head}.${Buffer.from(JSON.stringify({ ...Object(changed), ...claims })).toString('base64url')}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

const SECRET = 'lastscan-local-client-secret';
const anHourAgo = Math.floor(Date.now() / 1_000) - 3_600;

describe('the doors of the app', () => {
  it('open for a fresh session token', async () => {
    const stack = inject('stack');
    expect((await askApp(stack, '/app/import-progress', { shop })).status).toBe(200);
  });

  it.each([
    [
      'expired',
      { claims: { exp: anHourAgo, nbf: anHourAgo - 60, iat: anHourAgo - 60 }, secret: SECRET },
    ],
    ['meant for another app', { claims: { aud: 'another-app' }, secret: SECRET }],
    ['signed by a stranger', { claims: {}, secret: 'another-secret' }],
  ])('answer 401 with the retry header to a session token that is %s', async (_, forgery) => {
    const stack = inject('stack');
    const token = forge(await sessionToken(stack.adminUrl, shop), forgery);
    const answer = await askApp(stack, '/app/import-progress', { shop, token });
    expect(answer.status).toBe(401);
    expect(answer.headers.get(RETRY_HEADER)).toBe('1');
    expect(await answer.text()).not.toMatch(/\bat .+:\d+/);
  });

  it.each([
    ['no signature', null],
    ['a signature of another secret', 'another-secret'],
  ])('answer 401 to a webhook with %s', async (_, secret) => {
    const { appUrl } = inject('stack');
    const body = JSON.stringify({ id: 1 });
    const answer = await fetch(`${appUrl}/webhooks`, {
      method: 'POST',
      body,
      headers: {
        'Content-Type': 'application/json',
        'X-Shopify-Topic': 'orders/updated',
        'X-Shopify-Shop-Domain': shop,
        'X-Shopify-Webhook-Id': 'b54557e4-bdd9-4b37-8a5f-bf7d70bcd043',
        ...(secret !== null && {
          'X-Shopify-Hmac-Sha256': createHmac('sha256', secret).update(body).digest('base64'),
        }),
      },
    });
    expect(answer.status).toBe(401);
  });

  it('tell a signed webhook from an unsigned one by its body alone', async () => {
    const { appUrl } = inject('stack');
    const signature = createHmac('sha256', SECRET).update('{"id":1}').digest('base64');
    const answer = await fetch(`${appUrl}/webhooks`, {
      method: 'POST',
      body: '{"id":2}',
      headers: {
        'Content-Type': 'application/json',
        'X-Shopify-Topic': 'orders/updated',
        'X-Shopify-Shop-Domain': shop,
        'X-Shopify-Webhook-Id': '3f0a2cf6-8d0e-4d62-8a39-7f8b3d0c4d11',
        'X-Shopify-Hmac-Sha256': signature,
      },
    });
    expect(answer.status).toBe(401);
  });
});
