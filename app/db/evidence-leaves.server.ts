import type { PoolClient } from 'pg';

const BYTES = 32;

/** Where contents lie sealed: they open nowhere else. */
export const SEALED_RECORD = 'evidence_record';

/** A leaf to be written. */
export interface NewLeaf {
  kind: string;
  orderId: string | null;
  fulfillmentId: string | null;
  position: number | null;
  /** 32 bytes each. */
  commitment: Uint8Array;
  salt: Uint8Array;
  /** Canonical JSON, or the same sealed: of what a shopper wrote. */
  content: { record: string } | { sealed: Buffer; keyId: string };
}

/** A leaf as it lies in the table. All of salt, record and sealed are null: erased. */
export interface StoredLeaf {
  leafIndex: number;
  kind: string;
  salt: Buffer | null;
  record: string | null;
  sealed: Buffer | null;
  keyId: string | null;
  loggedAt: Date;
}

/** Writes leaves behind the log's last, in their order. The log MUST be locked. */
export async function writeLeaves(
  sql: PoolClient,
  shopId: number,
  { size, leaves, now }: { size: number; leaves: readonly NewLeaf[]; now: Date },
): Promise<void> {
  const contents = leaves.map(({ content }) =>
    'record' in content ? Buffer.from(content.record) : content.sealed,
  );
  let end = 0;
  const starts = contents.map(({ length }) => (end += length) - length + 1);
  await sql.query(WRITE_LEAVES, [
    shopId,
    size,
    now,
    Buffer.concat(leaves.map(({ commitment }) => commitment)),
    Buffer.concat(leaves.map(({ salt }) => salt)),
    leaves.map(({ kind }) => kind),
    leaves.map(({ orderId }) => orderId),
    leaves.map(({ fulfillmentId }) => fulfillmentId),
    leaves.map(({ position }) => position),
    Buffer.concat(contents),
    starts,
    contents.map(({ length }) => length),
    leaves.map(({ content }) => ('keyId' in content ? content.keyId : null)),
  ]);
}

/** Bytes of all leaves come as one value each, and are cut where they lie: as a list each would be escaped and parsed. */
const WRITE_LEAVES = `insert into evidence_leaves (shop_id, leaf_index, kind, order_id, fulfillment_id, position, logged_at,
    commitment, salt, record, sealed, key_id)
  select $1, $2::bigint + place - 1, kind, order_id, fulfillment_id, position, $3,
    substring($4::bytea from ${BYTES} * (place::int - 1) + 1 for ${BYTES}),
    substring($5::bytea from ${BYTES} * (place::int - 1) + 1 for ${BYTES}),
    case when key_id is null then convert_from(substring($10::bytea from start for length), 'UTF8') end,
    case when key_id is not null then substring($10::bytea from start for length) end, key_id
  from unnest($6::text[], $7::bigint[], $8::bigint[], $9::smallint[], $11::int[], $12::int[], $13::text[])
    with ordinality as l(kind, order_id, fulfillment_id, position, start, length, key_id, place)`;

/** Every leaf of an order, in the order of the log. */
export async function readLeavesOfOrder(
  sql: PoolClient,
  shopId: number,
  orderId: string,
): Promise<StoredLeaf[]> {
  const { rows } = await sql.query<Omit<StoredLeaf, 'leafIndex'> & { leafIndex: string }>(
    `select leaf_index as "leafIndex", kind, salt, record, sealed, key_id as "keyId", logged_at as "loggedAt"
       from evidence_leaves where shop_id = $1 and order_id = $2 order by leaf_index`,
    [shopId, orderId],
  );
  return rows.map((row) => ({ ...row, leafIndex: Number(row.leafIndex) }));
}

/** The log's entries from one index on, at most so many: 32 bytes each, nothing of what they commit to. */
export async function readCommitments(
  sql: PoolClient,
  shopId: number,
  { from, count }: { from: number; count: number },
): Promise<Buffer[]> {
  const { rows } = await sql.query<{ commitment: Buffer }>(
    `select commitment from evidence_leaves where shop_id = $1 and leaf_index >= $2 and leaf_index < $2::bigint + $3
      order by leaf_index`,
    [shopId, from, count],
  );
  return rows.map(({ commitment }) => commitment);
}

/** Leaves whose content lies sealed, after an index (-1 = from the start), at most so many. */
export async function sealedLeaves(
  sql: PoolClient,
  shopId: number,
  { after, limit }: { after: number; limit: number },
): Promise<{ leafIndex: number; sealed: Buffer; keyId: string }[]> {
  const { rows } = await sql.query<{ leafIndex: string; sealed: Buffer; keyId: string }>(
    `select leaf_index as "leafIndex", sealed, key_id as "keyId" from evidence_leaves
      where shop_id = $1 and sealed is not null and leaf_index > $2 order by leaf_index limit $3 for update`,
    [shopId, after, limit],
  );
  return rows.map((row) => ({ ...row, leafIndex: Number(row.leafIndex) }));
}

/** Puts a leaf's content back under another key. */
export async function replaceSealed(
  sql: PoolClient,
  shopId: number,
  { leafIndex, sealed, keyId }: { leafIndex: number; sealed: Buffer; keyId: string },
): Promise<void> {
  await sql.query(
    `update evidence_leaves set sealed = $3, key_id = $4 where shop_id = $1 and leaf_index = $2`,
    [shopId, leafIndex, sealed, keyId],
  );
}
