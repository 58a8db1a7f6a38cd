import { writeFollows } from '#app/db/follows.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { log } from '#app/log.server.ts';
import { chosenParcels, idOfParcel } from '#app/services/chosen-parcels.ts';
import type { ChoiceErrorCode } from '#app/services/chosen-parcels.ts';
import { planPolls } from '#app/services/plan-polls.server.ts';

/** Since when sources were asked no more about a parcel, as an ISO instant; null = they were asked. */
export interface PreviousFollow {
  id: string;
  unfollowedAt: string | null;
}
export type FollowResult =
  { ok: true; previous: PreviousFollow[] } | { ok: false; error: ChoiceErrorCode };

/**
 * Has sources asked no more about these parcels, or asked again; their numbers are planned anew at once. A number that
 * another parcel has too is asked about as long as that one needs it. What comes unasked (a push, Shopify) counts as
 * before. `previous` is what `restoreFollows` needs to undo it; ids the shop does not have are left out.
 */
export async function followParcels({
  parcelIds,
  isFollowed,
  ...who
}: {
  shopId: number;
  parcelIds: readonly string[];
  isFollowed: boolean;
  actor: string;
  now: Date;
}): Promise<FollowResult> {
  const unfollowedAt = isFollowed ? null : who.now;
  return write({ ...who, follows: parcelIds.map((id) => ({ id, unfollowedAt })) });
}

/** Undoes `followParcels`: each parcel is asked about or not, as it was. */
export async function restoreFollows({
  previous,
  ...who
}: {
  shopId: number;
  previous: readonly PreviousFollow[];
  actor: string;
  now: Date;
}): Promise<FollowResult> {
  const follows = previous.map(({ id, unfollowedAt }) => {
    const at = unfollowedAt === null ? null : new Date(unfollowedAt);
    return { id, unfollowedAt: at !== null && at > who.now ? who.now : at };
  });
  return write({ ...who, follows });
}

async function write({
  shopId,
  follows,
  actor,
  now,
}: {
  shopId: number;
  follows: readonly { id: string; unfollowedAt: Date | null }[];
  actor: string;
  now: Date;
}): Promise<FollowResult> {
  const choice = chosenParcels(follows);
  if (!choice.ok) return choice;
  const before = await withShopSql(shopId, async (sql) => {
    const rows = await writeFollows(sql, shopId, choice.chosen);
    const fulfillmentIds = rows.map(({ fulfillmentId }) => fulfillmentId);
    await planPolls(sql, { shopId, fulfillmentIds, now });
    return rows;
  });
  const stopped = choice.chosen.filter(({ unfollowedAt }) => unfollowedAt !== null).length;
  log.info({ shopId, actor, parcels: before.length, stopped }, 'asking about parcels was changed');
  return {
    ok: true,
    previous: before.map((row) => ({
      id: idOfParcel(row),
      unfollowedAt: row.unfollowedAt?.toISOString() ?? null,
    })),
  };
}
