import type { PoolClient } from 'pg';
import type { SourceName } from '#app/domain/scans/source-name.ts';
import type {
  LegKind,
  LinkBasis,
  LinkEventAction,
  LinkEvidence,
  LinkState,
  WriteState,
} from '#app/domain/parcels/link.ts';
import type { TrackingEntry } from '#app/domain/parcels/reconcile.ts';

/** A link as stored. */
export interface LinkRecord {
  linkId: string;
  fulfillmentId: string;
  position: number;
  fromNumberKey: string | null;
  number: string;
  numberKey: string;
  carrier: string | null;
  kind: LegKind;
  state: LinkState;
  basis: LinkBasis;
  source: SourceName | null;
  uploadId: string | null;
  evidence: LinkEvidence[];
  proposedAt: Date;
  decidedAt: Date | null;
  decidedBy: string | null;
  writeState: WriteState;
  /** Tracking info before ours was written; null = never written. */
  beforeWrite: TrackingEntry[] | null;
  /** What another app put over ours; null = nothing. */
  overwrittenBy: TrackingEntry[] | null;
}

/** The select list of a `LinkRecord`, from `leg_links` under the given alias. */
export function linkColumns(alias: string): string {
  return COLUMNS.map((column) => `${alias}.${column}`).join(', ');
}

const COLUMNS = [
  'link_id as "linkId"',
  'fulfillment_id::text as "fulfillmentId"',
  'position',
  'from_number_key as "fromNumberKey"',
  'number',
  'number_key as "numberKey"',
  'carrier',
  'kind',
  'state',
  'basis',
  'source',
  'upload_id as "uploadId"',
  'evidence',
  'proposed_at as "proposedAt"',
  'decided_at as "decidedAt"',
  'decided_by as "decidedBy"',
  'write_state as "writeState"',
  'before_write as "beforeWrite"',
  'overwritten_by as "overwrittenBy"',
] as const;

/** Every link of one number with one parcel, whatever became of it; newest first. */
export async function linksOfNumber(
  sql: PoolClient,
  shopId: number,
  parcel: { fulfillmentId: string; position: number; numberKey: string },
): Promise<LinkRecord[]> {
  const { rows } = await sql.query<LinkRecord>(
    `select ${linkColumns('l')} from leg_links l
      where l.shop_id = $1 and l.fulfillment_id = $2 and l.position = $3 and l.number_key = $4
      order by l.proposed_at desc, l.link_id`,
    [shopId, parcel.fulfillmentId, parcel.position, parcel.numberKey],
  );
  return rows;
}

/** The link, locked until the transaction ends; null when the shop has none of this id. */
export async function lockLink(
  sql: PoolClient,
  shopId: number,
  linkId: string,
): Promise<LinkRecord | null> {
  const { rows } = await sql.query<LinkRecord>(
    `select ${linkColumns('l')} from leg_links l where l.shop_id = $1 and l.link_id = $2 for update`,
    [shopId, linkId],
  );
  return rows[0] ?? null;
}

/** Open links of the same parcel that would follow the same number: rivals of one that is confirmed. */
export async function rivalsOf(
  sql: PoolClient,
  shopId: number,
  { linkId, fulfillmentId, position, fromNumberKey }: LinkRecord,
): Promise<string[]> {
  const { rows } = await sql.query<{ link_id: string }>(
    `select link_id from leg_links where shop_id = $1 and fulfillment_id = $2 and position = $3
       and from_number_key is not distinct from $4 and link_id <> $5 and state = 'proposed' order by link_id`,
    [shopId, fulfillmentId, position, fromNumberKey, linkId],
  );
  return rows.map((row) => row.link_id);
}

export type NewLink = Pick<
  LinkRecord,
  | 'fulfillmentId'
  | 'position'
  | 'fromNumberKey'
  | 'number'
  | 'numberKey'
  | 'carrier'
  | 'kind'
  | 'basis'
  | 'source'
  | 'uploadId'
  | 'evidence'
>;

/** Stores a proposal and returns its id. There MUST be no open or confirmed link of the number with the parcel. */
export async function insertLink(
  sql: PoolClient,
  shopId: number,
  link: NewLink,
  now: Date,
): Promise<string> {
  const { rows } = await sql.query<{ link_id: string }>(
    `insert into leg_links (shop_id, fulfillment_id, position, from_number_key, number, number_key, carrier, kind,
       state, basis, source, upload_id, evidence, proposed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 'proposed', $9, $10, $11, $12, $13) returning link_id`,
    [
      shopId,
      link.fulfillmentId,
      link.position,
      link.fromNumberKey,
      link.number,
      link.numberKey,
      link.carrier,
      link.kind,
      link.basis,
      link.source,
      link.uploadId,
      JSON.stringify(link.evidence),
      now,
    ],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('A link that was inserted has an id');
  return row.link_id;
}

export type LinkChanges = Partial<
  Pick<
    LinkRecord,
    | 'number'
    | 'numberKey'
    | 'carrier'
    | 'kind'
    | 'state'
    | 'evidence'
    | 'decidedAt'
    | 'decidedBy'
    | 'writeState'
    | 'beforeWrite'
    | 'overwrittenBy'
  >
>;

/** Changes what is given, leaves the rest. */
export async function changeLink(
  sql: PoolClient,
  shopId: number,
  linkId: string,
  changes: LinkChanges,
): Promise<void> {
  const sets: string[] = [];
  const values: unknown[] = [shopId, linkId];
  for (const [name, column] of CHANGEABLE) {
    const value = changes[name];
    if (value === undefined) continue;
    values.push(JSON_COLUMNS.has(column) && value !== null ? JSON.stringify(value) : value);
    sets.push(`${column} = $${values.length}`);
  }
  if (sets.length === 0) return;
  await sql.query(
    `update leg_links set ${sets.join(', ')} where shop_id = $1 and link_id = $2`,
    values,
  );
}

const CHANGEABLE: readonly [keyof LinkChanges, string][] = [
  ['number', 'number'],
  ['numberKey', 'number_key'],
  ['carrier', 'carrier'],
  ['kind', 'kind'],
  ['state', 'state'],
  ['evidence', 'evidence'],
  ['decidedAt', 'decided_at'],
  ['decidedBy', 'decided_by'],
  ['writeState', 'write_state'],
  ['beforeWrite', 'before_write'],
  ['overwrittenBy', 'overwritten_by'],
];
const JSON_COLUMNS: ReadonlySet<string> = new Set(['evidence', 'before_write', 'overwritten_by']);

export interface LinkEvent {
  linkId: string;
  at: Date;
  action: LinkEventAction;
  /** `user:<id>`, `rule:confirm_stated`, or what acted: a source's name, `shopify`, `lastscan`. */
  actor: string;
  detail: Record<string, string | number | null>;
}

/** Adds to a link's history, which is never overwritten; returns the entry's number, unique in the table. */
export async function addLinkEvent(
  sql: PoolClient,
  shopId: number,
  event: Omit<LinkEvent, 'detail'> & { detail?: LinkEvent['detail'] },
): Promise<string> {
  const { rows } = await sql.query<{ seq: string }>(
    `insert into leg_link_events (shop_id, link_id, at, action, actor, detail) values ($1, $2, $3, $4, $5, $6)
     returning seq::text`,
    [shopId, event.linkId, event.at, event.action, event.actor, JSON.stringify(event.detail ?? {})],
  );
  return rows[0]?.seq ?? '';
}

/** Key of the number that the link's latest write was to take the place of; null = none, or never written. */
export async function lastReplaced(
  sql: PoolClient,
  shopId: number,
  linkId: string,
): Promise<string | null> {
  const { rows } = await sql.query<{ replaces: string | null }>(
    `select detail ->> 'replaces' as replaces from leg_link_events
      where shop_id = $1 and link_id = $2 and action = 'write_queued' order by seq desc limit 1`,
    [shopId, linkId],
  );
  return rows[0]?.replaces ?? null;
}

/** The names of other orders whose living parcels have this number as their current one, at most a few. */
export async function otherOrdersWithNumber(
  sql: PoolClient,
  shopId: number,
  { numberKey, fulfillmentId }: { numberKey: string; fulfillmentId: string },
): Promise<string[]> {
  const { rows } = await sql.query<{ order_name: string }>(
    `select distinct p.order_name from parcels p
      where p.shop_id = $1 and p.number_key = $2 and not p.cancelled
        and p.order_id <> (select f.order_id from fulfillments f where f.shop_id = $1 and f.fulfillment_id = $3)
      order by p.order_name limit 3`,
    [shopId, numberKey, fulfillmentId],
  );
  return rows.map((row) => row.order_name);
}

/** Links whose number was written, or put over, at these fulfillments. */
export async function writtenLinks(
  sql: PoolClient,
  shopId: number,
  fulfillmentIds: readonly string[],
): Promise<LinkRecord[]> {
  if (fulfillmentIds.length === 0) return [];
  const { rows } = await sql.query<LinkRecord>(
    `select ${linkColumns('l')} from leg_links l
      where l.shop_id = $1 and l.fulfillment_id = any($2::bigint[]) and l.state = 'confirmed'
        and l.write_state in ('written', 'overwritten', 'theirs_kept') order by l.link_id`,
    [shopId, fulfillmentIds],
  );
  return rows;
}

/** How the shop wants links handled; nothing saved = nothing happens by itself. */
export async function readLinkSettings(
  sql: PoolClient,
  shopId: number,
): Promise<{ confirmStated: boolean; writeBack: boolean }> {
  const { rows } = await sql.query<{ confirmStated: boolean; writeBack: boolean }>(
    `select confirm_stated as "confirmStated", write_back as "writeBack" from source_settings where shop_id = $1`,
    [shopId],
  );
  return rows[0] ?? { confirmStated: false, writeBack: false };
}
