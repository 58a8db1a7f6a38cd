import type { PoolClient } from 'pg';
import { readSourceKey } from '#app/db/source-secrets.server.ts';
import type { AskedSource } from '#app/domain/scans/source-name.ts';
import { env } from '#app/env.server.ts';
import { afterShip } from '#app/sources/aftership/client.server.ts';
import { seventeenTrack } from '#app/sources/seventeen-track/client.server.ts';
import type { SourceClient } from '#app/sources/source.ts';

/**
 * The client of a shop's account at a source; null when the shop has not connected it. Throws when the stored key does
 * not open. Opens nothing on the network.
 */
export async function clientOf(
  sql: PoolClient,
  { shopId, source }: { shopId: number; source: AskedSource },
): Promise<SourceClient | null> {
  const key = await readSourceKey(sql, shopId, source);
  return key === null ? null : clientWith({ source, key });
}

/** A client with a key that is not stored (yet). */
export function clientWith({ source, key }: { source: AskedSource; key: string }): SourceClient {
  const { SEVENTEEN_TRACK_URL, AFTERSHIP_URL } = env();
  return source === 'seventeen_track'
    ? seventeenTrack({ key, ...(SEVENTEEN_TRACK_URL && { baseUrl: SEVENTEEN_TRACK_URL }) })
    : afterShip({ key, ...(AFTERSHIP_URL && { baseUrl: AFTERSHIP_URL }) });
}
