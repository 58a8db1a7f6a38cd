import type { InventoryQuery } from '#app/contracts/inventory-query.ts';
import type { InventoryHeadline, InventoryPage } from '#app/contracts/inventory.ts';
import { readInventoryState } from '#app/db/inventory-state.server.ts';
import { readShopFacts } from '#app/db/settings.server.ts';
import { readSuppliers } from '#app/db/suppliers.server.ts';
import {
  countPlans,
  pagePlans,
  readNewestPlanAt,
  readPlanChoices,
  readPlanHeadline,
  type PlanPlace,
} from '#app/db/variant-plans-pages.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { dayInZone, endOfDayAfter } from '#app/domain/shared/day-in-zone.ts';
import { readInventoryCursor, writeInventoryCursor } from '#app/services/inventory-cursor.ts';
import { frameOf } from '#app/services/load-frame.server.ts';

const ROWS_PER_PAGE = 50;
/** Orders within so many days count as due. */
const SOON_DAYS = 7;

/** What the Inventory page shows, from stored plans alone: nothing is planned here. */
export async function loadInventory({
  shopId,
  query,
  now,
}: {
  shopId: number;
  query: InventoryQuery;
  now: Date;
}): Promise<InventoryPage> {
  return withShopSql(shopId, async (sql) => {
    const { timeZone, currency } = frameOf(await readShopFacts(sql, shopId), now);
    const { supplierId, category, search, tab } = query;
    const filters = { supplierId, category, search };
    const beside = readInventoryCursor(query.cursor, query);
    const direction = beside === null ? 'next' : query.direction;
    const request = { tab, filters, beside, direction, limit: ROWS_PER_PAGE };
    const { rows, more } = await pagePlans(sql, shopId, request);
    const tabs = await countPlans(sql, shopId, filters);
    const today = dayInZone(now, timeZone);
    const until = dayInZone(endOfDayAfter(now, SOON_DAYS - 1, timeZone), timeZone);
    const { lostMinor, ...headline } = await readPlanHeadline(sql, shopId, { today, until });
    return {
      query,
      state: await readInventoryState(sql, shopId),
      today,
      plannedAt: (await readNewestPlanAt(sql, shopId))?.toISOString() ?? null,
      headline: {
        ...headline,
        lost: lostMinor === null ? null : { minor: lostMinor, currency },
      } satisfies InventoryHeadline,
      tabs,
      rows: rows.map(({ place: _place, ...row }) => row),
      total: tabs[tab],
      ...cursorsOf(
        rows.map(({ place }) => place),
        { query, more, direction, hasStart: beside !== null },
      ),
      choices: await readPlanChoices(sql, shopId),
      suppliers: (await readSuppliers(sql, shopId))
        .filter(({ archivedAt }) => archivedAt === null)
        .map(({ supplierId: id, name }) => ({ id, name })),
    };
  });
}

/** Where the list goes on, on each side; null where it ends. Whoever came by a cursor came from a row behind them. */
function cursorsOf(
  places: readonly PlanPlace[],
  {
    query,
    more,
    direction,
    hasStart,
  }: {
    query: InventoryQuery;
    more: boolean;
    direction: 'next' | 'previous';
    hasStart: boolean;
  },
): Pick<InventoryPage, 'nextCursor' | 'previousCursor'> {
  const cursor = (place: PlanPlace | undefined, goesOn: boolean) =>
    place !== undefined && goesOn ? writeInventoryCursor(place, query) : null;
  return {
    nextCursor: cursor(places.at(-1), direction === 'next' ? more : true),
    previousCursor: cursor(places[0], direction === 'next' ? hasStart : more),
  };
}
