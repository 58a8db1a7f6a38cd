import type { PoolClient } from 'pg';
import type { PushSecrets } from '#app/db/source-secrets.server.ts';
import { readPushSecrets, readSourceKey } from '#app/db/source-secrets.server.ts';

/** Time enough to enter a new secret at the sender; pushes under way with the old one are taken until then. */
const OLD_SECRET_HOLDS_MS = 24 * 3_600_000;

/** The secrets that hold once a new one is made: it, and for a day the one before. */
export function replacedBy({
  fresh,
  old,
  now,
}: {
  fresh: string;
  old: PushSecrets | null;
  now: Date;
}): PushSecrets {
  if (old === null) return { current: fresh, previous: null };
  // Saved again unchanged: what is on its way out stays so.
  if (old.current === fresh) return old;
  const until = new Date(now.getTime() + OLD_SECRET_HOLDS_MS);
  return { current: fresh, previous: { secret: old.current, until } };
}

/** What a push of this source may be signed with now; empty when nothing is known, and then no push is taken. */
export async function signingSecrets(
  sql: PoolClient,
  { shopId, source, now }: { shopId: number; source: string; now: Date },
): Promise<string[]> {
  if (source === 'seventeen_track') {
    const key = await readSourceKey(sql, shopId, source);
    return key === null ? [] : [key];
  }
  const secrets = await readPushSecrets(sql, shopId, source);
  if (secrets === null) return [];
  const { current, previous } = secrets;
  return previous !== null && previous.until > now ? [current, previous.secret] : [current];
}
