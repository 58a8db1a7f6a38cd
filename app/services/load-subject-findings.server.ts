import type { FindingDate } from '#app/contracts/findings.ts';
import { readSubjectFindings } from '#app/db/finding-dates.server.ts';
import { readShopFacts } from '#app/db/settings.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import type { SubjectRef } from '#app/domain/findings/subjects.ts';
import type { Language } from '#app/i18n/languages.ts';
import { findingDateOf } from '#app/services/finding-rows.ts';
import { findingSpeech } from '#app/services/finding-speech.server.ts';
import { frameOf } from '#app/services/load-frame.server.ts';

/** What the rules say of one subject, for its page. */
export async function loadSubjectFindings({
  shopId,
  subject: { kind, id },
  language,
  now,
}: {
  shopId: number;
  subject: SubjectRef;
  language: Language;
  now: Date;
}): Promise<FindingDate[]> {
  return withShopSql(shopId, async (sql) => {
    const speech = findingSpeech(frameOf(await readShopFacts(sql, shopId), now), language);
    const found = await readSubjectFindings(sql, { shopId, kind, id, now });
    return found.map((finding) => findingDateOf(finding, speech));
  });
}
