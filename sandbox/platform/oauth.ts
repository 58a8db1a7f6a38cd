import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { AppConfig } from './app-config.ts';
import { verifySessionToken } from './session-token.ts';

export interface TokenAnswer {
  status: number;
  body: Record<string, unknown>;
}

const REFRESH_LIFETIME_SECONDS = 90 * 24 * 3_600;
const ONLINE_LIFETIME_SECONDS = 24 * 3_600;
const TOKEN_TYPE = 'urn:shopify:params:oauth:token-type:';

const requestSchema = z.discriminatedUnion('grant_type', [
  z.object({
    grant_type: z.literal('urn:ietf:params:oauth:grant-type:token-exchange'),
    client_id: z.string(),
    client_secret: z.string(),
    subject_token: z.string(),
    subject_token_type: z.literal('urn:ietf:params:oauth:token-type:id_token'),
    requested_token_type: z.enum([
      `${TOKEN_TYPE}offline-access-token`,
      `${TOKEN_TYPE}online-access-token`,
    ]),
    expiring: z.coerce.string().default('0'),
  }),
  z.object({
    grant_type: z.literal('refresh_token'),
    client_id: z.string(),
    client_secret: z.string(),
    refresh_token: z.string(),
  }),
]);

interface RefreshToken {
  token: string;
  shop: string;
  expiresAt: number;
  /** The refresh token that this one was issued for; it stays valid until this one is used. */
  parent: RefreshToken | null;
}

/**
 * Access and refresh tokens of one app, on the machine's clock. Refresh tokens rotate: the previous one stays valid
 * until one of its successors is used (Shopify's behaviour since 2026-08-28).
 */
export class TokenStore {
  #access = new Map<string, { shop: string; expiresAt: number }>();
  #refresh = new Map<string, RefreshToken>();
  #app: AppConfig;
  #lifetimeSeconds: number;
  refreshes = 0;

  constructor(app: AppConfig, lifetimeSeconds: number) {
    this.#app = app;
    this.#lifetimeSeconds = lifetimeSeconds;
  }

  /** The shop that an unexpired access token opens; null otherwise. */
  shopOf(accessToken: string): string | null {
    const known = this.#access.get(accessToken);
    return known === undefined || known.expiresAt <= Date.now() ? null : known.shop;
  }

  revokeShop(shop: string): void {
    for (const [token, { shop: owner }] of this.#access)
      if (owner === shop) this.#access.delete(token);
    for (const [token, { shop: owner }] of this.#refresh)
      if (owner === shop) this.#refresh.delete(token);
  }

  /** `POST /admin/oauth/access_token`. `scopes`: what the shop has granted; null: the app is not installed there. */
  answer(shop: string, scopes: readonly string[] | null, body: unknown): TokenAnswer {
    const request = requestSchema.safeParse(body);
    if (!request.success) {
      return refusal('invalid_request', request.error.issues[0]?.message ?? 'Malformed request');
    }
    const { data } = request;
    if (data.client_id !== this.#app.apiKey || data.client_secret !== this.#app.apiSecret) {
      return refusal('invalid_client', 'Client authentication failed');
    }
    if (scopes === null)
      return refusal('app_not_installed', 'The app is not installed on this shop');
    if (data.grant_type === 'refresh_token')
      return this.#refreshed(shop, scopes, data.refresh_token);
    const user = verifySessionToken(this.#app, shop, data.subject_token);
    if (user === null) {
      return refusal(
        'invalid_subject_token',
        'The session token is not valid for this app and shop',
      );
    }
    if (data.requested_token_type === `${TOKEN_TYPE}online-access-token`) {
      return { status: 200, body: this.#online(shop, scopes, user.userId) };
    }
    if (data.expiring !== '1') {
      return refusal(
        'invalid_request',
        'Offline access tokens of this app must be expiring (expiring=1)',
      );
    }
    return { status: 200, body: this.#offline(shop, scopes, null) };
  }

  #refreshed(shop: string, scopes: readonly string[], token: string): TokenAnswer {
    const used = this.#refresh.get(token);
    if (used === undefined || used.shop !== shop || used.expiresAt <= Date.now()) {
      return refusal('invalid_grant', 'The refresh token is invalid, expired or already replaced');
    }
    this.refreshes += 1;
    if (used.parent !== null) {
      // Its own predecessor dies with the first use, and so do successors that were never used.
      const { parent } = used;
      this.#refresh.delete(parent.token);
      for (const sibling of this.#refresh.values()) {
        if (sibling !== used && sibling.parent === parent) this.#refresh.delete(sibling.token);
      }
      used.parent = null;
    }
    return { status: 200, body: this.#offline(shop, scopes, used) };
  }

  #offline(shop: string, scopes: readonly string[], parent: RefreshToken | null) {
    const refresh: RefreshToken = {
      token: `shprt_${randomBytes(16).toString('hex')}`,
      shop,
      expiresAt: Date.now() + REFRESH_LIFETIME_SECONDS * 1_000,
      parent,
    };
    this.#refresh.set(refresh.token, refresh);
    return {
      access_token: this.#issue('shpat', shop, this.#lifetimeSeconds),
      scope: scopes.join(','),
      expires_in: this.#lifetimeSeconds,
      refresh_token: refresh.token,
      refresh_token_expires_in: REFRESH_LIFETIME_SECONDS,
    };
  }

  #online(shop: string, scopes: readonly string[], userId: string) {
    return {
      access_token: this.#issue('shpua', shop, ONLINE_LIFETIME_SECONDS),
      scope: scopes.join(','),
      expires_in: ONLINE_LIFETIME_SECONDS,
      associated_user_scope: scopes.join(','),
      associated_user: {
        id: Number(userId),
        first_name: 'Sam',
        last_name: 'Owner',
        email: `sam@${shop}`,
        account_owner: true,
        locale: 'en',
        collaborator: false,
        email_verified: true,
      },
    };
  }

  #issue(prefix: string, shop: string, lifetimeSeconds: number): string {
    const token = `${prefix}_${randomBytes(16).toString('hex')}`;
    this.#access.set(token, { shop, expiresAt: Date.now() + lifetimeSeconds * 1_000 });
    return token;
  }
}

function refusal(error: string, description: string): TokenAnswer {
  return { status: 400, body: { error, error_description: description } };
}
