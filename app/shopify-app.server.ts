import '@shopify/shopify-app-remix/adapters/node';
import { setAbstractFetchFunc } from '@shopify/shopify-api/runtime';
import {
  ApiVersion,
  AppDistribution,
  LogSeverity,
  shopifyApp,
} from '@shopify/shopify-app-remix/server';
import { env } from '#app/env.server.ts';
import { log } from '#app/log.server.ts';
import { beginInstall } from '#app/services/begin-install.server.ts';
import { currentInstant } from '#app/services/clock.server.ts';
import { sealedSessionStorage } from '#app/services/session-storage.server.ts';
import { frameAncestors } from '#app/shopify/frame-ancestors.server.ts';
import { platformFetch } from '#app/shopify/platform-fetch.server.ts';

const {
  SHOPIFY_API_KEY: apiKey,
  SHOPIFY_API_SECRET: apiSecretKey,
  SHOPIFY_APP_URL: appUrl,
} = env();

/** shopify-app-remix, used for what it alone does: session tokens, token exchange, the bounce page. */
const shopify = shopifyApp({
  apiKey,
  apiSecretKey,
  appUrl,
  // No `scopes`: with managed install Shopify reads them from the deployed shopify.app.toml.
  apiVersion: ApiVersion.October26,
  distribution: AppDistribution.AppStore,
  isEmbeddedApp: true,
  sessionStorage: sealedSessionStorage,
  logger: { level: LogSeverity.Warning, log: logFromLibrary },
  future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
  hooks: {
    async afterAuth({ session }) {
      await beginInstall({
        domain: session.shop,
        scopes: session.scope ?? '',
        now: currentInstant(),
      });
    },
  },
});

// Last: importing the library's server entry puts its own fetch back.
setAbstractFetchFunc(platformFetch);

/**
 * Authenticates a request from the embedded app. Throws the library's Response (bounce page, 401 with the retry header, 410 for bots),
 * with our framing policy in place of the library's fixed one.
 */
export async function authenticateAdmin(request: Request) {
  try {
    return await shopify.authenticate.admin(request);
  } catch (thrown) {
    if (thrown instanceof Response && thrown.headers.has('content-security-policy')) {
      thrown.headers.set('Content-Security-Policy', frameAncestors(shopOf(request)));
    }
    throw thrown;
  }
}

/**
 * What every document carries: who may frame it, and the early hint for App Bridge. A page outside the admin that brings a
 * policy of its own keeps it, without the hint.
 */
export function setDocumentHeaders(request: Request, headers: Headers): void {
  const isOfAdmin = new URL(request.url).pathname.startsWith('/app');
  if (!isOfAdmin && headers.has('Content-Security-Policy')) return;
  if (env().APP_BRIDGE_URL === undefined) shopify.addDocumentResponseHeaders(request, headers);
  headers.set('Content-Security-Policy', frameAncestors(shopOf(request)));
}

/** What the layout hands the browser: the public client id and where App Bridge comes from. */
export function appBridgeSettings(): { apiKey: string; appBridgeUrl: string } {
  return {
    apiKey,
    appBridgeUrl: env().APP_BRIDGE_URL ?? 'https://cdn.shopify.com/shopifycloud/app-bridge.js',
  };
}

function shopOf(request: Request): string | null {
  return new URL(request.url).searchParams.get('shop');
}

function logFromLibrary(severity: LogSeverity, message: string): void {
  if (severity === LogSeverity.Error) log.error(message);
  else log.warn(message);
}
