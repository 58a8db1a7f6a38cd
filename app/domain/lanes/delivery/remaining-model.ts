import {
  PIT_BIN_COUNT,
  pooledCalibration,
  UNCALIBRATED,
  type Calibration,
} from '#app/domain/lanes/delivery/calibration.ts';
import { pooledShares } from '#app/domain/lanes/delivery/pooled-shares.ts';
import { priorShares } from '#app/domain/lanes/delivery/prior.ts';
import {
  addCounts,
  addRemaining,
  emptyRemaining,
  totalOf,
  type RemainingCell,
} from '#app/domain/lanes/delivery/remaining-cell.ts';
import {
  remainingCurve,
  type RemainingCurve,
  type RemainingLevel,
} from '#app/domain/lanes/delivery/remaining-curve.ts';
import { byKey } from '#app/domain/lanes/by-key.ts';
import { silenceKeyText, type SilenceKey } from '#app/domain/lanes/lane-key.ts';
import { BIN_COUNT, BIN_EDGES_DAYS } from '#app/domain/lanes/time-bins.ts';

/** What has been learned about the way to the door, ready to be asked. */
export interface RemainingModel {
  /** Named in every range that it gave. */
  readonly version: number;
  /** The same object for the same key. A lane never seen has its carrier's curve, and so on up. */
  curveFor(key: SilenceKey): RemainingCurve;
}

/**
 * So many deliveries weigh as much as the level above. Between 5 and 20 the sandbox's ten thick lanes do not tell them
 * apart; on 400 thin lanes that differ much 4 served best, on lanes that differ little 12 to 20.
 */
export const CURVE_STRENGTH = 8;
/** The same for calibration: a hundredth more or less of coverage needs more deliveries to be seen than a mean does. */
export const CALIBRATION_STRENGTH = 40;

/**
 * Builds the model from counts. Counts of one key add up in whatever order they come. Each level is estimated with the
 * level above as its prior (`pooledShares`), from the shipped prior down to the lane, and so is its calibration.
 */
export function createRemainingModel({
  remaining,
  pit,
  businessDays,
  version,
}: {
  /** Times from scan to delivery. */
  remaining: Iterable<readonly [SilenceKey, RemainingCell]>;
  /** Shares that were expected before deliveries (`PIT_BIN_COUNT` counts). */
  pit: Iterable<readonly [SilenceKey, Readonly<Float64Array>]>;
  /** Whether the days counted are business days of the destination. */
  businessDays: boolean;
  version: number;
}): RemainingModel {
  const counted = new Map<string, RemainingCell>();
  for (const [key, cell] of remaining) {
    for (const { text } of levelsOf(key)) {
      addRemaining(entryOf(counted, text, emptyRemaining), cell);
    }
  }
  const expected = new Map<string, Float64Array>();
  for (const [key, counts] of pit) {
    for (const { text } of levelsOf(key)) addCounts(entryOf(expected, text, emptyPit), counts);
  }
  const estimates = new Map<string, Float64Array>();
  const calibrations = new Map<string, Calibration>();
  const curves = byKey<RemainingCurve>();

  const build = (key: SilenceKey): RemainingCurve => {
    const priorText = `${key.stage}|${key.leg}`;
    let shares = estimates.get(priorText) ?? priorShares(key, { businessDays });
    estimates.set(priorText, shares);
    let calibration = UNCALIBRATED;
    let speaker: { level: RemainingLevel; deliveries: number } = { level: 'prior', deliveries: 0 };
    for (const { text, level } of levelsOf(key)) {
      const cell = counted.get(text);
      const counts = expected.get(text);
      if (cell !== undefined) {
        const known =
          estimates.get(text) ??
          pooledShares({ ...cell, parent: shares, strength: CURVE_STRENGTH });
        estimates.set(text, known);
        shares = known;
        const deliveries = totalOf(cell.delivered);
        // The level that speaks is the lowest one that outweighs what is above it.
        if (deliveries >= CURVE_STRENGTH) speaker = { level, deliveries };
      }
      if (counts !== undefined) {
        const known =
          calibrations.get(text) ??
          pooledCalibration({ counts, parent: calibration, strength: CALIBRATION_STRENGTH });
        calibrations.set(text, known);
        calibration = known;
      }
    }
    return remainingCurve({ curve: { edges: CURVE_EDGES, shares }, calibration, ...speaker });
  };

  return {
    version,
    curveFor: (key) => curves.get(key, () => build(key)),
  };
}

/** Where the last bin is taken to end when a value in it is asked for: twice its start. A convention. */
const END_DAYS = 2 * (BIN_EDGES_DAYS[BIN_COUNT - 1] ?? 0);
const CURVE_EDGES = Float64Array.from([...BIN_EDGES_DAYS, END_DAYS]);

/** From the widest to the lane itself. An unknown carrier or an unknown way adds no level of its own. */
function levelsOf(key: SilenceKey): { text: string; level: RemainingLevel }[] {
  const { stage, leg, carrier, origin, destination } = key;
  const levels: { text: string; level: RemainingLevel }[] = [];
  const add = (
    level: RemainingLevel,
    lane: Pick<SilenceKey, 'carrier' | 'origin' | 'destination'>,
  ) => {
    const text = silenceKeyText({ stage, leg, ...lane });
    if (levels.at(-1)?.text !== text) levels.push({ text, level });
  };
  add('stage', { carrier: null, origin: null, destination: null });
  const level = carrier === null ? 'stage' : 'carrier';
  add(level, { carrier, origin: null, destination: null });
  add(level, { carrier, origin: null, destination });
  add('lane', { carrier, origin, destination });
  return levels;
}

const emptyPit = () => new Float64Array(PIT_BIN_COUNT);

function entryOf<Value>(map: Map<string, Value>, text: string, empty: () => Value): Value {
  const known = map.get(text);
  if (known !== undefined) return known;
  const created = empty();
  map.set(text, created);
  return created;
}
