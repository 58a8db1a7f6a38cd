import { describe, expect, it } from 'vitest';
import type { Candidate } from './candidates.ts';
import { chooseMethod } from './choose-method.ts';

const CATEGORY = {
  methods: [
    { method: 'imapa', loss: 0.98 },
    { method: 'ses', loss: 1 },
  ],
};

describe('chooseMethod', () => {
  it.each([
    { name: 'no origins: the category’s best', origins: 0, tsb: 1, chosen: 'imapa' },
    { name: 'a draw: the category’s best', origins: 20, tsb: 1, chosen: 'imapa' },
    { name: 'half the loss in a few origins', origins: 2, tsb: 0.5, chosen: 'tsb' },
    { name: 'a hair better in many origins', origins: 20, tsb: 0.99, chosen: 'imapa' },
    { name: 'much better in many origins', origins: 20, tsb: 0.8, chosen: 'tsb' },
  ])('$name', ({ origins, tsb, chosen }) => {
    expect(chooseMethod({ origins, losses: lossesWith({ tsb }) }, CATEGORY)).toBe(chosen);
  });

  it('before anything is learned, a draw goes to what follows a product’s end', () => {
    expect(chooseMethod({ origins: 20, losses: lossesWith({}) }, null)).toBe('tsb');
  });

  it('methods that cost nothing at all are a draw', () => {
    const nothing = lossesWith({
      tsb: 0,
      ses: 0,
      imapa: 0,
      adida: 0,
      sba: 0,
      croston: 0,
      seasonal_mean: 0,
    });
    expect(chooseMethod({ origins: 20, losses: nothing }, CATEGORY)).toBe('imapa');
  });
});

function lossesWith(some: Partial<Record<Candidate, number>>): Record<Candidate, number> {
  return { seasonal_mean: 1, ses: 1, croston: 1, sba: 1, tsb: 1, adida: 1, imapa: 1, ...some };
}
