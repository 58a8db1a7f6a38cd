import type { PoolClient } from 'pg';
import type { ParcelQuery, ParcelSort } from '#app/contracts/pages.ts';
import { VERDICTS } from '#app/domain/verdicts/verdict.ts';
import type { ParcelRecord } from '#app/db/parcel-record.server.ts';
import { parcelColumns } from '#app/db/parcel-record.server.ts';
import { searchParcelIds } from '#app/db/parcel-search.server.ts';

/** What a page of parcels is chosen by. Instants, not dates: the shop's zone was applied before. */
export interface ParcelFilter {
  verdicts: ParcelQuery['verdicts'];
  /** Normalised carrier keys. */
  carriers: readonly string[];
  destinations: readonly string[];
  muted: ParcelQuery['muted'];
  shippedFrom: Date | null;
  /** Exclusive. */
  shippedBefore: Date | null;
  minimumValueMinor: number | null;
  search: string | null;
}

export interface ParcelPageRequest {
  shopId: number;
  filter: ParcelFilter;
  sort: ParcelSort;
  /** The row the page lies beside; null = the list's beginning. */
  beside: { key: string; fulfillmentId: string; position: number } | null;
  direction: 'next' | 'previous';
  limit: number;
}

export interface ParcelRecordPage {
  /** In the sort's order, whichever the direction. */
  rows: (ParcelRecord & { sortKey: string })[];
  /** Whether the list goes on beyond the page in the asked direction. */
  more: boolean;
  /** Exact number of rows of the whole list, or null when only counting them would tell. */
  total: number | null;
  carriers: string[];
  destinations: string[];
}

/**
 * One page of a shop's parcels by keyset: as fast at the end of a million rows as at the beginning, and a row that
 * appears or leaves meanwhile shifts nothing.
 */
export async function readParcelPage(
  sql: PoolClient,
  request: ParcelPageRequest,
): Promise<ParcelRecordPage> {
  const { filter } = request;
  const facets = await readFacets(sql, request);
  const matching = facets.matching;
  const page = { carriers: facets.carriers, destinations: facets.destinations };
  if (filter.search !== null) {
    const found = await searchParcelIds(sql, request.shopId, filter.search);
    const query = new PageQuery(request);
    const rows = await run(sql, query, query.amongIds(found.ids));
    const total = found.complete ? await countAmong(sql, request, found.ids) : null;
    return { ...cut(rows, request), total, ...page };
  }
  const query = new PageQuery(request);
  const narrowed = filter.carriers.length > 0 || filter.destinations.length > 0;
  const rows = await run(
    sql,
    query,
    narrowed && matching <= GATHERED_AT_MOST ? query.gathered() : query.walked(),
  );
  const ranged =
    filter.shippedFrom !== null ||
    filter.shippedBefore !== null ||
    filter.minimumValueMinor !== null;
  return { ...cut(rows, request), total: ranged ? null : matching, ...page };
}

/**
 * Up to here the rows that match a carrier or destination are gathered and sorted; beyond, they are looked for along
 * the streams. With M of N rows matching, walking visits about 50·N/M rows, so at N = 1 million the two meet near
 * M = 7,000 and neither visits many more.
 */
const GATHERED_AT_MOST = 7_000;

/** What each sort orders by; the expressions are those of the indexes in 0003_page_indexes. */
const SORT_KEYS = {
  shipped: { expression: 'p.shipped_at', type: 'timestamptz' },
  since: { expression: 'coalesce(p.verdict_since, p.shipped_at)', type: 'timestamptz' },
  value: { expression: 'p.value_minor', type: 'bigint' },
} as const;

const SORTS = {
  shipped_desc: { by: 'shipped', descending: true },
  shipped_asc: { by: 'shipped', descending: false },
  since_asc: { by: 'since', descending: false },
  since_desc: { by: 'since', descending: true },
  value_desc: { by: 'value', descending: true },
  value_asc: { by: 'value', descending: false },
} as const satisfies Record<ParcelSort, { by: keyof typeof SORT_KEYS; descending: boolean }>;

type FoundRow = ParcelRecord & { sortKey: string };
const ALL_VERDICTS = [...VERDICTS, 'unassessed'];

/** Builds the text and values of one page's query. Every value is a bind parameter. */
class PageQuery {
  readonly values: unknown[] = [];
  private readonly request: ParcelPageRequest;
  private readonly shop: string;
  private readonly key: (typeof SORT_KEYS)[keyof typeof SORT_KEYS];
  private readonly order: 'asc' | 'desc';

  constructor(request: ParcelPageRequest) {
    this.request = request;
    this.shop = this.bind(request.shopId, 'int');
    const sort = SORTS[request.sort];
    this.key = SORT_KEYS[sort.by];
    this.order = sort.descending === (request.direction === 'next') ? 'desc' : 'asc';
  }

  /** One stream per verdict and muting, each already in order, merged: never a sort of more than a page of each. */
  walked(): string {
    const { verdicts, muted } = this.streams();
    return `from unnest(${verdicts}, ${muted}) stream (verdict, muted)
      cross join lateral (
        select ${this.keyColumns()} from parcels p
        where p.shop_id = ${this.shop} and p.verdict = stream.verdict and p.muted = stream.muted
          ${this.carriersAndDestinations()} ${this.ranges('p')} ${this.beyond('p', this.key.expression)}
        ${this.ordered('p', this.key.expression)}
      ) found`;
  }

  /**
   * The few rows of each combination of the filters, which the facets name. Everything else is asked outside: inside,
   * it would invite a walk along a whole stream for each combination.
   */
  gathered(): string {
    const { filter } = this.request;
    const { verdicts, muted } = this.streams();
    return `from parcel_facets f
      cross join lateral (
        select ${this.keyColumns()}, p.shipped_at, p.value_minor from parcels p
        where p.shop_id = ${this.shop} and p.verdict = f.verdict and p.muted = f.muted
          and coalesce(p.carrier_key, '') = f.carrier_key and coalesce(p.destination, '') = f.destination
        offset 0
      ) found
      where f.shop_id = ${this.shop} and f.count > 0
        and f.verdict = any(${verdicts}) and f.muted = any(${muted})
        ${filter.carriers.length > 0 ? `and f.carrier_key = any(${this.bind(filter.carriers, 'text[]')})` : ''}
        ${filter.destinations.length > 0 ? `and f.destination = any(${this.bind(filter.destinations, 'char(2)[]')})` : ''}
        ${this.ranges('found')} ${this.beyond('found', 'found.sort_key')}`;
  }

  /** Those of the given parcels that the filters let through. */
  amongIds(ids: ParcelIds, position: 'page' | 'count' = 'page'): string {
    const { verdicts, muted } = this.streams();
    return `from unnest(${this.bind(ids.fulfillmentIds, 'bigint[]')}, ${this.bind(ids.positions, 'smallint[]')})
        hit (fulfillment_id, position)
      cross join lateral (
        select ${this.keyColumns()} from parcels p
        where p.shop_id = ${this.shop} and p.fulfillment_id = hit.fulfillment_id and p.position = hit.position
          and p.verdict = any(${verdicts}) and p.muted = any(${muted})
          ${this.carriersAndDestinations()} ${this.ranges('p')} ${position === 'page' ? this.beyond('p', this.key.expression) : ''}
        offset 0
      ) found`;
  }

  /** The whole query around one of the sources above. */
  text(source: string): string {
    // The page's keys first, in order and cut, then the columns of those rows alone.
    return `with page as (
        select found.* ${source} ${this.ordered('found', 'found.sort_key')}
      )
      select ${parcelColumns('p')}, ${this.keyAsText('page.sort_key')} as "sortKey"
      from page join parcels p on p.shop_id = ${this.shop}
        and p.fulfillment_id = page.fulfillment_id and p.position = page.position
      ${this.ordered('page', 'page.sort_key')}`;
  }

  private streams(): { verdicts: string; muted: string } {
    const { filter } = this.request;
    const verdicts: readonly string[] = filter.verdicts.length > 0 ? filter.verdicts : ALL_VERDICTS;
    const muted = { hide: [false], only: [true], show: [false, true] }[filter.muted];
    const pairs = verdicts.flatMap((verdict) => muted.map((value) => ({ verdict, value })));
    return {
      verdicts: this.bind(
        pairs.map(({ verdict }) => verdict),
        'text[]',
      ),
      muted: this.bind(
        pairs.map(({ value }) => value),
        'boolean[]',
      ),
    };
  }

  private keyColumns(): string {
    return `${this.key.expression} as sort_key, p.fulfillment_id, p.position`;
  }

  /** Plain columns on purpose: the index by facet is for gathering, not for walking. */
  private carriersAndDestinations(): string {
    const { carriers, destinations } = this.request.filter;
    const parts: string[] = [];
    if (carriers.length > 0)
      parts.push(`and p.carrier_key = any(${this.bind(carriers, 'text[]')})`);
    if (destinations.length > 0)
      parts.push(`and p.destination = any(${this.bind(destinations, 'char(2)[]')})`);
    return parts.join(' ');
  }

  private ranges(alias: 'p' | 'found'): string {
    const { shippedFrom, shippedBefore, minimumValueMinor } = this.request.filter;
    const parts: string[] = [];
    if (shippedFrom !== null)
      parts.push(`and ${alias}.shipped_at >= ${this.bind(shippedFrom, 'timestamptz')}`);
    if (shippedBefore !== null)
      parts.push(`and ${alias}.shipped_at < ${this.bind(shippedBefore, 'timestamptz')}`);
    if (minimumValueMinor !== null)
      parts.push(`and ${alias}.value_minor >= ${this.bind(minimumValueMinor, 'bigint')}`);
    return parts.join(' ');
  }

  private beyond(alias: 'p' | 'found', key: string): string {
    const { beside } = this.request;
    if (beside === null) return '';
    const besideKey = this.bind(beside.key, this.key.type);
    const fulfillmentId = this.bind(beside.fulfillmentId, 'bigint');
    const position = this.bind(beside.position, 'smallint');
    return `and (${key}, ${alias}.fulfillment_id, ${alias}.position)
      ${this.order === 'asc' ? '>' : '<'} (${besideKey}, ${fulfillmentId}, ${position})`;
  }

  private ordered(alias: string, key: string): string {
    return `order by ${key} ${this.order}, ${alias}.fulfillment_id ${this.order}, ${alias}.position ${this.order}
      limit ${this.request.limit + 1}`;
  }

  private keyAsText(expression: string): string {
    return this.key.type === 'bigint'
      ? `${expression}::text`
      : // Microseconds: a key cut to milliseconds would skip or repeat rows.
        `to_char(${expression} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
  }

  private bind(value: unknown, type: string): string {
    this.values.push(value);
    return `$${this.values.length}::${type}`;
  }
}

export interface ParcelIds {
  fulfillmentIds: string[];
  positions: number[];
}

async function run(sql: PoolClient, query: PageQuery, source: string): Promise<FoundRow[]> {
  const { rows } = await sql.query<FoundRow>(query.text(source), query.values);
  return rows;
}

async function countAmong(
  sql: PoolClient,
  request: ParcelPageRequest,
  ids: ParcelIds,
): Promise<number> {
  const query = new PageQuery(request);
  const source = query.amongIds(ids, 'count');
  const { rows } = await sql.query<{ total: number }>(
    `select count(*)::int as total ${source}`,
    query.values,
  );
  return rows[0]?.total ?? 0;
}

function cut(
  rows: FoundRow[],
  { limit, direction }: ParcelPageRequest,
): Pick<ParcelRecordPage, 'rows' | 'more'> {
  const page = rows.slice(0, limit);
  return { rows: direction === 'next' ? page : page.reverse(), more: rows.length > limit };
}

/** The filters' choices and how many rows match verdict, muting, carrier and destination, from the kept counters. */
async function readFacets(
  sql: PoolClient,
  { shopId, filter }: ParcelPageRequest,
): Promise<{ matching: number; carriers: string[]; destinations: string[] }> {
  const { rows } = await sql.query<{
    matching: string;
    carriers: string[] | null;
    destinations: string[] | null;
  }>(
    `select
       coalesce(sum(count) filter (where
         (cardinality($2::text[]) = 0 or verdict = any($2::text[]))
         and muted = any($3::boolean[])
         and (cardinality($4::text[]) = 0 or carrier_key = any($4::text[]))
         and (cardinality($5::char(2)[]) = 0 or destination = any($5::char(2)[]))
       ), 0)::text as matching,
       array_agg(distinct carrier_key) filter (where carrier_key <> '') as carriers,
       array_agg(distinct destination::text) filter (where destination <> '') as destinations
     from parcel_facets where shop_id = $1 and count > 0`,
    [
      shopId,
      filter.verdicts,
      { hide: [false], only: [true], show: [false, true] }[filter.muted],
      filter.carriers,
      filter.destinations,
    ],
  );
  const [row] = rows;
  return {
    matching: Number(row?.matching ?? 0),
    carriers: row?.carriers ?? [],
    destinations: row?.destinations ?? [],
  };
}

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
