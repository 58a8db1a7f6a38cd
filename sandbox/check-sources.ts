import { Client } from 'pg';
import { z } from 'zod';
import { installThroughBrowser } from './check.ts';
import { judgeSources, openAlarms } from './compare-sources.ts';
import type { Outage, SourceFigures } from './compare-sources.ts';
import { connectSources } from './connect-sources.ts';
import { launchStack } from './launch.ts';
import type { Stack } from './launch.ts';
import { getJson, postJson, settle } from './quiescence.ts';
import type { Incident } from './world/effects.ts';

const SHOP = 'northwind-lamps.myshopify.com';
const STEP_HOURS = 12;
/** Real limits are 3 calls a second; thirty days in a few minutes need the look-alikes to be faster than that. */
const CALLS_PER_SECOND = 200;

/** What goes wrong on which days; hours from the start of the run. */
const PROGRAMME: readonly { incident: Incident; fromHour: number; untilHour: number }[] = [
  { incident: 'borrowed_numbers', fromHour: 24, untilHour: 6 * 24 },
  { incident: 'reused_numbers', fromHour: 6 * 24, untilHour: 10 * 24 },
  { incident: 'source_outage_17track', fromHour: 12 * 24, untilHour: 12 * 24 + 36 },
  { incident: 'carrier_outage', fromHour: 16 * 24, untilHour: 20 * 24 },
];

/**
 * The thirty-day run with both tracking sources connected: hand-offs that change the number, suppliers that upload
 * borrowed and reused numbers, a source that is out for 36 hours and a carrier that stops scanning for four days.
 * Returns 0 only when every bar holds.
 */
export async function runSourceCheck({
  seed,
  orders,
  days,
}: {
  seed: number;
  orders: number;
  days: number;
}): Promise<0 | 1> {
  const stack = await launchStack({
    ports: null,
    database: `lastscan_sources_${process.pid}`,
    seed,
    orders,
    output: 'errors',
    sourceCallsPerSecond: CALLS_PER_SECOND,
  });
  // The superuser sees past row-level security: the check looks at the tables from outside.
  const database = new Client({ connectionString: stack.databases.adminUrl });
  await database.connect();
  try {
    const { sentence } = await installThroughBrowser(stack);
    console.log(`Installed through the browser; Home says: “${sentence}”`);
    await connectSources(stack, { shop: SHOP, database });
    console.log('17TRACK and AfterShip connected; both push to their own addresses');
    await settle(stack);
    await postJson(`${stack.adminUrl}/sandbox/switches`, { duplicateRate: 0.05, reorderWindow: 8 });
    const outages = await liveThrough(stack, { days, database });
    const figures = await judgeSources(stack, { shop: SHOP, database, outages });
    return print(figures, days);
  } finally {
    await database.end();
    await stack.stop();
  }
}

const clockSchema = z.object({ now: z.string() });

async function liveThrough(
  stack: Stack,
  { days, database }: { days: number; database: Client },
): Promise<Outage[]> {
  const outages: Outage[] = [];
  for (let hour = 0; hour < days * 24; hour += STEP_HOURS) {
    for (const { incident, fromHour, untilHour } of PROGRAMME) {
      if (hour !== fromHour && hour !== untilHour) continue;
      const on = hour === fromHour;
      await postJson(`${stack.adminUrl}/sandbox/incidents`, { name: incident, on });
      const { now } = clockSchema.parse(await getJson(`${stack.adminUrl}/sandbox/clock`));
      console.log(`day ${hour / 24 + 1}: ${incident} ${on ? 'begins' : 'ends'}`);
      if (incident !== 'source_outage_17track' && incident !== 'carrier_outage') continue;
      if (on) {
        const before = await openAlarms(database, SHOP);
        outages.push({ incident, from: now, until: null, before, heldBack: 0 });
      } else {
        const outage = outages.find((one) => one.incident === incident);
        if (outage !== undefined) outage.until = now;
      }
    }
    await postJson(`${stack.adminUrl}/sandbox/clock`, { advanceHours: STEP_HOURS });
    await settle(stack);
    for (const outage of outages) {
      if (outage.until !== null) continue;
      const { rows } = await database.query<{ n: string }>(
        `select count(*) as n from parcels p join shops s using (shop_id) where s.domain = $1
          and p.verdict = 'source_blind' and p.cause in ('carrier_incident', 'source_incident', 'source_silent')`,
        [SHOP],
      );
      outage.heldBack = Math.max(outage.heldBack, Number(rows[0]?.n ?? 0));
    }
  }
  return outages;
}

/** The bars the run is held to. */
const BARS = {
  linkPrecision: 1,
  linkRecall: 0.98,
  proofPrecision: 0.99,
  proofRecall: 0.9,
  alarmsInOutage: 0.02,
} as const;

function print(figures: SourceFigures, days: number): 0 | 1 {
  console.log(`\nAfter ${days} virtual days with both sources connected`);
  const { links, proofs, outages, overdue, perSource, contradictions } = figures;
  const results: { what: string; figure: string; bar: string; passes: boolean }[] = [
    {
      what: `hand-offs linked to the right parcel, of ${links.linked} linked`,
      figure: share(links.right, links.linked),
      bar: `= ${BARS.linkPrecision}`,
      passes: links.linked > 0 && links.right === links.linked,
    },
    {
      what: `hand-offs linked, of ${links.revealed} the sources revealed`,
      figure: share(links.revealedAndLinked, links.revealed),
      bar: `≥ ${BARS.linkRecall}`,
      passes: links.revealedAndLinked >= BARS.linkRecall * links.revealed && links.revealed > 0,
    },
    {
      what: `wrong numbers that are wrong, of ${proofs.called} called wrong`,
      figure: share(proofs.calledRightly, proofs.called),
      bar: `≥ ${BARS.proofPrecision}`,
      passes: proofs.called > 0 && proofs.calledRightly >= BARS.proofPrecision * proofs.called,
    },
    {
      what: `borrowed and reused numbers proven, of ${proofs.false}`,
      figure: share(proofs.falseAndProven, proofs.false),
      bar: `≥ ${BARS.proofRecall}`,
      passes: proofs.false > 0 && proofs.falseAndProven >= BARS.proofRecall * proofs.false,
    },
    ...outages.map(({ incident, affected, alarms, heldBack }) => ({
      what: `alarms during ${incident}, of ${affected} parcels it touched (${heldBack} held back)`,
      figure: share(alarms, affected),
      bar: `≤ ${BARS.alarmsInOutage}`,
      passes: affected > 0 && alarms <= BARS.alarmsInOutage * affected,
    })),
    {
      what: 'numbers left unpolled past their plan',
      figure: String(overdue),
      bar: '= 0',
      passes: overdue === 0,
    },
    ...contradictions.map(({ rule, count }) => ({
      what: rule,
      figure: String(count),
      bar: '= 0',
      passes: count === 0,
    })),
  ];
  console.table(
    Object.fromEntries(
      results.map(({ what, figure, bar, passes }) => [what, { figure, bar, passes }]),
    ),
  );
  console.log('False numbers by kind: what Lastscan says of them');
  console.table(Object.fromEntries(proofs.byKind));
  console.log('Stops that were noticed');
  console.table(figures.incidents);
  console.log('What each source was asked');
  console.table(Object.fromEntries(perSource));
  for (const [what, examples] of [
    ['hand-offs not linked', links.missed],
    ['right numbers called wrong', proofs.mistaken],
    ...outages.map(({ incident, examples: some }) => [`alarms during ${incident}`, some] as const),
  ] as const) {
    if (examples.length > 0) console.log(`${what}: ${examples.join('; ')}`);
  }
  const isPassed = results.every(({ passes }) => passes);
  console.log(isPassed ? '\nPASS' : '\nFAIL');
  return isPassed ? 0 : 1;
}

function share(part: number, whole: number): string {
  return whole === 0 ? 'none' : `${part} of ${whole} = ${(part / whole).toFixed(4)}`;
}
