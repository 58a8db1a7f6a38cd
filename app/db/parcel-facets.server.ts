import type { PoolClient } from 'pg';
import { VERDICTS } from '#app/domain/verdicts/verdict.ts';
import type { ParcelFilter } from '#app/db/parcel-page-request.ts';

/** All parcels of one verdict, muted or not: what the page's indexes hold in order. */
export interface Stream {
  verdict: string;
  muted: boolean;
  /** Parcels in it. */
  size: number;
  /** Those of the wanted carriers and destinations. */
  matching: number;
}

export interface Facets {
  /** The streams in which something matches. */
  streams: Stream[];
  /** Values that exist in the shop, for the filters' choices. */
  carriers: string[];
  destinations: string[];
}

/** What the kept counters say about a filter's verdicts, muting, carriers and destinations; no parcel is read. */
export async function readFacets(
  sql: PoolClient,
  { shopId, filter }: { shopId: number; filter: ParcelFilter },
): Promise<Facets> {
  const { rows } = await sql.query<{
    verdict: string;
    muted: boolean;
    size: string;
    matching: string;
    carriers: string[] | null;
    destinations: string[] | null;
  }>(
    `select verdict, muted, sum(count)::text as size,
       coalesce(sum(count) filter (where
         (cardinality($2::text[]) = 0 or carrier_key = any($2::text[]))
         and (cardinality($3::char(2)[]) = 0 or destination = any($3::char(2)[]))
       ), 0)::text as matching,
       array_agg(distinct carrier_key) filter (where carrier_key <> '') as carriers,
       array_agg(distinct destination::text) filter (where destination <> '') as destinations
     from parcel_facets where shop_id = $1 and count > 0 group by verdict, muted`,
    [shopId, filter.carriers, filter.destinations],
  );
  const verdicts: ReadonlySet<string> = new Set(
    filter.verdicts.length > 0 ? filter.verdicts : [...VERDICTS, 'unassessed'],
  );
  const streams = rows
    .filter(
      ({ verdict, muted }) =>
        verdicts.has(verdict) && (filter.muted === 'show' || muted === (filter.muted === 'only')),
    )
    .map(({ verdict, muted, size, matching }) => ({
      verdict,
      muted,
      size: Number(size),
      matching: Number(matching),
    }))
    .filter(({ matching }) => matching > 0);
  return {
    streams,
    carriers: [...new Set(rows.flatMap((row) => row.carriers ?? []))].sort(),
    destinations: [...new Set(rows.flatMap((row) => row.destinations ?? []))].sort(),
  };
}
