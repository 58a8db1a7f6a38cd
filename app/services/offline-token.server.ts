import type { PoolClient } from 'pg';
import {
  loadSession,
  loadSessionIn,
  storeSessionIn,
  withSessionLock,
} from '#app/db/shop-sessions.server.ts';
import { findShop } from '#app/db/shops.server.ts';
import type { Shop } from '#app/db/shops.server.ts';
import { noteError } from '#app/db/sync-state.server.ts';
import { currentInstant } from '#app/services/clock.server.ts';
import { fromStored, offlineSessionId, toStored } from '#app/services/offline-session.server.ts';
import type { OfflineSession } from '#app/services/offline-session.server.ts';
import { refreshOfflineToken } from '#app/shopify/refresh-offline-token.server.ts';

/** Why there is no token to work with. */
export type OfflineTokenProblem =
  /** The shop never installed the app, removed it, or has no session. Ends with the next visit of the app. */
  | 'no_session'
  /** Shopify refuses the refresh token, or there is none. Ends with the next visit of the app. */
  | 'refresh_refused'
  /** Shopify did not answer; worth another attempt. */
  | 'refresh_unavailable';

export class OfflineTokenError extends Error {
  override readonly name = 'OfflineTokenError';
  readonly problem: OfflineTokenProblem;

  constructor(problem: OfflineTokenProblem, domain: string, detail: string) {
    super(`No access token for ${domain}: ${problem}${detail === '' ? '' : ` (${detail})`}`);
    this.problem = problem;
  }

  get isRetryable(): boolean {
    return this.problem === 'refresh_unavailable';
  }
}

/**
 * A token with less than this left is refreshed first. A little more than the five minutes at which the library
 * exchanges tokens by itself, so that it never finds a session it would renew without our lock.
 */
const REFRESH_BEFORE_END_MS = 5 * 60_000 + 10_000;
/** While Shopify cannot be asked for a new token, one with this much left still serves. */
const LAST_USE_BEFORE_END_MS = 30_000;
/** A shop nobody asked about for this long is refreshed, so that its refresh token (90 days) never ends unused. */
const DORMANT_AFTER_MS = 20 * 3_600_000;

/**
 * The shop's access token, with at least five minutes left (less only while no new one can be had). `rejectedToken` is one that Shopify answered 401 to: it is not
 * handed out again. Throws `OfflineTokenError`.
 *
 * One refresh at a time per shop, across processes: the refresh runs under an advisory lock, reads the session again once it
 * holds it, and stores the new pair in the lock's transaction. When the process dies in between, the old refresh token is still
 * stored and still valid: Shopify keeps it until the new one is used.
 */
export async function offlineToken(domain: string, rejectedToken?: string): Promise<string> {
  const session = await usableSession(domain, rejectedToken);
  if (session.accessToken === null) throw new OfflineTokenError('refresh_refused', domain, '');
  return session.accessToken;
}

/** The same for the whole session: what the library's storage hands out. */
export async function usableSession(
  domain: string,
  rejectedToken?: string,
): Promise<OfflineSession> {
  const shop = await installedShop(domain);
  const stored = await loadSession(shop.shopId, offlineSessionId(domain));
  if (stored === null) throw new OfflineTokenError('no_session', domain, '');
  const session = fromStored(stored);
  return isUsable(session, rejectedToken) ? session : refresh(shop, rejectedToken);
}

/** Refreshes a shop's tokens when nothing has for most of a day; for shops that nobody visits. */
export async function keepWarm(domain: string): Promise<'refreshed' | 'warm'> {
  const shop = await installedShop(domain);
  const stored = await loadSession(shop.shopId, offlineSessionId(domain));
  if (stored === null) throw new OfflineTokenError('no_session', domain, '');
  const { expiresAt } = fromStored(stored);
  if (expiresAt === null || expiresAt.getTime() > Date.now() - DORMANT_AFTER_MS) return 'warm';
  await refresh(shop, undefined);
  return 'refreshed';
}

async function installedShop(domain: string): Promise<Shop> {
  const shop = await findShop(domain);
  if (shop?.status !== 'installed') throw new OfflineTokenError('no_session', domain, '');
  return shop;
}

function isUsable(
  session: OfflineSession,
  rejectedToken: string | undefined,
  leftMs = REFRESH_BEFORE_END_MS,
): boolean {
  if (session.accessToken === null || session.accessToken === rejectedToken) return false;
  return session.expiresAt === null || session.expiresAt.getTime() > Date.now() + leftMs;
}

const refreshing = new Map<number, Promise<OfflineSession>>();

/** Callers in one process share one turn: each waiting on the lock would hold a connection of the pool. */
function refresh(shop: Shop, rejectedToken: string | undefined): Promise<OfflineSession> {
  const running = refreshing.get(shop.shopId);
  if (running !== undefined) return running;
  const mine = refreshLocked(shop, rejectedToken).finally(() => refreshing.delete(shop.shopId));
  refreshing.set(shop.shopId, mine);
  return mine;
}

async function refreshLocked(
  shop: Shop,
  rejectedToken: string | undefined,
): Promise<OfflineSession> {
  // Returned rather than thrown inside: a throw would undo the note of the error.
  const outcome = await withSessionLock(shop.shopId, (sql) =>
    refreshOnce(sql, shop, rejectedToken),
  );
  if (outcome instanceof OfflineTokenError) throw outcome;
  return outcome;
}

async function refreshOnce(
  sql: PoolClient,
  { shopId, domain }: Shop,
  rejectedToken: string | undefined,
): Promise<OfflineSession | OfflineTokenError> {
  const stored = await loadSessionIn(sql, shopId, offlineSessionId(domain));
  if (stored === null) return new OfflineTokenError('no_session', domain, '');
  const session = fromStored(stored);
  if (isUsable(session, rejectedToken)) return session;
  const problem = async (kind: OfflineTokenProblem, detail: string) => {
    const error = new OfflineTokenError(kind, domain, detail);
    await noteError(sql, shopId, { message: error.message, now: currentInstant() });
    return error;
  };
  if (session.refreshToken === null) return problem('refresh_refused', 'no refresh token');
  const outcome = await refreshOfflineToken({ shop: domain, refreshToken: session.refreshToken });
  if (outcome.kind === 'refused') return problem('refresh_refused', outcome.code);
  if (outcome.kind === 'unavailable') {
    if (isUsable(session, rejectedToken, LAST_USE_BEFORE_END_MS)) return session;
    return problem('refresh_unavailable', outcome.code);
  }
  const { token } = outcome;
  const next: OfflineSession = {
    domain,
    scope: token.scope ?? session.scope,
    accessToken: token.accessToken,
    expiresAt: token.expiresAt,
    refreshToken: token.refreshToken ?? session.refreshToken,
    refreshExpiresAt: token.refreshExpiresAt ?? session.refreshExpiresAt,
  };
  await storeSessionIn(sql, shopId, toStored(next), new Date());
  return next;
}
