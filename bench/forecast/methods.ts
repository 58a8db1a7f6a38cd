import type { BuyableWeeks } from '#app/domain/inventory/demand/buyable-weeks.ts';
import { adidaLevel } from '#app/domain/inventory/demand/methods/adida.ts';
import { crostonLevels } from '#app/domain/inventory/demand/methods/croston.ts';
import { imapaLevel } from '#app/domain/inventory/demand/methods/imapa.ts';
import { optimisedSes } from '#app/domain/inventory/demand/methods/optimised-ses.ts';
import { sbaLevels } from '#app/domain/inventory/demand/methods/sba.ts';
import { seasonalMeanLevels } from '#app/domain/inventory/demand/methods/seasonal-mean.ts';
import { sesLevels } from '#app/domain/inventory/demand/methods/ses.ts';
import { tsbLevels } from '#app/domain/inventory/demand/methods/tsb.ts';
import { crostonOptimisedLevel } from './croston-optimised.ts';

/** A figure of the reference's table, to the six digits it is given with. */
export interface Expected {
  halfMae: number;
  maeSold: number;
  rmseSold: number;
  /** Null: computed from the definition; else where it is printed. */
  publishedBy: string | null;
}

export interface Method {
  name: string;
  level: (weeks: BuyableWeeks) => number;
  /** Null: the reference has no such row. */
  expected: Expected | null;
}

const ALPHA = 0.1;
const PUBLISHED = 'intermittent-demand-benchmark';

/** The methods of the reference's table in its order, then those that only distributions are made from. */
export const METHODS: readonly Method[] = [
  {
    name: 'Croston',
    level: (weeks) => last(crostonLevels(weeks, ALPHA)),
    expected: expected(0.435152, 1.048131, 1.714122, PUBLISHED),
  },
  {
    name: 'SBA (× 0.95)',
    level: (weeks) => last(sbaLevels(weeks, ALPHA)),
    expected: expected(0.425865, 1.071162, 1.732125, PUBLISHED),
  },
  {
    name: 'TSB, from the first demand',
    level: (weeks) => last(tsbLevels(weeks, { alpha: ALPHA, start: 'first_demand' })),
    expected: expected(0.377923, 0.944466, 1.55911, PUBLISHED),
  },
  {
    name: 'TSB, statsforecast start',
    level: (weeks) => last(tsbLevels(weeks, { alpha: ALPHA, start: 'first_week' })),
    expected: expected(0.377686, 0.944596, 1.55854, null),
  },
  {
    name: 'CrostonOptimized',
    level: crostonOptimisedLevel,
    expected: expected(0.395639, 0.92609, 1.544754, null),
  },
  {
    name: 'ADIDA',
    level: adidaLevel,
    expected: expected(0.360102, 1.019576, 1.60004, null),
  },
  {
    name: 'IMAPA',
    level: imapaLevel,
    expected: expected(0.356826, 1.031859, 1.60243, null),
  },
  {
    name: 'SES optimised',
    level: (weeks) => optimisedSes(weeks, { low: 0.01, high: 0.99, tolerance: 1e-12 }).level,
    expected: expected(0.358362, 1.052855, 1.616769, null),
  },
  { name: 'SES(0.15)', level: (weeks) => last(sesLevels(weeks, 0.15)), expected: null },
  { name: 'mean of 12', level: (weeks) => last(seasonalMeanLevels(weeks, 12)), expected: null },
];

function expected(
  halfMae: number,
  maeSold: number,
  rmseSold: number,
  publishedBy: string | null,
): Expected {
  return { halfMae, maeSold, rmseSold, publishedBy };
}

function last(levels: Float64Array): number {
  return levels.at(-1) ?? 0;
}
