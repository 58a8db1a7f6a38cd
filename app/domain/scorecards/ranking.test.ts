import { expect, test } from 'vitest';
import { rankByProblems } from './ranking.ts';

const entry = (key: string, problems: number, parcels: number) => ({ key, problems, parcels });
const order = (entries: Parameters<typeof rankByProblems>[0]) =>
  rankByProblems(entries).map(({ entry: { key }, rank }) => [key, rank]);

test('two parcels that both went wrong do not top a list of hundreds', () => {
  const list = [entry('unlucky', 2, 2), entry('bad', 60, 200), entry('good', 10, 500)];
  expect(order(list)).toEqual([
    ['bad', 1],
    ['good', 2],
    ['unlucky', null],
  ]);
});

test('a handful that all went wrong are drawn towards the average', () => {
  const list = [entry('unlucky', 5, 5), entry('bad', 100, 200), entry('good', 10, 500)];
  expect(order(list).map(([key]) => key)).toEqual(['bad', 'unlucky', 'good']);
});

test.each([
  [4, null],
  [5, 1],
])('%d parcels are ranked %s', (parcels, rank) => {
  expect(order([entry('a', 0, parcels)])).toEqual([['a', rank]]);
});

test('with many parcels the rate is the own one, with none the average of all', () => {
  const [many, none] = rankByProblems([entry('many', 30_000, 100_000), entry('none', 0, 0)]);
  expect(many?.shrunkenRate).toBeCloseTo(0.3, 3);
  expect(none?.shrunkenRate).toBeCloseTo(0.3, 9);
});

test('an unknown name is shown last and has no rank', () => {
  expect(order([entry('', 90, 100), entry('a', 1, 100)])).toEqual([
    ['a', 1],
    ['', null],
  ]);
});

test('equal rates are ordered by parcels, then by name, whatever order they came in', () => {
  const list = [entry('b', 0, 10), entry('a', 0, 10), entry('c', 0, 50)];
  expect(order(list)).toEqual(order(list.toReversed()));
  expect(order(list).map(([key]) => key)).toEqual(['c', 'a', 'b']);
});
