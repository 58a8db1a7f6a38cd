import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { env } from '#app/env.server.ts';
import type { ParcelSort } from '#app/contracts/pages.ts';
import { PARCEL_SORTS } from '#app/contracts/pages.ts';

/**
 * A place between two rows of one shop's list under one sort. `key` is the sort value as the database writes it
 * (an instant with microseconds, or an amount in minor units), so that nothing is lost on the way through a link.
 */
export interface ParcelPlace {
  key: string;
  fulfillmentId: string;
  position: number;
}

/** A cursor is a link parameter anyone can type: it is signed, and bound to its shop and sort. */
export function writeCursor(
  place: ParcelPlace,
  bound: { shopId: number; sort: ParcelSort },
): string {
  const content = JSON.stringify([
    bound.shopId,
    bound.sort,
    place.key,
    place.fulfillmentId,
    place.position,
  ]);
  const encoded = Buffer.from(content).toString('base64url');
  return `${encoded}.${signatureOf(encoded)}`;
}

/**
 * The place a cursor stands for, or null when it is not one of ours for this sort.
 * With `shopId` null only the shop goes unchecked (the reader MUST check `shopId` of the result).
 */
export function readCursor(
  cursor: string,
  bound: { shopId: number | null; sort: ParcelSort },
): (ParcelPlace & { shopId: number }) | null {
  if (cursor.length > LONGEST_CURSOR) return null;
  const [encoded, signature, ...rest] = cursor.split('.');
  if (encoded === undefined || signature === undefined || rest.length > 0) return null;
  // Over the text as sent, not what it decodes to: several texts decode alike.
  const expected = Buffer.from(signatureOf(encoded));
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const content: unknown = JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8'));
  const parsed = contentSchema.safeParse(content);
  if (!parsed.success) return null;
  const [shopId, sort, key, fulfillmentId, position] = parsed.data;
  if (sort !== bound.sort || (bound.shopId !== null && shopId !== bound.shopId)) return null;
  return { shopId, key, fulfillmentId, position };
}

const LONGEST_CURSOR = 400;
const contentSchema = z.tuple([z.int(), z.enum(PARCEL_SORTS), z.string(), z.string(), z.int()]);

function signatureOf(encoded: string): string {
  // A key of its own, derived from the app's secret, so that a cursor is never valid as anything else.
  const key = createHmac('sha256', env().SHOPIFY_API_SECRET)
    .update('lastscan parcel cursor')
    .digest();
  return createHmac('sha256', key).update(encoded).digest('base64url').slice(0, 32);
}
