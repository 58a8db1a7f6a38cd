import type { Client } from 'pg';
import type { Platform } from '#sandbox/platform/platform.ts';

export interface Check {
  name: string;
  shopify: number;
  ours: number;
  lost: number;
  doubled: number;
}

/** Compares what the platform knows, and what it had acknowledged, with what is stored. */
export async function compareSides(
  platform: Platform,
  shop: string,
  owner: Client,
): Promise<Check[]> {
  const store = platform.store(shop);
  const ids = async (text: string) =>
    (await owner.query<{ id: string }>(text)).rows.map((row) => String(row.id));
  const events = [...store.fulfillments.values()].flatMap((fulfillment) =>
    store.eventsOf(fulfillment).map((event) => String(event.id)),
  );
  const acknowledged = platform.webhookLog
    .filter((entry) => entry.shop === shop && entry.outcome === 'acknowledged')
    .map((entry) => entry.id);
  const inbox = await ids(`select webhook_id as id from webhook_inbox`);
  const known = new Set(platform.webhookLog.map((entry) => entry.id));
  return [
    // Stored without its 200 having arrived is no loss: Shopify repeats it and it is stored once.
    compare('webhooks', acknowledged, inbox, (id) => known.has(id)),
    compare(
      'orders',
      [...store.orders.keys()].map(String),
      await ids(`select order_id as id from orders`),
    ),
    compare(
      'fulfillments',
      [...store.fulfillments.keys()].map(String),
      await ids(`select fulfillment_id as id from fulfillments`),
    ),
    compare(
      'events',
      events,
      await ids(`select substring(event_id from '[0-9]+$') as id from scans`),
    ),
  ];
}

function compare(
  name: string,
  theirs: readonly string[],
  ours: readonly string[],
  isExpected: (id: string) => boolean = () => false,
): Check {
  const here = new Set(ours);
  const there = new Set(theirs);
  const surplus = [...here].filter((id) => !there.has(id) && !isExpected(id)).length;
  return {
    name,
    shopify: there.size,
    ours: here.size,
    lost: [...there].filter((id) => !here.has(id)).length,
    doubled: ours.length - here.size + surplus,
  };
}

/** Effects that a repeated job would double: each line must be 0. */
export async function countBrokenEffects(
  owner: Client,
): Promise<{ name: string; broken: number }[]> {
  const questions: [string, string][] = [
    [
      'verdict changes that do not follow from the one before',
      `select count(*) from (
         select from_verdict, lag(to_verdict, 1, 'unassessed') over (
           partition by shop_id, fulfillment_id, position order by seq) as before
         from verdict_changes) x where from_verdict <> before`,
    ],
    [
      'parcels whose verdict is not the last change',
      `select count(*) from parcels p left join lateral (
         select to_verdict from verdict_changes c
          where (c.shop_id, c.fulfillment_id, c.position) = (p.shop_id, p.fulfillment_id, p.position)
          order by seq desc limit 1) last on true
        where p.verdict is distinct from coalesce(last.to_verdict, 'unassessed')`,
    ],
    [
      'counters that differ from a count',
      `select count(*) from (
         select shop_id, verdict, muted, currency, sum(n) n, sum(v) v from (
           select shop_id, verdict, muted, currency, count(*) n, sum(value_minor) v from parcels group by 1, 2, 3, 4
           union all
           select shop_id, verdict, muted, currency, -count, -value_minor from parcel_counts) d
         group by 1, 2, 3, 4) e where n <> 0 or v <> 0`,
    ],
    [
      'changes that the daily counts miss or count twice',
      `select abs((select coalesce(sum(entered), 0) from daily_counts)
         - (select count(*) from verdict_changes where from_verdict <> 'unassessed'))`,
    ],
    [
      'orders whose parcels do not add up to their total',
      `select count(*) from (
         select o.order_id from orders o join parcels p using (shop_id, order_id)
          group by o.order_id, o.total_minor having sum(p.value_minor) <> o.total_minor) x`,
    ],
    [
      'webhooks stored and never worked off',
      `select count(*) from webhook_inbox where state = 'stored'`,
    ],
    ['orders still marked as changed', `select count(*) from dirty_orders`],
  ];
  const results: { name: string; broken: number }[] = [];
  for (const [name, text] of questions) {
    const { rows } = await owner.query<Record<string, string>>(text);
    results.push({ name, broken: Number(Object.values(rows[0] ?? {})[0] ?? 0) });
  }
  return results;
}
