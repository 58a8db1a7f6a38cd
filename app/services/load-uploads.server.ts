import type {
  OutcomeCounts,
  UploadRowPage,
  UploadSummary,
  UploadView,
} from '#app/contracts/uploads.ts';
import { ROWS_PER_PAGE, outcomeSchema } from '#app/contracts/uploads.ts';
import { readSourceSettings } from '#app/db/source-settings.server.ts';
import { pageBefore, readUploadRows } from '#app/db/upload-rows.server.ts';
import type { StoredUpload } from '#app/db/uploads.server.ts';
import { countOutcomes, listUploads, readUpload } from '#app/db/uploads.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import type { RowOutcome } from '#app/domain/uploads/upload.ts';

/** Nobody looks further back; older ones are still undone by their address. */
const UPLOADS_LISTED = 50;

export interface ListedUpload extends UploadSummary {
  counts: OutcomeCounts;
}

/** The shop's uploads, newest first. */
export async function loadUploads({ shopId }: { shopId: number }): Promise<ListedUpload[]> {
  return withShopSql(shopId, async (sql) => {
    const listed: ListedUpload[] = [];
    for (const upload of await listUploads(sql, shopId, UPLOADS_LISTED))
      listed.push({
        ...summaryOf(upload),
        counts: await countOutcomes(sql, shopId, upload.uploadId),
      });
    return listed;
  });
}

/** One upload with a page of its rows; null when the shop has none of this id. `outcome` null = the first tab that has rows. */
export async function loadUpload({
  shopId,
  uploadId,
  outcome,
  after,
}: {
  shopId: number;
  uploadId: string;
  outcome: string | null;
  after: number;
}): Promise<{ upload: UploadView; tab: RowOutcome; page: UploadRowPage } | null> {
  return withShopSql(shopId, async (sql) => {
    const stored = await readUpload(sql, shopId, { uploadId });
    if (stored === null) return null;
    const counts = await countOutcomes(sql, shopId, uploadId);
    const { writeBack } = await readSourceSettings(sql, shopId);
    const asked = outcomeSchema.safeParse(outcome);
    const tab = asked.success ? asked.data : firstTab(counts);
    const wanted = { uploadId, outcomes: [tab], after };
    const rows = await readUploadRows(sql, shopId, { ...wanted, limit: ROWS_PER_PAGE + 1 });
    const shown = rows.slice(0, ROWS_PER_PAGE);
    return {
      upload: {
        ...summaryOf(stored),
        reading: stored.reading,
        counts,
        isWrittenBack: writeBack,
      },
      tab,
      page: {
        rows: shown,
        nextAfter: rows.length > shown.length ? (shown.at(-1)?.line ?? null) : null,
        previousAfter: await pageBefore(sql, shopId, { ...wanted, limit: ROWS_PER_PAGE }),
      },
    };
  });
}

/** What waits for a person comes first. */
const TAB_ORDER = [
  'unsure',
  'matched',
  'unmatched',
  'bad',
  'already',
  'duplicate',
  'waiting',
] as const satisfies readonly RowOutcome[];

function firstTab(counts: OutcomeCounts): RowOutcome {
  return TAB_ORDER.find((tab) => counts[tab] > 0) ?? 'matched';
}

function summaryOf(upload: StoredUpload): UploadSummary {
  const { createdBy: _createdBy, reading: _reading, ...summary } = upload;
  return summary;
}
