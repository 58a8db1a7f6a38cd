import { alertsOf } from './alerts.ts';
import { valueAt } from './curve.ts';
import { EXPIRY, OURS } from './families.ts';
import { verdictOn, type Results } from './results.ts';
import { TARGETS } from './study.ts';
import { days, estimateText, heading, percent, printTable, signed } from './table.ts';
import { LONGEST_DELAY_DAYS, type Tally } from './tally.ts';

const CURVE_RATES = [0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5] as const;

export function printCurve({ methods }: Results): void {
  heading('The curve: days from the last scan to the flag on stuck parcels, mean/median');
  console.log(
    `by false-alarm rate, the share of delivered parcels ever flagged; a parcel never flagged counts ${LONGEST_DELAY_DAYS} days`,
  );
  printTable(
    ['', ...CURVE_RATES.map((rate) => percent(rate, 0))],
    methods
      .filter(({ name }) => name !== EXPIRY)
      .map(({ name, reading }) => [
        name,
        ...CURVE_RATES.map((rate) => {
          const { mean, median } = reading.delayAt(rate);
          return `${days(mean)}/${days(median)}`;
        }),
      ]),
  );
}

export function printDelays({ methods }: Results, resamples: number): void {
  heading(`Delay at 5, 10 and 20 % false alarms, in days (95 % interval, ${resamples} resamples)`);
  for (const measure of ['mean', 'median'] as const) {
    printTable(
      [measure, ...TARGETS.map((target) => percent(target, 0))],
      methods
        .filter(({ name }) => name !== EXPIRY)
        .map(({ name, atTargets }) => [
          name,
          ...atTargets.map(({ delay }) => estimateText(delay[measure], days)),
        ]),
    );
  }
}

export function printDifferences({ methods }: Results): void {
  heading(`${OURS} less each other method, in days: negative = ${OURS} speaks earlier`);
  for (const measure of ['mean', 'median'] as const) {
    printTable(
      [measure, 'at', 'difference', 'shorter by', ''],
      methods
        .filter(({ name }) => name !== OURS)
        .flatMap(({ name, atTargets }) =>
          atTargets.map(({ target, oursLess, reduction }) => [
            name,
            percent(target, name === EXPIRY ? 1 : 0),
            estimateText(oursLess[measure], signed),
            percent(reduction[measure].value, 0),
            ` ${verdictOn(oursLess[measure])}`,
          ]),
        ),
    );
  }
}

/** At the knobs where the curve passes the targets. */
export function printAlerts(tally: Tally, { methods }: Results): void {
  heading(
    'At the same rates: alerts per 100 parcels, and stuck parcels caught before anybody knew',
  );
  console.log('caught: flagged ever / in the silence that never ends');
  printTable(
    ['', ...TARGETS.map((target) => percent(target, 0))],
    tally.families
      .filter(({ name }) => name !== EXPIRY)
      .map((family) => {
        const { per100, caught, caughtAtLast } = alertsOf(family, tally);
        const reading = methods.find(({ name }) => name === family.name)?.reading;
        return [
          family.name,
          ...TARGETS.map((target) => {
            const place = reading?.placeAt(target) ?? null;
            if (place === null) return '–';
            const at = (of: (knob: number) => number) => valueAt(place, of);
            return `${days(at(per100))}  ${percent(at(caught), 0)} / ${percent(at(caughtAtLast), 0)}`;
          }),
        ];
      }),
  );
}
