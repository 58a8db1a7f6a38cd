import { FIXED, OURS } from './families.ts';
import { worldHistories, type Histories } from './histories.ts';
import { membersOf } from './reading.ts';
import { report } from './report.ts';
import { resultsOf, type Results } from './results.ts';
import { runStudy, type Design, type Study } from './study.ts';
import { days, estimateText, heading, percent, printTable } from './table.ts';

/** So much shorter must the mean delay at one good parcel in ten be than the best fixed rule's. */
const REDUCTION_BAR = 0.25;
const BAR_TARGET = 0.1;

/** Runs on the sandbox's world, prints it all and says whether the bar is met. */
export function benchWorld(
  design: Design,
  options: { seeds: number; orders: number | undefined; resamples: number; seed: number },
): boolean {
  const { seeds, orders, ...bootstrap } = options;
  console.log(`the sandbox's world, seeds 1 to ${seeds}, with what it does to parcels\n`);
  const study = runStudy(worlds(seeds, orders), design);
  report(study, bootstrap);
  heading(`Mean delay at ${percent(BAR_TARGET, 0)} false alarms by seed, in days`);
  const rows = [...Array(seeds).keys()].map((history) =>
    row(`seed ${history + 1}`, comparison(study, bootstrap, history)),
  );
  const pooled = comparison(study, bootstrap, null);
  printTable(
    ['', 'stuck', FIXED, OURS, 'shorter by', 'median: shorter by'],
    [...rows, row('all seeds', pooled)],
  );
  return judge(pooled);
}

function* worlds(seeds: number, orders: number | undefined): Generator<Histories> {
  for (let seed = 1; seed <= seeds; seed += 1) yield worldHistories({ seed, orders });
}

/** Ours beside the fixed rule on one history, or on all. */
function comparison(
  { tally, trials }: Study,
  bootstrap: { resamples: number; seed: number },
  history: number | null,
): Results {
  const members = membersOf(
    tally,
    (parcel) => history === null || trials[tally.sampleOf[parcel] ?? -1]?.history === history,
  );
  return resultsOf(tally, { members, ...bootstrap, methods: [FIXED, OURS] });
}

function row(name: string, results: Results): string[] {
  const fixed = atBar(results, FIXED);
  const ours = atBar(results, OURS);
  const share = (value: number) => percent(value, 0);
  if (fixed === undefined || ours === undefined) return [name];
  return [
    name,
    String(results.stuck),
    days(fixed.delay.mean.value),
    days(ours.delay.mean.value),
    estimateText(fixed.reduction.mean, share),
    estimateText(fixed.reduction.median, share),
  ];
}

function atBar({ methods }: Results, name: string) {
  return methods
    .find((method) => method.name === name)
    ?.atTargets.find(({ target }) => target === BAR_TARGET);
}

function judge(pooled: Results): boolean {
  const reduction = atBar(pooled, FIXED)?.reduction.mean;
  if (reduction === undefined) return false;
  const isMet =
    reduction.value >= REDUCTION_BAR && reduction.interval !== null && reduction.interval.low > 0;
  console.log(
    `\n${isMet ? 'PASS' : 'FAIL'}  mean delay at ${percent(BAR_TARGET, 0)} false alarms shorter than the best fixed rule's by ` +
      `${estimateText(reduction, (value) => percent(value, 1))} (bar: at least ${percent(REDUCTION_BAR, 0)}, the interval above zero)`,
  );
  return isMet;
}
