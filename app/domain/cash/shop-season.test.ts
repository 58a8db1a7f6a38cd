import { describe, expect, test } from 'vitest';
import { seasonByDay, seasonKnown, shopSeason } from '#app/domain/cash/shop-season.ts';

const flat = Array.from({ length: 53 }, () => 1);
/** Twice the mean in the first 26 weeks, next to nothing after. */
const firstHalf = Array.from({ length: 53 }, (_, slot) => (slot < 26 ? 1.9 : 0.1));

describe('the season of a shop', () => {
  test('is flat where nothing is sold or no category has a year', () => {
    expect(shopSeason([], '2026-06-01')).toEqual(flat);
    expect(shopSeason([{ minor: 5_000, season: [], weeks: 0 }], '2026-06-01')).toEqual(flat);
  });

  test('is its only category’s', () => {
    const season = shopSeason([{ minor: 5_000, season: firstHalf, weeks: 104 }], '2026-03-04');
    expect(season[2]).toBeCloseTo(1.9, 9);
    expect(season[40]).toBeCloseTo(0.1, 9);
  });

  test('weighs a category by its mean week, not by its high one', () => {
    // In March it sells 1,900 a week, which is 1,000 in a mean week: as much as the other.
    const season = shopSeason(
      [
        { minor: 1_900, season: firstHalf, weeks: 104 },
        { minor: 1_000, season: flat, weeks: 104 },
      ],
      '2026-03-04',
    );
    expect(season[2]).toBeCloseTo(1.45, 9);
    expect(season[40]).toBeCloseTo(0.55, 9);
  });
});

describe('a season by day', () => {
  test.each([
    { from: '2026-06-28', first: 1.9 }, // the Sunday of week 26
    { from: '2026-06-29', first: 0.1 }, // the Monday of week 27
  ])('begins on $from with the factor of that week', ({ from, first }) => {
    const days = seasonByDay(firstHalf, { from, days: 3 });
    expect(days[0]).toBe(first);
    expect(days[1]).toBe(0.1);
    expect(days).toHaveLength(3);
  });

  test('is 1 without a season', () => {
    expect([...seasonByDay([], { from: '2026-06-28', days: 2 })]).toEqual([1, 1]);
  });
});

describe('how far a season is known', () => {
  test.each([
    { what: 'nothing is sold', categories: [], known: 0 },
    { what: 'no year was learned', categories: [{ minor: 1, season: flat, weeks: 104 }], known: 0 },
    {
      what: 'one year was',
      categories: [{ minor: 1, season: firstHalf, weeks: 52 }],
      known: 1 / 2,
    },
    {
      what: 'two were',
      categories: [{ minor: 1, season: firstHalf, weeks: 104 }],
      known: 2 / 3,
    },
    {
      what: 'half of the sales have none',
      categories: [
        { minor: 500, season: firstHalf, weeks: 52 },
        { minor: 500, season: flat, weeks: 52 },
      ],
      known: 1 / 4,
    },
  ])('is $known where $what', ({ categories, known }) => {
    expect(seasonKnown(categories)).toBeCloseTo(known, 9);
  });
});
