import { EXPIRY, OURS } from './families.ts';
import { membersOf } from './reading.ts';
import { resultsOf, verdictOn } from './results.ts';
import { TARGETS, type Study } from './study.ts';
import { count, days, estimateText, heading, percent, printTable, signed } from './table.ts';
import type { Tally } from './tally.ts';
import { tunedResults } from './tuned.ts';

/** A lane with fewer training parcels is a new one. */
const THICK_LANE = 20;
/** With fewer stuck parcels a slice says nothing. */
const FEWEST_STUCK = 5;

export function printTuned(study: Study): void {
  heading('With the knob chosen on the training parcels: what comes out on the test');
  for (const [place, target] of TARGETS.entries()) {
    printTable(
      [
        `for ${percent(target, 0)}`,
        'knob',
        'false alarms',
        'mean',
        'median',
        'alerts/100',
        'caught',
        'at last',
      ],
      tunedResults(study, place).map((result) => [
        result.name,
        result.knob,
        percent(result.rate),
        days(result.mean),
        days(result.median),
        days(result.alertsPer100),
        percent(result.caught, 0),
        percent(result.caughtAtLast, 0),
      ]),
    );
  }
}

/** Lanes that the training part hardly knew. */
export function printNewLanes(tally: Tally, bootstrap: { resamples: number; seed: number }): void {
  heading(`Parcels on lanes with fewer than ${THICK_LANE} training parcels`);
  const members = membersOf(tally, (parcel) => (tally.pastOnLane[parcel] ?? 0) < THICK_LANE);
  const stuck = members.stuck.length;
  if (stuck < FEWEST_STUCK) {
    console.log(
      `${count(members.all.length)} parcels, ${stuck} of them stuck: too few to compare methods`,
    );
    return;
  }
  const results = resultsOf(tally, { members, ...bootstrap });
  console.log(
    `${count(results.parcels)} parcels: ${count(results.good)} delivered, ${stuck} stuck; mean delay in days`,
  );
  printTable(
    ['', ...TARGETS.map((target) => percent(target, 0)), `${OURS} less it at 10 %`, ''],
    results.methods
      .filter(({ name }) => name !== EXPIRY)
      .map(({ name, atTargets }) => {
        const at10 = atTargets.find(({ target }) => target === 0.1)?.oursLess.mean;
        const isOurs = name === OURS || at10 === undefined;
        return [
          name,
          ...atTargets.map(({ delay }) => days(delay.mean.value)),
          isOurs ? '' : estimateText(at10, signed),
          isOurs ? '' : ` ${verdictOn(at10)}`,
        ];
      }),
  );
}
