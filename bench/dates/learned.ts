import {
  CALIBRATION_HALF_LIFE_DAYS,
  PIT_BIN_COUNT,
  pitBinOf,
} from '#app/domain/lanes/delivery/calibration.ts';
import {
  addCounts,
  addRemaining,
  countRemaining,
  emptyRemaining,
  type RemainingCell,
} from '#app/domain/lanes/delivery/remaining-cell.ts';
import {
  createRemainingModel,
  type RemainingModel,
} from '#app/domain/lanes/delivery/remaining-model.ts';
import { parseSilenceKey, silenceKeyText } from '#app/domain/lanes/lane-key.ts';
import { periodOf, weightOfPeriod } from '#app/domain/lanes/periods.ts';
import type { Sighting } from './traced.ts';

/** The product's counters, kept in memory: cells by key and month. */
export interface Learned {
  /** Counts a delivery once for each of its sightings; `before` = the model as it stood. */
  deliver(sighting: Sighting, at: Date, before: RemainingModel): void;
  /** The model as of an instant; `open` = sightings of parcels that are on their way. */
  modelAt(asOf: Date, open: Iterable<Sighting>): RemainingModel;
}

export function emptyLearned({ businessDays }: { businessDays: boolean }): Learned {
  const times = new Map<string, Map<string, RemainingCell>>();
  const pits = new Map<string, Map<string, Float64Array>>();
  let version = 0;
  return {
    deliver({ key, at, calendar }, deliveredAt, before) {
      const days = calendar.workingDaysBetween(at, deliveredAt);
      const text = silenceKeyText(key);
      const pit = cellOf(pits, text, periodOf(deliveredAt), emptyPit);
      const bin = pitBinOf(before.curveFor(key).expectedShare(days));
      pit[bin] = (pit[bin] ?? 0) + 1;
      // By the month of the scan: then what is open belongs to the same months as what was delivered.
      const cell = cellOf(times, text, periodOf(at), emptyRemaining);
      countRemaining(cell, { days, end: 'delivered' });
    },
    modelAt(asOf, open) {
      version += 1;
      const remaining = new Map<string, RemainingCell>();
      for (const [text, months] of times) {
        const sum = emptyRemaining();
        for (const [period, cell] of months) {
          addRemaining(sum, cell, weightOfPeriod(period, { asOf }));
        }
        remaining.set(text, sum);
      }
      for (const { key, at, calendar } of open) {
        const text = silenceKeyText(key);
        const cell = remaining.get(text) ?? emptyRemaining();
        countRemaining(cell, { days: calendar.workingDaysBetween(at, asOf), end: 'open' });
        remaining.set(text, cell);
      }
      const pit = [...pits].map(([text, months]) => {
        const sum = emptyPit();
        for (const [period, counts] of months) {
          const halfLifeDays = CALIBRATION_HALF_LIFE_DAYS;
          addCounts(sum, counts, weightOfPeriod(period, { asOf, halfLifeDays }));
        }
        return [parseSilenceKey(text), sum] as const;
      });
      return createRemainingModel({
        remaining: [...remaining].map(([text, cell]) => [parseSilenceKey(text), cell]),
        pit,
        businessDays,
        version,
      });
    },
  };
}

const emptyPit = () => new Float64Array(PIT_BIN_COUNT);

function cellOf<Cell>(
  byKey: Map<string, Map<string, Cell>>,
  key: string,
  period: string,
  empty: () => Cell,
): Cell {
  const months = byKey.get(key) ?? new Map<string, Cell>();
  byKey.set(key, months);
  const cell = months.get(period) ?? empty();
  months.set(period, cell);
  return cell;
}
