import { expect, test } from 'vitest';
import { leastPlace, placesAt, valueAt } from './curve.ts';

const rates = Float64Array.of(0.5, 0.3, 0.1, 0);
const delays = [1, 3, 9, 20];
const delayAt = (knob: number) => delays[knob] ?? Number.NaN;
const read = (target: number) => {
  const place = leastPlace(placesAt(rates, target), delayAt);
  return place === null ? null : valueAt(place, delayAt);
};

test.each([
  [0.5, 1], // the eager end itself
  [0.4, 2], // half-way between two knobs
  [0.3, 3],
  [0.25, 4.5],
  [0.1, 9],
  [0.05, 14.5],
  [0, 20],
])('at a false-alarm rate of %f the delay is %f days', (target, delay) => {
  expect(read(target)).toBeCloseTo(delay);
});

test('a rate above the eager end is kept by the eager end', () => {
  expect(read(0.8)).toBe(1);
});

test('a rate that no knob keeps to is nowhere', () => {
  expect(placesAt(Float64Array.of(0.5, 0.3), 0.2)).toEqual([]);
  expect(leastPlace([], delayAt)).toBeNull();
});

test('a jagged curve is read where it is best', () => {
  const jagged = Float64Array.of(0.4, 0.1, 0.4, 0.1);
  expect(placesAt(jagged, 0.2)).toHaveLength(3);
  const place = leastPlace(placesAt(jagged, 0.2), delayAt);
  expect(place?.knob).toBe(0);
});
