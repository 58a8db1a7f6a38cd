/** What a period of a history is, and what forecasts are judged by. The shop's are weeks; the methods do for any. */
export interface Cadence {
  periodsPerYear: number;
  /** Periods whose sum a forecast is judged by: about a lead time. */
  horizon: number;
}

/** ISO weeks; judged by a month. The only cadence with a season, which goes by ISO weeks. */
export const WEEKLY: Cadence = { periodsPerYear: 52, horizon: 4 };
