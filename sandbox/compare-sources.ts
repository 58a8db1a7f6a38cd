import type { Client } from 'pg';
import { z } from 'zod';
import { getJson } from './quiescence.ts';
import type { Stack } from './launch.ts';

export interface Outage {
  incident: 'source_outage_17track' | 'carrier_outage';
  from: string;
  /** Null while it lasts. */
  until: string | null;
  /** Parcels that were under an alarm when it began. */
  before: ReadonlySet<string>;
  /** Most parcels at once whose alarm was held back. */
  heldBack: number;
}

export interface SourceFigures {
  links: {
    linked: number;
    right: number;
    revealed: number;
    revealedAndLinked: number;
    /** A few that were revealed and are not linked, to look at. */
    missed: string[];
  };
  proofs: {
    called: number;
    calledRightly: number;
    false: number;
    falseAndProven: number;
    /** kind of falsehood → verdict → parcels */
    byKind: Map<string, Record<string, number>>;
    /** Called wrong and right in truth: parcel and cause. */
    mistaken: string[];
  };
  outages: {
    incident: string;
    affected: number;
    alarms: number;
    heldBack: number;
    /** A few alarms: parcel, verdict and cause. */
    examples: string[];
  }[];
  overdue: number;
  perSource: Map<string, Record<string, number>>;
  incidents: Record<string, string | number | null>[];
  contradictions: { rule: string; count: number }[];
}

const truthSchema = z.object({
  truth: z.array(
    z.object({
      fulfillmentId: z.number(),
      position: z.number(),
      number: z.string().nullable(),
      truth: z.string(),
      since: z.number(),
      lostScansAt: z.array(z.number()),
      fakeKind: z.string().nullable(),
      lastMile: z.object({ number: z.string(), at: z.number(), knownAt: z.number() }).nullable(),
    }),
  ),
});
type Truth = z.infer<typeof truthSchema>['truth'][number];
const clockSchema = z.object({ now: z.string() });

/** Verdicts that call a person because nothing was heard. */
const ALARMS = ['stalled', 'never_scanned', 'late'];
const HOUR_MS = 3_600_000;
/** A source passes a carrier's news on within hours: what is younger may still be on its way. */
const REVEALED_AFTER_MS = 24 * HOUR_MS;
const MOST_EXAMPLES = 8;
/** Falsehoods that somebody else's scans betray; invented and mistyped numbers have no scans at all. */
const BETRAYED: ReadonlySet<string | null> = new Set([
  'borrowed_before',
  'borrowed_elsewhere',
  'borrowed_fast',
  'reused',
]);

/** Parcels that are under an alarm now. */
export async function openAlarms(database: Client, shop: string): Promise<Set<string>> {
  const { rows } = await database.query<{ id: string }>(
    `select fulfillment_id || '-' || position as id from parcels p join shops s using (shop_id)
      where s.domain = $1 and p.verdict = any($2)`,
    [shop, ALARMS],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Puts what Lastscan concluded beside what the world knows. */
export async function judgeSources(
  stack: Stack,
  { shop, database, outages }: { shop: string; database: Client; outages: readonly Outage[] },
): Promise<SourceFigures> {
  const { truth } = truthSchema.parse(
    await getJson(`${stack.adminUrl}/sandbox/truth?shop=${shop}`),
  );
  const { now } = clockSchema.parse(await getJson(`${stack.adminUrl}/sandbox/clock`));
  const { rows } = await database.query<{ shopId: number }>(
    'select shop_id as "shopId" from shops where domain = $1',
    [shop],
  );
  const shopId = rows[0]?.shopId ?? 0;
  const byId = new Map(truth.map((parcel) => [idOf(parcel), parcel]));
  const side: Side = { database, shopId, byId, now: Date.parse(now) };
  return {
    links: await judgeLinks(side),
    proofs: await judgeProofs(side),
    outages: await Promise.all(outages.map((outage) => judgeOutage(side, outage))),
    overdue: await countOverdue(side),
    perSource: await sourceTotals(side),
    incidents: await incidentsOf(side),
    contradictions: await contradictionsOf(side),
  };
}

interface Side {
  database: Client;
  shopId: number;
  byId: ReadonlyMap<string, Truth>;
  now: number;
}

function idOf({ fulfillmentId, position }: { fulfillmentId: number; position: number }): string {
  return `${fulfillmentId}-${position}`;
}

function keyOf(number: string): string {
  return number.replaceAll(/[\s-]/g, '').toUpperCase();
}

/** A confirmed next number is right when the world's parcel has that very number for its last mile. */
async function judgeLinks({ database, shopId, byId }: Side): Promise<SourceFigures['links']> {
  const { rows: links } = await database.query<{ id: string; key: string; state: string }>(
    `select fulfillment_id || '-' || position as id, number_key as key, state from leg_links
      where shop_id = $1 and basis in ('source', 'number_changed') order by proposed_at`,
    [shopId],
  );
  const stateOf = new Map(links.map(({ id, key, state }) => [`${id} ${key}`, state]));
  const rows = links.filter(({ state }) => state === 'confirmed');
  const linked = new Set(rows.map(({ id, key }) => `${id} ${key}`));
  // What a source answered after the carrier had published the next number; parcels that were over before the shop
  // connected were never asked about. A number that Shopify itself lists by now needs no link to be followed.
  const { rows: asked } = await database.query<{ id: string; answeredAt: Date; listed: string[] }>(
    `select l.fulfillment_id || '-' || l.position as id, max(n.answered_at) as "answeredAt",
       array_agg(l.number_key) filter (where l.listed) as listed
     from legs l join source_numbers n on n.shop_id = l.shop_id and n.number_key = l.number_key
     where l.shop_id = $1 and n.answered_at is not null group by 1`,
    [shopId],
  );
  const toLink = asked.flatMap(({ id, answeredAt, listed }) => {
    const lastMile = byId.get(id)?.lastMile ?? null;
    if (lastMile === null || lastMile.knownAt + REVEALED_AFTER_MS > answeredAt.getTime()) return [];
    const key = keyOf(lastMile.number);
    return (listed ?? []).includes(key) ? [] : [`${id} ${key}`];
  });
  return {
    linked: linked.size,
    right: rows.filter(({ id, key }) => {
      const lastMile = byId.get(id)?.lastMile ?? null;
      return lastMile !== null && keyOf(lastMile.number) === key;
    }).length,
    revealed: toLink.length,
    revealedAndLinked: toLink.filter((pair) => linked.has(pair)).length,
    missed: toLink
      .filter((pair) => !linked.has(pair))
      .slice(0, MOST_EXAMPLES)
      .map((pair) => `${pair} ${stateOf.get(pair) ?? 'never proposed'}`),
  };
}

async function judgeProofs({
  database,
  shopId,
  byId,
  now,
}: Side): Promise<SourceFigures['proofs']> {
  const { rows } = await database.query<{
    id: string;
    verdict: string;
    cause: string;
    number: string;
    seenAt: Date | null;
  }>(
    `select fulfillment_id || '-' || position as id, verdict, cause, number, number_seen_at as "seenAt" from parcels
      where shop_id = $1 and not cancelled`,
    [shopId],
  );
  const byKind = new Map<string, Record<string, number>>();
  const figures = { called: 0, calledRightly: 0, false: 0, falseAndProven: 0 };
  const mistaken: string[] = [];
  for (const { id, verdict, cause, number, seenAt } of rows) {
    const kind = byId.get(id)?.fakeKind ?? null;
    const isProven = verdict === 'wrong_number';
    if (isProven) figures.called += 1;
    if (isProven && kind !== null) figures.calledRightly += 1;
    if (isProven && kind === null) mistaken.push(`${id} ${number} ${cause}`);
    if (kind === null) continue;
    const row = byKind.get(kind) ?? {};
    row[verdict] = (row[verdict] ?? 0) + 1;
    byKind.set(kind, row);
    // A stranger's scans are there from the start; a day is for the source to be asked.
    const isOldEnough = seenAt !== null && seenAt.getTime() + REVEALED_AFTER_MS <= now;
    if (!BETRAYED.has(kind) || !isOldEnough) continue;
    figures.false += 1;
    if (isProven) figures.falseAndProven += 1;
  }
  return { ...figures, byKind, mistaken: mistaken.slice(0, MOST_EXAMPLES) };
}

/**
 * An outage touches the parcels whose news it swallowed: for a carrier, those it scanned and told nobody of; for a source,
 * those on their way that only this source spoke of. An alarm is one that began while it lasted, after the swallowed scan,
 * on a parcel that was moving.
 */
async function judgeOutage(
  { database, shopId, byId }: Side,
  { incident, from, until, before, heldBack }: Outage,
): Promise<SourceFigures['outages'][number]> {
  const lost = scansLost(byId, { from, until });
  const touched =
    incident === 'carrier_outage'
      ? new Set(lost.keys())
      : await dependingOn(database, { shopId, source: 'seventeen_track', at: from });
  const { rows } = await database.query<{ id: string; verdict: string; cause: string; at: Date }>(
    `select distinct on (1) fulfillment_id || '-' || position as id, to_verdict as verdict, cause, changed_at as at
      from verdict_changes
      where shop_id = $1 and to_verdict = any($2) and changed_at > $3 and changed_at <= $4
      order by 1, changed_at`,
    [shopId, ALARMS, from, until],
  );
  const raised = rows.filter(({ id, at }) => {
    const parcel = byId.get(id);
    const wasFine =
      parcel !== undefined && parcel.fakeKind === null && !parcel.truth.startsWith('lost_');
    // With its scan told there would have been no alarm; one before that is not the outage's.
    const isCaused = incident !== 'carrier_outage' || at.getTime() > (lost.get(id) ?? Infinity);
    return touched.has(id) && wasFine && isCaused && !before.has(id);
  });
  return {
    incident,
    affected: touched.size,
    alarms: raised.length,
    heldBack,
    examples: raised
      .slice(0, MOST_EXAMPLES)
      .map(({ id, verdict, cause, at }) => `${id} ${verdict} ${cause} ${at.toISOString()}`),
  };
}

/** The first scan that each parcel's carrier made and told nobody while it was out, by parcel. */
function scansLost(
  byId: Side['byId'],
  { from, until }: { from: string; until: string | null },
): Map<string, number> {
  const ends = until === null ? Infinity : Date.parse(until);
  return new Map(
    [...byId].flatMap(([id, { lostScansAt }]) => {
      const first = lostScansAt.find((at) => at >= Date.parse(from) && at < ends);
      return first === undefined ? [] : [[id, first] as const];
    }),
  );
}

/** Parcels on their way at an instant whose newest scan was told by one source alone: an hour either way is the same scan. */
async function dependingOn(
  database: Client,
  { shopId, source, at }: { shopId: number; source: string; at: string },
): Promise<Set<string>> {
  const { rows } = await database.query<{ id: string }>(
    `select p.fulfillment_id || '-' || p.position as id from parcels p
      cross join lateral (
        select max(s.occurred_at) as at from scans s where s.shop_id = p.shop_id
          and s.fulfillment_id = p.fulfillment_id and s.position = p.position and s.source = $2
          and s.received_at <= $3) told
      where p.shop_id = $1 and not p.cancelled and p.shipped_at < $3 and told.at is not null
        and (p.delivered_at is null or p.delivered_at > $3)
        and not exists (select from scans s where s.shop_id = p.shop_id and s.fulfillment_id = p.fulfillment_id
          and s.source <> $2 and s.received_at <= $3 and s.occurred_at > told.at - interval '1 hour')`,
    [shopId, source, at],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Numbers that a connected source should have been asked about an hour ago and more. */
async function countOverdue({ database, shopId, now }: Side): Promise<number> {
  const { rows } = await database.query<{ n: string }>(
    `select count(*) as n from source_numbers n join source_connections c using (shop_id, source)
      where n.shop_id = $1 and c.state = 'connected' and n.next_poll_at < $2`,
    [shopId, new Date(now - HOUR_MS)],
  );
  return Number(rows[0]?.n ?? Number.NaN);
}

/** Every stop that Lastscan noticed. */
async function incidentsOf({ database, shopId }: Side): Promise<SourceFigures['incidents']> {
  const { rows } = await database.query<Record<string, string | number | null>>(
    `select coalesce(source, carrier) as of, to_char(began_at, 'DD Mon HH24:MI') as began,
       to_char(noticed_at, 'DD Mon HH24:MI') as noticed, to_char(ended_at, 'DD Mon HH24:MI') as ended, parcels,
       held_back as "held back"
     from source_incidents where shop_id = $1 order by began_at`,
    [shopId],
  );
  return rows;
}

async function sourceTotals({ database, shopId }: Side): Promise<SourceFigures['perSource']> {
  const { rows } = await database.query<{
    source: string;
    calls: string;
    registered: string;
    answered: string;
    scans: string;
    pushes: string;
  }>(
    `select source, sum(calls) as calls, sum(registered) as registered, sum(answered) as answered,
       sum(scans) as scans, sum(pushes) as pushes from source_days where shop_id = $1 group by source`,
    [shopId],
  );
  return new Map(
    rows.map(({ source, ...totals }) => [
      source,
      Object.fromEntries(Object.entries(totals).map(([name, total]) => [name, Number(total)])),
    ]),
  );
}

/** What must never be stored, whatever the sources said. */
const RULES: Record<string, string> = {
  'scans of a number kept with a parcel that never had it': `
    select count(*) as n from scans s where s.shop_id = $1 and s.source <> 'shopify' and not exists (
      select from legs l where (l.shop_id, l.fulfillment_id, l.position, l.seq)
        = (s.shop_id, s.fulfillment_id, s.position, s.leg_seq))`,
  'incidents that never lifted': `
    select count(*) as n from source_incidents where shop_id = $1 and ended_at is null`,
  'parcels still held back': `
    select count(*) as n from parcels where shop_id = $1 and cause in ('carrier_incident', 'source_incident')`,
  'pushes not worked off': `select count(*) as n from source_pushes where shop_id = $1 and state <> 'done'`,
};

async function contradictionsOf({
  database,
  shopId,
}: Side): Promise<SourceFigures['contradictions']> {
  const found: SourceFigures['contradictions'] = [];
  for (const [rule, sql] of Object.entries(RULES)) {
    const { rows } = await database.query<{ n: string }>(sql, [shopId]);
    found.push({ rule, count: Number(rows[0]?.n ?? Number.NaN) });
  }
  return found;
}
