import type { FindingDate } from '#app/contracts/findings.ts';
import { readNextDates } from '#app/db/finding-dates.server.ts';
import { readShopFacts } from '#app/db/settings.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import type { Language } from '#app/i18n/languages.ts';
import { findingDateOf } from '#app/services/finding-rows.ts';
import { findingSpeech } from '#app/services/finding-speech.server.ts';
import { frameOf } from '#app/services/load-frame.server.ts';

/** Home shows no more. */
const MOST_DATES = 3;

/** The deadlines that come next. */
export async function loadNextDates({
  shopId,
  language,
  now,
}: {
  shopId: number;
  language: Language;
  now: Date;
}): Promise<FindingDate[]> {
  return withShopSql(shopId, async (sql) => {
    const speech = findingSpeech(frameOf(await readShopFacts(sql, shopId), now), language);
    const found = await readNextDates(sql, { shopId, now, limit: MOST_DATES });
    return found.map((finding) => findingDateOf(finding, speech));
  });
}
