import { expect, test } from 'vitest';
import { isCustomsBorder } from '#app/domain/findings/customs-territory.ts';

test.each([
  ['CN', 'DE', true],
  ['DE', 'FR', false],
  ['FR', 'MC', false],
  ['GB', 'DE', true],
  ['GB', 'IM', false],
  ['NO', 'SE', true],
  ['CH', 'LI', false],
  ['US', 'PR', false],
  ['US', 'CA', true],
  ['CN', 'HK', true],
  ['US', 'US', false],
])('goods from %s to %s pass customs: %j', (from, to, isBorder) => {
  expect(isCustomsBorder(from, to)).toBe(isBorder);
});
