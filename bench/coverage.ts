import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { coverageOf, coverageTable, orderTable } from '#sandbox/compare-plans.ts';
import { cashCoverage, cashTable } from './coverage/cash-table.ts';
import type { SeedResult, SeedTimes } from './coverage/seed-result.ts';

// `node bench/coverage.ts --seeds 200`: for each seed a shop of the sandbox with its history in a real database, planned and
// forecast by the services, and then what really became of its stock and its money. `--inventory`, `--cash`: that part alone
// decides; neither: both. Ends with 1 when four in five are missed by more than five in a hundred.
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '200' },
    from: { type: 'string', default: '1' },
    scale: { type: 'string', default: '0.1' },
    processes: { type: 'string', default: '2' },
    inventory: { type: 'boolean', default: false },
    cash: { type: 'boolean', default: false },
  },
});
/** Fields of a case that are a day or never. */
const DAYS: ReadonlySet<string> = new Set(['p10', 'p90', 'real']);
const PROMISED = 0.8;
const TOLERANCE = 0.05;

const begun = performance.now();
const { results, times } = await runAll({
  seeds: Array.from({ length: Number(values.seeds) }, (_, place) => Number(values.from) + place),
  processes: Number(values.processes),
});
const both = !values.inventory && !values.cash;
const verdicts: boolean[] = [];
console.log(
  `\n${results.length} shops at scale ${values.scale}, each with 65 weeks behind it and asked on a day of its own`,
);
if (both || values.inventory) verdicts.push(reportStock(results));
if (both || values.cash) verdicts.push(reportCash(results));
const seconds = (ms: number) => `${(ms / 1_000).toFixed(0)} s`;
console.log(
  `Took ${seconds(performance.now() - begun)} in ${values.processes} processes: ${Object.entries(
    times,
  )
    .map(([what, ms]) => `${what} ${seconds(ms)}`)
    .join(', ')}`,
);
process.exitCode = verdicts.every(Boolean) ? 0 : 1;

function reportStock(all: readonly SeedResult[]): boolean {
  const cases = all.flatMap(({ stock }) => stock);
  console.log(
    '\nStock-out dates, one case a variant that has stock and a P10 within 180 days; what does not run out within them comes after any date',
  );
  console.table(coverageTable(cases));
  console.log('Orders placed on the day that is named, with a lead time of the maker’s own');
  console.table(orderTable(cases));
  const { inside, cases: count } = coverageOf(cases);
  return verdictOf('Stock-out dates', { inside, count });
}

function reportCash(all: readonly SeedResult[]): boolean {
  const days = all.flatMap(({ cash }) => cash);
  console.log(
    '\nBank balances at the end of a day, one case a shop and day; goods are bought as the app asks',
  );
  console.table(cashTable(days));
  const { inside, cases: count } = cashCoverage(days);
  return verdictOf('Cash', { inside, count });
}

function verdictOf(what: string, { inside, count }: { inside: number; count: number }): boolean {
  const share = inside / count;
  const holds = Math.abs(share - PROMISED) <= TOLERANCE;
  console.log(
    `${what}: ${inside} of ${count} inside P10–P90 = ${(100 * share).toFixed(1)} %, ${holds ? 'within' : 'NOT within'} 80 % ± 5 points`,
  );
  return holds;
}

async function runAll({ seeds, processes }: { seeds: number[]; processes: number }) {
  const folder = mkdtempSync(path.join(tmpdir(), 'lastscan-coverage-'));
  try {
    const parts = await Promise.all(
      Array.from({ length: processes }, (_, part) =>
        runPart(
          seeds.filter((_seed, place) => place % processes === part),
          path.join(folder, `${part}.json`),
        ),
      ),
    );
    const sums: SeedTimes = { world: 0, rows: 0, plans: 0, cash: 0 };
    for (const part of parts) {
      sums.world += part.times.world;
      sums.rows += part.times.rows;
      sums.plans += part.times.plans;
      sums.cash += part.times.cash;
    }
    return { results: parts.flatMap((part) => part.results), times: sums };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A part of the seeds in a process of its own. */
async function runPart(
  seeds: readonly number[],
  out: string,
): Promise<{ results: SeedResult[]; times: SeedTimes }> {
  const file = path.join(import.meta.dirname, 'coverage', 'seeds-child.ts');
  const child = spawn(
    process.execPath,
    [
      file,
      `--seeds=${seeds.join(',')}`,
      `--scale=${values.scale}`,
      `--out=${out}`,
      ...(values.inventory && !values.cash ? ['--stock-alone'] : []),
    ],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`${file} ended with ${String(code)}`);
  const read: { results: SeedResult[]; times: SeedTimes } = JSON.parse(
    // Infinity is written as null.
    readFileSync(out, 'utf8'),
    (key, value: unknown) => (value === null && DAYS.has(key) ? Infinity : value),
  );
  return read;
}
