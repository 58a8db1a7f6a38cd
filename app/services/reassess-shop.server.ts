import { beginReassessment } from '#app/db/parcels-reassess.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { enqueue } from '#app/jobs/enqueue.server.ts';

/** Judges every open parcel of the shop again, soon: its limits or its calendar have changed. */
export async function reassessShop({
  shopId,
}: {
  shopId: number;
  now: Date;
  trigger: 'settings';
}): Promise<void> {
  await withShopSql(shopId, async (sql) => {
    await beginReassessment(sql, shopId);
    await enqueue(sql, 'reassess-shop', { shopId }, { sooner: true });
  });
}
