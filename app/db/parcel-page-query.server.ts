import type { ParcelSort } from '#app/contracts/pages.ts';
import { VERDICTS } from '#app/domain/verdicts/verdict.ts';
import type { Stream } from '#app/db/parcel-facets.server.ts';
import type { ParcelPageRequest } from '#app/db/parcel-page-request.ts';
import { parcelColumns } from '#app/db/parcel-record.server.ts';
import type { ParcelIds } from '#app/db/parcel-search.server.ts';

/**
 * Builds the text and values of one page's query: sources of (sort_key, fulfillment_id, position), each a derived table,
 * and `text` around one of them. Every value is a bind parameter. The expressions are those of 0003_page_indexes.
 */
export class PageQuery {
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

  /** Each stream along its index, already in order: never a sort of more than a page of each. */
  walked(streams: readonly Stream[]): string | null {
    if (streams.length === 0) return null;
    return `(select found.* from ${this.streams(streams)} cross join lateral (
        select ${this.columns('p')} from parcels p
        where p.shop_id = ${this.shop} and p.verdict = stream.verdict and p.muted = stream.muted
          ${this.carriersAndDestinations('p')} ${this.ranges('p')} ${this.beyond('p', this.key.expression)}
        ${this.ordered('p', this.key.expression)}
      ) found)`;
  }

  /**
   * The rows of each combination of carrier and destination, which the facets name. Ranges and the cursor are asked
   * outside: inside, they would invite a walk along a whole stream for each combination.
   */
  gathered(streams: readonly Stream[]): string | null {
    if (streams.length === 0) return null;
    const { carriers, destinations } = this.request.filter;
    return `(select found.sort_key, found.fulfillment_id, found.position
      from ${this.streams(streams)}
      join parcel_facets f on f.shop_id = ${this.shop} and f.verdict = stream.verdict and f.muted = stream.muted
        and f.count > 0
        ${carriers.length > 0 ? `and f.carrier_key = any(${this.bind(carriers, 'text[]')})` : ''}
        ${destinations.length > 0 ? `and f.destination = any(${this.bind(destinations, 'char(2)[]')})` : ''}
      cross join lateral (
        select ${this.columns('p')}, p.shipped_at, p.value_minor from parcels p
        where p.shop_id = ${this.shop} and p.verdict = f.verdict and p.muted = f.muted
          and (case when p.carrier_key is null then '' else p.carrier_key end) = f.carrier_key
          and (case when p.destination is null then '' else p.destination end) = f.destination
        offset 0
      ) found
      where true ${this.ranges('found')} ${this.beyond('found', 'found.sort_key')})`;
  }

  /** The rows of each stream's shipping dates, read within the index by shipping date. */
  gatheredByRange(streams: readonly Stream[]): string | null {
    if (streams.length === 0) return null;
    return `(select found.sort_key, found.fulfillment_id, found.position
      from ${this.streams(streams)} cross join lateral (
        select ${this.columns('p')}, p.value_minor, p.carrier_key, p.destination from parcels p
        where p.shop_id = ${this.shop} and p.verdict = stream.verdict and p.muted = stream.muted ${this.shipped('p')}
        offset 0
      ) found
      where true ${this.carriersAndDestinations('found')} ${this.minimumValue('found')}
        ${this.beyond('found', 'found.sort_key')})`;
  }

  /** Those of the given parcels that the filters let through, all of them: for `countedText`. */
  amongIds(ids: ParcelIds): string {
    const { verdicts, muted } = this.request.filter;
    const wanted = verdicts.length > 0 ? verdicts : [...VERDICTS, 'unassessed'];
    return `(select found.*
      from unnest(${this.bind(ids.fulfillmentIds, 'bigint[]')}, ${this.bind(ids.positions, 'smallint[]')})
        hit (fulfillment_id, position)
      cross join lateral (
        select ${this.columns('p')} from parcels p
        where p.shop_id = ${this.shop} and p.fulfillment_id = hit.fulfillment_id and p.position = hit.position
          and p.verdict = any(${this.bind(wanted, 'text[]')})
          ${muted === 'show' ? '' : `and p.muted = ${this.bind(muted === 'only', 'boolean')}`}
          ${this.carriersAndDestinations('p')} ${this.ranges('p')}
        offset 0
      ) found) found`;
  }

  /** Several sources as one. */
  merged(sources: readonly (string | null)[]): string {
    return `(${sources.filter((source) => source !== null).join(' union all ')}) found`;
  }

  /** The whole query around a source: the page's keys first, in order and cut, then the columns of those rows alone. */
  text(source: string): string {
    return `with page as (select found.* from ${source} ${this.ordered('found', 'found.sort_key')})
      select ${parcelColumns('p')}, ${this.keyAsText('page.sort_key')} as "sortKey"
      from page join parcels p on p.shop_id = ${this.shop}
        and p.fulfillment_id = page.fulfillment_id and p.position = page.position
      ${this.ordered('page', 'page.sort_key')}`;
  }

  /** As `text`, with the number of all rows of the source beside each row; the cursor is asked here. */
  countedText(source: string): string {
    return `with matched as materialized (select found.* from ${source}),
      page as (
        select found.* from matched found where true ${this.beyond('found', 'found.sort_key')}
        ${this.ordered('found', 'found.sort_key')}
      )
      select ${parcelColumns('p')}, ${this.keyAsText('page.sort_key')} as "sortKey",
        (select count(*)::int from matched) as total
      from page join parcels p on p.shop_id = ${this.shop}
        and p.fulfillment_id = page.fulfillment_id and p.position = page.position
      ${this.ordered('page', 'page.sort_key')}`;
  }

  private streams(streams: readonly Stream[]): string {
    const verdicts = this.bind(
      streams.map(({ verdict }) => verdict),
      'text[]',
    );
    const muted = this.bind(
      streams.map((stream) => stream.muted),
      'boolean[]',
    );
    return `unnest(${verdicts}, ${muted}) stream (verdict, muted)`;
  }

  private columns(alias: 'p'): string {
    return `${this.key.expression} as sort_key, ${alias}.fulfillment_id, ${alias}.position`;
  }

  /** Plain columns on purpose: the index by facet is for gathering, not for walking. */
  private carriersAndDestinations(alias: Alias): string {
    const { carriers, destinations } = this.request.filter;
    const parts: string[] = [];
    if (carriers.length > 0)
      parts.push(`and ${alias}.carrier_key = any(${this.bind(carriers, 'text[]')})`);
    if (destinations.length > 0)
      parts.push(`and ${alias}.destination = any(${this.bind(destinations, 'char(2)[]')})`);
    return parts.join(' ');
  }

  private ranges(alias: Alias): string {
    return `${this.shipped(alias)} ${this.minimumValue(alias)}`;
  }

  private shipped(alias: Alias): string {
    const { shippedFrom, shippedBefore } = this.request.filter;
    const parts: string[] = [];
    if (shippedFrom !== null)
      parts.push(`and ${alias}.shipped_at >= ${this.bind(shippedFrom, 'timestamptz')}`);
    if (shippedBefore !== null)
      parts.push(`and ${alias}.shipped_at < ${this.bind(shippedBefore, 'timestamptz')}`);
    return parts.join(' ');
  }

  private minimumValue(alias: Alias): string {
    const { minimumValueMinor } = this.request.filter;
    return minimumValueMinor === null
      ? ''
      : `and ${alias}.value_minor >= ${this.bind(minimumValueMinor, 'bigint')}`;
  }

  private beyond(alias: Alias, key: string): string {
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

type Alias = 'p' | 'found';

const SORT_KEYS = {
  shipped: { expression: 'p.shipped_at', type: 'timestamptz' },
  since: {
    expression: '(case when p.verdict_since is null then p.shipped_at else p.verdict_since end)',
    type: 'timestamptz',
  },
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
