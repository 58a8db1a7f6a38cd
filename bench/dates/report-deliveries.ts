import { UnusableTable } from '../csv/read-table.ts';
import type { Delivery } from './deliveries.ts';
import { baselines } from './methods.ts';
import { ourMethods } from './ours.ts';
import { percent, printSlice } from './print.ts';
import { wasLate } from './score.ts';
import { laneOf } from './task.ts';

/** With fewer there is nothing to split. */
const FEWEST_DELIVERIES = 50;
const FEWEST_TRAINED = 20;
/** A lane with fewer deliveries in training is thin. */
const THIN_LANE = 20;

/** Forecasts the last deliveries, door to door, from the first ones and prints how well that went. */
export function reportDeliveries({
  deliveries,
  splitShare,
  seed,
}: {
  /** By start. */
  deliveries: readonly Delivery[];
  splitShare: number;
  seed: number;
}): void {
  if (deliveries.length < FEWEST_DELIVERIES) {
    throw new UnusableTable(
      `${deliveries.length} usable deliveries: at least ${FEWEST_DELIVERIES} are needed`,
    );
  }
  const split = Math.floor(deliveries.length * splitShare);
  const splitAt = deliveries[split]?.startedAt ?? 0;
  const trained = deliveries.slice(0, split).filter(({ endedAt }) => endedAt < splitAt);
  if (trained.length < FEWEST_TRAINED) {
    throw new UnusableTable(
      `${trained.length} deliveries had ended when the last ${deliveries.length - split} began: at least ${FEWEST_TRAINED} are needed`,
    );
  }
  printSplit(deliveries, { split, trained: trained.length });
  const ours = ourMethods(deliveries, split);
  console.log(`ours counts ${ours.clock}`);
  const slices = slicesOf(deliveries, { split, trained });
  for (const rolling of [true, false]) {
    console.log(
      rolling
        ? '\nROLLING: every forecast as of the start of its delivery; what had ended by then is known, to all methods'
        : '\nFIXED: every forecast as of the split; nothing is learned later',
    );
    console.log(`tables of ours: ${rolling ? ours.weights.rolling : ours.weights.fixed}`);
    const others = baselines({ deliveries, split, rolling });
    const method = rolling ? ours.rolling : ours.fixed;
    for (const { name, rows } of slices) {
      printSlice({ name, rows, deliveries, others, ours: method, seed });
    }
  }
}

function printSplit(
  deliveries: readonly Delivery[],
  { split, trained }: { split: number; trained: number },
): void {
  const splitAt = deliveries[split]?.startedAt ?? 0;
  const promised = deliveries.slice(split).filter(({ promisedAt }) => promisedAt !== null);
  const late = promised.filter(wasLate).length;
  console.log(
    [
      `${deliveries.length} deliveries; split at ${new Date(splitAt).toISOString()}`,
      `train ${split}, of which ${trained} had ended by then; test ${deliveries.length - split}`,
      `promised ${promised.length} of the test, late ${late} (prevalence ${percent(late / promised.length)})`,
    ].join('\n'),
  );
}

function slicesOf(
  deliveries: readonly Delivery[],
  { split, trained }: { split: number; trained: readonly Delivery[] },
): { name: string; rows: number[] }[] {
  const lanes = new Map<string, number>();
  for (const each of trained) lanes.set(laneOf(each), (lanes.get(laneOf(each)) ?? 0) + 1);
  const test = deliveries.flatMap((delivery, row) =>
    row < split ? [] : [{ row, trainedOn: lanes.get(laneOf(delivery)) ?? 0 }],
  );
  const rowsWith = (isIn: (trainedOn: number) => boolean) =>
    test.filter(({ trainedOn }) => isIn(trainedOn)).map(({ row }) => row);
  return [
    { name: 'all', rows: rowsWith(() => true) },
    { name: 'unseen lanes', rows: rowsWith((trainedOn) => trainedOn === 0) },
    {
      name: `thin lanes (1 to ${THIN_LANE - 1} in training)`,
      rows: rowsWith((trainedOn) => trainedOn > 0 && trainedOn < THIN_LANE),
    },
  ];
}
