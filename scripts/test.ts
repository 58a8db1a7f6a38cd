import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

// `npm test`: every check there is, cheapest first, stopping at the first that fails. Ends with a table of what each
// took and one line of counts.
const ROOT = path.resolve(import.meta.dirname, '..');
const REPORTS = path.join(ROOT, '.artifacts', 'test');

const STAGES = [
  { name: 'schema', does: 'fetch the Admin schema once' },
  { name: 'typecheck', does: 'types' },
  { name: 'lint', does: 'lint and format' },
  { name: 'arch', does: 'layers and cycles' },
  { name: 'deadcode', does: 'dead files, exports, dependencies' },
  { name: 'test:unit', does: 'unit tests', isTest: true },
  { name: 'build', does: 'browser build' },
  { name: 'size', does: 'what extensions and pages weigh' },
  { name: 'test:integration', does: 'tests on PostgreSQL and over HTTP', isTest: true },
  { name: 'test:e2e', does: 'the app in Chromium', isTest: true },
] as const;

const reportSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
});

mkdirSync(REPORTS, { recursive: true });
const rows: Record<string, { seconds: number; tests: number | ''; result: string }> = {};
const total = { passed: 0, failed: 0, skipped: 0 };
for (const stage of STAGES) {
  const isTest = 'isTest' in stage;
  const report = path.join(REPORTS, `${stage.name.replace(':', '-')}.json`);
  const reporters = ['--', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  console.log(`\n── ${stage.name}: ${stage.does}`);
  const startedAt = Date.now();
  const { status } = spawnSync(
    'npm',
    ['run', '--silent', stage.name, ...(isTest ? reporters : [])],
    {
      cwd: ROOT,
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  const counts = isTest ? countsOf(report) : null;
  total.passed += counts?.numPassedTests ?? 0;
  total.failed += counts?.numFailedTests ?? (status === 0 ? 0 : 1);
  total.skipped += counts?.numPendingTests ?? 0;
  rows[stage.name] = {
    seconds: Math.round((Date.now() - startedAt) / 1_000),
    tests: counts?.numPassedTests ?? '',
    result: status === 0 ? 'ok' : 'FAILED',
  };
  if (status !== 0) {
    total.failed = Math.max(1, total.failed);
    break;
  }
}
console.table(rows);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed === 0 ? 0 : 1;

function countsOf(report: string): z.infer<typeof reportSchema> | null {
  try {
    return reportSchema.parse(JSON.parse(readFileSync(report, 'utf8')));
  } catch {
    return null;
  }
}
