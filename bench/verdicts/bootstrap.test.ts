import { expect, test } from 'vitest';
import { excludesZero, interval95, resample } from './bootstrap.ts';
import { membersOf } from './reading.ts';
import { tallyOf, type ToldParcel } from './tally.fixture.ts';

/** Fifty good parcels of which each third is flagged at the middle knob, and twenty stuck ones; `late` days later. */
function parcels(late: number): ToldParcel[] {
  return Array.from({ length: 70 }, (_, index) => {
    if (index < 50) return { flagged: [1, index % 3 === 0 ? 1 : 0, 0] };
    const delay = 5 + (index % 10) + late;
    return { flagged: [1, 1, 1], delays: [0.2 * delay, delay, 2 * delay] };
  });
}

const tally = tallyOf({ ours: parcels(0), theirs: parcels(3) });
const members = membersOf(tally);
const draw = (seed: number, count = 500) =>
  resample(tally, { members, targets: [0.2], count, seed });

test('the same seed draws the same parcels, another seed others', () => {
  expect(draw(1, 20)).toEqual(draw(1, 20));
  expect(draw(2, 20)).not.toEqual(draw(1, 20));
});

test('differences are taken within a resample, so that they vary less than what they compare', () => {
  const [ours, theirs] = draw(1).map(([delays = []]) => delays.map(({ mean }) => mean));
  const difference = interval95((ours ?? []).map((own, round) => own - (theirs?.[round] ?? NaN)));
  const own = interval95(ours ?? []);
  if (difference === null || own === null) throw new Error('no interval');
  expect(difference.high).toBeLessThan(0);
  expect(difference.high - difference.low).toBeLessThan((own.high - own.low) / 2);
});

test('only members are drawn', () => {
  const [ours] = resample(tally, {
    members: membersOf(tally, (parcel) => parcel < 50),
    targets: [0.2],
    count: 5,
    seed: 1,
  });
  expect(ours?.[0]?.every(({ mean }) => Number.isNaN(mean))).toBe(true);
});

test('an interval leaves out a fortieth on either side, and is none when values are missing', () => {
  const values = Array.from({ length: 401 }, (_, index) => index);
  expect(interval95(values)).toEqual({ low: 10, high: 390 });
  expect(interval95([...values.slice(0, 380), ...Array<number>(21).fill(Number.NaN)])).toBeNull();
});

test.each([
  [{ low: -2, high: -0.1 }, true],
  [{ low: -2, high: 0 }, false],
  [{ low: -1, high: 1 }, false],
  [{ low: 0.1, high: 1 }, true],
])('%o excludes zero: %s', (interval, isExcluded) => {
  expect(excludesZero(interval)).toBe(isExcluded);
});
