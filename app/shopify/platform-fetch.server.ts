import { env } from '#app/env.server.ts';

/** Nothing we ask Shopify may hang longer than this; streams have their own, longer bound. */
export const SHOPIFY_TIMEOUT_MS = 30_000;

const SHOP_HOST = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;

/**
 * The one way out to Shopify: `fetch` with a timeout and, in the sandbox, with every `https://SHOP.myshopify.com/path`
 * asked at SHOPIFY_PLATFORM_ORIGIN instead, the shop named in X-Forwarded-Host. Redirects are refused: a token must not follow
 * one to another host.
 */
export async function platformFetch(
  input: string | URL | Request,
  init: RequestInit = {},
): Promise<Response> {
  const target = sandboxTarget(addressOf(input));
  const headers = new Headers(
    init.headers ?? (input instanceof Request ? input.headers : undefined),
  );
  if (target.forwardedHost !== null) headers.set('x-forwarded-host', target.forwardedHost);
  const signal = init.signal ?? AbortSignal.timeout(SHOPIFY_TIMEOUT_MS);
  if (input instanceof Request) {
    const body = input.body === null ? undefined : await input.arrayBuffer();
    return fetch(target.url, {
      method: input.method,
      ...(body === undefined ? {} : { body }),
      ...init,
      headers,
      signal,
      redirect: 'error',
    });
  }
  return fetch(target.url, { ...init, headers, signal, redirect: 'error' });
}

/** Where an address is asked: itself, or the sandbox's platform with the shop's host beside it. */
function sandboxTarget(address: string): { url: string; forwardedHost: string | null } {
  const origin = env().SHOPIFY_PLATFORM_ORIGIN;
  if (origin === undefined) return { url: address, forwardedHost: null };
  const url = new URL(address);
  if (!SHOP_HOST.test(url.hostname)) return { url: address, forwardedHost: null };
  return {
    url: new URL(`${url.pathname}${url.search}`, origin).href,
    forwardedHost: url.hostname,
  };
}

function addressOf(input: string | URL | Request): string {
  if (typeof input === 'string') return input;
  return input instanceof URL ? input.href : input.url;
}
