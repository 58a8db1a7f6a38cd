import { parseParcelId } from '#app/contracts/parcel-query.ts';
import type { MuteChange } from '#app/db/mutes.server.ts';
import { writeMutes } from '#app/db/mutes.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';

/** A parcel's muting as it was: `mutedUntil` is an ISO instant, null = not muted. */
export interface PreviousMute {
  id: string;
  mutedUntil: string | null;
}
export type MuteErrorCode =
  'nothing_chosen' | 'too_many' | 'bad_id' | 'not_in_future' | 'too_far_away';
export type MuteResult =
  { ok: true; previous: PreviousMute[] } | { ok: false; error: MuteErrorCode };

/** At most this many parcels in one action. */
export const MOST_PARCELS_AT_ONCE = 1_000;
const LONGEST_MUTE_DAYS = 366;
const DAY_MS = 86_400_000;

/**
 * Takes parcels out of their queues until an instant (in the future, a year ahead at most), or brings them back (null).
 * They keep their verdicts. `previous` is what `restoreMutes` needs to undo it; ids the shop does not have are left out.
 */
export async function muteParcels({
  shopId,
  parcelIds,
  until,
  now,
}: {
  shopId: number;
  parcelIds: readonly string[];
  until: Date | null;
  now: Date;
}): Promise<MuteResult> {
  if (until !== null && !(until.getTime() > now.getTime()))
    return { ok: false, error: 'not_in_future' };
  if (until !== null && until.getTime() > now.getTime() + LONGEST_MUTE_DAYS * DAY_MS)
    return { ok: false, error: 'too_far_away' };
  return write({
    shopId,
    mutes: parcelIds.map((id) => ({ id, mutedUntil: until })),
    now,
  });
}

/** Undoes `muteParcels`: each parcel's muting becomes what it was; one that has ended since stays ended. */
export async function restoreMutes({
  shopId,
  previous,
  now,
}: {
  shopId: number;
  previous: readonly PreviousMute[];
  now: Date;
}): Promise<MuteResult> {
  const latest = now.getTime() + LONGEST_MUTE_DAYS * DAY_MS;
  const mutes = previous.map(({ id, mutedUntil }) => {
    const until = mutedUntil === null ? null : new Date(mutedUntil);
    const holds = until !== null && until.getTime() > now.getTime() && until.getTime() <= latest;
    return { id, mutedUntil: holds ? until : null };
  });
  return write({ shopId, mutes, now });
}

async function write({
  shopId,
  mutes,
  now,
}: {
  shopId: number;
  mutes: readonly { id: string; mutedUntil: Date | null }[];
  now: Date;
}): Promise<MuteResult> {
  if (mutes.length === 0) return { ok: false, error: 'nothing_chosen' };
  if (mutes.length > MOST_PARCELS_AT_ONCE) return { ok: false, error: 'too_many' };
  // By id, so that a parcel named twice is written once, and always in one order against deadlocks.
  const changes = new Map<string, MuteChange>();
  for (const { id, mutedUntil } of mutes) {
    const parcel = parseParcelId(id);
    if (parcel === null) return { ok: false, error: 'bad_id' };
    changes.set(`${parcel.fulfillmentId}-${parcel.position}`, { ...parcel, mutedUntil });
  }
  const ordered = [...changes].sort(([a], [b]) => a.localeCompare(b)).map(([, change]) => change);
  const before = await withShopSql(shopId, (sql) =>
    writeMutes(sql, { shopId, changes: ordered, now }),
  );
  return {
    ok: true,
    previous: before.map((row) => ({
      id: `${row.fulfillmentId}-${row.position}`,
      mutedUntil: row.mutedUntil?.toISOString() ?? null,
    })),
  };
}
