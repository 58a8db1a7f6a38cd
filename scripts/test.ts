import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

// `npm test`: every check there is, cheapest first, stopping at the first step that fails. Ends with a table of what each
// stage took and one line of counts.
const ROOT = path.resolve(import.meta.dirname, '..');
const REPORTS = path.join(ROOT, '.artifacts', 'test');

interface Stage {
  name: string;
  does: string;
  isTest?: true;
}

/** Stages of one step run side by side, each on a core of its own. */
const STEPS: readonly (readonly Stage[])[] = [
  [{ name: 'schema', does: 'fetch the Admin schema once' }],
  [
    { name: 'typecheck', does: 'types' },
    { name: 'lint', does: 'lint and format' },
    { name: 'arch', does: 'layers and cycles' },
    { name: 'deadcode', does: 'dead files, exports, dependencies' },
    { name: 'build', does: 'browser build' },
  ],
  [{ name: 'size', does: 'what extensions and pages weigh' }],
  [{ name: 'test:unit', does: 'unit tests', isTest: true }],
  [{ name: 'test:integration', does: 'tests on PostgreSQL and over HTTP', isTest: true }],
  [{ name: 'test:e2e', does: 'the app in Chromium', isTest: true }],
];

const reportSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
});

mkdirSync(REPORTS, { recursive: true });
const rows: Record<string, { seconds: number; tests: number | ''; result: string }> = {};
const total = { passed: 0, failed: 0, skipped: 0 };
for (const step of STEPS) {
  const ends = await Promise.all(step.map((stage) => run(stage, { isAlone: step.length === 1 })));
  step.forEach((stage, place) => count(stage, ends[place] ?? { status: null, seconds: 0 }));
  if (ends.some(({ status }) => status !== 0)) {
    total.failed = Math.max(1, total.failed);
    break;
  }
}
console.table(rows);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed === 0 ? 0 : 1;

interface End {
  /** Null: it was killed. */
  status: number | null;
  seconds: number;
}

/** Runs a stage. What one says that runs beside others is shown when it has ended, in one piece. */
async function run({ name, does, isTest }: Stage, { isAlone }: { isAlone: boolean }): Promise<End> {
  const reporters = [
    '--',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reportOf(name)}`,
  ];
  const heading = `\n── ${name}: ${does}`;
  if (isAlone) console.log(heading);
  const startedAt = Date.now();
  const child = spawn('npm', ['run', '--silent', name, ...(isTest ? reporters : [])], {
    cwd: ROOT,
    stdio: isAlone ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
  });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => said.push(part));
  const [status] = await once(child, 'close');
  if (!isAlone) console.log(`${heading}\n${Buffer.concat(said).toString().trimEnd()}`);
  return { status, seconds: Math.round((Date.now() - startedAt) / 1_000) };
}

function count({ name, isTest }: Stage, { status, seconds }: End): void {
  const counts = isTest ? countsOf(reportOf(name)) : null;
  total.passed += counts?.numPassedTests ?? 0;
  total.failed += counts?.numFailedTests ?? (status === 0 ? 0 : 1);
  total.skipped += counts?.numPendingTests ?? 0;
  rows[name] = {
    seconds,
    tests: counts?.numPassedTests ?? '',
    result: status === 0 ? 'ok' : 'FAILED',
  };
}

function reportOf(name: string): string {
  return path.join(REPORTS, `${name.replace(':', '-')}.json`);
}

function countsOf(report: string): z.infer<typeof reportSchema> | null {
  try {
    return reportSchema.parse(JSON.parse(readFileSync(report, 'utf8')));
  } catch {
    return null;
  }
}
