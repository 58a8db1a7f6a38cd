import { Client } from 'pg';
import { z } from 'zod';
import { getJson } from './quiescence.ts';
import type { Stack } from './launch.ts';

export interface Parity {
  what: string;
  shopify: number;
  lastscan: number;
}

export interface Contradiction {
  rule: string;
  count: number;
  /** A few ids to look at. */
  examples: string[];
}

export interface Comparison {
  parity: Parity[];
  contradictions: Contradiction[];
  /** verdict → truth → parcels */
  confusion: Map<string, Map<string, number>>;
  webhooks: { sent: number; lost: number; retried: number; duplicated: number };
  repairedBySweep: number;
}

const statsSchema = z.object({
  orders: z.number(),
  fulfillments: z.number(),
  events: z.number(),
  trackingNumbers: z.number(),
  webhooks: z.object({
    sent: z.number(),
    lost: z.number(),
    retried: z.number(),
    duplicated: z.number(),
  }),
});
const truthSchema = z.object({
  truth: z.array(z.object({ fulfillmentId: z.number(), position: z.number(), truth: z.string() })),
});

/** Puts both sides beside each other: rows counted, and every verdict against its own evidence and the world's truth. */
export async function compare(stack: Stack, shop: string): Promise<Comparison> {
  const stats = statsSchema.parse(await getJson(`${stack.adminUrl}/sandbox/stats?shop=${shop}`));
  const { truth } = truthSchema.parse(
    await getJson(`${stack.adminUrl}/sandbox/truth?shop=${shop}`),
  );
  const { now } = z
    .object({ now: z.string() })
    .parse(await getJson(`${stack.adminUrl}/sandbox/clock`));
  // The superuser sees past row-level security: this is the one place that looks at the tables from outside.
  const database = new Client({ connectionString: stack.databases.adminUrl });
  await database.connect();
  try {
    const shopId = await single(database, 'select shop_id as n from shops where domain = $1', [
      shop,
    ]);
    const count = (sql: string) => single(database, sql, [shopId]);
    const parity: Parity[] = [
      {
        what: 'orders',
        shopify: stats.orders,
        lastscan: await count('select count(*) n from orders where shop_id = $1'),
      },
      {
        what: 'fulfillments',
        shopify: stats.fulfillments,
        lastscan: await count('select count(*) n from fulfillments where shop_id = $1'),
      },
      {
        what: 'tracking numbers',
        shopify: stats.trackingNumbers,
        lastscan: await count(
          'select count(*) n from parcels where shop_id = $1 and number is not null',
        ),
      },
      {
        what: 'scans',
        shopify: stats.events,
        lastscan: await count(
          `select count(*) n from scans where shop_id = $1 and source = 'shopify'`,
        ),
      },
    ];
    const contradictions: Contradiction[] = [];
    for (const [rule, condition] of Object.entries(RULES)) {
      const { rows } = await database.query<{ id: string; total: string }>(
        `${EVIDENCE} select fulfillment_id || '-' || position as id, count(*) over () as total from evidence p where ${condition} limit 3`,
        [shopId, now],
      );
      contradictions.push({
        rule,
        count: Number(rows[0]?.total ?? 0),
        examples: rows.map((row) => row.id),
      });
    }
    const { rows: verdicts } = await database.query<{ id: string; verdict: string }>(
      `select fulfillment_id || '-' || position as id, verdict from parcels where shop_id = $1`,
      [shopId],
    );
    return {
      parity,
      contradictions,
      confusion: confusionOf(verdicts, truth),
      webhooks: stats.webhooks,
      repairedBySweep: await count(
        `select coalesce(sum(orders_repaired), 0) n from sync_runs where shop_id = $1 and kind = 'sweep'`,
      ),
    };
  } finally {
    await database.end();
  }
}

/**
 * What the stored scans say of each parcel's present number, found by SQL alone and not by the code that judges.
 * Scans ahead of the clock are not evidence yet.
 */
const EVIDENCE = `
  with evidence as (
    select p.*, s.* from parcels p
    left join lateral (select max(l.seq) as seq from legs l
      where (l.shop_id, l.fulfillment_id, l.position) = (p.shop_id, p.fulfillment_id, p.position)) leg on true
    cross join lateral (
      select
        max(s.occurred_at) filter (where s.physical) as physical_at,
        bool_or(s.milestone = 'delivered') as saw_delivered,
        bool_or(s.milestone in ('returning', 'returned')) as saw_return,
        bool_or(s.milestone in ('export_customs', 'import_customs', 'customs_action_needed')) as saw_customs
      from scans s
      where s.shop_id = p.shop_id and s.fulfillment_id = p.fulfillment_id and s.occurred_at <= $2
        and (s.position is null or (s.position = p.position and coalesce(s.leg_seq, leg.seq) = leg.seq))
    ) s
    where p.shop_id = $1
  )`;

/** Each is a contradiction between a verdict and its own evidence. */
const RULES: Record<string, string> = {
  'never assessed': `verdict = 'unassessed'`,
  'delivered without a delivery scan': `verdict = 'delivered' and saw_delivered is not true`,
  'delivery scan, yet open': `saw_delivered and not cancelled and verdict not in ('delivered', 'returning', 'wrong_number')`,
  'never scanned, yet scanned': `verdict = 'never_scanned' and physical_at is not null`,
  'missing a number, yet has one': `verdict = 'missing_number' and number is not null`,
  'no number, judged by scans': `number is null and verdict in ('never_scanned', 'stalled')`,
  'stalled before the limit': `verdict = 'stalled' and silence_limit_at > $2`,
  'stalled, yet scanned since': `verdict = 'stalled' and physical_at > silence_from`,
  'customs without a customs scan': `verdict = 'customs_hold' and saw_customs is not true`,
  'returning without a return scan': `verdict = 'returning' and saw_return is not true and saw_delivered is not true`,
  'on track past its limit': `verdict = 'on_track' and silence_limit_at <= $2 - interval '5 minutes'`,
  'review time passed': `review_at <= $2 - interval '5 minutes'`,
};

function confusionOf(
  verdicts: readonly { id: string; verdict: string }[],
  truth: readonly { fulfillmentId: number; position: number; truth: string }[],
): Comparison['confusion'] {
  const truthOf = new Map(
    truth.map((parcel) => [`${parcel.fulfillmentId}-${parcel.position}`, parcel.truth]),
  );
  const confusion: Comparison['confusion'] = new Map();
  for (const { id, verdict } of verdicts) {
    const row = confusion.get(verdict) ?? new Map<string, number>();
    const real = truthOf.get(id) ?? 'taken back';
    row.set(real, (row.get(real) ?? 0) + 1);
    confusion.set(verdict, row);
  }
  return confusion;
}

async function single(database: Client, sql: string, values: unknown[]): Promise<number> {
  const { rows } = await database.query<{ n: string | number }>(sql, values);
  return Number(rows[0]?.n ?? Number.NaN);
}
