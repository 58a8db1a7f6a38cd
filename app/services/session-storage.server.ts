import { Session } from '@shopify/shopify-api';
import type { SessionStorage } from '@shopify/shopify-app-session-storage';
import {
  deleteSessions,
  listSessions,
  loadSession,
  storeSession,
} from '#app/db/shop-sessions.server.ts';
import { findShop, registerShop } from '#app/db/shops.server.ts';
import { log } from '#app/log.server.ts';
import { currentInstant } from '#app/services/clock.server.ts';
import {
  domainOfSessionId,
  fromStored,
  offlineSessionId,
  toStored,
} from '#app/services/offline-session.server.ts';
import type { OfflineSession } from '#app/services/offline-session.server.ts';
import { OfflineTokenError, usableSession } from '#app/services/offline-token.server.ts';

/**
 * The library's session storage over sealed rows. Offline sessions only: Lastscan acts for the shop, not for a person.
 *
 * Loading is where the library's own token renewal is made single-flight. In shopify-app-remix 6 `authenticate.admin` exchanges
 * the session token again, without any lock, whenever the loaded session has less than five minutes left. So a session
 * never leaves here with less: it is refreshed first, under the shop's lock. Only when that fails does the library see the old
 * one, and its exchange (the merchant is there, with a fresh session token) is the repair.
 */
export const sealedSessionStorage: SessionStorage = {
  async storeSession(session) {
    if (session.isOnline) return true;
    const scopes = session.scope ?? '';
    const shop =
      (await findShop(session.shop)) ??
      (await registerShop({ domain: session.shop, scopes, now: currentInstant() }));
    await storeSession(shop.shopId, toStored(fromLibrary(session)), new Date());
    return true;
  },

  async loadSession(sessionId) {
    const domain = domainOfSessionId(sessionId);
    const shop = domain === null ? null : await findShop(domain);
    // A shop that left is installed anew: no session makes the library exchange tokens and run the install.
    if (shop?.status !== 'installed') return undefined;
    try {
      return toLibrary(await usableSession(shop.domain));
    } catch (error) {
      if (error instanceof OfflineTokenError && error.problem === 'no_session') return undefined;
      log.warn({ err: error, shopId: shop.shopId }, 'session is not usable; exchanging tokens');
      return staleSession(shop.shopId, shop.domain);
    }
  },

  async deleteSession(sessionId) {
    const domain = domainOfSessionId(sessionId);
    const shop = domain === null ? null : await findShop(domain);
    if (shop !== null) await deleteSessions(shop.shopId, sessionId);
    return true;
  },

  async deleteSessions(sessionIds) {
    for (const sessionId of sessionIds) await sealedSessionStorage.deleteSession(sessionId);
    return true;
  },

  async findSessionsByShop(domain) {
    const shop = await findShop(domain);
    if (shop === null) return [];
    return (await listSessions(shop.shopId)).map((stored) => toLibrary(fromStored(stored)));
  },
};

/** The session as it lies there, for the library to replace; undefined when it cannot even be read (a lost key). */
async function staleSession(shopId: number, domain: string): Promise<Session | undefined> {
  try {
    const stored = await loadSession(shopId, offlineSessionId(domain));
    return stored === null ? undefined : toLibrary(fromStored(stored));
  } catch {
    return undefined;
  }
}

function fromLibrary(session: Session): OfflineSession {
  return {
    domain: session.shop,
    scope: session.scope ?? '',
    accessToken: session.accessToken ?? null,
    expiresAt: session.expires ?? null,
    refreshToken: session.refreshToken ?? null,
    refreshExpiresAt: session.refreshTokenExpires ?? null,
  };
}

function toLibrary(session: OfflineSession): Session {
  return new Session({
    id: offlineSessionId(session.domain),
    shop: session.domain,
    state: '',
    isOnline: false,
    scope: session.scope,
    ...(session.accessToken === null ? {} : { accessToken: session.accessToken }),
    ...(session.expiresAt === null ? {} : { expires: session.expiresAt }),
    ...(session.refreshToken === null ? {} : { refreshToken: session.refreshToken }),
    ...(session.refreshExpiresAt === null ? {} : { refreshTokenExpires: session.refreshExpiresAt }),
  });
}
