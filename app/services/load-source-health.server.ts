import type { SourceHealthLine } from '#app/contracts/sources.ts';
import { listConnections } from '#app/db/source-connections.server.ts';
import { readDays } from '#app/db/source-days.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { healthOf } from '#app/services/source-health.ts';

/** A line of the Health page for each connected source, in the order they are asked. */
export async function loadSourceHealth({
  shopId,
  now,
}: {
  shopId: number;
  now: Date;
}): Promise<SourceHealthLine[]> {
  return withShopSql(shopId, async (sql) => {
    const connections = await listConnections(sql, shopId);
    const days = await readDays(sql, shopId, now);
    return connections.map((connection) => ({
      source: connection.source,
      health: healthOf(connection),
      answeredAt: connection.answeredAt?.toISOString() ?? null,
      failingSince: connection.failingSince?.toISOString() ?? null,
      errorKind: connection.errorKind,
      pushesRefusedToday: days.get(connection.source)?.today.pushesRefused ?? 0,
    }));
  });
}
