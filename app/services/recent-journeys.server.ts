import type { PoolClient } from 'pg';
import { endedLessons } from '#app/db/lane-journeys.server.ts';
import type { Journey } from '#app/domain/lanes/journey.ts';
import { keyOf } from '#app/services/lane-lesson.ts';
import { keyNumbers } from '#app/services/remembered-curves.ts';

const DAY_MS = 86_400_000;
/** Ways of the last so many days are replayed, and at most so many of them. */
const REPLAYED_DAYS = 90;
const MOST_REPLAYED = 20_000;

/** The newest ways that ended, for what depends on whole ways: budgets. */
export async function recentJourneys(
  sql: PoolClient,
  shopId: number,
  { now }: { now: Date },
): Promise<Journey[]> {
  const after = new Date(now.getTime() - REPLAYED_DAYS * DAY_MS);
  const numbered = keyNumbers();
  const journeys: Journey[] = [];
  for await (const lessons of endedLessons(sql, shopId, { after, limit: MOST_REPLAYED })) {
    for (const { outcome, lane, startedAt, endedAt, silences } of lessons) {
      if (outcome === null || endedAt === null) continue;
      journeys.push({
        lane,
        outcome,
        startedAt,
        endedAt,
        silences: silences.map(({ stage, end, fromMs, days, plainDays }) => ({
          key: numbered(keyOf(stage, lane)),
          from: new Date(fromMs),
          days,
          plainDays,
          end,
        })),
      });
    }
  }
  return journeys;
}
