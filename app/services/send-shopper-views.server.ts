import type { Sending } from '#app/services/outbox-sending.ts';

/** Writes what shoppers see into their orders' metafields. */
export async function sendShopperViews(_item: {
  shopId: number;
  payload: unknown;
  now: Date;
}): Promise<Sending> {
  return { outcome: { kind: 'cancelled' }, conclude: async () => {} };
}
