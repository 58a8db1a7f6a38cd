import { z } from 'zod';
import { env } from '#app/env.server.ts';
import { platformFetch } from './platform-fetch.server.ts';

/** What a refresh brought. Instants are on the machine's clock: token lifetimes belong to the transport. */
interface RefreshedToken {
  accessToken: string;
  expiresAt: Date;
  /** Null: the reply named none, and the one that was used stays in force. */
  refreshToken: string | null;
  refreshExpiresAt: Date | null;
  scope: string | null;
}

export type RefreshOutcome =
  | { kind: 'refreshed'; token: RefreshedToken }
  /** Shopify refused the refresh token for good; only the merchant opening the app brings another. */
  | { kind: 'refused'; code: string }
  /** Shopify could not be asked or did not answer properly; later it may. */
  | { kind: 'unavailable'; code: string };

const TIMEOUT_MS = 10_000;
/** Documented life of an offline access token; stands in when a reply leaves `expires_in` out (Shopify/shopify-app-js #3400). */
const ACCESS_TOKEN_SECONDS = 3_600;

const reply = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().positive().optional().catch(undefined),
  refresh_token: z.string().min(1).optional().catch(undefined),
  refresh_token_expires_in: z.number().positive().optional().catch(undefined),
  scope: z.string().optional().catch(undefined),
});

/** Trades a refresh token for a new pair. Takes no lock and stores nothing; never throws, never names a token. */
export async function refreshOfflineToken(ask: {
  shop: string;
  refreshToken: string;
}): Promise<RefreshOutcome> {
  const { SHOPIFY_API_KEY, SHOPIFY_API_SECRET } = env();
  try {
    const response = await platformFetch(`https://${ask.shop}/admin/oauth/access_token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({
        client_id: SHOPIFY_API_KEY,
        client_secret: SHOPIFY_API_SECRET,
        grant_type: 'refresh_token',
        refresh_token: ask.refreshToken,
      }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const body = await response.text();
    if (response.ok) return readReply(body, Date.now());
    const code = `${response.status} ${errorCode(body)}`.trim();
    const isPassing = response.status === 429 || response.status === 408 || response.status >= 500;
    return { kind: isPassing ? 'unavailable' : 'refused', code };
  } catch {
    return { kind: 'unavailable', code: 'no answer' };
  }
}

function readReply(body: string, nowMs: number): RefreshOutcome {
  const read = reply.safeParse(parseJson(body));
  if (!read.success) return { kind: 'unavailable', code: 'unreadable answer' };
  const { data } = read;
  const after = (seconds: number) => new Date(nowMs + seconds * 1_000);
  return {
    kind: 'refreshed',
    token: {
      accessToken: data.access_token,
      expiresAt: after(data.expires_in ?? ACCESS_TOKEN_SECONDS),
      refreshToken: data.refresh_token ?? null,
      refreshExpiresAt:
        data.refresh_token_expires_in === undefined ? null : after(data.refresh_token_expires_in),
      scope: data.scope ?? null,
    },
  };
}

/** OAuth's error code (`invalid_grant`), and nothing else of the body. */
function errorCode(body: string): string {
  const read = z.object({ error: z.string().regex(/^[a-z_]{1,40}$/) }).safeParse(parseJson(body));
  return read.success ? read.data.error : '';
}

function parseJson(body: string): unknown {
  try {
    const value: unknown = JSON.parse(body);
    return value;
  } catch {
    return undefined;
  }
}
