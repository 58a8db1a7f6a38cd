import { installedDomain } from '#app/db/sync-lifecycle.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { AGAIN, DONE } from '#app/jobs/contracts.ts';
import type { Step } from '#app/jobs/contracts.ts';
import { assessParcels } from '#app/services/assess-parcels.server.ts';

/** Parcels in one transaction: long enough to be cheap, short enough to let pages and webhooks through. */
const SLICE = 500;

/** Judges the parcels whose review time has passed, a slice at a time. */
export async function assessDue({ shopId, now }: { shopId: number; now: Date }): Promise<Step> {
  return withShopSql(shopId, async (sql) => {
    if ((await installedDomain(sql, shopId)) === null) return DONE;
    const scope = { kind: 'due', now, limit: SLICE } as const;
    const judged = await assessParcels(sql, { shopId, scope, occasion: 'time', now });
    return judged < SLICE ? DONE : AGAIN;
  });
}
