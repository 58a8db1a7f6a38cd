import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { gid } from './formats.ts';

interface SessionTokenClaims {
  iss: string;
  dest: string;
  aud: string;
  sub: string;
  exp: number;
  nbf: number;
  iat: number;
  jti: string;
  sid: string;
}

const LIFETIME_SECONDS = 60;
const CUSTOMER_LIFETIME_SECONDS = 300;
const LEEWAY_SECONDS = 10;

/** What App Bridge hands to the app: HS256 with the app's secret, valid for a minute of the machine's clock. */
export function mintSessionToken(
  { apiKey, apiSecret }: { apiKey: string; apiSecret: string },
  { shop, userId }: { shop: string; userId: string },
  lifetimeSeconds = LIFETIME_SECONDS,
): string {
  const now = Math.floor(Date.now() / 1_000);
  const claims: SessionTokenClaims = {
    iss: `https://${shop}/admin`,
    dest: `https://${shop}`,
    aud: apiKey,
    sub: userId,
    exp: now + lifetimeSeconds,
    nbf: now,
    iat: now,
    jti: randomUUID(),
    sid: randomUUID(),
  };
  const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ ...claims })}`;
  return `${signed}.${signature(signed, apiSecret)}`;
}

/**
 * What `shopify.sessionToken.get()` gives on customer account pages: HS256 with the app's secret, valid for five minutes of the
 * machine's clock. `customerId` null: nobody is signed in, and the token says nothing of a person.
 */
export function mintCustomerToken(
  { apiKey, apiSecret }: { apiKey: string; apiSecret: string },
  { shop, customerId }: { shop: string; customerId: number | null },
  lifetimeSeconds = CUSTOMER_LIFETIME_SECONDS,
): string {
  const now = Math.floor(Date.now() / 1_000);
  const claims = {
    dest: shop,
    aud: apiKey,
    ...(customerId === null ? {} : { sub: gid('Customer', customerId) }),
    exp: now + lifetimeSeconds,
    nbf: now,
    iat: now,
    jti: randomUUID(),
    sid: randomUUID(),
  };
  const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${signed}.${signature(signed, apiSecret)}`;
}

const claimsSchema = z.object({
  iss: z.string(),
  dest: z.string(),
  aud: z.string(),
  sub: z.string(),
  exp: z.number(),
  nbf: z.number(),
});

/** The claims' user, or null for a token that is forged, expired, or meant for another app or shop. */
export function verifySessionToken(
  { apiKey, apiSecret }: { apiKey: string; apiSecret: string },
  shop: string,
  token: string,
): { userId: string } | null {
  const [head = '', body = '', given = ''] = token.split('.');
  const expected = Buffer.from(signature(`${head}.${body}`, apiSecret));
  const actual = Buffer.from(given);
  if (expected.length !== actual.length || !timingSafeEqual(expected, actual)) return null;
  const claims = claimsSchema.safeParse(
    JSON.parse(Buffer.from(body, 'base64url').toString('utf8')),
  );
  if (!claims.success) return null;
  const { aud, dest, exp, nbf, sub } = claims.data;
  const now = Date.now() / 1_000;
  const isCurrent = exp > now - LEEWAY_SECONDS && nbf < now + LEEWAY_SECONDS;
  return isCurrent && aud === apiKey && dest === `https://${shop}` ? { userId: sub } : null;
}

function encode(value: Record<string, unknown>): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function signature(signed: string, secret: string): string {
  return createHmac('sha256', secret).update(signed).digest('base64url');
}
