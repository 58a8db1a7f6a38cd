import type { SourceHealth } from '#app/contracts/sources.ts';
import type { SourceConnection } from '#app/db/source-connections.server.ts';

/** Failures that are limits, not faults: the source works and has said when to come back. */
const LIMITS: ReadonlySet<string> = new Set(['rate_limited', 'daily_limit', 'quota_exhausted']);

/** A connected source's health in one word. */
export function healthOf(
  connection: Pick<
    SourceConnection,
    'source' | 'state' | 'hasSecret' | 'answeredAt' | 'failingSince' | 'errorKind'
  >,
): SourceHealth {
  const { source, state, hasSecret, answeredAt, failingSince, errorKind } = connection;
  if (state === 'refused') return 'key_refused';
  if (state === 'paused') return 'paused';
  if (source === 'inbound' || source === 'csv') {
    if (!hasSecret && source === 'inbound') return 'key_refused';
    return answeredAt === null ? 'quiet' : 'fine';
  }
  if (failingSince !== null) return LIMITS.has(errorKind ?? '') ? 'waiting' : 'failing';
  return answeredAt === null ? 'untried' : 'fine';
}
