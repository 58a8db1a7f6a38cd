import type { UploadActionResult } from '#app/contracts/uploads.ts';
import { uploadActionSchema } from '#app/contracts/uploads.ts';
import { parseParcelId } from '#app/contracts/parcel-query.ts';
import { chooseCandidate, decideAll, setDecision } from '#app/db/upload-decisions.server.ts';
import { deleteUpload, readUpload } from '#app/db/uploads.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { startApplying } from '#app/services/apply-upload.server.ts';
import { startUndoing } from '#app/services/undo-upload.server.ts';

/**
 * Does what a person asked for on an upload's page. `body` is untrusted; what is no action of ours changes nothing and is
 * answered with `failed`. Decisions are taken while the upload stands still: in its preview, or after it was applied for
 * the rows that were left open.
 */
export async function actOnUpload({
  shopId,
  uploadId,
  body,
}: {
  shopId: number;
  uploadId: string;
  body: unknown;
}): Promise<UploadActionResult> {
  const parsed = uploadActionSchema.safeParse(body);
  if (!parsed.success) return { ok: false, error: 'failed' };
  const action = parsed.data;
  if (action.intent === 'apply') return startApplying({ shopId, uploadId });
  if (action.intent === 'undo') return startUndoing({ shopId, uploadId });
  return withShopSql(shopId, async (sql) => {
    const upload = await readUpload(sql, shopId, { uploadId, lock: true });
    if (upload === null) return { ok: false, error: 'failed' };
    const done = (count: number) => ({ ok: true, done: action.intent, count }) as const;
    if (action.intent === 'discard') {
      if (upload.state !== 'preview' && upload.state !== 'matching' && upload.state !== 'failed')
        return { ok: false, error: 'not_now' };
      await deleteUpload(sql, shopId, uploadId);
      return done(upload.rowsTotal);
    }
    if (upload.state !== 'preview' && upload.state !== 'applied')
      return { ok: false, error: 'not_now' };
    switch (action.intent) {
      case 'choose': {
        const place = parseParcelId(action.parcelId);
        const isChosen =
          place !== null &&
          (await chooseCandidate(sql, shopId, { uploadId, line: action.line, ...place }));
        return isChosen ? done(1) : { ok: false, error: 'not_a_candidate' };
      }
      case 'skip':
      case 'reset': {
        const decision = action.intent === 'skip' ? 'skip' : null;
        return done(await setDecision(sql, shopId, { uploadId, lines: action.lines, decision }));
      }
      case 'decide_all':
        return done(await decideAll(sql, shopId, { uploadId, ...action }));
    }
  });
}
