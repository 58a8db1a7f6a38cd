import { expect, test } from 'vitest';
import { deliveryRangeSchema } from '#app/contracts/delivery-range.ts';

const range = {
  version: 1,
  earliestOn: '2026-11-24',
  latestOn: '2026-12-01',
  likelyOn: '2026-11-27',
  confidence: 0.8,
  basis: 'lane',
};

test('a delivery range is read as it was written', () => {
  expect(deliveryRangeSchema.parse(structuredClone(range))).toEqual(range);
});

test.each([
  ['of a single day', { earliestOn: '2026-11-27', latestOn: '2026-11-27' }],
  ['whose likely day is its first', { likelyOn: '2026-11-24' }],
  ['whose likely day is its last', { likelyOn: '2026-12-01' }],
])('a range %s is one', (_, change) => {
  expect(deliveryRangeSchema.safeParse({ ...range, ...change }).success).toBe(true);
});

test.each([
  ['another version', { version: 2 }, 'version'],
  ['an instant instead of a day', { latestOn: '2026-12-01T00:00:00Z' }, 'latestOn'],
  ['a day that is none', { earliestOn: '2026-02-30' }, 'earliestOn'],
  ['a likely day before the range', { likelyOn: '2026-11-23' }, 'likelyOn'],
  ['a likely day after the range', { likelyOn: '2026-12-02' }, 'likelyOn'],
  ['a range turned round', { earliestOn: '2026-12-01', latestOn: '2026-11-24' }, 'likelyOn'],
  ['no confidence', { confidence: 0 }, 'confidence'],
  ['certainty', { confidence: 1 }, 'confidence'],
  ['an unknown basis', { basis: 'guess' }, 'basis'],
])('%s is refused by name', (_, change, field) => {
  const result = deliveryRangeSchema.safeParse({ ...range, ...change });
  expect(result.error?.issues.map(({ path }) => path[0])).toEqual([field]);
});

test('what shoppers are not to see cannot slip in', () => {
  expect(deliveryRangeSchema.safeParse({ ...range, deliveries: 214 }).success).toBe(false);
});
