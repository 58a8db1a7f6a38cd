import { byKey } from '#app/domain/lanes/by-key.ts';
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
 * So many parcels weigh as much as everything above them: with as many of its own a lane's curve is half its own.
 * On replayed histories 5, 12 and 30 come to the same (docs/lanes.md, "How it was tuned").
 */
const CURVE_STRENGTH = 12;
/** The same for the share that never moves: a hundred silences without a loss say little about one in five hundred. */
const NEVER_MOVES_STRENGTH = 500;

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
  const estimateOf = (key: SilenceKey): { estimate: Prior; level: CurveLevel; parcels: number } => {
    let found: { estimate: Prior; level: CurveLevel; parcels: number } = {
      estimate: priorOf(key.stage, key.leg),
      level: 'prior',
      parcels: 0,
    };
    for (const { key: levelKey, level } of levelsOf(key)) {
      const text = silenceKeyText(levelKey);
      const cell = counted.get(text);
      if (cell === undefined) continue;
      const estimate = estimates.get(text) ?? estimateCell(cell, found.estimate);
      estimates.set(text, estimate);
      const parcels = ended(cell);
      // The level that speaks is the lowest one that outweighs what is above it.
      const speaks = parcels >= CURVE_STRENGTH;
      found = {
        estimate,
        level: speaks ? level : found.level,
        parcels: speaks ? parcels : found.parcels,
      };
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

/** From the widest to the lane itself. An unknown carrier or an unknown lane adds no level of its own. */
function levelsOf(key: SilenceKey): { key: SilenceKey; level: CurveLevel }[] {
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

const ROUNDS = 4;

/**
 * A mixture cure model (Boag 1949; Berkson and Gage 1952) by expectation and maximisation: a silence that still lasts may
 * be one that never ends, with the probability that the curve itself gives for its length; what is left of it is a wait cut
 * off. Four rounds settle it.
 */
function estimateCell(cell: SilenceCell, parent: Prior): Prior {
  const movedCount = cell.moved.reduce((sum, count) => sum + count, 0);
  const waiting = new Float64Array(BIN_COUNT);
  let { survival, neverMoves } = parent;
  for (let round = 0; round < ROUNDS; round += 1) {
    let stuck = cell.stuck;
    let open = 0;
    for (let bin = 0; bin < BIN_COUNT; bin += 1) {
      const count = cell.open[bin] ?? 0;
      const never = count === 0 ? 0 : stallProbability(neverMoves, survival[bin] ?? 0);
      stuck += count * never;
      waiting[bin] = count * (1 - never);
      open += count * (1 - never);
    }
    neverMoves =
      (stuck + NEVER_MOVES_STRENGTH * parent.neverMoves) /
      (stuck + movedCount + open + NEVER_MOVES_STRENGTH);
    survival = survivalByBins({
      ended: cell.moved,
      cutOff: waiting,
      parent: { survival: parent.survival, strength: CURVE_STRENGTH },
    });
  }
  return { survival, neverMoves };
}
