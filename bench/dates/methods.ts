import { JUDGED } from './blend.ts';
import { growingSample, type GrowingSample } from './quantiles.ts';
import { laneOf } from './task.ts';
import type { Delivery } from './deliveries.ts';

/** What a method says of the deliveries from the split on. Days of 24 hours from the start. */
export interface Method {
  name: string;
  /** At the shares of `JUDGED`; undefined where the method has nothing to say. */
  quantiles: (number[] | undefined)[];
  /** The higher, the likelier late; null where nothing was promised. */
  lateScore: (number | null)[];
}

const DAY_MS = 86_400_000;

export const daysTaken = ({ startedAt, endedAt }: Delivery) => (endedAt - startedAt) / DAY_MS;

export function daysPromised({ startedAt, promisedAt }: Delivery): number | null {
  return promisedAt === null ? null : (promisedAt - startedAt) / DAY_MS;
}

/**
 * What can be had without a model. The promised date is one point for every share; medians come with the 10th and the
 * 90th percentile of the same deliveries. `rolling` = they too learn from what ended before a delivery started; else from
 * what had ended at the split.
 */
export function baselines({
  deliveries,
  split,
  rolling,
}: {
  deliveries: readonly Delivery[];
  split: number;
  rolling: boolean;
}): Method[] {
  const byEnd = [...deliveries].sort((a, b) => a.endedAt - b.endedAt);
  const all = growingSample();
  const lanes = new Map<string, GrowingSample>();
  let next = 0;
  const learnUntil = (at: number) => {
    for (; next < byEnd.length; next += 1) {
      const delivery = byEnd[next];
      if (delivery === undefined || delivery.endedAt >= at) return;
      all.add(daysTaken(delivery));
      const lane = laneOf(delivery);
      const sample = lanes.get(lane) ?? growingSample();
      sample.add(daysTaken(delivery));
      lanes.set(lane, sample);
    }
  };
  const promise = emptyMethod('promised date', deliveries.length);
  const median = emptyMethod('global median', deliveries.length);
  const lane = emptyMethod('lane median', deliveries.length);
  learnUntil(deliveries[split]?.startedAt ?? 0);
  for (const [row, delivery] of deliveries.entries()) {
    if (row < split) continue;
    if (rolling) learnUntil(delivery.startedAt);
    const due = daysPromised(delivery);
    // A promise that has passed says: now.
    if (due !== null) promise.quantiles[row] = JUDGED.map(() => Math.max(0, due));
    median.quantiles[row] = JUDGED.map((share) => all.quantile(share));
    const sample = lanes.get(laneOf(delivery)) ?? all;
    lane.quantiles[row] = JUDGED.map((share) => sample.quantile(share));
    for (const method of [promise, median, lane]) {
      const middle = method.quantiles[row]?.[1];
      if (due !== null && middle !== undefined) method.lateScore[row] = middle - due;
    }
  }
  return [promise, median, lane];
}

function emptyMethod(name: string, rows: number): Method {
  return {
    name,
    quantiles: Array.from({ length: rows }),
    lateScore: Array.from({ length: rows }, () => null),
  };
}
