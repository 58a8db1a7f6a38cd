import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  carrierFamily,
  parseSilenceKey,
  silenceKeyText,
  type SilenceKey,
} from '#app/domain/lanes/lane-key.ts';
import { createLaneModel } from '#app/domain/lanes/lane-model.ts';
import { priorOf } from '#app/domain/lanes/priors.ts';
import {
  addCell,
  countSilence,
  emptyCell,
  type SilenceCell,
} from '#app/domain/lanes/silence-cell.ts';
import { SILENCE_STAGES } from '#app/domain/lanes/silence-stage.ts';
import { BIN_COUNT, edge } from '#app/domain/lanes/time-bins.ts';

const KEY: SilenceKey = {
  stage: 'linehaul',
  leg: 'linehaul',
  carrier: 'yanwen',
  origin: 'CN',
  destination: 'DE',
};
const ELSEWHERE: SilenceKey = { ...KEY, destination: 'US' };
const OTHER_CARRIER: SilenceKey = { ...KEY, carrier: 'yunexpress' };

function cellOf({
  moved = [],
  stuck = 0,
  open = [],
}: {
  moved?: number[];
  stuck?: number;
  open?: number[];
}) {
  const cell = emptyCell();
  for (const days of moved) countSilence(cell, { days, end: 'moved' });
  for (const days of open) countSilence(cell, { days, end: 'open' });
  cell.stuck = stuck;
  return cell;
}

const times = (count: number, days: number) => Array.from({ length: count }, () => days);
const model = (...cells: (readonly [SilenceKey, SilenceCell])[]) =>
  createLaneModel({ cells, version: 3 });
const prior = priorOf('linehaul', 'linehaul');

describe('whose past speaks', () => {
  test('without a history it is the shipped prior, exactly', () => {
    const curve = model().curveFor(KEY);
    expect([curve.level, curve.parcels]).toEqual(['prior', 0]);
    expect(curve.neverMoves).toBe(prior.neverMoves);
    for (let bin = 0; bin < BIN_COUNT; bin += 1) {
      expect(curve.survivalAt(edge(bin))).toBeCloseTo(prior.survival[bin] ?? 0, 12);
    }
  });

  test.each([
    [11, 'prior'],
    [12, 'lane'],
  ] as const)('with %i silences of its own: %s', (count, level) => {
    expect(model([KEY, cellOf({ moved: times(count, 3) })]).curveFor(KEY).level).toBe(level);
  });

  test('a lane of one parcel is judged by its carrier, a carrier of one parcel by the stage', () => {
    const learned = model(
      [ELSEWHERE, cellOf({ moved: times(50, 3) })],
      [KEY, cellOf({ moved: [9] })],
    );
    expect(learned.curveFor(KEY)).toMatchObject({ level: 'carrier', parcels: 51 });
    expect(learned.curveFor(OTHER_CARRIER)).toMatchObject({ level: 'stage', parcels: 51 });
  });

  test('a very large history outweighs everything above it', () => {
    const curve = model(
      [ELSEWHERE, cellOf({ moved: times(40, 20) })],
      [KEY, cellOf({ moved: [...times(500_000, 1), ...times(500_000, 4)], stuck: 50_000 })],
    ).curveFor(KEY);
    expect(curve.survivalAt(2)).toBeCloseTo(0.5, 3);
    expect(curve.survivalAt(5)).toBeLessThan(0.001);
    expect(curve.neverMoves).toBeCloseTo(50_000 / 1_050_000, 3);
  });

  test('a renamed carrier keeps its history', () => {
    expect(carrierFamily('YunExpress')).toBe(carrierFamily('云途物流'));
    expect(carrierFamily('  Fast|Lane ')).toBe('fast lane');
    expect(carrierFamily(null)).toBeNull();
  });
});

describe('open silences count', () => {
  test('many parcels silent for long lift both the curve and the share that never moves', () => {
    const moved = times(100, 3);
    const without = model([KEY, cellOf({ moved })]).curveFor(KEY);
    const withOpen = model([KEY, cellOf({ moved, open: times(30, 20) })]).curveFor(KEY);
    expect(withOpen.survivalAt(10)).toBeGreaterThan(without.survivalAt(10));
    expect(withOpen.neverMoves).toBeGreaterThan(without.neverMoves);
  });

  test('a silence longer than any that ever ended is taken to be endless, even when nobody says lost', () => {
    const moved = times(300, 3);
    const curve = model([KEY, cellOf({ moved, open: times(6, 120) })]).curveFor(KEY);
    expect(curve.endlessDays).toBeGreaterThan(64);
    expect(curve.endlessDays).toBeLessThan(120);
    expect(curve.stallAt(120)).toBeGreaterThan(0.9);
    expect(curve.stallAt(3)).toBeLessThan(0.1);
  });

  test('with few silences that ended the prior says how long is endless', () => {
    const curve = model([KEY, cellOf({ moved: times(3, 3), open: times(2, 20) })]).curveFor(KEY);
    expect(curve.endlessDays).toBeGreaterThan(64);
  });

  test('parcels that have only just gone silent say next to nothing', () => {
    const moved = times(100, 3);
    const without = model([KEY, cellOf({ moved })]).curveFor(KEY);
    const withOpen = model([KEY, cellOf({ moved, open: times(30, 0.1) })]).curveFor(KEY);
    expect(withOpen.survivalAt(3.5)).toBeCloseTo(without.survivalAt(3.5), 2);
  });
});

const counts = fc.array(fc.integer({ min: 0, max: 40 }), {
  minLength: BIN_COUNT,
  maxLength: BIN_COUNT,
});
const anyCell = fc
  .record({ moved: counts, open: counts, stuck: fc.integer({ min: 0, max: 20 }) })
  .map(({ moved, open, stuck }) => ({
    moved: Float64Array.from(moved),
    open: Float64Array.from(open),
    stuck,
  }));
const anyKey = fc.record({
  stage: fc.constantFrom(...SILENCE_STAGES),
  leg: fc.constantFrom('domestic' as const, 'linehaul' as const),
  carrier: fc.constantFrom('yanwen', 'dhl', null),
  origin: fc.constantFrom('CN', null),
  destination: fc.constantFrom('DE', 'US', null),
});
const histories = fc.array(fc.tuple(anyKey, anyCell), { minLength: 1, maxLength: 8 });

describe('for any history', () => {
  test('counts merged in any order and any pieces give the same model', () => {
    fc.assert(
      fc.property(
        histories.chain((cells) =>
          fc.tuple(fc.constant(cells), fc.shuffledSubarray(cells, { minLength: cells.length })),
        ),
        anyKey,
        ([cells, shuffled], key) => {
          const merged = new Map<string, SilenceCell>();
          for (const [each, cell] of shuffled) {
            const sum = merged.get(silenceKeyText(each)) ?? emptyCell();
            addCell(sum, cell);
            merged.set(silenceKeyText(each), sum);
          }
          const one = createLaneModel({ cells, version: 1 }).curveFor(key);
          const other = createLaneModel({
            cells: [...merged].map(([text, cell]) => [parseSilenceKey(text), cell] as const),
            version: 1,
          }).curveFor(key);
          for (const days of [0.1, 1, 3, 10, 40, 200]) {
            expect(other.survivalAt(days)).toBe(one.survivalAt(days));
            expect(other.stallAt(days)).toBe(one.stallAt(days));
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test('more silence never makes a parcel more likely to move, and never un-flags it', () => {
    const days = fc.double({ min: 0, max: 400, noNaN: true });
    fc.assert(
      fc.property(histories, anyKey, days, days, (cells, key, a, b) => {
        const curve = createLaneModel({ cells, version: 1 }).curveFor(key);
        const [shorter, longer] = a < b ? [a, b] : [b, a];
        expect(curve.survivalAt(longer)).toBeLessThanOrEqual(curve.survivalAt(shorter));
        expect(curve.stallAt(longer)).toBeGreaterThanOrEqual(curve.stallAt(shorter));
        expect(curve.stallAt(shorter)).toBeGreaterThanOrEqual(curve.neverMoves - 1e-12);
      }),
      { numRuns: 100 },
    );
  });

  test('a higher price of a false alarm never shortens a limit', () => {
    const patience = fc.double({ min: 0.001, max: 10_000, noNaN: true });
    fc.assert(
      fc.property(histories, anyKey, patience, patience, (cells, key, a, b) => {
        const curve = createLaneModel({ cells, version: 1 }).curveFor(key);
        const [cheaper, dearer] = a < b ? [a, b] : [b, a];
        expect(curve.limitDays(dearer)).toBeGreaterThanOrEqual(curve.limitDays(cheaper));
      }),
      { numRuns: 100 },
    );
  });

  test('a probability is reached just where the curve says so', () => {
    fc.assert(
      fc.property(
        histories,
        anyKey,
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        (cells, key, p) => {
          const curve = createLaneModel({ cells, version: 1 }).curveFor(key);
          const days = curve.stallReaches(p);
          if (!Number.isFinite(days)) return;
          expect(curve.stallAt(days)).toBeGreaterThanOrEqual(p - 1e-9);
          expect(days > 0.01 ? curve.stallAt(days * 0.98) : 0).toBeLessThanOrEqual(p + 1e-9);
        },
      ),
      { numRuns: 100 },
    );
  });
});
