import type { PoolClient } from 'pg';
import type { LinkTab } from '#app/contracts/links.ts';
import { linkColumns } from '#app/db/leg-links.server.ts';
import type { LinkEvent, LinkRecord } from '#app/db/leg-links.server.ts';

/** A link with what its screens show beside it. */
export interface ShownLink extends LinkRecord {
  orderName: string;
  destination: string | null;
  fromNumber: string | null;
  fromCarrier: string | null;
  writeFailure: LinkEvent['detail'] | null;
}

const SHOWN = `select ${linkColumns('l')}, p.order_name as "orderName", p.destination,
    old.number as "fromNumber", old.carrier as "fromCarrier", failure.detail as "writeFailure"
  from leg_links l
  join parcels p on p.shop_id = $1 and p.fulfillment_id = l.fulfillment_id and p.position = l.position
  left join lateral (
    select g.number, g.carrier from legs g
    where g.shop_id = $1 and g.fulfillment_id = l.fulfillment_id and g.position = l.position
      and g.number_key = l.from_number_key
    order by g.seq desc limit 1
  ) old on true
  left join lateral (
    select e.detail from leg_link_events e
    where l.write_state = 'failed' and e.shop_id = $1 and e.link_id = l.link_id and e.action = 'write_failed'
    order by e.seq desc limit 1
  ) failure on true`;

const TABS: Record<LinkTab, string> = {
  open: `l.state = 'proposed' order by l.proposed_at desc, l.link_id`,
  overwritten: `l.write_state = 'overwritten' and l.state = 'confirmed' order by l.decided_at desc, l.link_id`,
  decided: `l.state <> 'proposed' and l.decided_at is not null order by l.decided_at desc, l.link_id`,
};

/** The newest links of a tab, at most `limit`. */
export async function readLinks(
  sql: PoolClient,
  shopId: number,
  { tab, limit }: { tab: LinkTab; limit: number },
): Promise<ShownLink[]> {
  const { rows } = await sql.query<ShownLink>(
    `${SHOWN} where l.shop_id = $1 and ${TABS[tab]} limit $2`,
    [shopId, limit],
  );
  return rows;
}

/** Every link of a parcel, the oldest first. */
export async function readLinksOfParcel(
  sql: PoolClient,
  shopId: number,
  { fulfillmentId, position }: { fulfillmentId: string; position: number },
): Promise<ShownLink[]> {
  const { rows } = await sql.query<ShownLink>(
    `${SHOWN} where l.shop_id = $1 and l.fulfillment_id = $2 and l.position = $3
      order by l.proposed_at, l.link_id limit 50`,
    [shopId, fulfillmentId, position],
  );
  return rows;
}

/** The history of links, newest first. */
export async function readLinkEvents(
  sql: PoolClient,
  shopId: number,
  linkIds: readonly string[],
): Promise<LinkEvent[]> {
  if (linkIds.length === 0) return [];
  const { rows } = await sql.query<LinkEvent>(
    `select link_id as "linkId", at, action, actor, detail from leg_link_events
      where shop_id = $1 and link_id = any($2::uuid[]) order by seq desc limit 500`,
    [shopId, linkIds],
  );
  return rows;
}

/** How many links wait for a decision, and how many of our numbers another app has put its own over. */
export async function countLinks(
  sql: PoolClient,
  shopId: number,
): Promise<{ open: number; overwritten: number }> {
  const { rows } = await sql.query<{ open: number; overwritten: number }>(
    `select
       (select count(*)::int from leg_links where shop_id = $1 and state = 'proposed') as open,
       (select count(*)::int from leg_links where shop_id = $1 and write_state = 'overwritten' and state = 'confirmed')
         as overwritten`,
    [shopId],
  );
  return rows[0] ?? { open: 0, overwritten: 0 };
}
