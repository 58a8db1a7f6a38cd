import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { jsonOfPush } from '#app/sources/push-body.ts';
import { isDigest } from '#app/sources/signature.server.ts';
import type { PushReader } from '#app/sources/source.ts';
import { trackingItem } from './answer.ts';
import { reportOfTracking } from './report.server.ts';

const pushBody = z.object({ event: z.string(), msg: z.unknown().optional() });

/**
 * AfterShip's webhook: `tracking_update`, `edd_revise` and `tracking_pending_time` all carry the whole tracking.
 * `aftership-hmac-sha256` is the base64 HMAC-SHA256 of the raw body under the account's webhook secret.
 */
export const afterShipPush: PushReader = {
  name: 'aftership',
  isSigned({ headers, rawBody, secret }) {
    if (secret === '') return false;
    const expected = createHmac('sha256', secret).update(rawBody).digest();
    return isDigest(expected, headers.get('aftership-hmac-sha256'), 'base64');
  },
  read(rawBody, receivedAt) {
    const json = jsonOfPush(rawBody);
    if (json === null) return { ok: false, code: 'not_json', field: '' };
    const body = pushBody.safeParse(json.value);
    if (!body.success) return { ok: false, code: 'missing', field: 'event' };
    const item = trackingItem.safeParse(body.data.msg);
    const report = item.success ? reportOfTracking(item.data, receivedAt) : null;
    return report === null
      ? { ok: false, code: 'not_a_number', field: 'msg.tracking_number' }
      : { ok: true, reports: [report] };
  },
};
