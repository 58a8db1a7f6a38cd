import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PIT_BIN_COUNT } from '#app/domain/lanes/delivery/calibration.ts';
import { priorShares } from '#app/domain/lanes/delivery/prior.ts';
import {
  countRemaining,
  emptyRemaining,
  type RemainingCell,
} from '#app/domain/lanes/delivery/remaining-cell.ts';
import {
  createRemainingModel,
  CURVE_STRENGTH,
} from '#app/domain/lanes/delivery/remaining-model.ts';
import type { SilenceKey } from '#app/domain/lanes/lane-key.ts';
import { BIN_COUNT, edge } from '#app/domain/lanes/time-bins.ts';

const KEY: SilenceKey = {
  stage: 'linehaul',
  leg: 'linehaul',
  carrier: 'yanwen',
  origin: 'CN',
  destination: 'DE',
};
const UNKNOWN: SilenceKey = { ...KEY, carrier: null, origin: null, destination: null };
const OTHER_ORIGIN: SilenceKey = { ...KEY, origin: 'VN' };
const OTHER_DESTINATION: SilenceKey = { ...KEY, destination: 'US' };
const OTHER_CARRIER: SilenceKey = { ...KEY, carrier: 'yunexpress' };
const OTHER_STAGE: SilenceKey = { ...KEY, stage: 'customs' };

function cellOf({ delivered = [], open = [] }: { delivered?: number[]; open?: number[] }) {
  const cell = emptyRemaining();
  for (const days of delivered) countRemaining(cell, { days, end: 'delivered' });
  for (const days of open) countRemaining(cell, { days, end: 'open' });
  return cell;
}

const times = (count: number, days: number) => Array.from({ length: count }, () => days);

function modelOf(
  remaining: Iterable<readonly [SilenceKey, RemainingCell]>,
  pit: Iterable<readonly [SilenceKey, Float64Array]> = [],
) {
  return createRemainingModel({ remaining, pit, businessDays: false, version: 1 });
}

describe('the model of remaining times', () => {
  it('without history is the prior', () => {
    const curve = modelOf([]).curveFor(KEY);
    const prior = priorShares(KEY, { businessDays: false });
    for (let bin = 0; bin < BIN_COUNT; bin += 1) {
      expect(curve.shareWithin(edge(bin))).toBeCloseTo(prior[bin] ?? 0, 12);
    }
    expect(curve).toMatchObject({ level: 'prior', deliveries: 0 });
  });

  it('without open parcels is the average of deliveries and prior by their numbers', () => {
    const days = edge(40);
    const curve = modelOf([[UNKNOWN, cellOf({ delivered: times(30, days) })]]).curveFor(UNKNOWN);
    const prior = priorShares(UNKNOWN, { businessDays: false });
    const weighed = (share: number, bin: number) =>
      (30 * share + CURVE_STRENGTH * (prior[bin] ?? 0)) / (30 + CURVE_STRENGTH);
    expect(curve.shareWithin(edge(20))).toBeCloseTo(weighed(0, 20), 10);
    expect(curve.shareWithin(edge(40))).toBeCloseTo(weighed(0, 40), 10);
    expect(curve.shareWithin(edge(41))).toBeCloseTo(weighed(1, 41), 10);
    expect(curve.shareWithin(edge(50))).toBeCloseTo(weighed(1, 50), 10);
  });

  it('with very many deliveries is theirs, whatever the levels above say', () => {
    const curve = modelOf([
      [KEY, cellOf({ delivered: times(100_000, 3) })],
      [OTHER_CARRIER, cellOf({ delivered: times(100_000, 20) })],
    ]).curveFor(KEY);
    expect(curve.shareWithin(2.5)).toBeLessThan(0.001);
    expect(curve.shareWithin(3.6)).toBeGreaterThan(0.999);
  });

  it('takes parcels still open as at least so long', () => {
    const delivered = times(50, 5);
    const without = modelOf([[KEY, cellOf({ delivered })]]).curveFor(KEY);
    const longer = modelOf([[KEY, cellOf({ delivered, open: times(50, 8) })]]).curveFor(KEY);
    const shorter = modelOf([[KEY, cellOf({ delivered, open: times(50, 1) })]]).curveFor(KEY);
    expect(longer.shareWithin(7)).toBeLessThan(without.shareWithin(7));
    // Half of the parcels have told nothing about the fifth day yet.
    expect(shorter.shareWithin(7)).toBeGreaterThan(longer.shareWithin(7) + 0.2);
  });

  const lanes: [SilenceKey, string, number][] = [
    [KEY, 'lane', 40],
    [OTHER_ORIGIN, 'carrier', 40],
    [OTHER_DESTINATION, 'carrier', 40],
    [OTHER_CARRIER, 'stage', 40],
    [UNKNOWN, 'stage', 40],
    [OTHER_STAGE, 'prior', 0],
  ];
  it.each(lanes)('answers for %j from its %s with %s deliveries', (key, level, deliveries) => {
    const model = modelOf([[KEY, cellOf({ delivered: times(40, 3) })]]);
    expect(model.curveFor(key)).toMatchObject({ level, deliveries });
  });

  it.each([
    [CURVE_STRENGTH - 1, 'prior'],
    [CURVE_STRENGTH, 'lane'],
  ])('with %s deliveries is said to be the %s: who outweighs what is above', (count, level) => {
    const model = modelOf([[KEY, cellOf({ delivered: times(count, 3) })]]);
    expect(model.curveFor(KEY).level).toBe(level);
  });

  it('gives the same curve for the same key', () => {
    const model = modelOf([]);
    expect(model.curveFor({ ...KEY })).toBe(model.curveFor({ ...KEY }));
  });

  it('is the same in whatever order and portions counts come', () => {
    const key = fc.constantFrom(KEY, OTHER_ORIGIN, OTHER_DESTINATION, OTHER_CARRIER, UNKNOWN);
    const days = fc.double({ min: 0, max: 80, noNaN: true });
    const parcel = fc.record({ key, days, end: fc.constantFrom('delivered', 'open') });
    fc.assert(
      fc.property(fc.array(parcel, { maxLength: 60 }), (parcels) => {
        const single = parcels.map(({ key, days, end }): readonly [SilenceKey, RemainingCell] => [
          key,
          cellOf({ [end]: [days] }),
        ]);
        const together = Map.groupBy(parcels, (each) => each.key);
        const merged = [...together].map(([key, all]): readonly [SilenceKey, RemainingCell] => {
          const of = (end: string) =>
            all.filter((each) => each.end === end).map((each) => each.days);
          return [key, cellOf({ delivered: of('delivered'), open: of('open') })];
        });
        const models = [modelOf(single), modelOf(single.toReversed()), modelOf(merged)];
        const [first, ...others] = models.map((model) =>
          Array.from({ length: BIN_COUNT }, (_, bin) => model.curveFor(KEY).shareWithin(edge(bin))),
        );
        for (const other of others) expect(other).toEqual(first);
      }),
    );
  });
});

describe('calibration of the model', () => {
  /** All deliveries came later than four of five had been expected to. */
  const late = new Float64Array(PIT_BIN_COUNT).fill(100, 80);

  it('moves what is said to where deliveries fell, and leaves what was expected', () => {
    const cells = [[KEY, cellOf({ delivered: times(500, 3) })] as const];
    const before = modelOf(cells).curveFor(KEY);
    const after = modelOf(cells, [[KEY, late]]).curveFor(KEY);
    expect(after.daysAt(0.5, 0)).toBeGreaterThan(before.daysAt(0.5, 0));
    expect(after.shareWithin(3)).toBeLessThan(before.shareWithin(3));
    expect(after.expectedShare(3)).toBe(before.expectedShare(3));
  });

  it('reaches a lane without calibration of its own from its carrier', () => {
    const model = modelOf([[KEY, cellOf({ delivered: times(500, 3) })]], [[KEY, late]]);
    const plain = modelOf([[KEY, cellOf({ delivered: times(500, 3) })]]);
    const days = (of: typeof model) => of.curveFor(OTHER_DESTINATION).daysAt(0.5, 0);
    expect(days(model)).toBeGreaterThan(days(plain));
  });
});
