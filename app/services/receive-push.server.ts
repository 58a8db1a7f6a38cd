import { createHash } from 'node:crypto';
import { shopOfAddress } from '#app/db/cross-shop.server.ts';
import { postcodeKey } from '#app/db/privacy-keys.server.ts';
import { noteHeard } from '#app/db/source-connections.server.ts';
import { countDay } from '#app/db/source-days.server.ts';
import { storePush } from '#app/db/source-pushes.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { PUSHING_SOURCES } from '#app/domain/scans/source-name.ts';
import type { PushingSource } from '#app/domain/scans/source-name.ts';
import { enqueue } from '#app/jobs/enqueue.server.ts';
import { withoutPostcode } from '#app/services/report-privacy.ts';
import { signingSecrets } from '#app/services/source-signature.server.ts';
import { afterShipPush } from '#app/sources/aftership/push.server.ts';
import { inboundPush } from '#app/sources/inbound/push.server.ts';
import { seventeenTrackPush } from '#app/sources/seventeen-track/push.server.ts';
import type { PushReader, RejectedRow } from '#app/sources/source.ts';

/** Larger pushes are refused before they are read. */
export const LARGEST_PUSH_BYTES = 5_000_000;

/** How a push ended. `body` is what the sender is told: codes and counts, never contents. */
export interface PushReceipt {
  status: 200 | 400 | 401 | 404 | 413;
  body: {
    outcome:
      'stored' | 'repeated' | 'unknown_address' | 'bad_signature' | 'bad_body' | 'body_too_large';
    /** Where and why the body is not what the source documents. */
    code?: string;
    field?: string;
    /** Numbers that were understood. */
    accepted?: number;
    /** What was not, by its place in the body; of sources whose pushes have rows. */
    rejected?: readonly RejectedRow[];
  };
}

/**
 * Takes one push to a shop's address. The answer 200 means that it is stored: the row, the day's count and the job are
 * one committed transaction. Only what it says of numbers is kept; the recipient's postcode as a keyed hash.
 *
 * - An address that is nobody's is 404, the same for one that never was and one that was given up.
 * - A wrong or missing signature is 401, leaves nothing but a count, and the Health page shows the count.
 * - A signed body that is not what the source documents is 400 with a code and a field; nothing of it is kept.
 * - The same body again is 200 and changes nothing.
 */
export async function receivePush(push: {
  address: string;
  headers: Headers;
  rawBody: Buffer;
  now: Date;
}): Promise<PushReceipt> {
  const { address, headers, rawBody, now } = push;
  if (rawBody.length > LARGEST_PUSH_BYTES) return receipt(413, 'body_too_large');
  const found = ADDRESS_SHAPE.test(address) ? await shopOfAddress(address) : null;
  const source = PUSHING_SOURCES.find((name) => name === found?.source);
  if (found === null || source === undefined) return receipt(404, 'unknown_address');
  const { shopId } = found;
  const reader = READERS[source];
  const secrets = await withShopSql(shopId, (sql) => signingSecrets(sql, { shopId, source, now }));
  if (!secrets.some((secret) => reader.isSigned({ headers, rawBody, secret, now }))) {
    await withShopSql(shopId, (sql) => countDay(sql, shopId, { source, now, pushesRefused: 1 }));
    return receipt(401, 'bad_signature');
  }
  const reading = reader.read(rawBody, now);
  if (!reading.ok) {
    const errors = { bad_push: 1 };
    await withShopSql(shopId, (sql) => countDay(sql, shopId, { source, now, errors }));
    const { code, field } = reading;
    return { status: 400, body: { outcome: 'bad_body', code, field } };
  }
  const pushId = createHash('sha256').update(rawBody).digest('hex');
  const isNew = await withShopSql(shopId, async (sql) => {
    const key = await postcodeKey(sql, shopId);
    const reports = reading.reports.map((report) => withoutPostcode(report, key));
    if (!(await storePush(sql, shopId, { source, pushId, receivedAt: now, reports }))) return false;
    await countDay(sql, shopId, { source, now, pushes: 1 });
    await noteHeard(sql, { shopId, source, now });
    await enqueue(sql, 'read-pushes', { shopId }, { sooner: true });
    return true;
  });
  const { reports, rejected } = reading;
  const outcome = isNew ? 'stored' : 'repeated';
  return {
    status: 200,
    body: { outcome, accepted: reports.length, ...(rejected && { rejected }) },
  };
}

const READERS: Record<PushingSource, PushReader> = {
  seventeen_track: seventeenTrackPush,
  aftership: afterShipPush,
  inbound: inboundPush,
};

/** 128 bits in base64url. */
const ADDRESS_SHAPE = /^[\w-]{22}$/;

function receipt(status: PushReceipt['status'], outcome: PushReceipt['body']['outcome']) {
  return { status, body: { outcome } };
}
