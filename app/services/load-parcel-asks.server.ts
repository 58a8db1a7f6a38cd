import type { AskFacts } from '#app/contracts/asks.ts';
import { parseParcelId } from '#app/contracts/parcel-query.ts';
import { asksOfParcel } from '#app/db/asks.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { askFactsOf } from '#app/services/load-asks.server.ts';

const MOST_ASKS = 5;

/** What the shopper of a parcel has asked and is not closed, for the parcel's page. `orderId`: Shopify's, decimal. */
export async function loadParcelAsks({
  shopId,
  orderId,
  parcelId,
  now,
}: {
  shopId: number;
  orderId: string;
  parcelId: string;
  now: Date;
}): Promise<AskFacts[]> {
  const id = parseParcelId(parcelId);
  if (id === null) return [];
  const place = { orderId, ...id, limit: MOST_ASKS };
  const asks = await withShopSql(shopId, (sql) => asksOfParcel(sql, shopId, place));
  return asks.map((ask) => askFactsOf(ask, now));
}
