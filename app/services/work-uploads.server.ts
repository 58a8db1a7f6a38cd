import { installedDomain } from '#app/db/sync-lifecycle.server.ts';
import { openUpload } from '#app/db/uploads.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { DONE } from '#app/jobs/contracts.ts';
import type { Step } from '#app/jobs/contracts.ts';
import { applySlice } from '#app/services/apply-upload.server.ts';
import { matchSlice } from '#app/services/match-upload.server.ts';
import { undoSlice } from '#app/services/undo-upload.server.ts';

/** One slice of the upload that has waited longest: matching, applying or taking back. Comes again while any waits. */
export async function workUploads({ shopId, now }: { shopId: number; now: Date }): Promise<Step> {
  const found = await withShopSql(shopId, async (sql) => {
    const domain = await installedDomain(sql, shopId);
    const upload = domain === null ? null : await openUpload(sql, shopId);
    return domain === null || upload === null ? null : { domain, upload };
  });
  if (found === null) return DONE;
  const { domain, upload } = found;
  switch (upload.state) {
    case 'matching':
      return matchSlice({ shopId, domain, upload, now });
    case 'applying':
      return applySlice({ shopId, upload, now });
    case 'undoing':
      return undoSlice({ shopId, upload, now });
    default:
      return DONE;
  }
}
