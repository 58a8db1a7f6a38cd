import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { mergeReports } from '#app/sources/merge-reports.ts';
import { jsonOfPush } from '#app/sources/push-body.ts';
import { isDigest } from '#app/sources/signature.server.ts';
import type { NumberReport, PushReader, RejectedRow } from '#app/sources/source.ts';
import { readTracking } from './read-tracking.server.ts';

export const INBOUND_SIGNATURE_HEADER = 'lastscan-signature';
export const MAX_INBOUND_BYTES = 1_000_000;
export const MAX_INBOUND_TRACKINGS = 500;
/** How far the sender's clock may be off. A push repeated within it is known by the hash of its body. */
export const SIGNATURE_TOLERANCE_MS = 5 * 60_000;

/** Rows told back to the sender; a body with more of them is wrong in one way all over. */
const MAX_REJECTED = 1_000;

const pushBody = z.object({ version: z.unknown().optional(), trackings: z.unknown().optional() });

/**
 * Our own webhook, for every source without an adapter; docs/inbound-webhook.md is its contract. Signed as
 * `t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">`; several `v1` may stand side by side while a secret is changed.
 */
export const inboundPush: PushReader = {
  name: 'inbound',
  isSigned({ headers, rawBody, secret, now }) {
    const { at, digests } = signatureParts(headers.get(INBOUND_SIGNATURE_HEADER) ?? '');
    if (secret === '' || at === null) return false;
    if (Math.abs(now.getTime() - Number(at) * 1000) > SIGNATURE_TOLERANCE_MS) return false;
    const expected = createHmac('sha256', secret).update(`${at}.`).update(rawBody).digest();
    return digests.some((digest) => isDigest(expected, digest, 'hex'));
  },
  read(rawBody, receivedAt) {
    if (rawBody.length > MAX_INBOUND_BYTES) return { ok: false, code: 'too_large', field: '' };
    const json = jsonOfPush(rawBody);
    if (json === null) return { ok: false, code: 'not_json', field: '' };
    const body = pushBody.safeParse(json.value);
    if (!body.success) return { ok: false, code: 'not_an_object', field: '' };
    const { version, trackings } = body.data;
    if (version !== 1) return { ok: false, code: 'unsupported_version', field: 'version' };
    if (!Array.isArray(trackings)) return { ok: false, code: 'not_a_list', field: 'trackings' };
    if (trackings.length > MAX_INBOUND_TRACKINGS) {
      return { ok: false, code: 'too_many', field: 'trackings' };
    }
    return { ok: true, ...readAll(trackings, receivedAt) };
  },
};

function readAll(
  trackings: readonly unknown[],
  receivedAt: Date,
): { reports: NumberReport[]; rejected: RejectedRow[] } {
  const reports: NumberReport[] = [];
  const rejected: RejectedRow[] = [];
  for (const [index, raw] of trackings.entries()) {
    const read = readTracking(raw, receivedAt);
    if (read.report !== null) reports.push(read.report);
    const room = MAX_REJECTED - rejected.length;
    rejected.push(...read.rejected.slice(0, room).map((problem) => ({ index, ...problem })));
  }
  return { reports: mergeReports(reports), rejected };
}

/** `at` is null unless it is said once, in whole seconds. */
function signatureParts(header: string): { at: string | null; digests: string[] } {
  const parts = header.slice(0, MAX_HEADER_LENGTH).split(',');
  const values = (name: string) =>
    parts.flatMap((part) => {
      const [key, value] = part.trim().split('=', 2);
      return key === name && value !== undefined ? [value] : [];
    });
  const times = values('t');
  const at = times.length === 1 && /^\d{1,12}$/.test(times[0] ?? '') ? (times[0] ?? null) : null;
  return { at, digests: values('v1').slice(0, MAX_DIGESTS) };
}

const MAX_HEADER_LENGTH = 1_000;
const MAX_DIGESTS = 4;
