/**
 * Prints what a world contains: `npm run world -- --seed 7 --days 30`.
 * `--days` runs it on after its start, `--orders` sets the orders of each shop before it, `--incident` switches
 * incidents on at the start (repeatable), `--sources` makes it a world with hand-offs that fall silent and lent numbers,
 * `--compliance` adds the scripted store and prints what is true of it under each rule instead.
 */
import { parseArgs } from 'node:util';
import { DAY } from './calendar.ts';
import { STORE } from './compliance/store.ts';
import { createWorld } from './create-world.ts';
import { INCIDENTS, SILENCE_CAUSES } from './effects.ts';
import type { Incident, ParcelTruth, World, WorldEffect } from './effects.ts';
import { measure, quantile } from './measure.ts';
import type { Measures } from './measure.ts';
import { DOOR_TO_DOOR_DAYS, SCAN_GAP_DAYS } from './quantiles.ts';
import type { RuleTruth } from './shop-side.ts';

const DEFAULT_START = '2026-11-20T14:00:00Z';
const VERDICTS = ['fail', 'upcoming', 'unknown', 'pass', 'not_applicable'] as const;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '7' },
    days: { type: 'string', default: '0' },
    start: { type: 'string', default: DEFAULT_START },
    orders: { type: 'string' },
    shops: { type: 'string', default: '2' },
    incident: { type: 'string', multiple: true, default: [] },
    sources: { type: 'boolean', default: false },
    compliance: { type: 'boolean', default: false },
  },
});

const startAt = Date.parse(values.start);
const world = createWorld({
  seed: wholeNumber('seed', values.seed),
  startAt,
  shops: wholeNumber('shops', values.shops),
  sources: values.sources,
  compliance: values.compliance,
  ...(values.orders === undefined ? {} : { ordersPerShop: wholeNumber('orders', values.orders) }),
});

const began = performance.now();
const counts = new Map<string, number>();
const measures = measure(countedEffects(world));
const seconds = ((performance.now() - began) / 1000).toFixed(1);
console.log(`To ${new Date(world.now).toISOString()} in ${seconds} s`);
console.table(Object.fromEntries(counts));
if (values.compliance) printRules(world.ruleTruth(STORE.domain));
else {
  printGaps(measures);
  for (const shop of world.shops.slice(0, 5)) printTruth(shop.domain, world.truth(shop.domain));
}

function* countedEffects(running: World): Iterable<WorldEffect> {
  const chosen = INCIDENTS.filter((incident) => values.incident.includes(incident));
  const unknown = values.incident.filter((name) => !chosen.some((incident) => incident === name));
  if (unknown.length > 0) {
    throw new Error(`--incident ${unknown.join(', ')}: choose from ${INCIDENTS.join(', ')}`);
  }
  yield* counted(running.advanceTo(startAt));
  for (const incident of chosen) running.setIncident(incident, true);
  yield* counted(running.advanceTo(startAt + wholeNumber('days', values.days) * DAY));
}

function* counted(effects: Iterable<WorldEffect>): Iterable<WorldEffect> {
  for (const effect of effects) {
    counts.set(effect.kind, (counts.get(effect.kind) ?? 0) + 1);
    yield effect;
  }
}

/** Counts by rule and verdict, then every subject that is not simply as it should be. */
function printRules(truth: readonly RuleTruth[]): void {
  const byRule = [...Map.groupBy(truth, ({ ruleId }) => ruleId)].toSorted(([a], [b]) =>
    a < b ? -1 : 1,
  );
  console.log(`${STORE.domain}: what is true under each rule`);
  console.table(
    Object.fromEntries(
      byRule.map(([ruleId, all]) => [
        ruleId,
        Object.fromEntries(
          VERDICTS.map((verdict) => [
            verdict,
            all.filter((each) => each.verdict === verdict).length,
          ]),
        ),
      ]),
    ),
  );
  for (const [ruleId, all] of byRule) {
    console.log(`\n${ruleId}`);
    for (const { subject, verdict, why } of all) {
      if (verdict === 'pass' || verdict === 'not_applicable') continue;
      console.log(`  ${verdict.padEnd(8)} ${subject.kind} ${subject.id}  ${why}`);
    }
  }
}

function printGaps({ gapsAfter, doorToDoor }: Measures): void {
  const rows: Record<string, Record<string, string | number>> = {};
  const stages = [
    ['line-haul', gapsAfter.get('departed_origin') ?? [], SCAN_GAP_DAYS.lineHaul],
    ['inward office', gapsAfter.get('arrived_destination') ?? [], SCAN_GAP_DAYS.inwardOffice],
    ['import customs', gapsAfter.get('import_customs') ?? [], SCAN_GAP_DAYS.importCustoms],
    ['left customs', gapsAfter.get('customs_released') ?? [], SCAN_GAP_DAYS.leftInwardOffice],
    ['failed attempt', gapsAfter.get('attempt_failed') ?? [], SCAN_GAP_DAYS.failedAttempt],
  ] as const;
  for (const [name, days, table] of stages) {
    rows[name] = {
      n: days.length,
      p50: shown(days, 0.5, table.p50),
      p90: shown(days, 0.9, table.p90),
      p95: shown(days, 0.95, table.p95),
      p99: shown(days, 0.99, table.p99),
    };
  }
  rows['door to door'] = {
    n: doorToDoor.length,
    p50: shown(doorToDoor, 0.5, DOOR_TO_DOOR_DAYS.p50),
    p95: shown(doorToDoor, 0.95, DOOR_TO_DOOR_DAYS.p95),
  };
  console.log('Days to the next scan, delivered cross-border parcels: simulated (measured)');
  console.table(rows);
}

function shown(days: readonly number[], p: number, measured: number): string {
  return `${quantile(days, p).toFixed(2)} (${measured})`;
}

function printTruth(domain: string, parcels: readonly ParcelTruth[]): void {
  const rows: Record<string, Record<string, number>> = {};
  for (const { carrier, origin, destination, truth } of parcels) {
    for (const name of [`${origin}→${destination} ${carrier}`, 'all']) {
      const row = (rows[name] ??= { parcels: 0 });
      row.parcels = (row.parcels ?? 0) + 1;
      row[truth] = (row[truth] ?? 0) + 1;
    }
  }
  const troubles: Record<string, number> = {};
  for (const { incidents, truth } of parcels) {
    if (truth === 'delivered' || truth === 'returned') continue;
    for (const incident of incidents) troubles[incident] = (troubles[incident] ?? 0) + 1;
  }
  console.log(`${domain}: what is true of its parcels`);
  console.table(rows);
  console.log('not delivered, by incident', troubles);
  console.log('silent or seemingly so, by cause', causeCounts(parcels));
  console.log('by who ships');
  console.table(supplierRows(parcels));
}

function supplierRows(parcels: readonly ParcelTruth[]): Record<string, Record<string, number>> {
  const names = [...new Set(parcels.map(({ supplier }) => supplier))].toSorted();
  return Object.fromEntries(
    names.map((name) => {
      const own = parcels.filter(({ supplier }) => supplier === name);
      const hit = (incident: Incident) =>
        own.filter(({ incidents }) => incidents.includes(incident)).length;
      return [
        name,
        {
          parcels: own.length,
          'number before parcel': hit('number_before_parcel'),
          'number late or never': hit('number_never_uploaded'),
          silent: own.filter(({ cause }) => cause !== null).length,
        },
      ];
    }),
  );
}

function causeCounts(parcels: readonly ParcelTruth[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const each of SILENCE_CAUSES) {
    counts[each] = parcels.filter(({ cause }) => cause === each).length;
  }
  return counts;
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) {
    throw new Error(`--${name} must be a whole number, not "${text}"`);
  }
  return value;
}
