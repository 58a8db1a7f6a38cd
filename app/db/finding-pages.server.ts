import type { PoolClient } from 'pg';
import { findingConditions, type FindingFilter } from '#app/db/finding-conditions.ts';
import { FINDING_COLUMNS, type ListedFinding } from '#app/db/finding-record.server.ts';

/** A place between two findings of a list: their sort values as texts that lose nothing. */
export interface FindingPlace {
  /** The deadline (or when it was cured); null among those without one. */
  at: string | null;
  /** Money in the shop's currency, minor units. */
  minor: string;
  id: string;
}

export interface FindingPageRequest {
  shopId: number;
  filter: FindingFilter;
  now: Date;
  /** The row beside which the page begins; null: the list's beginning. */
  beside: FindingPlace | null;
  direction: 'next' | 'previous';
  limit: number;
}

export type FoundFinding = ListedFinding & { place: FindingPlace };

/**
 * One page of findings, the nearest deadline first, then the most money; those without a deadline stand last. By keyset, so
 * that a finding which comes or goes meanwhile shifts nothing. `more`: the list goes on in the asked direction.
 */
export async function readFindingPage(
  sql: PoolClient,
  request: FindingPageRequest,
): Promise<{ rows: FoundFinding[]; more: boolean }> {
  const { direction, limit } = request;
  const rows: FoundFinding[] = [];
  for (const stretch of stretchesFrom(request)) {
    if (rows.length > limit) break;
    rows.push(...(await readStretch(sql, request, stretch, limit + 1 - rows.length)));
  }
  const page = rows.slice(0, limit);
  return { rows: direction === 'next' ? page : page.reverse(), more: rows.length > limit };
}

/** A part of the list that one index gives in order. */
interface Stretch {
  condition: string;
  /** Expressions that sort it, all in one direction. */
  keys: readonly string[];
  order: 'asc' | 'desc';
  /** Where in it the page begins; null: at its beginning. */
  from: readonly string[] | null;
}

/** The stretches of the list that may hold the page, in the order in which they are walked. */
function stretchesFrom({ filter, beside, direction }: FindingPageRequest): Stretch[] {
  if (filter.state === 'cured')
    return [{ ...CURED, from: beside === null ? null : [beside.at ?? '', beside.id] }];
  const isUndatedPlace = beside !== null && beside.at === null;
  const dated: Stretch = {
    ...DATED,
    from: beside === null || beside.at === null ? null : [beside.at, beside.minor, beside.id],
  };
  const undated: Stretch = {
    ...UNDATED,
    from: isUndatedPlace ? [beside.minor, beside.id] : null,
  };
  if (direction === 'next') return isUndatedPlace ? [undated] : [dated, undated];
  return isUndatedPlace ? [undated, dated] : [dated];
}

const DATED = {
  condition: 'f.deadline_at is not null',
  keys: ['f.deadline_at', '-f.exposure_minor', 'f.finding_id'],
  order: 'asc',
} as const;
const UNDATED = {
  condition: 'f.deadline_at is null',
  keys: ['-f.exposure_minor', 'f.finding_id'],
  order: 'asc',
} as const;
const CURED = { condition: 'true', keys: ['f.cured_at', 'f.finding_id'], order: 'desc' } as const;

const KEY_TYPES: Readonly<Record<string, string>> = {
  'f.deadline_at': 'timestamptz',
  'f.cured_at': 'timestamptz',
  '-f.exposure_minor': 'bigint',
  'f.finding_id': 'uuid',
};

async function readStretch(
  sql: PoolClient,
  { shopId, filter, now, direction }: FindingPageRequest,
  { condition, keys, order, from }: Stretch,
  limit: number,
): Promise<FoundFinding[]> {
  const { text, values } = findingConditions(shopId, filter, now);
  const isForward = direction === 'next';
  const isAscending = (order === 'asc') === isForward;
  const places = (from ?? []).map(
    (_, index) => `$${values.length + index + 1}::${KEY_TYPES[keys[index] ?? ''] ?? 'text'}`,
  );
  const beyond =
    from === null
      ? ''
      : `and (${keys.join(', ')}) ${isAscending ? '>' : '<'} (${places.join(', ')})`;
  const sorted = keys.map((key) => `${key} ${isAscending ? 'asc' : 'desc'}`).join(', ');
  const { rows } = await sql.query<FoundFinding>(
    `select ${FINDING_COLUMNS}, ${placeColumn(keys[0] ?? '')} as place from findings f
     where ${text} and ${condition} ${beyond} order by ${sorted} limit ${limit}`,
    [...values, ...(from ?? [])],
  );
  return rows;
}

/** The row's own place. `minor` is signed as the key is. */
function placeColumn(firstKey: string): string {
  const at = firstKey.endsWith('_at')
    ? `to_char(${firstKey} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
    : 'null';
  return `jsonb_build_object('at', ${at}, 'minor', (-f.exposure_minor)::text, 'id', f.finding_id::text)`;
}

/** The nearest findings of each rule that was named, at most `limit` of each. */
export async function readFirstOfRules(
  sql: PoolClient,
  {
    shopId,
    filter,
    now,
    rules,
    limit,
  }: { shopId: number; filter: FindingFilter; now: Date; rules: readonly string[]; limit: number },
): Promise<ListedFinding[]> {
  const { text, values } = findingConditions(shopId, filter, now);
  const order =
    filter.state === 'cured'
      ? 'f.cured_at desc, f.finding_id desc'
      : 'f.deadline_at, -f.exposure_minor, f.finding_id';
  const { rows } = await sql.query<ListedFinding>(
    `select found.* from unnest($${values.length + 1}::text[]) with ordinality asked (rule_id, place)
     cross join lateral (
       select ${FINDING_COLUMNS} from findings f where ${text} and f.rule_id = asked.rule_id
       order by ${order} limit ${limit}
     ) found order by asked.place`,
    [...values, rules],
  );
  return rows;
}

/** The given findings of the shop; ids it does not have are left out. */
export async function readFindingsByIds(
  sql: PoolClient,
  shopId: number,
  ids: readonly string[],
): Promise<ListedFinding[]> {
  const { rows } = await sql.query<ListedFinding>(
    `select ${FINDING_COLUMNS} from findings f where f.shop_id = $1 and f.finding_id = any($2::uuid[])
     order by f.deadline_at, -f.exposure_minor, f.finding_id`,
    [shopId, ids],
  );
  return rows;
}
