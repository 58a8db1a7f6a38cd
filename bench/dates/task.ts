import { businessClock, PLAIN, type Clock } from './clock.ts';
import type { Delivery } from './deliveries.ts';

/** Deliveries as columns of numbers, by start. Times in days of one clock. */
export interface Task {
  deliveries: readonly Delivery[];
  /** Some rows are counted in business days of their destination. */
  businessDays: boolean;
  clockOf(row: number): Clock;
  /** Time from start to end; at least 0. */
  taken: Float64Array;
  /** Time from start to the promise; NaN where none was made. */
  promised: Float64Array;
  /** The groups of each row from the widest to its lane; numbers are unique over all levels. */
  paths: readonly (readonly number[])[];
  /** Columns of a group number each, for additive effects. */
  factors: readonly { name: string; groups: Int32Array; size: number }[];
}

const DAY_MS = 86_400_000;

export function taskOf(
  deliveries: readonly Delivery[],
  { businessDays }: { businessDays: boolean },
): Task {
  const from = (deliveries[0]?.startedAt ?? 0) - DAY_MS;
  const clocks = new Map<string, Clock>();
  const clockOf = (row: number): Clock => {
    const country = businessDays ? (deliveries[row]?.destination ?? '') : '';
    const known = clocks.get(country);
    if (known !== undefined) return known;
    const clock = country === '' ? PLAIN : businessClock(country, from);
    clocks.set(country, clock);
    return clock;
  };
  const taken = new Float64Array(deliveries.length);
  const promised = new Float64Array(deliveries.length);
  for (const [row, { startedAt, endedAt, promisedAt }] of deliveries.entries()) {
    const clock = clockOf(row);
    const start = clock.days(startedAt);
    taken[row] = Math.max(0, clock.days(endedAt) - start);
    promised[row] = promisedAt === null ? Number.NaN : clock.days(promisedAt) - start;
  }
  return {
    deliveries,
    businessDays: [...clocks.values()].some((clock) => clock !== PLAIN),
    clockOf,
    taken,
    promised,
    paths: pathsOf(deliveries),
    factors: factorsOf(deliveries, promised),
  };
}

/** So many days of the row's clock after its start, in days of 24 hours. */
export function plainDaysAfter(task: Task, row: number, days: number): number {
  const clock = task.clockOf(row);
  if (clock === PLAIN) return days;
  const startedAt = task.deliveries[row]?.startedAt ?? 0;
  return (clock.instant(clock.days(startedAt) + days) - startedAt) / DAY_MS;
}

type Named = (delivery: Delivery) => string;

const LEVELS: readonly Named[] = [
  () => '',
  ({ mode }) => mode,
  ({ mode, destination }) => `${mode}|${destination}`,
  ({ mode, carrier, destination }) => `${mode}|${carrier}|${destination}`,
  laneOf,
];

/** A lane in these files: who carries in which way from where to where. */
export function laneOf({ mode, carrier, origin, destination }: Delivery): string {
  return `${mode}|${carrier}|${origin}|${destination}`;
}

function pathsOf(deliveries: readonly Delivery[]): number[][] {
  const paths: number[][] = deliveries.map(() => []);
  let next = 0;
  let groupsAbove = 0;
  for (const level of LEVELS) {
    const { groups, size } = numbered(deliveries.map(level));
    // A level that cuts no finer than the one above says nothing new.
    if (size === groupsAbove) continue;
    groupsAbove = size;
    for (const [row, path] of paths.entries()) path.push(next + (groups[row] ?? 0));
    next += size;
  }
  return paths;
}

function numbered(names: readonly string[]): { groups: Int32Array; size: number } {
  const numbers = new Map<string, number>();
  const groups = Int32Array.from(names, (name) => {
    const known = numbers.get(name);
    if (known !== undefined) return known;
    numbers.set(name, numbers.size);
    return numbers.size - 1;
  });
  return { groups, size: numbers.size };
}

const PROMISE_BUCKETS = 16;
const EARLIEST_SHARE = 0.4;

function factorsOf(deliveries: readonly Delivery[], promised: Float64Array): Task['factors'] {
  // From the earliest rows: later ones are not known when the first forecast is made.
  const known = promised
    .slice(0, Math.ceil(promised.length * EARLIEST_SHARE))
    .filter((days) => !Number.isNaN(days))
    .sort();
  const bounds = Array.from(
    { length: PROMISE_BUCKETS - 1 },
    (_, index) => known[Math.floor(((index + 1) / PROMISE_BUCKETS) * known.length)] ?? 0,
  );
  const bucketOf = (row: number): string => {
    const days = promised[row] ?? Number.NaN;
    if (Number.isNaN(days)) return 'none';
    return String(bounds.filter((bound) => bound <= days).length);
  };
  const buckets = deliveries.map((_, row) => bucketOf(row));
  const columns: readonly [string, string[]][] = [
    ['mode', deliveries.map(({ mode }) => mode)],
    ['carrier', deliveries.map(({ carrier }) => carrier)],
    ['origin', deliveries.map(({ origin }) => origin)],
    ['destination', deliveries.map(({ destination }) => destination)],
    ['promise', buckets],
    ['mode and promise', deliveries.map(({ mode }, row) => `${mode}|${buckets[row] ?? ''}`)],
    ['mode and destination', deliveries.map(({ mode, destination }) => `${mode}|${destination}`)],
    ['way', deliveries.map(({ origin, destination }) => `${origin}|${destination}`)],
    ['lane', deliveries.map(laneOf)],
    ['weekday', deliveries.map(({ startedAt }) => String(new Date(startedAt).getUTCDay()))],
  ];
  return columns
    .map(([name, names]) => ({ name, ...numbered(names) }))
    .filter(
      ({ groups, size }, index, all) =>
        size > 1 && !all.slice(0, index).some((other) => isSame(other.groups, groups)),
    );
}

/** Groups are numbered as they appear: the same division has the same numbers. */
function isSame(a: Int32Array, b: Int32Array): boolean {
  return a.every((group, row) => group === b[row]);
}
