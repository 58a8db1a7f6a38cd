import type { PoolClient } from 'pg';
import type { UploadActionResult } from '#app/contracts/uploads.ts';
import { parseParcelId } from '#app/contracts/parcel-query.ts';
import { loadExisting } from '#app/db/orders-existing.server.ts';
import { underSavepoint } from '#app/db/savepoint.server.ts';
import { settleRow, takeRowsToApply } from '#app/db/upload-rows.server.ts';
import { countOutcomes, moveUpload, readUpload } from '#app/db/uploads.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { numberKey } from '#app/domain/numbers/normalise.ts';
import { chainOf } from '#app/domain/parcels/chain.ts';
import type { LegKind } from '#app/domain/parcels/link.ts';
import { reason } from '#app/domain/uploads/upload.ts';
import { log } from '#app/log.server.ts';
import type { Step } from '#app/jobs/contracts.ts';
import { enqueue } from '#app/jobs/enqueue.server.ts';
import { applyScanRows } from '#app/services/work-scan-uploads.server.ts';
import { decideLink, proposeLink } from '#app/services/link-legs.server.ts';
import { workSlice } from '#app/services/upload-slice.server.ts';
import type { RowStep, UploadSlice } from '#app/services/upload-slice.server.ts';

/** Each row may rewrite a parcel's chain and verdict: so many keep a slice within a second or two. */
const ROWS_PER_SLICE = 50;
/** Events are stored together. */
const EVENTS_PER_SLICE = 500;

/** Has the decided rows of an upload applied by a job. What is still undecided stays, and can be applied later. */
export async function startApplying({
  shopId,
  uploadId,
}: {
  shopId: number;
  uploadId: string;
}): Promise<UploadActionResult> {
  return withShopSql(shopId, async (sql) => {
    const upload = await readUpload(sql, shopId, { uploadId, lock: true });
    if (upload === null) return { ok: false, error: 'failed' };
    if (upload.state !== 'preview' && upload.state !== 'applied')
      return { ok: false, error: 'not_now' };
    const { toApply } = await countOutcomes(sql, shopId, uploadId);
    if (toApply === 0) return { ok: false, error: 'nothing_to_apply' };
    await moveUpload(sql, shopId, uploadId, { state: 'applying', rowsDone: 0 });
    await enqueue(sql, 'work-uploads', { shopId });
    return { ok: true, done: 'apply', count: toApply };
  });
}

/** Applies the next rows, each under a savepoint of its own: one that fails is noted and stops no other. */
export async function applySlice(slice: UploadSlice): Promise<Step> {
  return workSlice(slice, {
    state: 'applying',
    rowsPerSlice: { numbers: ROWS_PER_SLICE, scans: EVENTS_PER_SLICE },
    take: takeRowsToApply,
    doRow: applyUnderSavepoint,
    doEvents: applyScanRows,
    end: { state: 'applied', appliedAt: slice.now },
  });
}

async function applyUnderSavepoint(sql: PoolClient, step: RowStep): Promise<void> {
  const { shopId, row, now } = step;
  const { uploadId } = step.upload;
  const settled = { uploadId, line: row.line };
  const bad = {
    ...settled,
    appliedAt: null,
    outcome: 'bad',
    note: reason('could_not_apply'),
  } as const;
  const failure = await underSavepoint(sql, async () => {
    const outcome = await applyRow(sql, step);
    if (outcome === 'applied') {
      await settleRow(sql, shopId, { ...settled, appliedAt: now });
    } else if (outcome === 'already') {
      const note = reason('already_there', row.candidates[0]?.orderName ?? '');
      await settleRow(sql, shopId, { ...settled, appliedAt: null, outcome, note });
    } else {
      await settleRow(sql, shopId, bad);
    }
  });
  if (failure === null) return;
  log.warn({ shopId, ...settled, ...failure }, 'A row of an upload could not be applied');
  await settleRow(sql, shopId, bad);
}

/** Puts the row's numbers on its parcel, the supplier's before the last mile's. */
async function applyRow(
  sql: PoolClient,
  step: RowStep,
): Promise<'applied' | 'already' | 'refused'> {
  const { shopId, upload, row, now } = step;
  const place = row.parcelId === null ? null : parseParcelId(row.parcelId);
  if (place === null) return 'refused';
  const { number, next } = row.cells;
  const wanted = [number, next].filter((each) => each !== null);
  let added = 0;
  for (const each of wanted) {
    const chain = await chainKeys(sql, shopId, place);
    if (chain.includes(numberKey(each))) continue;
    const link = await proposeLink(sql, {
      shopId,
      ...place,
      fromNumberKey: chain.at(-1) ?? null,
      number: each,
      // The carrier of a file's row is that of its first number.
      carrier: each === wanted[0] ? row.cells.carrier : null,
      kind: kindFor({ isNext: each === next, isFirst: chain.length === 0 }),
      basis: 'upload',
      uploadId: upload.uploadId,
      evidence: [{ code: 'in_upload', params: { file: upload.fileName, line: row.line } }],
      now,
    });
    if (link === null) return added > 0 ? 'applied' : 'refused';
    if (link.state !== 'confirmed') {
      const actor = upload.createdBy;
      const { linkId } = link;
      const decided = await decideLink(sql, { shopId, linkId, decision: 'confirm', actor, now });
      if (!decided.ok) throw new Error(`The link was refused: ${decided.code}`);
    }
    added += 1;
  }
  return added > 0 ? 'applied' : 'already';
}

function kindFor({ isNext, isFirst }: { isNext: boolean; isFirst: boolean }): LegKind {
  if (isNext) return 'last_mile';
  return isFirst ? 'supplier' : 'unknown';
}

/** Keys of the numbers the parcel travels on, from the first to the last. */
async function chainKeys(
  sql: PoolClient,
  shopId: number,
  { fulfillmentId, position }: { fulfillmentId: string; position: number },
): Promise<string[]> {
  const { parcels } = await loadExisting(sql, shopId, [fulfillmentId]);
  const parcel = parcels.get(fulfillmentId)?.find((each) => each.position === position);
  return chainOf(parcel?.legs ?? []).map((leg) => leg.numberKey);
}
