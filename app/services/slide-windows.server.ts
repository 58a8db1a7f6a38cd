import type { PoolClient } from 'pg';
import { wantPass } from '#app/db/full-pass.server.ts';
import {
  markLeftSales,
  markLive,
  markSubjects,
  noteWindows,
  readWindows,
} from '#app/db/judging-windows.server.ts';
import { RULES } from '#app/domain/findings/rules/catalogue.ts';
import { listSubjects } from '#app/services/subjects/load-subjects.server.ts';
import { loadShopKnowledge } from '#app/services/subjects/shop-knowledge.server.ts';

/** Countries that a shop sells to are 249 at most. */
const MOST_DESTINATIONS = 300;

/**
 * Once a day marks what rests on a stretch of time that moves on by itself: the shop and its destinations, products of
 * which a sale has left the window, and whatever a rule still watches that reads measured times. Within a day (UTC) such
 * facts stand still, so that judging a subject alone or with all others says the same.
 */
export async function slideWindows(
  sql: PoolClient,
  { shopId, now }: { shopId: number; now: Date },
): Promise<void> {
  const { windowsOn, isDue, shipsFrom } = await readWindows(sql, shopId, now);
  if (!isDue || windowsOn === null) return;
  const words = ['order', 'disputes', 'destinations'];
  await markSubjects(sql, shopId, { kind: 'shop', ids: ['shop'], words });
  const page = { after: null, limit: MOST_DESTINATIONS, now };
  const countries = await listSubjects(sql, shopId, 'destination', page);
  await markSubjects(sql, shopId, { kind: 'destination', ids: countries, words });
  await markLeftSales(sql, shopId, { from: windowsOn, now });
  const measuring = RULES.filter(({ requires }) => requires.facts.includes('destinations'));
  await markLive(sql, shopId, {
    ruleIds: measuring.map(({ id }) => id),
    words: ['destinations'],
  });
  const knowledge = await loadShopKnowledge(sql, shopId, now);
  const origins = knowledge?.context.shipsFrom;
  const today = origins?.known === true ? origins.value.toSorted() : [];
  if (shipsFrom !== null && JSON.stringify(today) !== JSON.stringify(shipsFrom))
    await wantPass(sql, shopId, ['shop']);
  await noteWindows(sql, shopId, { shipsFrom: today, now });
}
