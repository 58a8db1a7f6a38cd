import { expect, test } from 'vitest';
import { wagnerWhitin } from './wagner-whitin.fixture.ts';

test('reference row (search beside the test: no demand is known for sure), Wagner–Whitin example 3.9: 210 in period 1, 150 in period 3, cost 1380', () => {
  expect(wagnerWhitin({ ordering: 500, holding: 2, demand: [90, 120, 80, 70] })).toEqual({
    lots: [210, 0, 150, 0],
    cost: 1380,
  });
});
