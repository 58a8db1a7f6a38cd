import type { HealthView } from '#app/contracts/pages.ts';
import {
  countOpenWebhooks,
  readGaps,
  readLatestParity,
  readQuarantined,
  readQueueAge,
  readSyncHealth,
} from '#app/db/health.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { ADMIN_API_SUPPORTED_UNTIL, ADMIN_API_VERSION } from '#app/shopify/api-version.ts';

/** What the Health page shows. Counts of queue and webhooks are of this shop alone. */
export async function loadHealth({ shopId }: { shopId: number; now: Date }): Promise<HealthView> {
  return withShopSql(shopId, async (sql) => {
    const sync = await readSyncHealth(sql, shopId);
    const parity = await readLatestParity(sql, shopId);
    const gaps = await readGaps(sql, shopId);
    const quarantined = await readQuarantined(sql, shopId);
    return {
      lastWebhookAt: iso(sync.lastWebhookAt),
      webhooksOpen: await countOpenWebhooks(sql, shopId),
      lastSweepAt: iso(sync.lastSweepAt),
      nextSweepAt: iso(sync.nextSweepAt),
      sourceAnsweredAt: iso(sync.sourceAnsweredAt),
      parity: parity === null ? null : { ...parity, takenAt: parity.takenAt.toISOString() },
      api: {
        version: ADMIN_API_VERSION,
        supportedUntil: ADMIN_API_SUPPORTED_UNTIL,
        served: sync.servedVersion,
      },
      queue: await readQueueAge(sql, shopId),
      gaps: gaps.map(({ lastAt, ...gap }) => ({ ...gap, lastAt: lastAt.toISOString() })),
      quarantined: quarantined.map(({ at, ...line }) => ({ ...line, at: at.toISOString() })),
      throttle: sync.throttle,
      lastError:
        sync.lastError === null
          ? null
          : { message: sync.lastError.message, at: sync.lastError.at.toISOString() },
    };
  });
}

function iso(instant: Date | null): string | null {
  return instant?.toISOString() ?? null;
}
