import {
  STEPS,
  stepOfCounter,
  type ParcelScore,
  type ScoredName,
  type Step,
} from '#app/domain/scorecards/parcel-score.ts';
import { periodsOfDay, type ScorePeriod } from '#app/domain/scorecards/score-periods.ts';

/** Whom a scorecard is about. */
export const SCORED = ['carrier', 'supplier'] as const;
export type Scored = (typeof SCORED)[number];

/** Stands for every lane together, beside each lane by itself: lists need not add up a shop's lanes. */
export const ALL_LANES = { origin: '*', destination: '*' } as const;

/** What is to be added to one cell of the counters; negative where something is taken off. */
export interface ScoreCell extends ScorePeriod {
  who: Scored;
  nameKey: string;
  /** Empty where something is only taken off. */
  name: string;
  origin: string;
  destination: string;
  parcels: number;
  /** By counter. */
  counts: Counts;
  /** How often each step took how long: by bin of `step-bins.ts`. */
  steps: Record<Step, Counts>;
}

export type Counts = Record<string, number>;

/**
 * The cells that contributions change, each once: by carrier and by supplier, by lane and over all lanes, by week and by
 * month. What is taken off and added again leaves nothing.
 */
export function cellsOf(changes: readonly { score: ParcelScore; times: 1 | -1 }[]): ScoreCell[] {
  const cells = new Map<string, ScoreCell>();
  for (const { score, times } of changes) {
    for (const [day, counts] of Object.entries(score.days)) {
      for (const cell of cellsOfDay(cells, score, day, times)) addTimes(cell, counts, times);
    }
  }
  return [...cells.values()].flatMap(withoutNothing);
}

function cellsOfDay(
  cells: Map<string, ScoreCell>,
  score: ParcelScore,
  day: string,
  times: 1 | -1,
): ScoreCell[] {
  const { origin, destination } = score;
  return SCORED.flatMap((who) =>
    [{ origin, destination }, ALL_LANES].flatMap((lane) =>
      periodsOfDay(day).map((period) => {
        const { key, name } = score[who];
        const cell = cellAt(cells, { who, nameKey: key, ...lane, ...period });
        if (times === 1) cell.name = nameFor(cell, { key, name });
        return cell;
      }),
    ),
  );
}

function nameFor({ name: before }: ScoreCell, { name }: ScoredName): string {
  return name === '' ? before : name;
}

function cellAt(
  cells: Map<string, ScoreCell>,
  at: Omit<ScoreCell, 'name' | 'parcels' | 'counts' | 'steps'>,
): ScoreCell {
  const key = [at.who, at.grain, at.origin, at.destination, at.beginsOn, at.nameKey].join('|');
  const known = cells.get(key);
  if (known !== undefined) return known;
  const steps = {
    paid_number: {},
    number_scan: {},
    scan_handoff: {},
    handoff_delivered: {},
    scan_delivered: {},
    paid_delivered: {},
  };
  const cell = { ...at, name: '', parcels: 0, counts: {}, steps };
  cells.set(key, cell);
  return cell;
}

function addTimes(cell: ScoreCell, counts: Readonly<Counts>, times: 1 | -1): void {
  for (const [counter, n] of Object.entries(counts)) {
    const place = stepOfCounter(counter);
    const into = place === null ? cell.counts : cell.steps[place.step];
    const name = place?.bin ?? counter;
    into[name] = (into[name] ?? 0) + n * times;
  }
  cell.parcels += (counts['parcels'] ?? 0) * times;
}

function withoutNothing(cell: ScoreCell): ScoreCell[] {
  const counts = withoutZeros(cell.counts);
  const steps = { ...cell.steps };
  for (const step of STEPS) steps[step] = withoutZeros(steps[step]);
  const isNothing = [counts, ...Object.values(steps)].every((each) => isEmpty(each));
  return isNothing ? [] : [{ ...cell, counts, steps }];
}

function withoutZeros(counts: Readonly<Counts>): Counts {
  return Object.fromEntries(Object.entries(counts).filter(([, n]) => n !== 0));
}

function isEmpty(counts: Readonly<Counts>): boolean {
  return Object.keys(counts).length === 0;
}
