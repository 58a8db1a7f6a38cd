import type { SourceName } from '#app/domain/scans/source-name.ts';

/** What a connected source last told of a number. Null = never, or it does not say. */
export interface SourceAnswer {
  source: SourceName;
  numberKey: string;
  answeredAt: Date | null;
  /** When the source itself last heard from the carrier. */
  syncedAt: Date | null;
  isSyncFailing: boolean;
}

/** Who can speak of a parcel now, and how old the freshest of their answers is. */
export interface SourceClock {
  answeredBy: SourceName;
  /** Null = has never answered. */
  sourceAnsweredAt: Date | null;
  /** Every source whose answer would count. */
  speakers: readonly SourceName[];
}

/**
 * The second clock: the freshest answer of those who can break this silence. Who told the last physical scan is heard
 * first, because a source that missed it will miss the next one too; without such, every source that follows a number of
 * the chain. Shopify counts only where it follows the number, and is the last resort where nobody else does.
 */
export function sourceClock({
  chain,
  answers,
  shopify,
  toldLast,
}: {
  /** Number keys of the chain, from the first to the last. */
  chain: readonly string[];
  /** Answers of connected sources that follow the number (not of those that refused it or gave up). */
  answers: readonly SourceAnswer[];
  shopify: { answeredAt: Date | null; canSpeak: boolean };
  /** The sources that told the last physical scan; empty before the first. */
  toldLast: readonly SourceName[];
}): SourceClock {
  const clocks = new Map<SourceName, Date | null>();
  // A later number of the chain replaces an earlier one: where the journey goes on is where news comes from.
  for (const key of chain) {
    for (const answer of answers) {
      if (answer.numberKey === key) clocks.set(answer.source, heardAt(answer));
    }
  }
  if (shopify.canSpeak || clocks.size === 0) clocks.set('shopify', shopify.answeredAt);
  const tellers = [...clocks].filter(([source]) => toldLast.includes(source));
  const speaking = (tellers.length > 0 ? tellers : [...clocks]).sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  const [answeredBy, sourceAnsweredAt] = speaking.reduce((best, clock) =>
    (clock[1]?.getTime() ?? -Infinity) > (best[1]?.getTime() ?? -Infinity) ? clock : best,
  );
  return { answeredBy, sourceAnsweredAt, speakers: speaking.map(([source]) => source) };
}

/** Up to when an answer speaks: a source that tells its own sync time knows nothing later than that. */
function heardAt({ answeredAt, syncedAt, isSyncFailing }: SourceAnswer): Date | null {
  if (answeredAt === null) return null;
  if (syncedAt !== null) return syncedAt < answeredAt ? syncedAt : answeredAt;
  return isSyncFailing ? null : answeredAt;
}
