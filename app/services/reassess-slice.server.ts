import { continueReassessment, nextToReassess } from '#app/db/parcels-reassess.server.ts';
import { installedDomain } from '#app/db/sync-lifecycle.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { AGAIN, DONE } from '#app/jobs/contracts.ts';
import type { Step } from '#app/jobs/contracts.ts';
import { assessParcels } from '#app/services/assess-parcels.server.ts';

const SLICE = 300;

/** Judges the next fulfillments of a reassessment; where it stands is stored, so a kill repeats one slice. */
export async function reassessSlice({ shopId, now }: { shopId: number; now: Date }): Promise<Step> {
  return withShopSql(shopId, async (sql) => {
    if ((await installedDomain(sql, shopId)) === null) return DONE;
    const fulfillmentIds = await nextToReassess(sql, shopId, SLICE);
    const last = fulfillmentIds.at(-1) ?? null;
    if (last !== null) {
      const scope = { kind: 'fulfillments', fulfillmentIds } as const;
      await assessParcels(sql, { shopId, scope, occasion: 'settings', now });
    }
    const isEnd = fulfillmentIds.length < SLICE;
    await continueReassessment(sql, shopId, isEnd ? null : last);
    return isEnd ? DONE : AGAIN;
  });
}
