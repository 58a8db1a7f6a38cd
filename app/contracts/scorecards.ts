import type { Comparison } from '#app/domain/scorecards/comparison.ts';
import type { Habit } from '#app/domain/scorecards/habits.ts';
import type { ScoreOutcome, Step } from '#app/domain/scorecards/parcel-score.ts';
import type { Scored } from '#app/domain/scorecards/score-cell.ts';
import type { LookBackDays } from '#app/domain/scorecards/score-periods.ts';
import type { Money } from '#app/domain/shared/money.ts';

/** From where to where; null = Shopify does not say. */
export interface ScoreLane {
  origin: string | null;
  destination: string | null;
}

/** What a scorecard page was asked for. */
export interface ScoreQuery {
  days: LookBackDays;
  /** Null = all lanes together. */
  lane: ScoreLane | null;
  /** The step the chart shows. */
  step: Step;
  /** Whose figures are open; null = nobody's. */
  name: string | null;
  /** Who is compared with whom, on which lane; null = the page chooses. */
  first: string | null;
  second: string | null;
  compareLane: ScoreLane | null;
}

/** How long steps took, in days of 24 hours: within p50 half of them ended. */
export interface Percentiles {
  count: number;
  p10: number;
  p50: number;
  p90: number;
}

/** The figures of one carrier or supplier. */
export interface ScoreFigures {
  parcels: number;
  /** Parcels with a problem that is this one's doing: see `problem_carrier` and `problem_supplier`. */
  problems: number;
  silent: number;
  movedAgain: number;
  firstScanLate: number;
  flagged: number;
  numberLate: number;
  numberEarly: number;
  wrongNumber: number;
  /** Promised days that are over, and how many of them were kept. */
  promises: { kept: number; of: number };
  outcomes: Record<ScoreOutcome, number>;
  /** Order value of parcels in trouble now and of those lost or paid back, by currency, the largest first. */
  trouble: Money[];
  lost: Money[];
}

export interface ScoreRow extends ScoreFigures {
  /** '' = unknown. */
  key: string;
  name: string;
  /** By problems, 1 = most; null = unknown, not ranked. */
  rank: number | null;
  /** Of the query's step; null = none has ended. */
  percentiles: Percentiles | null;
  habits: Habit[];
  /** Times the carrier stopped for everyone; null for suppliers. */
  incidents: number | null;
}

/** What is shown of one carrier or supplier alone. */
export interface ScoreDetail {
  /** On the query's lane; null = no such step has ended. */
  steps: Record<Step, Percentiles | null>;
  /** The one with most parcels first; percentiles of the query's step. */
  lanes: (ScoreLane & ScoreFigures & { percentiles: Percentiles | null })[];
}

export interface LaneChoice extends ScoreLane {
  parcels: number;
  /** Keys of those who carry on it, the one with most parcels first. */
  names: string[];
}

/** Who keeps their word: see `domain/scorecards/word-kept.ts`. */
export type WordKeptView =
  | {
      kind: 'differs';
      best: { name: string; kept: number; of: number };
      worst: { name: string; kept: number; of: number };
    }
  | { kind: 'alike'; kept: number; of: number };

export interface CompareView {
  lane: ScoreLane;
  first: string;
  second: string;
  step: Step;
  comparison: Comparison;
}

export interface ScorecardsView {
  who: Scored;
  query: ScoreQuery;
  /** ISO date (UTC) from which everything counts. */
  sinceOn: string;
  lanes: LaneChoice[];
  rows: ScoreRow[];
  /** Null while too few dates were promised. */
  word: WordKeptView | null;
  /** Null while no lane has two to compare. */
  compare: CompareView | null;
  /** Null while nobody's figures are open. */
  detail: ScoreDetail | null;
  /** True while parcels wait to be counted. */
  isCounting: boolean;
}

/** What a page shows first: the step that is most of all its own. */
export const FIRST_STEP: Record<Scored, Step> = {
  carrier: 'scan_delivered',
  supplier: 'number_scan',
};

/** By what two are compared: what the buyer waits for them. */
export const COMPARED_STEP: Record<Scored, Step> = {
  carrier: 'scan_delivered',
  supplier: 'paid_delivered',
};

/** A lane in an address: `CN-US`; an unknown end is empty. */
export function laneText({ origin, destination }: ScoreLane): string {
  return `${origin ?? ''}-${destination ?? ''}`;
}

/** Search parameters of a query; what is usual stays out of the address. */
export function scoreParameters(query: ScoreQuery, who: Scored): URLSearchParams {
  const parameters = new URLSearchParams();
  if (query.days !== DEFAULT_LOOK_BACK_DAYS) parameters.set('days', String(query.days));
  if (query.lane !== null) parameters.set('lane', laneText(query.lane));
  if (query.step !== FIRST_STEP[who]) parameters.set('step', query.step);
  if (query.name !== null) parameters.set('name', query.name);
  if (query.compareLane !== null) parameters.set('on', laneText(query.compareLane));
  if (query.first !== null) parameters.set('first', query.first);
  if (query.second !== null) parameters.set('second', query.second);
  return parameters;
}

export const DEFAULT_LOOK_BACK_DAYS: LookBackDays = 90;
