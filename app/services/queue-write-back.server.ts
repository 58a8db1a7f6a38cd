import type { PoolClient } from 'pg';
import { z } from 'zod';
import { addLinkEvent, changeLink, lastReplaced } from '#app/db/leg-links.server.ts';
import type { LinkRecord } from '#app/db/leg-links.server.ts';
import { addToOutbox, cancelTrackingWrites } from '#app/db/outbox.server.ts';
import { numberKey } from '#app/domain/numbers/normalise.ts';
import { listedEntries } from '#app/domain/parcels/join-leg.ts';
import type { ExistingParcel } from '#app/domain/parcels/reconcile.ts';
import { enqueue } from '#app/jobs/enqueue.server.ts';

/** What a queued write to a fulfillment's tracking says. */
export const trackingWriteSchema = z.object({
  linkId: z.uuid(),
  mode: z.enum(['write', 'restore']),
  /** Keys of the numbers that Shopify listed when this was asked for: with any others, nothing is written. */
  known: z.array(z.string()),
  /** Key of the listed number that ours takes (or took) the place of; null = ours is added. */
  replaces: z.string().nullable(),
});
export type TrackingWrite = z.infer<typeof trackingWriteSchema>;

/**
 * Queues a confirmed number to be written to its fulfillment, with what Shopify listed as far as we know (`parcels`, as
 * stored). Nothing is queued when Shopify lists the number already.
 */
export async function queueWrite(
  sql: PoolClient,
  {
    shopId,
    link,
    parcels,
    actor,
    now,
  }: {
    shopId: number;
    link: LinkRecord;
    parcels: readonly ExistingParcel[];
    actor: string;
    now: Date;
  },
): Promise<void> {
  const known = listedEntries(parcels).map(({ number }) => numberKey(number ?? ''));
  if (known.includes(link.numberKey)) return;
  const own = parcels.filter(({ position }) => position === link.position);
  const replaces = listedEntries(own)
    .map(({ number }) => numberKey(number ?? ''))
    .at(-1);
  await queue(sql, {
    shopId,
    link,
    write: { linkId: link.linkId, mode: 'write', known, replaces: replaces ?? null },
    actor,
    now,
  });
}

/** After an undo: takes back a write that still waits, and queues the number before ours to be put back where ours stands. */
export async function queueRestore(
  sql: PoolClient,
  { shopId, link, actor, now }: { shopId: number; link: LinkRecord; actor: string; now: Date },
): Promise<void> {
  const { linkId, writeState } = link;
  await cancelTrackingWrites(sql, shopId, linkId);
  if (link.beforeWrite !== null && (writeState === 'written' || writeState === 'queued')) {
    const replaces = await lastReplaced(sql, shopId, linkId);
    const write = { linkId, mode: 'restore' as const, known: [], replaces };
    await queue(sql, { shopId, link, write, actor, now });
    return;
  }
  if (writeState === 'off') return;
  if (writeState === 'queued') {
    await addLinkEvent(sql, shopId, { linkId, at: now, action: 'write_cancelled', actor });
  }
  await changeLink(sql, shopId, linkId, { writeState: 'off', overwrittenBy: null });
}

async function queue(
  sql: PoolClient,
  {
    shopId,
    link,
    write,
    actor,
    now,
  }: { shopId: number; link: LinkRecord; write: TrackingWrite; actor: string; now: Date },
): Promise<void> {
  const action = write.mode === 'write' ? 'write_queued' : 'restore_queued';
  const { linkId } = link;
  // Each decision is one effect: its entry in the history is the key.
  const detail = { replaces: write.replaces };
  const seq = await addLinkEvent(sql, shopId, { linkId, at: now, action, actor, detail });
  await changeLink(sql, shopId, linkId, { writeState: 'queued' });
  await addToOutbox(sql, shopId, {
    kind: 'tracking_write',
    effectKey: `${linkId}:${seq}`,
    payload: write,
    now,
  });
  await enqueue(sql, 'send-outbox', { shopId }, { sooner: true });
}
