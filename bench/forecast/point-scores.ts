import type { Series } from './read-series.ts';

/** Scores of the reference's table, pooled over series and periods. */
export interface PointScores {
  /** Quantile loss at 0.5. */
  halfMae: number;
  /** Over periods that sold. */
  maeSold: number;
  rmseSold: number;
}

/** `levels`: one flat forecast a series. */
export function pointScores(series: readonly Series[], levels: readonly number[]): PointScores {
  let errors = 0;
  let periods = 0;
  let errorsSold = 0;
  let squaresSold = 0;
  let sold = 0;
  for (const [at, { actual }] of series.entries()) {
    for (const value of actual) {
      const error = Math.abs(value - (levels[at] ?? 0));
      errors += error;
      periods += 1;
      if (value <= 0) continue;
      errorsSold += error;
      squaresSold += error * error;
      sold += 1;
    }
  }
  return {
    halfMae: errors / periods / 2,
    maeSold: errorsSold / sold,
    rmseSold: Math.sqrt(squaresSold / sold),
  };
}

/** Whether a figure is the one printed with six digits. */
export function isSameToSixDigits(value: number, printed: number): boolean {
  return value.toFixed(6) === printed.toFixed(6);
}
