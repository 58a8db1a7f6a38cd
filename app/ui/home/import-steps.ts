import type { ImportProgress } from '#app/contracts/pages.ts';

const STEP_OF = {
  bulk_requested: 1,
  bulk_running: 1,
  reading_file: 2,
  reading_events: 3,
  assessing: 4,
  done: 4,
} as const satisfies Record<ImportProgress['phase'], number>;
const STEPS = 4;

/**
 * The step an import is in, what is done and to do within it (null = nobody knows), and how much of the step is done,
 * 0 to 1. A total that turns out too small never gives more than 1.
 */
export function importSteps(progress: ImportProgress): {
  step: number;
  steps: number;
  done: number;
  total: number | null;
  fraction: number;
} {
  const [done, total] = workOf(progress);
  const isDone = progress.phase === 'done';
  const fraction = total === null || total === 0 ? 0 : Math.min(1, done / total);
  return {
    step: STEP_OF[progress.phase],
    steps: STEPS,
    done,
    total,
    fraction: isDone ? 1 : fraction,
  };
}

function workOf(progress: ImportProgress): [done: number, total: number | null] {
  switch (progress.phase) {
    case 'bulk_requested':
    case 'bulk_running':
    case 'reading_file':
      return [progress.ordersDone, progress.ordersTotal];
    case 'reading_events':
      return [progress.eventFulfillmentsDone, progress.eventFulfillmentsTotal];
    case 'assessing':
    case 'done':
      return [progress.fulfillmentsDone, progress.fulfillmentsDone];
  }
}
