import type { PoolClient } from 'pg';
import type { Stream } from '#app/db/parcel-facets.server.ts';
import { readFacets } from '#app/db/parcel-facets.server.ts';
import { PageQuery } from '#app/db/parcel-page-query.server.ts';
import type { ParcelPageRequest } from '#app/db/parcel-page-request.ts';
import type { ParcelRecord } from '#app/db/parcel-record.server.ts';
import { parcelColumns } from '#app/db/parcel-record.server.ts';
import type { ParcelIds } from '#app/db/parcel-search.server.ts';
import { searchParcelIds } from '#app/db/parcel-search.server.ts';

export interface ParcelRecordPage {
  /** In the sort's order, whichever the direction. */
  rows: FoundRow[];
  /** Whether the list goes on beyond the page in the asked direction. */
  more: boolean;
  /** Exact number of rows of the whole list, or null when only counting them would tell. */
  total: number | null;
  carriers: string[];
  destinations: string[];
}

/** A parcel with its sort value as text that loses nothing, for the cursor. */
export type FoundRow = ParcelRecord & { sortKey: string };

/**
 * One page of a shop's parcels by keyset: as fast at the end of a million rows as at the beginning, and a row that
 * appears or leaves meanwhile shifts nothing.
 */
export async function readParcelPage(
  sql: PoolClient,
  request: ParcelPageRequest,
): Promise<ParcelRecordPage> {
  const { streams, ...choices } = await readFacets(sql, request);
  const { search } = request.filter;
  if (search !== null) {
    const { ids, complete } = await searchParcelIds(sql, {
      shopId: request.shopId,
      text: search,
    });
    const query = new PageQuery(request);
    const { rows } = await sql.query<FoundRow & { total: number }>(
      query.countedText(query.amongIds(ids)),
      query.values,
    );
    const total = complete ? (rows[0]?.total ?? 0) : null;
    return { ...cut(rows, request), total, ...choices };
  }
  const query = new PageQuery(request);
  const { rows } =
    streams.length === 0
      ? { rows: [] }
      : await sql.query<FoundRow>(query.text(sourceOf(query, request, streams)), query.values);
  const ranged =
    request.filter.shippedFrom !== null ||
    request.filter.shippedBefore !== null ||
    request.filter.minimumValueMinor !== null;
  const total = ranged ? null : streams.reduce((sum, { matching }) => sum + matching, 0);
  return { ...cut(rows, request), total, ...choices };
}

/**
 * A stream of N parcels of which M match is walked when they are dense: a page then lies about 50·N/M entries deep.
 * When they are sparse all M are gathered from the index by facet and sorted. Whichever is less visits a few thousand
 * entries at most, up to a million parcels in a stream.
 * A range of shipping dates is gathered unless the list is sorted by them: under another sort its parcels may all lie
 * at the far end.
 */
function sourceOf(
  query: PageQuery,
  { filter, sort, limit }: ParcelPageRequest,
  streams: readonly Stream[],
): string {
  const isSparse = ({ size, matching }: Stream) =>
    matching < size && GATHER_COST * matching ** 2 <= (limit + 1) * size;
  const dense = streams.filter((stream) => !isSparse(stream));
  const byRange =
    (filter.shippedFrom !== null || filter.shippedBefore !== null) && !sort.startsWith('shipped');
  return query.merged([
    query.gathered(streams.filter(isSparse)),
    byRange ? query.gatheredByRange(dense) : query.walked(dense),
  ]);
}

/** An entry that is gathered is also sorted: it costs about two that are walked past. */
const GATHER_COST = 2;

/** The given parcels of the shop, newest shipped first; ids it does not have are left out. */
export async function readParcelsByIds(
  sql: PoolClient,
  shopId: number,
  ids: ParcelIds,
): Promise<ParcelRecord[]> {
  const { rows } = await sql.query<ParcelRecord>(
    `select ${parcelColumns('p')}
     from (select distinct * from unnest($2::bigint[], $3::smallint[]) hit (fulfillment_id, position)) hit
     join parcels p on p.shop_id = $1
       and p.fulfillment_id = hit.fulfillment_id and p.position = hit.position
     order by p.shipped_at desc, p.fulfillment_id desc, p.position desc`,
    [shopId, ids.fulfillmentIds, ids.positions],
  );
  return rows;
}

function cut(
  rows: FoundRow[],
  { limit, direction }: ParcelPageRequest,
): Pick<ParcelRecordPage, 'rows' | 'more'> {
  const page = rows.slice(0, limit);
  return { rows: direction === 'next' ? page : page.reverse(), more: rows.length > limit };
}
