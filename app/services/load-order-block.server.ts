import type { OrderBlock } from '#app/contracts/order-block.ts';
import { VERDICT_TONE } from '#app/contracts/verdict-tone.ts';
import { dirtyAmong } from '#app/db/dirty-orders.server.ts';
import { readOrderFindings } from '#app/db/finding-dates.server.ts';
import {
  countOpenAsks,
  isOrderKnown,
  readOrderParcels,
  type OrderBlockParcel,
} from '#app/db/order-block.server.ts';
import { readShopFacts } from '#app/db/settings.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { createI18n } from '#app/i18n/i18n.ts';
import { languageOfTag, type Language } from '#app/i18n/languages.ts';
import { findingDateOf } from '#app/services/finding-rows.ts';
import { findingSpeech } from '#app/services/finding-speech.server.ts';
import { frameOf } from '#app/services/load-frame.server.ts';

const MOST_PARCELS = 25;
const MOST_LISTED_FINDINGS = 3;
/** More than an order can have: each rule speaks of it once, and of each of its parcels. */
const MOST_COUNTED_FINDINGS = 200;

/**
 * What staff see of an order on its page in admin; null when the shop has no such order or the id is none. `orderId`: Shopify's,
 * decimal. `locale`: the admin's BCP 47 tag; a language Lastscan does not speak is answered in English.
 */
export async function loadOrderBlock({
  shopId,
  orderId,
  locale,
  now,
}: {
  shopId: number;
  orderId: string;
  locale: string;
  now: Date;
}): Promise<OrderBlock | null> {
  if (!isOrderId(orderId)) return null;
  const language = languageOfTag(locale) ?? 'en';
  const key = { shopId, orderId };
  return withShopSql(shopId, async (sql) => {
    if (!(await isOrderKnown(sql, key))) return null;
    const frame = frameOf(await readShopFacts(sql, shopId), now);
    const parcels = await readOrderParcels(sql, { ...key, limit: MOST_PARCELS });
    const found = await readOrderFindings(sql, { ...key, now, limit: MOST_COUNTED_FINDINGS });
    const speech = findingSpeech(frame, language);
    const wordsOf = parcelWords(language);
    return {
      now: frame.now,
      timeZone: frame.timeZone,
      parcels: parcels.map(wordsOf),
      findings: found.slice(0, MOST_LISTED_FINDINGS).map((finding) => {
        const { id, what, deadlineAt } = findingDateOf(finding, speech);
        return { id, title: what, deadlineAt, path: `/app/compliance/${id}` };
      }),
      moreFindings: Math.max(0, found.length - MOST_LISTED_FINDINGS),
      openAsks: await countOpenAsks(sql, key),
      isRechecking: (await dirtyAmong(sql, shopId, [orderId])).size > 0,
    };
  });
}

/** Whether the text is an id as Shopify gives them: decimal, and a `bigint` of the database. */
export function isOrderId(text: string): boolean {
  return /^[1-9]\d{0,18}$/.test(text) && BigInt(text) <= LARGEST_ID;
}

const LARGEST_ID = 9_223_372_036_854_775_807n;

function parcelWords(language: Language) {
  const { t } = createI18n(language);
  return (parcel: OrderBlockParcel): OrderBlock['parcels'][number] => {
    const { nextStep, verdict } = parcel;
    const id = `${parcel.fulfillmentId}-${parcel.position}`;
    return {
      id,
      number: parcel.number,
      carrier: parcel.carrier,
      verdict,
      verdictText: t(`verdict.${verdict}`),
      nextStepText: nextStep === null || nextStep === 'none' ? null : t(`nextStep.${nextStep}`),
      tone: badgeTone(verdict),
      lastScanAt: parcel.lastPhysicalAt?.toISOString() ?? null,
      silentSince: silentSince(parcel)?.toISOString() ?? null,
      sourceName: t(`parcel.source.${parcel.answeredBy ?? 'shopify'}`),
      sourceAnsweredAt: parcel.sourceAnsweredAt?.toISOString() ?? null,
      path: `/app/parcels/${id}`,
    };
  };
}

/** From when silence counts: the last scan that proves custody, else the number, else the shipping; null when the way is over. */
function silentSince(parcel: OrderBlockParcel): Date | null {
  const { verdict, cause } = parcel;
  const isOver =
    verdict === 'delivered' ||
    verdict === 'lost' ||
    cause === 'returned_by_scan' ||
    cause === 'fulfillment_cancelled';
  if (isOver) return null;
  const numberAt = parcel.number === null ? null : parcel.numberSeenAt;
  return parcel.lastPhysicalAt ?? numberAt ?? parcel.shippedAt;
}

/** As loud as in Lastscan's own lists; what Polaris calls `attention`, blocks in admin call `warning`. */
function badgeTone(verdict: OrderBlockParcel['verdict']): OrderBlock['parcels'][number]['tone'] {
  const tone = VERDICT_TONE[verdict] ?? 'neutral';
  return tone === 'attention' ? 'warning' : tone;
}
