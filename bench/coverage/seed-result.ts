import type { StockCase } from '#sandbox/compare-plans.ts';
import type { CashDay } from './cash-days.ts';

/** What one seed's shop was told, against what became of it. */
export interface SeedResult {
  seed: number;
  stock: StockCase[];
  cash: CashDay[];
}

/** Milliseconds by step, summed over seeds. */
export interface SeedTimes {
  world: number;
  rows: number;
  plans: number;
  cash: number;
}
