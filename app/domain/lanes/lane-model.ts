import { byKey } from '#app/domain/lanes/by-key.ts';
import { endlessFrom } from '#app/domain/lanes/endless.ts';
import { survivalByBins } from '#app/domain/lanes/kaplan-meier.ts';
import { silenceKeyText, type SilenceKey } from '#app/domain/lanes/lane-key.ts';
import { priorOf, type Prior } from '#app/domain/lanes/priors.ts';
import { addCell, emptyCell, type SilenceCell } from '#app/domain/lanes/silence-cell.ts';
import {
  silenceCurve,
  type CurveLevel,
  type SilenceCurve,
} from '#app/domain/lanes/silence-curve.ts';
import { stallProbability } from '#app/domain/lanes/stall-probability.ts';
import { BIN_COUNT } from '#app/domain/lanes/time-bins.ts';

/** What has been learned about silence, ready to be asked. */
export interface LaneModel {
  /** Named in every verdict that it judged. */
  readonly version: number;
  /** The curve of a key; the same object for the same key. A lane never seen has its carrier's, and so on up. */
  curveFor(key: SilenceKey): SilenceCurve;
}

/**
 * For how many silences the level above counts in each bin of a curve. Lanes are held closer to their carrier than stages to
 * the prior: a lane has few long silences, and its limit lies among them. On replayed histories anything from 15 to 60 comes
 * to the same (docs/lanes.md, "How it was tuned").
 */
const CURVE_STRENGTH = { stage: 12, carrier: 30, lane: 30 } as const;
/**
 * The same for the share that never moves. At the stage the prior counts as one stuck parcel; below it as a thousand
 * silences, because a hundred without a loss say little about one in five hundred.
 */
const NEVER_MOVES_STRENGTH = 1_000;
/** With so many silences of its own a level is said to speak for itself. */
const SPEAKS_FROM = 12;

/**
 * Builds the model from counts. Counts of the same key add up, in whatever order they come: cells of two histories, or of
 * the months of one, give the same model as those of both together.
 *
 * Each level is estimated with the level above as its prior (`survivalByBins`), from the shipped prior down to the lane.
 */
export function createLaneModel({
  cells,
  version,
}: {
  cells: Iterable<readonly [SilenceKey, SilenceCell]>;
  version: number;
}): LaneModel {
  const counted = new Map<string, SilenceCell>();
  for (const [key, cell] of cells) {
    for (const level of levelsOf(key)) {
      const text = silenceKeyText(level.key);
      const sum = counted.get(text) ?? emptyCell();
      addCell(sum, cell);
      counted.set(text, sum);
    }
  }
  const estimates = new Map<string, Prior>();
  const curves = byKey<SilenceCurve>();

  /** Down from the prior; a level without counts is its parent. */
  const estimateOf = (key: SilenceKey): Estimate => {
    const prior = priorOf(key.stage, key.leg);
    const found: Estimate = {
      estimate: prior,
      level: 'prior',
      parcels: 0,
      endlessBin: endlessFrom(emptyCell().moved, prior),
    };
    for (const { key: levelKey, level } of levelsOf(key)) {
      const text = silenceKeyText(levelKey);
      const cell = counted.get(text);
      if (cell === undefined) continue;
      if (level === 'stage') found.endlessBin = endlessFrom(cell.moved, prior);
      const { estimate: parent, endlessBin } = found;
      found.estimate = estimates.get(text) ?? estimateCell(cell, { parent, level, endlessBin });
      estimates.set(text, found.estimate);
      const parcels = ended(cell);
      // The level that speaks is the lowest one with enough of its own.
      if (parcels >= SPEAKS_FROM) Object.assign(found, { level, parcels });
    }
    return found;
  };

  return {
    version,
    curveFor(key) {
      return curves.get(key, () => silenceCurve({ key, ...estimateOf(key) }));
    },
  };
}

interface Estimate {
  estimate: Prior;
  level: CurveLevel;
  parcels: number;
  /** From this bin on an open silence is taken to be endless. */
  endlessBin: number;
}

/** From the widest to the lane itself. An unknown carrier or an unknown lane adds no level of its own. */
function levelsOf(key: SilenceKey): { key: SilenceKey; level: Exclude<CurveLevel, 'prior'> }[] {
  const { stage, leg, carrier, origin, destination } = key;
  const nowhere = { origin: null, destination: null };
  return [
    { key: { stage, leg, carrier: null, ...nowhere }, level: 'stage' },
    ...(carrier === null
      ? []
      : [{ key: { stage, leg, carrier, ...nowhere }, level: 'carrier' as const }]),
    ...(origin === null && destination === null ? [] : [{ key, level: 'lane' as const }]),
  ];
}

function ended({ moved, stuck }: SilenceCell): number {
  return moved.reduce((sum, count) => sum + count, stuck);
}

/**
 * A mixture cure model (Boag 1949; Berkson and Gage 1952), one step of expectation and maximisation from the level above: an
 * open silence may be one that never ends, with the probability that the curve above gives for its length; what is left of it
 * is a wait cut off. Further steps do not help on any replayed history: the tail is not identified by them.
 */
function estimateCell(
  cell: SilenceCell,
  {
    parent,
    level,
    endlessBin,
  }: { parent: Prior; level: Exclude<CurveLevel, 'prior'>; endlessBin: number },
): Prior {
  const cutOff = new Float64Array(BIN_COUNT);
  let [stuck, open] = [cell.stuck, 0];
  for (let bin = 0; bin < BIN_COUNT; bin += 1) {
    const count = cell.open[bin] ?? 0;
    if (count === 0) continue;
    const never =
      bin >= endlessBin ? 1 : stallProbability(parent.neverMoves, parent.survival[bin] ?? 0);
    stuck += count * never;
    open += count * (1 - never);
    cutOff[bin] = count * (1 - never);
  }
  const moved = cell.moved.reduce((sum, count) => sum + count, 0);
  const strength = level === 'stage' ? 1 / parent.neverMoves : NEVER_MOVES_STRENGTH;
  return {
    neverMoves: (stuck + strength * parent.neverMoves) / (stuck + moved + open + strength),
    survival: survivalByBins({
      ended: cell.moved,
      cutOff,
      parent: { survival: parent.survival, strength: CURVE_STRENGTH[level] },
    }),
  };
}
