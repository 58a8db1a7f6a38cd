import type { PoolClient } from 'pg';
import type { AskView } from '#app/contracts/asks.ts';
import type { ParcelRow } from '#app/contracts/pages.ts';
import { askWithMessages } from '#app/db/asks.server.ts';
import type { AskRecord } from '#app/db/asks.server.ts';
import { readOutcomeCounts } from '#app/db/outcome-counts.server.ts';
import { readParcel } from '#app/db/parcel-detail.server.ts';
import { readSettings } from '#app/db/settings.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { outcomeRates } from '#app/domain/cash/outcome-rates.ts';
import { firstLineOf } from '#app/services/ask-text.ts';
import { askFactsOf } from '#app/services/load-asks.server.ts';
import { parcelRowOf } from '#app/services/load-parcel-row.server.ts';
import { settingsOf } from '#app/services/load-settings.server.ts';
import { suggestAnswers } from '#app/services/suggest-answers.ts';

/** Everything an ask's page shows; null when the shop has no such ask. */
export async function loadAsk({
  shopId,
  askId,
  now,
}: {
  shopId: number;
  askId: string;
  now: Date;
}): Promise<AskView | null> {
  if (!isAskId(askId)) return null;
  return withShopSql(shopId, async (sql) => {
    const ask = await askWithMessages(sql, shopId, askId);
    if (ask === null) return null;
    const parcel = await parcelOf(sql, { shopId, ask, now });
    const last = ask.messages.findLast(({ author }) => author === 'shopper')?.text ?? null;
    return {
      ...askFactsOf(ask, now),
      parcel,
      firstLine: last === null ? null : firstLineOf(last),
      messages: ask.messages.map(({ author, actor, text, at }) => ({
        author,
        by: actor,
        text,
        at: at.toISOString(),
      })),
      closedBy: ask.closedBy,
      suggestions: suggestAnswers(ask.kind, parcel?.verdict ?? null),
    };
  });
}

/** Whether an address may name an ask at all. */
export function isAskId(askId: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(askId);
}

async function parcelOf(
  sql: PoolClient,
  { shopId, ask, now }: { shopId: number; ask: AskRecord; now: Date },
): Promise<ParcelRow | null> {
  const { fulfillmentId, position } = ask;
  if (fulfillmentId === null || position === null) return null;
  const record = await readParcel(sql, { shopId, fulfillmentId, position });
  if (record === null) return null;
  const settings = settingsOf(await readSettings(sql, shopId));
  const rates = outcomeRates(await readOutcomeCounts(sql, shopId));
  return parcelRowOf(record, { settings, rates, now });
}
