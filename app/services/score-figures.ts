import type { Percentiles, ScoreFigures } from '#app/contracts/scorecards.ts';
import type { StoredScore } from '#app/db/score-pages.server.ts';
import type { ScoreOutcome, Step } from '#app/domain/scorecards/parcel-score.ts';
import type { Scored } from '#app/domain/scorecards/score-cell.ts';
import {
  addCounts,
  countOf,
  emptyTally,
  moneyOf,
  outcomeCount,
  type ScoreTally,
} from '#app/domain/scorecards/score-tally.ts';
import { quantileOf, totalOf, type StepHistogram } from '#app/domain/scorecards/step-histogram.ts';

/** Cells added up by a key of theirs, in the order in which the keys first came. */
export function tallyBy(
  cells: readonly StoredScore[],
  keyOf: (cell: StoredScore) => string,
): Map<string, { cell: StoredScore; tally: ScoreTally }> {
  const tallies = new Map<string, { cell: StoredScore; tally: ScoreTally }>();
  for (const cell of cells) {
    const key = keyOf(cell);
    const tally = tallies.get(key)?.tally ?? emptyTally();
    addCounts(tally, cell);
    // The newest cell has the newest spelling.
    tallies.set(key, { cell, tally });
  }
  return tallies;
}

/** The figures that a page shows of a tally, steps aside. */
export function figuresOf(tally: ScoreTally, who: Scored): ScoreFigures {
  const kept = countOf(tally, 'promise_kept');
  return {
    parcels: countOf(tally, 'parcels'),
    problems: countOf(tally, who === 'carrier' ? 'problem_carrier' : 'problem_supplier'),
    silent: countOf(tally, 'silent'),
    movedAgain: countOf(tally, 'moved_again'),
    firstScanLate: countOf(tally, 'first_scan_late'),
    flagged: countOf(tally, 'flagged'),
    numberLate: countOf(tally, 'number_late'),
    numberEarly: countOf(tally, 'number_early'),
    wrongNumber: countOf(tally, 'wrong_number'),
    promises: { kept, of: kept + countOf(tally, 'promise_broken') },
    outcomes: outcomesOf(tally),
    trouble: moneyOf(tally, 'trouble'),
    lost: moneyOf(tally, 'lost'),
  };
}

function outcomesOf(tally: ScoreTally): Record<ScoreOutcome, number> {
  const of = (outcome: ScoreOutcome) => outcomeCount(tally, outcome);
  return {
    delivered: of('delivered'),
    on_way: of('on_way'),
    unknown: of('unknown'),
    returned: of('returned'),
    refunded: of('refunded'),
    lost: of('lost'),
  };
}

/** Percentiles of every step that the cells were read with. */
export function stepsOf({ steps }: ScoreTally): Record<Step, Percentiles | null> {
  return {
    paid_number: percentilesOf(steps.paid_number),
    number_scan: percentilesOf(steps.number_scan),
    scan_handoff: percentilesOf(steps.scan_handoff),
    handoff_delivered: percentilesOf(steps.handoff_delivered),
    scan_delivered: percentilesOf(steps.scan_delivered),
    paid_delivered: percentilesOf(steps.paid_delivered),
  };
}

export function percentilesOf(histogram: StepHistogram): Percentiles | null {
  const p10 = quantileOf(histogram, 0.1);
  const p50 = quantileOf(histogram, 0.5);
  const p90 = quantileOf(histogram, 0.9);
  if (p10 === null || p50 === null || p90 === null) return null;
  return { count: totalOf(histogram), p10, p50, p90 };
}
