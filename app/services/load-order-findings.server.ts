import type { FindingDate } from '#app/contracts/findings.ts';
import { readOrderFindings } from '#app/db/finding-dates.server.ts';
import { readShopFacts } from '#app/db/settings.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import type { Language } from '#app/i18n/languages.ts';
import { findingDateOf } from '#app/services/finding-rows.ts';
import { findingSpeech } from '#app/services/finding-speech.server.ts';
import { frameOf } from '#app/services/load-frame.server.ts';

const MOST_FINDINGS = 10;

/** What stands open of an order, for the page of one of its parcels. `orderId`: Shopify's, decimal. */
export async function loadOrderFindings({
  shopId,
  orderId,
  language,
  now,
}: {
  shopId: number;
  orderId: string;
  language: Language;
  now: Date;
}): Promise<FindingDate[]> {
  return withShopSql(shopId, async (sql) => {
    const speech = findingSpeech(frameOf(await readShopFacts(sql, shopId), now), language);
    const found = await readOrderFindings(sql, { shopId, orderId, now, limit: MOST_FINDINGS });
    return found.map((finding) => findingDateOf(finding, speech));
  });
}
