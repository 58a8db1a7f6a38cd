import { gamma, negativeBinomial, normal, Random } from '#app/domain/inventory/demand/random.ts';

/** What kind of shop the example is of. */
export const REGIMES = ['retail', 'intermittent', 'trend', 'promoted', 'stockouts'] as const;
export type Regime = (typeof REGIMES)[number];

interface Character {
  /** Median units a week, and the deviation of its logarithm over series. */
  median: number;
  spread: number;
  /** Amplitude of the yearly season, as a logarithm. */
  season: number;
  /** Least variance ÷ mean of a week. */
  dispersion: number;
  /** Deviation of the level's weekly step, as a logarithm. */
  drift: number;
  dying: number;
  starting: number;
  promoted: number;
  /** Chance that a spell out of stock begins in a week. */
  stockOut: number;
}

const RETAIL: Character = {
  median: 2,
  spread: 1.1,
  season: 0.35,
  dispersion: 1.3,
  drift: 0.05,
  dying: 0.06,
  starting: 0.1,
  promoted: 0.01,
  stockOut: 0.012,
};

const CHARACTERS: Record<Regime, Character> = {
  retail: RETAIL,
  intermittent: { ...RETAIL, median: 0.5, spread: 0.9, season: 0.2, dispersion: 2.5 },
  trend: { ...RETAIL, drift: 0.08, dying: 0.2, starting: 0.3 },
  promoted: { ...RETAIL, promoted: 0.05, dispersion: 1.6 },
  stockouts: { ...RETAIL, stockOut: 0.05 },
};

/** One series of the example: what is true of it, and what was recorded. All arrays are one entry a week. */
export interface ExampleSeries {
  id: string;
  /** Expected units wanted, promotions at their average. */
  mean: number[];
  /** Variance ÷ mean of a week's demand. */
  dispersion: number;
  demand: number[];
  sales: number[];
  inStock: boolean[];
}

const WEEKS_A_YEAR = 52.18;
const GROUPS = 8;
const SERIES_A_STORE = 9;
const SERIES_A_PRODUCT = 2;
const DYING_WEEKS = 12;
const STARTING_WEEKS = 6;
/** Deviation of the logarithm of what a week does to a whole group (weather, a holiday elsewhere). */
const WEEK_SHOCK = 0.07;

/** Series of a made-up shop: the same seed gives the same ones. The first week is the first of a year. */
export function exampleDemand({
  seed,
  regime,
  series,
  weeks,
}: {
  seed: number;
  regime: Regime;
  series: number;
  weeks: number;
}): ExampleSeries[] {
  const random = new Random(seed);
  const character = CHARACTERS[regime];
  const groups = Array.from({ length: GROUPS }, () => groupOf(random, character, weeks));
  const products = Array.from({ length: Math.ceil(series / SERIES_A_PRODUCT) }, (_, index) =>
    productOf(random, character, groups[index % GROUPS]),
  );
  const stores = Math.ceil(series / SERIES_A_STORE);
  return Array.from({ length: series }, (_, index) => {
    const number = index % products.length;
    const product = products[number] ?? productOf(random, character, undefined);
    const store = (index * 7 + Math.floor(index / products.length)) % stores;
    return seriesOf(random, { id: `${store}-${100 + number}`, character, product, weeks });
  });
}

interface Group {
  /** Factor of each week that its products share: season, trend, shocks. */
  factor: number[];
  /** Factor of promotions of each week; 1 = none. */
  promotion: number[];
}

function groupOf(random: Random, { season, drift, promoted }: Character, weeks: number): Group {
  const amplitude = season * (0.3 + random.next() * 1.4);
  const peak = random.next();
  const holiday = season * random.next() * 2;
  let trend = 0;
  let left = 0;
  let lift = 1;
  const factor: number[] = [];
  const promotion: number[] = [];
  for (let week = 0; week < weeks; week += 1) {
    const year = (week / WEEKS_A_YEAR) % 1;
    trend = trend * 0.995 + normal(random) * drift * 0.4;
    const december = Math.exp(-(((year - 0.96) / 0.025) ** 2));
    const wave = amplitude * Math.cos(2 * Math.PI * (year - peak));
    factor.push(Math.exp(wave + holiday * december + trend + normal(random) * WEEK_SHOCK));
    if (left > 0) left -= 1;
    else if (random.next() < promoted) {
      left = 1;
      lift = 1.5 + random.next() * 2;
    } else lift = 1;
    promotion.push(lift);
  }
  return { factor, promotion };
}

interface Product {
  group: Group;
  level: number;
  /** Its own wave over the year beside its group's. */
  amplitude: number;
  peak: number;
}

function productOf(
  random: Random,
  { median, spread, season }: Character,
  group: Group = { factor: [], promotion: [] },
): Product {
  return {
    group,
    level: median * Math.exp(normal(random) * spread * 0.8),
    amplitude: season * 0.5 * random.next(),
    peak: random.next(),
  };
}

function seriesOf(
  random: Random,
  {
    id,
    character,
    product,
    weeks,
  }: { id: string; character: Character; product: Product; weeks: number },
): ExampleSeries {
  const level = Math.min(120, product.level * Math.exp(normal(random) * character.spread * 0.6));
  const dispersion = character.dispersion + gamma(random, 2, 0.15) + level * 0.03;
  const diesAt = random.next() < character.dying ? random.next() * weeks : Infinity;
  const startsAt = random.next() < character.starting ? random.next() * weeks * 0.8 : -Infinity;
  let drift = 0;
  let out = 0;
  const mean: number[] = [];
  const demand: number[] = [];
  const sales: number[] = [];
  const inStock: boolean[] = [];
  for (let week = 0; week < weeks; week += 1) {
    drift = drift * 0.99 + normal(random) * character.drift;
    const dying = week < diesAt ? 1 : Math.exp(-(week - diesAt) / DYING_WEEKS);
    const starting = week < startsAt ? 0 : 1 - Math.exp(-(week - startsAt + 1) / STARTING_WEEKS);
    const wave = product.amplitude * Math.cos(2 * Math.PI * (week / WEEKS_A_YEAR - product.peak));
    const shared = (product.group.factor[week] ?? 1) * Math.exp(wave + drift);
    const expected = level * shared * dying * starting;
    const wanted = negativeBinomial(random, {
      mean: expected * (product.group.promotion[week] ?? 1),
      dispersion,
    });
    const wasIn = out === 0;
    if (out > 0) out -= 1;
    else if (random.next() < character.stockOut) out = 1 + Math.floor(gamma(random, 1.5, 2));
    const runsOut = wasIn && out > 0;
    mean.push(expected * (1 + 3 * character.promoted));
    demand.push(wanted);
    sales.push(wasIn ? (runsOut ? Math.floor(wanted * random.next()) : wanted) : 0);
    inStock.push(wasIn && !runsOut);
  }
  return { id, mean, dispersion, demand, sales, inStock };
}
