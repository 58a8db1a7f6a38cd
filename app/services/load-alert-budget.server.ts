import { alertBudgetSchema, type AlertBudget } from '#app/contracts/alert-budget.ts';
import { readReplay } from '#app/db/lane-model-versions.server.ts';
import { readSettings, readShopFacts } from '#app/db/settings.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { replayAlerts } from '#app/services/alert-replay.ts';
import { priorLanes } from '#app/services/lane-models.server.ts';
import { settingsOf } from '#app/services/load-settings.server.ts';

/**
 * What budgets would have caught and missed on the shop's parcels of the last 90 days, beside the rules in use elsewhere.
 * It was replayed when the newest model was made, so that a page only reads it. Before the first model (version 0) shares
 * are what the shipped prior expects along a usual way, and nothing is counted.
 */
export async function loadAlertBudget({
  shopId,
  now,
}: {
  shopId: number;
  now: Date;
}): Promise<AlertBudget> {
  const { kept, saved, facts } = await withShopSql(shopId, async (sql) => ({
    kept: await readReplay(sql, shopId),
    saved: await readSettings(sql, shopId),
    facts: await readShopFacts(sql, shopId),
  }));
  if (kept !== null) return alertBudgetSchema.parse(kept);
  const settings = settingsOf(saved);
  const { silence: model, version } = priorLanes(settings);
  const timeZone = facts.timeZone ?? 'UTC';
  const { replay } = await replayAlerts({ journeys: [], model, settings, timeZone, now });
  return { ...replay, setAside: {}, version };
}
