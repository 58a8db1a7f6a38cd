/** How the level of demand is estimated. */
export const DEMAND_METHODS = [
  'seasonal_mean',
  'ses',
  'croston',
  'sba',
  'tsb',
  'adida',
  'imapa',
  'pooled', // too little of its own: its category's
] as const;
export type DemandMethod = (typeof DEMAND_METHODS)[number];

/** Why a forecast rests on more than the variant's own sales. */
export type PoolReason =
  | 'under_eight_weeks' // fewer than eight weeks in which it could be bought
  | 'hardly_sold'; // one sale ever, or none

/**
 * One variant's sales, week by week, oldest first. A week lasts from Monday to Sunday in the shop's time zone. Days out of
 * stock are missing, not zero: `inStock` is the share of the week's days on which the variant could be bought, 0 = the
 * whole week is missing, and the units of a half week stand for half a week.
 */
export interface DemandHistory {
  /** ISO date of the first week's Monday. */
  from: string;
  /** Units ordered and not cancelled. Never negative. */
  units: readonly number[];
  /** 0 to 1, as long as `units`. */
  inStock: readonly number[];
}

/**
 * What demand will be. Within a week it is negative binomial with variance = dispersion × mean (Poisson where dispersion is
 * 1), so that the sum of weeks, or a part of a week, is of the same family; what all weeks share, not knowing the level, is a
 * gamma factor of mean 1 and deviation `levelCv`.
 */
export interface DemandForecast {
  method: DemandMethod;
  /** Expected units of each coming week, beginning with the week after the history's last. Never negative. */
  weeklyMean: readonly number[];
  /** Variance of a week's demand ÷ its mean, given the level; at least 1. */
  dispersion: number;
  /** Deviation of the level ÷ the level; 0 = known exactly. */
  levelCv: number;
  /** Null: from its own history. */
  pooled: PoolReason | null;
}
