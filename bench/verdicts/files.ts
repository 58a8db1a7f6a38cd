import { UnusableTable } from '../csv/read-table.ts';
import { readHistories, type FileReport } from './read-histories.ts';
import { report } from './report.ts';
import { runStudy, type Design, type Study } from './study.ts';
import { count } from './table.ts';

/** Runs on two files. Throws `UnusableTable` when they cannot be compared on. */
export async function benchFiles(
  paths: { parcelsPath: string; scansPath: string; now: Date },
  design: Design,
  bootstrap: { resamples: number; seed: number },
): Promise<void> {
  const { files, ...histories } = await readHistories(paths);
  for (const file of files) printFile(file);
  console.log(`the data ends at ${histories.dataEnd.toISOString()}\n`);
  const study = runStudy([histories], design);
  refuseEmpty(study);
  report(study, bootstrap);
}

function printFile({ path, rows, setAside, readOtherwise }: FileReport): void {
  console.log(`${path}: ${count(rows)} rows, ${count(setAside.rows())} set aside`);
  for (const [what, counted] of [
    ['set aside', setAside],
    ['read otherwise', readOtherwise],
  ] as const) {
    for (const { reason, rows: times, firstLine } of counted.counts()) {
      console.log(`  ${what}: ${reason}: ${count(times)}, first in line ${firstLine}`);
    }
  }
}

function refuseEmpty({ tally, trials }: Study): void {
  if (trials.some(({ trained }) => trained === 0)) {
    throw new UnusableTable('no parcel is left to learn from: choose a larger --split');
  }
  if (!tally.good.includes(true)) {
    throw new UnusableTable(
      'no delivered parcel is left to test on, so that no false-alarm rate can be measured: choose a smaller --split or --folds 5',
    );
  }
  if (tally.stuck === 0) {
    throw new UnusableTable(
      'no parcel of the test is lost or open for long enough to count as stuck, so that no delay can be measured: choose a smaller --split or --folds 5',
    );
  }
}
