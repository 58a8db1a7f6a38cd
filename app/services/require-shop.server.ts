import { decodeJwt } from 'jose';
import { authenticateAdmin } from '#app/shopify-app.server.ts';
import { findShop } from '#app/db/shops.server.ts';
import type { Shop } from '#app/db/shops.server.ts';
import { beginInstall } from '#app/services/begin-install.server.ts';
import { currentInstant } from '#app/services/clock.server.ts';

export interface SignedInShop {
  shopId: number;
  domain: string;
  /** Who acts: the staff member's id at Shopify, `user:<id>`; `user:unknown` when the token names none. */
  actor: string;
  /** BCP 47 tag of the staff member's admin: the `locale` parameter, else Accept-Language, else `en`. */
  userLocale: string;
}

/**
 * The shop that this request speaks for: the only source of `shopId` in routes. Throws a Response when the request
 * is not a valid one of the embedded app: bounce page for documents, 401 with
 * `X-Shopify-Retry-Invalid-Session-Request` for fetches, 410 for bots.
 * A shop that holds a valid session token but is unknown here, or was uninstalled, is (re)installed: after a reinstall
 * a stored session can make the library skip its after-auth hook.
 */
export async function requireShop(request: Request): Promise<SignedInShop> {
  const token = tokenOf(request);
  if (isShoppersToken(token)) throw unauthorised();
  const { session, sessionToken } = await oneAtATime(token, () => authenticateAdmin(request));
  // shopify-api 15 verifies signature, audience and times, but neither requires `exp` nor compares `iss` with `dest`.
  if (!isWholeSessionToken(sessionToken, session.shop)) throw unauthorised();
  const shop = await installedShop(session.shop, session.scope ?? '');
  const actor = `user:${sessionToken?.sub ?? 'unknown'}`;
  return { shopId: shop.shopId, domain: shop.domain, actor, userLocale: userLocaleOf(request) };
}

/** Shops whose install this process has seen through. */
const installedHere = new Set<number>();

/**
 * `beginInstall` is idempotent, so the first request a process sees of a shop repeats it: that heals an install whose process died
 * between storing the tokens and starting the import.
 */
async function installedShop(domain: string, scopes: string): Promise<Shop> {
  const known = await findShop(domain);
  if (known?.status === 'installed' && installedHere.has(known.shopId)) return known;
  await beginInstall({ domain, scopes, now: currentInstant() });
  const shop = await findShop(domain);
  if (shop?.status !== 'installed') throw new Error(`${domain} is not installed after its install`);
  installedHere.add(shop.shopId);
  return shop;
}

/** The 401 that makes App Bridge fetch a fresh session token and repeat the request. */
function unauthorised(): Response {
  return new Response(null, {
    status: 401,
    statusText: 'Unauthorized',
    headers: { 'X-Shopify-Retry-Invalid-Session-Request': '1' },
  });
}

function isWholeSessionToken(
  token: { iss: string; dest: string; exp: number } | undefined,
  shop: string,
): boolean {
  if (token === undefined || typeof token.exp !== 'number') return false;
  return hostOf(token.iss) === shop && hostOf(token.dest) === shop;
}

/**
 * Whether it is a token of a customer-account page: the same secret signs those, for the same app. They name a customer, or
 * nobody, and no issuer. Only read here, not verified: what is none of them is for the library to verify.
 */
function isShoppersToken(token: string): boolean {
  try {
    const { iss, sub } = decodeJwt(token.replace(/^Bearer /i, ''));
    return iss === undefined || sub?.startsWith('gid://') === true;
  } catch {
    return false;
  }
}

function hostOf(address: string): string | null {
  return URL.canParse(address) ? new URL(address).hostname : null;
}

function userLocaleOf(request: Request): string {
  const asked = new URL(request.url).searchParams.get('locale');
  const accepted = request.headers.get('accept-language')?.split(/[,;]/, 1)[0]?.trim();
  return asked || accepted || 'en';
}

function tokenOf(request: Request): string {
  return (
    request.headers.get('authorization') ??
    new URL(request.url).searchParams.get('id_token') ??
    request.url
  );
}

const running = new Map<string, Promise<unknown>>();

/**
 * Runs the authentications of one session token one after another: the loaders of a page start together, and on a first visit
 * each would exchange the same token for another pair of tokens. The second finds what the first stored.
 */
async function oneAtATime<T>(key: string, work: () => Promise<T>): Promise<T> {
  const mine = (running.get(key) ?? Promise.resolve()).then(work, work);
  running.set(key, mine);
  try {
    return await mine;
  } finally {
    if (running.get(key) === mine) running.delete(key);
  }
}
