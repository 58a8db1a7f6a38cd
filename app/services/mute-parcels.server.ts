import { writeMutes } from '#app/db/mutes.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { chosenParcels, idOfParcel } from '#app/services/chosen-parcels.ts';
import type { ChoiceErrorCode } from '#app/services/chosen-parcels.ts';

/** A parcel's muting as it was: `mutedUntil` is an ISO instant, null = not muted. */
export interface PreviousMute {
  id: string;
  mutedUntil: string | null;
}
export type MuteErrorCode = ChoiceErrorCode | 'not_in_future' | 'too_far_away';
export type MuteResult =
  { ok: true; previous: PreviousMute[] } | { ok: false; error: MuteErrorCode };

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
  const choice = chosenParcels(mutes);
  if (!choice.ok) return choice;
  const before = await withShopSql(shopId, (sql) =>
    writeMutes(sql, { shopId, changes: choice.chosen, now }),
  );
  return {
    ok: true,
    previous: before.map((row) => ({
      id: idOfParcel(row),
      mutedUntil: row.mutedUntil?.toISOString() ?? null,
    })),
  };
}
