import { installedDomain } from '#app/db/sync-lifecycle.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { DONE } from '#app/jobs/contracts.ts';
import type { Step } from '#app/jobs/contracts.ts';
import {
  OfflineTokenError,
  keepWarm as refreshDormant,
} from '#app/services/offline-token.server.ts';

/** Refreshes the tokens of a shop that nobody visits, so that its refresh token does not end unused. */
export async function keepWarm({ shopId }: { shopId: number }): Promise<Step> {
  const domain = await withShopSql(shopId, (sql) => installedDomain(sql, shopId));
  if (domain === null) return DONE;
  try {
    await refreshDormant(domain);
  } catch (error) {
    // Refused for good: noted on the Health page, and over at the next visit of the app.
    if (!(error instanceof OfflineTokenError) || error.isRetryable) throw error;
  }
  return DONE;
}
