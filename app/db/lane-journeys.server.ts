import type { PoolClient } from 'pg';
import { z } from 'zod';
import { inPortions } from '#app/db/lane-portions.server.ts';
import { SILENCE_STAGES } from '#app/domain/lanes/silence-stage.ts';
import type { VerdictKind } from '#app/domain/verdicts/verdict.ts';

/** A parcel as learning needs it. */
export interface ParcelToLearn {
  fulfillmentId: string;
  position: number;
  orderId: string;
  number: string | null;
  cancelled: boolean;
  sharedStream: boolean;
  origin: string | null;
  destination: string | null;
  shippedAt: Date;
  numberSeenAt: Date | null;
  verdict: VerdictKind | 'unassessed';
  verdictSince: Date | null;
}

const COLUMNS = `p.fulfillment_id as "fulfillmentId", p.position, p.order_id as "orderId", p.number, p.cancelled,
  p.shared_stream as "sharedStream", p.origin, p.destination, p.shipped_at as "shippedAt",
  p.number_seen_at as "numberSeenAt", p.verdict, p.verdict_since as "verdictSince"`;

/**
 * Takes the marks off the next parcels to be learned, in order of id, and reads those parcels. A mark that somebody is
 * renewing right now is left for the next time: what was written with it cannot be read yet.
 */
export async function takeParcelsToLearn(
  sql: PoolClient,
  shopId: number,
  limit: number,
): Promise<ParcelToLearn[]> {
  const { rows } = await sql.query<ParcelToLearn>(
    // By their places: joined by key, every mark of the shop would be compared with every row of the slice.
    `with taken as (
       delete from parcels_to_learn where shop_id = $1 and ctid = any(array(
         select ctid from parcels_to_learn where shop_id = $1
         order by fulfillment_id, position limit $2 for update skip locked))
       returning fulfillment_id, position
     )
     select ${COLUMNS} from taken t
     join parcels p on p.shop_id = $1 and p.fulfillment_id = t.fulfillment_id and p.position = t.position
     order by p.fulfillment_id, p.position`,
    [shopId, limit],
  );
  return rows;
}

/** Parcels of fulfillments after the given one from which something was learned already, in order of id. */
export async function parcelsLearnedAfter(
  sql: PoolClient,
  shopId: number,
  { after, limit }: { after: string; limit: number },
): Promise<ParcelToLearn[]> {
  const { rows } = await sql.query<ParcelToLearn>(
    `select ${COLUMNS} from (
       select distinct fulfillment_id from parcel_journeys
       where shop_id = $1 and fulfillment_id > $2 order by fulfillment_id limit $3
     ) f join parcels p on p.shop_id = $1 and p.fulfillment_id = f.fulfillment_id
     order by p.fulfillment_id, p.position`,
    [shopId, after, limit],
  );
  return rows;
}

/** What was learned from a parcel, as it is kept. */
export interface StoredLesson {
  fulfillmentId: string;
  position: number;
  outcome: 'delivered' | 'returned' | 'lost' | 'open' | null;
  lane: { carrier: string | null; origin: string | null; destination: string | null };
  startedAt: Date;
  endedAt: Date | null;
  silences: StoredSilence[];
  setAside: Record<string, number>;
}

const silenceSchema = z
  .tuple([
    z.enum(SILENCE_STAGES),
    z.enum(['moved', 'stuck', 'open']),
    z.number(),
    z.number(),
    z.number(),
    z.number().nullable(),
    z.number().nullable(),
  ])
  .transform(([stage, end, fromMs, days, plainDays, remainingBin, pitBin]) => ({
    stage,
    end,
    fromMs,
    days,
    plainDays,
    remainingBin,
    pitBin,
  }));
type StoredSilence = z.infer<typeof silenceSchema>;

const lessonSchema = z.object({
  fulfillmentId: z.string(),
  position: z.number(),
  outcome: z.enum(['delivered', 'returned', 'lost', 'open']).nullable(),
  lane: z.object({
    carrier: z.string().nullable(),
    origin: z.string().nullable(),
    destination: z.string().nullable(),
  }),
  startedAt: z.date(),
  endedAt: z.date().nullable(),
  silences: z.array(silenceSchema),
  setAside: z.record(z.string(), z.number()),
});

const LESSON_COLUMNS = `j.fulfillment_id as "fulfillmentId", j.position, j.outcome,
  jsonb_build_object('carrier', j.carrier, 'origin', j.origin, 'destination', j.destination) as lane,
  j.started_at as "startedAt", j.ended_at as "endedAt", j.silences, j.set_aside as "setAside"`;

/** What was learned from these parcels last time; a parcel of which nothing was has no entry. */
export async function readLessons(
  sql: PoolClient,
  shopId: number,
  fulfillmentIds: readonly string[],
): Promise<StoredLesson[]> {
  const { rows } = await sql.query(
    `select ${LESSON_COLUMNS} from parcel_journeys j
     where j.shop_id = $1 and j.fulfillment_id = any($2::bigint[])`,
    [shopId, [...new Set(fulfillmentIds)]],
  );
  return z.array(lessonSchema).parse(rows);
}

/** Keeps what was learned in place of what was learned before. */
export async function writeLessons(
  sql: PoolClient,
  shopId: number,
  { lessons, now }: { lessons: readonly StoredLesson[]; now: Date },
): Promise<void> {
  if (lessons.length === 0) return;
  await sql.query(
    `insert into parcel_journeys as j (shop_id, fulfillment_id, position, outcome, carrier, origin, destination, started_at,
       ended_at, silences, set_aside, learned_at)
     select $1, l.* , $3 from jsonb_to_recordset($2::jsonb) as l(
       "fulfillmentId" bigint, position smallint, outcome text, carrier text, origin text, destination text,
       "startedAt" timestamptz, "endedAt" timestamptz, silences jsonb, "setAside" jsonb)
     on conflict (shop_id, fulfillment_id, position) do update set
       outcome = excluded.outcome, carrier = excluded.carrier, origin = excluded.origin,
       destination = excluded.destination, started_at = excluded.started_at, ended_at = excluded.ended_at,
       silences = excluded.silences, set_aside = excluded.set_aside, learned_at = excluded.learned_at`,
    [
      shopId,
      JSON.stringify(
        lessons.map(({ lane, silences, ...lesson }) => ({
          ...lesson,
          ...lane,
          silences: silences.map((silence) => [
            silence.stage,
            silence.end,
            silence.fromMs,
            silence.days,
            silence.plainDays,
            silence.remainingBin,
            silence.pitBin,
          ]),
        })),
      ),
      now,
    ],
  );
}

/** True when something was ever learned from the shop's parcels. */
export async function hasLessons(sql: PoolClient, shopId: number): Promise<boolean> {
  const { rowCount } = await sql.query(`select from parcel_journeys where shop_id = $1 limit 1`, [
    shopId,
  ]);
  return rowCount !== 0;
}

/** The newest ways that ended after an instant, a portion at a time. */
export async function* endedLessons(
  sql: PoolClient,
  shopId: number,
  { after, limit }: { after: Date; limit: number },
): AsyncGenerator<StoredLesson[]> {
  const text = `select ${LESSON_COLUMNS} from parcel_journeys j
    where j.shop_id = $1 and j.ended_at > $2 order by j.ended_at desc limit $3`;
  for await (const rows of inPortions(sql, text, [shopId, after, limit])) {
    yield z.array(lessonSchema).parse(rows);
  }
}

/** The ways that have not ended and began after an instant, a portion at a time. */
export async function* openLessons(
  sql: PoolClient,
  shopId: number,
  { after }: { after: Date },
): AsyncGenerator<StoredLesson[]> {
  const text = `select ${LESSON_COLUMNS} from parcel_journeys j
    where j.shop_id = $1 and j.outcome = 'open' and j.started_at > $2`;
  for await (const rows of inPortions(sql, text, [shopId, after])) {
    yield z.array(lessonSchema).parse(rows);
  }
}
