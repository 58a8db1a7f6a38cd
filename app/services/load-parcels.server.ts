import { Temporal } from 'temporal-polyfill';
import type { ParcelPage, ParcelQuery } from '#app/contracts/pages.ts';
import { readOutcomeCounts } from '#app/db/outcome-counts.server.ts';
import type { ParcelFilter } from '#app/db/parcel-page-request.ts';
import type { ParcelRecordPage } from '#app/db/parcel-pages.server.ts';
import { readParcelPage } from '#app/db/parcel-pages.server.ts';
import { readSettings, readShopFacts } from '#app/db/settings.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { outcomeRates } from '#app/domain/cash/outcome-rates.ts';
import { parcelRowOf } from '#app/services/load-parcel-row.server.ts';
import { settingsOf } from '#app/services/load-settings.server.ts';
import { readCursor, writeCursor } from '#app/services/parcel-cursor.server.ts';

const ROWS_PER_PAGE = 50;

/** A cursor that is not this shop's under this sort; a route answers it with a 400 and a link to the first page. */
export class ForeignCursorError extends Error {
  readonly field = 'cursor';
  readonly code = 'not_our_cursor';
}

/**
 * One page of the shop's parcels. Throws `ForeignCursorError` for a cursor that `parseParcelQuery` would have refused
 * had it known the shop.
 */
export async function loadParcels({
  shopId,
  now,
  query,
  rowsPerPage = ROWS_PER_PAGE,
}: {
  shopId: number;
  now: Date;
  query: ParcelQuery;
  rowsPerPage?: number;
}): Promise<ParcelPage> {
  const { sort } = query;
  const beside = query.cursor === null ? null : readCursor(query.cursor, { shopId, sort });
  if (query.cursor !== null && beside === null) throw new ForeignCursorError('Not our cursor');
  // Beside nothing there is only the beginning of the list.
  const direction = beside === null ? 'next' : query.direction;
  return withShopSql(shopId, async (sql) => {
    const facts = await readShopFacts(sql, shopId);
    const settings = settingsOf(await readSettings(sql, shopId));
    const rates = outcomeRates(await readOutcomeCounts(sql, shopId));
    const page = await readParcelPage(sql, {
      shopId,
      filter: filterOf(query, facts.timeZone ?? 'UTC'),
      sort,
      beside,
      direction,
      limit: rowsPerPage,
    });
    const ends = endsOf(page, { hasStart: beside !== null, direction });
    return {
      rows: page.rows.map((record) => parcelRowOf(record, { settings, rates, now })),
      nextCursor: ends.last === null ? null : writeCursor(placeOf(ends.last), { shopId, sort }),
      previousCursor:
        ends.first === null ? null : writeCursor(placeOf(ends.first), { shopId, sort }),
      total: page.total,
      carriers: page.carriers,
      destinations: page.destinations,
    };
  });
}

/** The query's dates as instants: whole days of the shop's zone, both included. */
export function filterOf(query: ParcelQuery, timeZone: string): ParcelFilter {
  const startOf = (date: string, plusDays: number) =>
    new Date(
      Temporal.PlainDate.from(date).add({ days: plusDays }).toZonedDateTime(timeZone)
        .epochMilliseconds,
    );
  return {
    verdicts: query.verdicts,
    carriers: query.carriers,
    destinations: query.destinations,
    muted: query.muted,
    shippedFrom: query.shippedFrom === null ? null : startOf(query.shippedFrom, 0),
    shippedBefore: query.shippedTo === null ? null : startOf(query.shippedTo, 1),
    minimumValueMinor: query.minimumValueMinor,
    search: query.search,
  };
}

type FoundRow = ParcelRecordPage['rows'][number];

/** The rows from which the list goes on, on each side; null where it ends. */
function endsOf(
  page: ParcelRecordPage,
  { hasStart, direction }: { hasStart: boolean; direction: 'next' | 'previous' },
): { first: FoundRow | null; last: FoundRow | null } {
  const first = page.rows[0] ?? null;
  const last = page.rows.at(-1) ?? null;
  // Whoever came by a cursor came from a row that lies behind them.
  return direction === 'next'
    ? { first: hasStart ? first : null, last: page.more ? last : null }
    : { first: page.more ? first : null, last };
}

function placeOf(row: FoundRow) {
  return { key: row.sortKey, fulfillmentId: row.fulfillmentId, position: row.position };
}
