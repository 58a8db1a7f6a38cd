import { SILENCE_CAUSES, type SilenceCause } from '#app/domain/diagnosis/causes.ts';
import { shareInterval, type Estimate } from '#app/domain/scorecards/intervals.ts';

/** One look at a case: what was so, and what was said of it. */
export interface Judged {
  /** Looks with the same id are looks at one case. */
  id: string;
  truth: SilenceCause;
  /** Causes with their odds, likeliest first; the first one is what is named. */
  said: readonly { cause: SilenceCause; odds: number }[];
}

/** How well causes are named. Shares are of cases: each case weighs one, spread evenly over the looks at it. */
export interface Evaluation {
  cases: number;
  looks: number;
  /** Share named correctly, with its interval as if cases were independent; null without a case. */
  right: Estimate | null;
  /** The same, each case at its first look alone. */
  rightAtFirst: number;
  /** Mean share named correctly over the causes that occur. */
  macro: number;
  causes: CauseScore[];
  /** Cases by what was so and what was named. */
  confusion: Map<SilenceCause, Map<SilenceCause, number>>;
  calibration: CalibrationBin[];
  /** Mean square of the stated odds of what was named against whether it was right. */
  brier: number;
  /** The same for whoever states the share that is right every time. */
  brierOfConstant: number;
}

export interface CauseScore {
  cause: SilenceCause;
  /** Cases of which it is so, and those it is named of. */
  cases: number;
  named: number;
  /** Of the cases of which it is so those named correctly, and the other way round; null = of none. */
  recall: number | null;
  precision: number | null;
}

/** Looks at which the odds stated of what was named lay between two bounds. */
export interface CalibrationBin {
  from: number;
  to: number;
  cases: number;
  stated: number;
  right: number;
}

/** Looks of one case stand in the order of time. */
export function evaluate(looks: readonly Judged[]): Evaluation {
  const byCase = Map.groupBy(looks, ({ id }) => id);
  const weighed = looks.map((look) => ({
    ...namedOf(look),
    truth: look.truth,
    weight: 1 / (byCase.get(look.id)?.length ?? 1),
  }));
  const cases = byCase.size;
  const confusion = new Map<SilenceCause, Map<SilenceCause, number>>();
  for (const { truth, named, weight } of weighed) {
    const row = confusion.get(truth) ?? new Map<SilenceCause, number>();
    row.set(named, (row.get(named) ?? 0) + weight);
    confusion.set(truth, row);
  }
  const right = sum(weighed.map(({ isRight, weight }) => (isRight ? weight : 0)));
  const first = [...byCase.values()].flatMap(([look]) => (look === undefined ? [] : [look]));
  const causes = SILENCE_CAUSES.map((cause) => scoreOf(cause, confusion)).filter(
    (score) => score.cases > 0 || score.named > 0,
  );
  const recalls = causes.flatMap(({ recall }) => recall ?? []);
  const share = cases === 0 ? 0 : right / cases;
  return {
    cases,
    looks: looks.length,
    right: shareInterval(right, cases),
    rightAtFirst: cases === 0 ? 0 : first.filter((look) => namedOf(look).isRight).length / cases,
    macro: recalls.length === 0 ? 0 : sum(recalls) / recalls.length,
    causes,
    confusion,
    calibration: calibrationOf(weighed),
    brier:
      cases === 0
        ? 0
        : sum(
            weighed.map(({ isRight, odds, weight }) => weight * (odds - (isRight ? 1 : 0)) ** 2),
          ) / cases,
    brierOfConstant: share * (1 - share),
  };
}

function namedOf({ said, truth }: Judged): { named: SilenceCause; odds: number; isRight: boolean } {
  const [first] = said;
  const named = first?.cause ?? 'unknown';
  return { named, odds: first?.odds ?? 0, isRight: named === truth };
}

function scoreOf(
  cause: SilenceCause,
  confusion: ReadonlyMap<SilenceCause, ReadonlyMap<SilenceCause, number>>,
): CauseScore {
  const cases = sum([...(confusion.get(cause)?.values() ?? [])]);
  const named = sum([...confusion.values()].map((row) => row.get(cause) ?? 0));
  const right = confusion.get(cause)?.get(cause) ?? 0;
  return {
    cause,
    cases,
    named,
    recall: cases === 0 ? null : right / cases,
    precision: named === 0 ? null : right / named,
  };
}

const BOUNDS = [0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1] as const;

function calibrationOf(
  looks: readonly { odds: number; isRight: boolean; weight: number }[],
): CalibrationBin[] {
  return BOUNDS.slice(1).flatMap((to, index) => {
    const from = BOUNDS[index] ?? 0;
    // The last bin holds certainty itself.
    const own = looks.filter(({ odds }) => odds >= from && (odds < to || to === 1));
    const cases = sum(own.map(({ weight }) => weight));
    if (cases === 0) return [];
    const stated = sum(own.map(({ odds, weight }) => odds * weight)) / cases;
    const right = sum(own.map(({ isRight, weight }) => (isRight ? weight : 0))) / cases;
    return [{ from, to, cases, stated, right }];
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
