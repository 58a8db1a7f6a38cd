import type { ModelCell } from '#app/db/lane-model-versions.server.ts';
import {
  addCounts,
  addRemaining,
  totalOf,
  type RemainingCell,
} from '#app/domain/lanes/delivery/remaining-cell.ts';
import { parseSilenceKey, silenceKeyText } from '#app/domain/lanes/lane-key.ts';
import { addCell, type SilenceCell } from '#app/domain/lanes/silence-cell.ts';

/** Everything that was counted, by `silenceKeyText`: silences, times to the delivery, shares that were expected. */
export interface CountedCells {
  silences: Map<string, SilenceCell>;
  remaining: Map<string, RemainingCell>;
  expected: Map<string, Float64Array>;
}

/** Keys of a kind in one model: some 4,000 lanes, 60 MB. */
const MOST_KEYS = 30_000;

/** The counts as a model keeps them: a bounded number of keys, to a thousandth of a parcel. */
export function frozenCells(
  { silences, remaining, expected }: CountedCells,
  mostKeys = MOST_KEYS,
): ModelCell[] {
  const cells: ModelCell[] = [];
  for (const [key, { moved, stuck, open }] of boundedBy(silences, mostKeys, {
    add: addCell,
    weigh: weighSilence,
  })) {
    cells.push({
      kind: 'silence',
      key,
      bins: trimmed(moved),
      stuck: rounded(stuck),
      open: trimmed(open),
    });
  }
  for (const [key, { delivered, open }] of boundedBy(remaining, mostKeys, {
    add: addRemaining,
    weigh: weighRemaining,
  })) {
    cells.push({ kind: 'remaining', key, bins: trimmed(delivered), stuck: 0, open: trimmed(open) });
  }
  for (const [key, counts] of boundedBy(expected, mostKeys, { add: addCounts, weigh: totalOf })) {
    cells.push({ kind: 'pit', key, bins: trimmed(counts), stuck: 0, open: [] });
  }
  return cells.filter(({ bins, stuck, open }) => bins.length > 0 || stuck > 0 || open.length > 0);
}

const weighSilence = ({ moved, stuck, open }: SilenceCell) =>
  totalOf(moved) + stuck + totalOf(open);
const weighRemaining = ({ delivered, open }: RemainingCell) => totalOf(delivered) + totalOf(open);

/**
 * The heaviest keys. What a shop has beyond them are lanes of a few parcels each, which hardly differ from their carrier's
 * curve: they are counted for the carrier alone.
 */
function boundedBy<Cell>(
  cells: Map<string, Cell>,
  mostKeys: number,
  { add, weigh }: { add: (into: Cell, cell: Cell) => void; weigh: (cell: Cell) => number },
): Map<string, Cell> {
  if (cells.size <= mostKeys) return cells;
  const heaviest = [...cells].sort(([, a], [, b]) => weigh(b) - weigh(a));
  const kept = new Map(heaviest.slice(0, mostKeys));
  for (const [key, cell] of heaviest.slice(mostKeys)) {
    const wider = silenceKeyText({ ...parseSilenceKey(key), origin: null, destination: null });
    const into = kept.get(wider);
    if (into === undefined) kept.set(wider, cell);
    else add(into, cell);
  }
  return kept;
}

/** Without the zeros at the end. */
function trimmed(counts: Float64Array): number[] {
  const all = Array.from(counts, rounded);
  return all.slice(0, all.findLastIndex((count) => count > 0) + 1);
}

/** A thousandth of a parcel weighs nothing. */
function rounded(count: number): number {
  return Math.round(count * 1_000) / 1_000;
}
