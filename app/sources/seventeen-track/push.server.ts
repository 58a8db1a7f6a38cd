import { createHash } from 'node:crypto';
import { z } from 'zod';
import { jsonOfPush } from '#app/sources/push-body.ts';
import { isDigest } from '#app/sources/signature.server.ts';
import type { PushReader } from '#app/sources/source.ts';
import { acceptedItem } from './answer.ts';
import { reportOfItem } from './report.server.ts';

const pushBody = z.object({ event: z.string(), data: z.unknown().optional() });

/**
 * 17TRACK's webhook. `sign` is the hex SHA-256 of the raw body, a slash and the API key, so the secret is the key.
 * `TRACKING_STOPPED` is 17TRACK giving up, never a loss.
 */
export const seventeenTrackPush: PushReader = {
  name: 'seventeen_track',
  isSigned({ headers, rawBody, secret }) {
    if (secret === '') return false;
    const expected = createHash('sha256').update(rawBody).update(`/${secret}`).digest();
    return isDigest(expected, headers.get('sign'), 'hex');
  },
  read(rawBody, receivedAt) {
    const json = jsonOfPush(rawBody);
    if (json === null) return { ok: false, code: 'not_json', field: '' };
    const body = pushBody.safeParse(json.value);
    if (!body.success) return { ok: false, code: 'missing', field: 'event' };
    const item = acceptedItem.safeParse(body.data.data);
    const isStopped = body.data.event === 'TRACKING_STOPPED';
    const report = item.success
      ? reportOfItem({ ...item.data, ...(isStopped && { tracking_status: 'Stopped' }) }, receivedAt)
      : null;
    return report === null
      ? { ok: false, code: 'not_a_number', field: 'data.number' }
      : { ok: true, reports: [report] };
  },
};
