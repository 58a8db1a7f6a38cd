import type { CategoryDemand } from '#app/domain/inventory/plan-facts.ts';
import type { BuyableWeeks } from './buyable-weeks.ts';

/** A level and how well it is known. */
export interface Level {
  /** Units a week, without season. */
  mean: number;
  /** Deviation ÷ mean. */
  cv: number;
}

type Prior = Pick<CategoryDemand, 'weeklyMean' | 'spread' | 'dispersion'>;

/** Where no category has learned anything: one piece every two months, give or take as much again. */
const UNLEARNED: Prior = { weeklyMean: 0.125, spread: 1.5, dispersion: 1.5 };

/** Nobody's level is known better or worse than this. */
const MOST_CV = 1.5;

/**
 * The level of a variant that says too little itself: the gamma prior of its category (mean and spread over variants)
 * updated by what sold in the weeks it could be bought. Units in excess of one another's chance count for less: both are
 * divided by the dispersion.
 */
export function pooledLevel(
  { units, weights }: BuyableWeeks,
  category: Prior | null,
  dispersion: number,
): Level {
  const { shape, rate } = gammaPrior(category);
  const sold = units.reduce((sum, week) => sum + week, 0) / dispersion;
  const buyable = weights.reduce((sum, week) => sum + week, 0) / dispersion;
  return {
    mean: (shape + sold) / (rate + buyable),
    cv: Math.min(MOST_CV, 1 / Math.sqrt(shape + sold)),
  };
}

/** A method's level, and what is known of it. */
export interface OwnLevel {
  level: number;
  /** Weeks whose plain mean would be as sure. */
  worthWeeks: number;
  weeksSinceSale: number;
}

/**
 * A method's level, moved towards the category's as far as its own error allows, and never by more than that error: what
 * sells far above or below stays where it is (limited translation, Efron and Morris 1971). What has not sold for n weeks is
 * not raised above one in n weeks, so that its category does not revive what has ended.
 */
export function shrunkLevel(own: OwnLevel, category: Prior | null, dispersion: number): number {
  if (category === null || !(category.weeklyMean > 0)) return own.level;
  const { shape, rate } = gammaPrior(category);
  const known = own.worthWeeks / dispersion;
  const posterior = (shape + known * own.level) / (rate + known);
  // One sale more than there was: nothing sold is not known without error.
  const error = Math.sqrt(known * own.level + 1) / known;
  const shifted = own.level + Math.max(-error, Math.min(error, posterior - own.level));
  const most = own.weeksSinceSale > 0 ? Math.max(own.level, 1 / own.weeksSinceSale) : Infinity;
  return Math.min(shifted, most);
}

/** Weeks it could be bought in since it last was; all of them if it never was. */
export function weeksSinceSale({ units, weights }: BuyableWeeks): number {
  let since = 0;
  for (let week = units.length - 1; week >= 0 && !((units[week] ?? 0) > 0); week -= 1) {
    since += weights[week] ?? 1;
  }
  return since;
}

function gammaPrior(category: Prior | null): { shape: number; rate: number } {
  const { weeklyMean, spread } = category ?? UNLEARNED;
  const shape = 1 / Math.max(0.2, spread) ** 2;
  return { shape, rate: shape / Math.max(1e-3, weeklyMean) };
}
