import { expect, test } from 'vitest';
import { membersOf, readCurves } from './reading.ts';
import { tallyOf } from './tally.fixture.ts';
import type { Tally } from './tally.ts';

const good = (...flagged: [0 | 1, 0 | 1, 0 | 1]) => ({ flagged });
const stuck = (...delays: [number, number, number]) => ({
  flagged: [1, 1, 1] as [1, 1, 1],
  delays,
});

const tally = tallyOf({
  rule: [
    good(1, 1, 0),
    good(1, 0, 0),
    good(1, 0, 0),
    good(0, 0, 0),
    stuck(1, 2, 4),
    stuck(3, 6, 12),
  ],
});

function reading(of: Tally, weights: number[]) {
  const [curve] = readCurves(of, membersOf(of), Uint16Array.from(weights));
  if (curve === undefined) throw new Error('no family');
  return curve;
}

test('the false-alarm rate is the share of delivered parcels ever flagged', () => {
  expect([...reading(tally, [1, 1, 1, 1, 1, 1]).rates]).toEqual([0.75, 0.25, 0]);
});

test('a parcel drawn twice counts twice, one not drawn not at all', () => {
  expect([...reading(tally, [2, 0, 1, 1, 1, 1]).rates]).toEqual([0.75, 0.5, 0]);
});

test('delays are those of stuck parcels, by weight', () => {
  const even = reading(tally, [1, 1, 1, 1, 1, 1]);
  expect([even.meanAt(1), even.medianAt(1)]).toEqual([4, 4]);
  const uneven = reading(tally, [1, 1, 1, 1, 3, 1]);
  expect([uneven.meanAt(1), uneven.medianAt(1)]).toEqual([3, 2]);
});

test('the delay at a rate lies between the knobs around it', () => {
  const { delayAt } = reading(tally, [1, 1, 1, 1, 1, 1]);
  expect(delayAt(0.5)).toEqual({ mean: 3, median: 3 });
  expect(delayAt(0.125)).toEqual({ mean: 6, median: 6 });
});

test('without stuck parcels there is no delay', () => {
  expect(reading(tally, [1, 1, 1, 1, 0, 0]).delayAt(0.5)).toEqual({ mean: NaN, median: NaN });
});

test('only members take part', () => {
  const [curve] = readCurves(
    tally,
    membersOf(tally, (parcel) => parcel >= 2),
  );
  expect([...(curve?.rates ?? [])]).toEqual([0.5, 0, 0]);
  expect(curve?.meanAt(0)).toBe(2);
});
