import { createSecretKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { errors, jwtVerify } from 'jose';
import type { JWTPayload } from 'jose';
import { env } from '#app/env.server.ts';

/** Who asks from a shop's customer-account pages. */
export interface CustomerToken {
  /** `name.myshopify.com`, lower case. */
  domain: string;
  /** `gid://shopify/Customer/<id>`; null: nobody is signed in, or the app may not know who. */
  customer: string | null;
  /** What requests of one asker have in common: the customer, else the session, else the token; null: it names none. */
  subject: string | null;
}

/** Longer headers are no session token: Shopify's have some 500 characters. */
const LONGEST_TOKEN = 4_096;
const CLOCK_TOLERANCE_S = 10;

/**
 * Reads `Authorization: Bearer <session token>` as Shopify gives it to customer-account extensions. Null for whatever is not
 * whole: another algorithm, secret or audience, no `exp`, `nbf` or `dest`, outside its times by more than ten seconds, a
 * `dest` that is no shop's, a `sub` that is no customer's (the admin's tokens name staff). Why is told to nobody; neither
 * the token nor the library's error, which may quote it, goes further. Times are the machine's: Shopify's clock runs on.
 */
export async function readCustomerToken(
  authorization: string | null,
): Promise<CustomerToken | null> {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(
    authorization !== null && authorization.length <= LONGEST_TOKEN ? authorization : '',
  )?.[1];
  if (token === undefined) return null;
  for (const secret of secrets()) {
    const claims = await verified(token, secret);
    if (claims === 'other_secret') continue;
    return claims === null ? null : askerOf(claims);
  }
  return null;
}

async function verified(
  token: string,
  secret: KeyObject,
): Promise<JWTPayload | 'other_secret' | null> {
  try {
    const { payload } = await jwtVerify(token, secret, {
      algorithms: ['HS256'],
      audience: env().SHOPIFY_API_KEY,
      clockTolerance: CLOCK_TOLERANCE_S,
      requiredClaims: ['exp', 'nbf', 'dest'],
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JWSSignatureVerificationFailed) return 'other_secret';
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}

/** With or without `https://`; a name of a shop and nothing behind it. */
const DEST = /^(?:https:\/\/)?([a-z\d][a-z\d-]{0,62}\.myshopify\.com)$/;
const CUSTOMER = /^gid:\/\/shopify\/Customer\/\d{1,20}$/;

function askerOf(claims: JWTPayload): CustomerToken | null {
  const { dest, sub = null, sid, jti } = claims;
  const domain = typeof dest === 'string' ? DEST.exec(dest.toLowerCase())?.[1] : undefined;
  if (domain === undefined) return null;
  if (sub !== null && !CUSTOMER.test(sub)) return null;
  const subject = [sub, sid, jti].find((name) => typeof name === 'string' && name !== '') ?? null;
  return { domain, customer: sub, subject: typeof subject === 'string' ? subject : null };
}

let known: { current: string; previous: string | undefined; keys: KeyObject[] } | undefined;

/** The current secret first; while one is being rotated, the one before it too. */
function secrets(): readonly KeyObject[] {
  const { SHOPIFY_API_SECRET: current, SHOPIFY_API_SECRET_PREVIOUS: previous } = env();
  if (known?.current !== current || known.previous !== previous) {
    const keys = [current, previous].filter((secret) => secret !== undefined);
    known = { current, previous, keys: keys.map((secret) => createSecretKey(secret, 'utf8')) };
  }
  return known.keys;
}
