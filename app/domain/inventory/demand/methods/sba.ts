import type { BuyableWeeks } from '../buyable-weeks.ts';
import { crostonLevels } from './croston.ts';

/** 1 − α ÷ 2 at α = 0.1, whatever α is in use: as statsforecast has it. */
const CORRECTION = 0.95;

/** Croston's level without the bias that dividing two averages brings (Syntetos and Boylan 2005). */
export function sbaLevels(weeks: BuyableWeeks, alpha: number): Float64Array {
  const levels = crostonLevels(weeks, alpha);
  for (let week = 0; week < levels.length; week += 1) {
    levels[week] = (levels[week] ?? 0) * CORRECTION;
  }
  return levels;
}
