import { JUDGED } from './blend.ts';
import type { Delivery } from './deliveries.ts';
import { daysTaken, type Method } from './methods.ts';
import { randomFrom } from './random.ts';
import { rank, ranked, type Ranking } from './ranking.ts';

/** Means over deliveries, in the order in which they are printed. Days but for coverage, AUC and average precision. */
export const FIGURES = [
  'MAE',
  'pinball P10',
  'pinball P50',
  'pinball P90',
  'pinball',
  'coverage',
  'width',
  'late AUC',
  'late AP',
] as const;
export type Figure = (typeof FIGURES)[number];

export interface Estimate {
  value: number;
  /** 95 % interval of the method's figure less ours over the same deliveries; null for ours itself. */
  lessOurs: { low: number; high: number } | null;
}

export interface Scored {
  name: string;
  rows: number;
  figures: Record<Figure, Estimate>;
}

/** A minute: forecasts are made to the minute, and a bound met to the minute is kept. */
const MINUTE_DAYS = 1 / 1440;

/** Loss of forecasting the quantile at `share` by `value` (Koenker and Bassett 1978). */
export function pinball(share: number, value: number, actual: number): number {
  return actual > value ? share * (actual - value) : (1 - share) * (value - actual);
}

/**
 * Figures of each method on the rows for which it and ours have something to say, with percentile bootstrap intervals of
 * the difference: deliveries are drawn with replacement, the same for both. Rows with one id are one delivery.
 */
export function scoreMethods({
  deliveries,
  rows,
  methods,
  ours,
  seed,
}: {
  deliveries: readonly Delivery[];
  rows: readonly number[];
  methods: readonly Method[];
  ours: Method;
  seed: number;
}): Scored[] {
  const saidBy = (method: Method) =>
    rows.filter((row) => method.quantiles[row] !== undefined && ours.quantiles[row] !== undefined);
  const alike = Map.groupBy(methods, (method) => saidBy(method).length);
  const scored = [...alike.values()].flatMap((group) => {
    const said = saidBy(group[0] ?? ours);
    const judges = group.map((method) => judge(method, deliveries, said));
    const differences = bootstrap({
      judges,
      own: judge(ours, deliveries, said),
      draws: drawsOf(said.map((row) => deliveries[row]?.id ?? '')),
      seed,
    });
    return group.map((method, index) => {
      const values = judges[index]?.(once(said.length));
      return {
        name: method.name,
        rows: said.length,
        figures: record((figure) => ({
          value: values?.[figure] ?? Number.NaN,
          lessOurs: interval((differences[index] ?? []).map((each) => each[figure])),
        })),
      };
    });
  });
  const said = saidBy(ours);
  const own = judge(ours, deliveries, said)(once(said.length));
  const figures = record((figure): Estimate => ({ value: own[figure], lessOurs: null }));
  return [...scored, { name: ours.name, rows: said.length, figures }];
}

/** Figures on a sample, given how often each of the rows is in it. */
type Judge = (counts: Uint16Array) => Record<Figure, number>;

const once = (rows: number) => new Uint16Array(rows).fill(1);

/** For each judge the figures less ours, sample by sample. */
function bootstrap({
  judges,
  own,
  draws: { drawOf, draws },
  seed,
}: {
  judges: readonly Judge[];
  own: Judge;
  draws: Draws;
  seed: number;
}): Record<Figure, number>[][] {
  const random = randomFrom(seed);
  const samples = Math.min(
    MOST_SAMPLES,
    Math.max(FEWEST_SAMPLES, Math.round(MOST_DRAWS / drawOf.length)),
  );
  const differences = judges.map((): Record<Figure, number>[] => []);
  for (let sample = 0; sample < samples; sample += 1) {
    const drawn = new Uint16Array(draws);
    for (let draw = 0; draw < draws; draw += 1) {
      const place = Math.floor(random() * draws);
      drawn[place] = (drawn[place] ?? 0) + 1;
    }
    const counts = Uint16Array.from(drawOf, (draw) => drawn[draw] ?? 0);
    const ours = own(counts);
    for (const [index, its] of judges.entries()) {
      const values = its(counts);
      differences[index]?.push(record((figure) => values[figure] - ours[figure]));
    }
  }
  return differences;
}

/** What is drawn, and which of them each row belongs to. */
interface Draws {
  drawOf: Int32Array;
  draws: number;
}

function drawsOf(ids: readonly string[]): Draws {
  const numbers = new Map<string, number>();
  const drawOf = Int32Array.from(ids, (id) => {
    const known = numbers.get(id);
    if (known !== undefined) return known;
    numbers.set(id, numbers.size);
    return numbers.size - 1;
  });
  return { drawOf, draws: numbers.size };
}

/** Large samples vary little: fewer of them are enough. */
const MOST_SAMPLES = 1_000;
const FEWEST_SAMPLES = 200;
const MOST_DRAWS = 3_000_000;

function record<Value>(of: (figure: Figure) => Value): Record<Figure, Value> {
  return {
    MAE: of('MAE'),
    'pinball P10': of('pinball P10'),
    'pinball P50': of('pinball P50'),
    'pinball P90': of('pinball P90'),
    pinball: of('pinball'),
    coverage: of('coverage'),
    width: of('width'),
    'late AUC': of('late AUC'),
    'late AP': of('late AP'),
  };
}

function interval(differences: readonly number[]): { low: number; high: number } {
  const sorted = differences.filter((each) => !Number.isNaN(each)).sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
  return { low: at(0.025), high: at(0.975) };
}

function judge(
  { quantiles, lateScore }: Method,
  deliveries: readonly Delivery[],
  rows: readonly number[],
): Judge {
  const taken = rows.map((row) => takenBy(deliveries, row));
  const bound = (place: number, index: number) =>
    quantiles[rows[place] ?? -1]?.[index] ?? Number.NaN;
  const losses = JUDGED.map((share, index) =>
    Float64Array.from(taken, (days, place) => pinball(share, bound(place, index), days)),
  );
  const width = Float64Array.from(taken, (_, place) => bound(place, 2) - bound(place, 0));
  const covered = Float64Array.from(taken, (days, place) =>
    days >= bound(place, 0) - MINUTE_DAYS && days <= bound(place, 2) + MINUTE_DAYS ? 1 : 0,
  );
  const scores = rows.map((row) => lateScore[row] ?? null);
  const places = rows.map((_, place) => place).filter((place) => scores[place] !== null);
  const ranking: Ranking = rank(places, (place) => scores[place] ?? 0);
  const isLate = Uint8Array.from(rows, (row) => (wasLate(deliveries[row]) ? 1 : 0));
  return (counts) => {
    const [low, middle, high] = losses.map((values) => mean(values, counts));
    const [p10 = Number.NaN, p50 = Number.NaN, p90 = Number.NaN] = [low, middle, high];
    const { auc, averagePrecision } = ranked(ranking, { isLate, counts });
    return {
      MAE: 2 * p50,
      'pinball P10': p10,
      'pinball P50': p50,
      'pinball P90': p90,
      pinball: (p10 + p50 + p90) / 3,
      coverage: mean(covered, counts),
      width: mean(width, counts),
      'late AUC': auc,
      'late AP': averagePrecision,
    };
  };
}

function mean(values: Float64Array, counts: Uint16Array): number {
  let sum = 0;
  let total = 0;
  for (let place = 0; place < values.length; place += 1) {
    const count = counts[place] ?? 0;
    sum += count * (values[place] ?? 0);
    total += count;
  }
  return sum / total;
}

function takenBy(deliveries: readonly Delivery[], row: number): number {
  const delivery = deliveries[row];
  return delivery === undefined ? Number.NaN : daysTaken(delivery);
}

export function wasLate(delivery: Delivery | undefined): boolean {
  return (
    delivery !== undefined && delivery.promisedAt !== null && delivery.endedAt > delivery.promisedAt
  );
}
