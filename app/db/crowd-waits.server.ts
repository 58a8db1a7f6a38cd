import type { PoolClient } from 'pg';
import { z } from 'zod';

/** One wait of a parcel of the same carrier to the same country; null = it still lasts. */
export interface CrowdWait {
  stage: string;
  origin: string | null;
  from: Date;
  endedAt: Date | null;
}

const rowSchema = z.object({
  stage: z.string(),
  origin: z.string().nullable(),
  fromMs: z.coerce.number(),
  plainDays: z.coerce.number().nullable(),
});

/** Newest journeys looked at on each side: enough for weeks of a large shop's lane, and a bound for its page. */
const NEWEST = 2_000;
const MOST_WAITS = 2_000;
const DAY_MS = 86_400_000;

/**
 * The waits of other parcels that the carrier family brings to the country, those that ended and those that last, from the
 * newest journeys of the shop. The parcel itself is left out.
 */
export async function readCrowdWaits(
  sql: PoolClient,
  shopId: number,
  {
    carrier,
    destination,
    without,
  }: {
    carrier: string;
    destination: string;
    without: { fulfillmentId: string; position: number };
  },
): Promise<CrowdWait[]> {
  const { rows } = await sql.query(
    `with newest as (
       (select * from parcel_journeys where shop_id = $1 and ended_at is not null order by ended_at desc limit ${NEWEST})
       union all
       (select * from parcel_journeys where shop_id = $1 and outcome = 'open' order by started_at desc limit ${NEWEST})
     ), theirs as (
       select * from newest where carrier = $2 and destination = $3 and (fulfillment_id, position) <> ($4::bigint, $5)
     )
     (select s->>0 as stage, j.origin, s->>2 as "fromMs", s->>4 as "plainDays"
      from theirs j cross join lateral jsonb_array_elements(j.silences) s
      where s->>1 = 'moved' order by s->>2 desc limit ${MOST_WAITS})
     union all
     select split_part(p.silence_key, '|', 1), j.origin, (extract(epoch from p.silence_from) * 1000)::text, null
      from theirs j join parcels p using (shop_id, fulfillment_id, position)
      where p.silence_key is not null and p.silence_from is not null`,
    [shopId, carrier, destination, without.fulfillmentId, without.position],
  );
  return z
    .array(rowSchema)
    .parse(rows)
    .map(({ stage, origin, fromMs, plainDays }) => ({
      stage,
      origin,
      from: new Date(fromMs),
      endedAt: plainDays === null ? null : new Date(fromMs + plainDays * DAY_MS),
    }));
}
