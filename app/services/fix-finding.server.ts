import type { PoolClient } from 'pg';
import { addFindingEvent, readFinding } from '#app/db/finding-detail.server.ts';
import { addFix, changeFix, fixesOf, lockFix } from '#app/db/finding-fixes.server.ts';
import { addToOutbox } from '#app/db/outbox.server.ts';
import { enqueue } from '#app/jobs/enqueue.server.ts';

export type FixRefusal = 'gone' | 'no_such_fix' | 'already_asked';

/**
 * Queues one of a finding's fixes to be done in Shopify. What is written comes from the finding as stored, never from the
 * page. Null when it is queued.
 */
export async function queueFix(
  sql: PoolClient,
  asked: { shopId: number; findingId: string; index: number; actor: string; now: Date },
): Promise<FixRefusal | null> {
  const { shopId, findingId, index, actor, now } = asked;
  const finding = await readFinding(sql, shopId, findingId);
  if (finding === null) return 'gone';
  const fix = finding.fixes[index];
  if (fix === undefined || fix.kind === 'admin_page') return 'no_such_fix';
  const earlier = await fixesOf(sql, shopId, findingId);
  if (earlier.some(({ state }) => state === 'queued' || state === 'undoing'))
    return 'already_asked';
  const fixId = await addFix(sql, shopId, { findingId, fix, actor, now });
  await addFindingEvent(sql, shopId, {
    findingId,
    at: now,
    kind: 'fix_asked',
    actor,
    detail: { fix: fix.kind },
  });
  await queue(sql, { shopId, fixId, mode: 'do', now });
  return null;
}

/** Queues what a fix changed to be put back as it was. Only what was done can be undone. */
export async function queueUndo(
  sql: PoolClient,
  asked: { shopId: number; findingId: string; fixId: string; actor: string; now: Date },
): Promise<FixRefusal | null> {
  const { shopId, findingId, fixId, actor, now } = asked;
  const record = await lockFix(sql, shopId, fixId);
  if (record === null || record.findingId !== findingId) return 'no_such_fix';
  if (record.state !== 'done') return 'already_asked';
  await changeFix(sql, shopId, fixId, { state: 'undoing' });
  await addFindingEvent(sql, shopId, {
    findingId,
    at: now,
    kind: 'fix_undo_asked',
    actor,
    detail: { fix: record.fix.kind },
  });
  await queue(sql, { shopId, fixId, mode: 'undo', now });
  return null;
}

async function queue(
  sql: PoolClient,
  { shopId, fixId, mode, now }: { shopId: number; fixId: string; mode: 'do' | 'undo'; now: Date },
): Promise<void> {
  await addToOutbox(sql, shopId, {
    kind: 'shop_fix',
    effectKey: `${fixId}:${mode}`,
    payload: { fixId, mode },
    now,
  });
  await enqueue(sql, 'send-outbox', { shopId }, { sooner: true });
}
