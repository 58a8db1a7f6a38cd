import { describe, expect, test } from 'vitest';
import { isDeadStock } from './sell-through.ts';

describe('stock is dead', () => {
  test.each([
    [5, 0.0999, 8, true, 'when it had its time and will hardly be sold'],
    [5, 0.1, 8, false, 'not with one chance in ten'],
    [5, 0.0999, 7.9, false, 'not before it could be bought for eight weeks'],
    [0, 0, 60, false, 'not when there is none'],
  ])('%i on hand, chance %f, %f weeks: %s, %s', (onHand, chance, weeksInStock, isDead) => {
    expect(isDeadStock({ onHand, chance, weeksInStock })).toBe(isDead);
  });
});
