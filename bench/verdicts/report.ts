import { printAlerts, printCurve, printDelays, printDifferences } from './report-delays.ts';
import { printNewLanes, printTuned } from './report-slices.ts';
import { membersOf } from './reading.ts';
import { resultsOf } from './results.ts';
import type { Study } from './study.ts';
import { count, days, heading, percent, printTable } from './table.ts';

/** Prints everything there is to say about a study. */
export function report(study: Study, bootstrap: { resamples: number; seed: number }): void {
  printSamples(study);
  const members = membersOf(study.tally);
  const results = resultsOf(study.tally, { members, ...bootstrap });
  printCurve(results);
  printDelays(results, bootstrap.resamples);
  printDifferences(results);
  printAlerts(study.tally, results);
  printTuned(study);
  printNewLanes(study.tally, bootstrap);
  printCalibration(study);
}

function printSamples({ trials, truths, setAside }: Study): void {
  const sum = (of: (trial: Study['trials'][number]) => number) =>
    count(trials.reduce((total, trial) => total + of(trial), 0));
  const [first] = trials;
  const asOf = trials.length === 1 && first ? `, as known on ${dayOf(first.asOf)}` : '';
  const parts = trials.length === 1 ? '' : ` in ${trials.length} parts`;
  console.log(
    `learned from ${sum((trial) => trial.trained)} parcels${asOf}, tested on ${sum((trial) => trial.tested)}${parts}`,
  );
  const of = (truth: Parameters<typeof truths.get>[0]) => count(truths.get(truth) ?? 0);
  const ages = trials.map(({ stuckAge }) => stuckAge).filter((age) => Number.isFinite(age));
  console.log(
    `test parcels: ${of('good')} delivered, ${of('stuck')} lost, ${of('stuck_by_age')} stuck by age, ` +
      `${of('returned')} returned, ${of('undecided')} open and too young to judge`,
  );
  console.log(
    ages.length === 0
      ? 'stuck are the parcels that are lost: every loss is known here'
      : `stuck by age: open for more than ${days(Math.min(...ages))}${Math.max(...ages) > Math.min(...ages) ? `–${days(Math.max(...ages))}` : ''} days, ` +
          'which 99.5 of 100 delivered training parcels took at most; never by the length of a silence',
  );
  if (setAside.size > 0) {
    const told = [...setAside].map(([reason, times]) => `${reason} ${count(times)}`);
    console.log(`left out while cutting journeys, by reason: ${told.join(', ')}`);
  }
}

function printCalibration({ calibration }: Study): void {
  heading('When it says that a parcel will never move by itself, does it not?');
  if (calibration.looks === 0) {
    console.log('no test parcel is old enough for its end to be known');
    return;
  }
  console.log(
    `${count(calibration.looks)} looks at silences of 1 to 45 days of their clock, of parcels old enough for their end to be known`,
  );
  printTable(
    ['said', 'looks', 'said on average', 'never moved'],
    calibration.bins
      .filter(({ looks }) => looks > 0)
      .map(({ from, to, looks, said, cameTrue }) => [
        `${percent(from, 0)} to ${percent(to, 0)}`,
        count(looks),
        percent(said),
        percent(cameTrue),
      ]),
  );
  const { brier, brierOfShare, share } = calibration;
  console.log(
    `Brier score ${brier.toFixed(4)}, of the constant ${percent(share)} ${brierOfShare.toFixed(4)}: ` +
      `${percent(1 - brier / brierOfShare, 0)} of its error removed`,
  );
}

function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
