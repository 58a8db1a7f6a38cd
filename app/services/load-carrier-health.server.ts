import type { CarrierHealthLine } from '#app/contracts/sources.ts';
import { readCarrierHours } from '#app/db/carrier-hours.server.ts';
import type { CarrierHour } from '#app/db/carrier-hours.server.ts';
import { openIncidents } from '#app/db/source-incidents.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { knownCarrierName } from '#app/domain/numbers/carriers.ts';

const DAY_MS = 86_400_000;
const BASELINE_DAYS = 28;
/** A week holds each day once: less would call a weekend usual. */
const FEWEST_DAYS = 7;
const MOST_CARRIERS = 30;

/** What was heard of each carrier in the last twenty-four hours beside what is usual; stopped ones first, then the busiest. */
export async function loadCarrierHealth({
  shopId,
  now,
}: {
  shopId: number;
  now: Date;
}): Promise<CarrierHealthLine[]> {
  const from = new Date(now.getTime() - (BASELINE_DAYS + 1) * DAY_MS);
  const { hours, incidents } = await withShopSql(shopId, async (sql) => ({
    hours: await readCarrierHours(sql, shopId, from),
    incidents: await openIncidents(sql, shopId),
  }));
  const stopped = new Map(incidents.map(({ carrier, beganAt }) => [carrier, beganAt]));
  return [...hours]
    .map(([carrier, bySource]) => ({
      ...lineOf(carrier, busiest(bySource), now),
      stoppedSince: stopped.get(carrier)?.toISOString() ?? null,
    }))
    .sort(
      (a, b) =>
        Number(b.stoppedSince !== null) - Number(a.stoppedSince !== null) ||
        (b.scansUsually ?? b.scansToday) - (a.scansUsually ?? a.scansToday) ||
        (a.name < b.name ? -1 : 1),
    )
    .slice(0, MOST_CARRIERS);
}

function lineOf(
  carrier: string,
  hours: readonly CarrierHour[],
  now: Date,
): Omit<CarrierHealthLine, 'stoppedSince'> {
  const today = new Date(now.getTime() - DAY_MS);
  const earlier = hours.filter(({ hourAt }) => hourAt < today);
  const first = earlier[0]?.hourAt ?? today;
  const days = (today.getTime() - first.getTime()) / DAY_MS;
  return {
    carrier,
    name: knownCarrierName(carrier),
    lastScanAt: (hours.at(-1)?.hourAt ?? now).toISOString(),
    scansToday: total(hours) - total(earlier),
    scansUsually: days < FEWEST_DAYS ? null : total(earlier) / days,
  };
}

/** Sources repeat each other: what the one that tells most has told. */
function busiest(bySource: ReadonlyMap<string, CarrierHour[]>): readonly CarrierHour[] {
  return [...bySource.values()].reduce<readonly CarrierHour[]>(
    (most, told) => (total(told) > total(most) ? told : most),
    [],
  );
}

function total(hours: readonly CarrierHour[]): number {
  return hours.reduce((sum, { scans }) => sum + scans, 0);
}
