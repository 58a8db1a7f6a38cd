import { describe, expect, test } from 'vitest';
import { brandReferences } from '#app/domain/findings/brand-reference.ts';
import { FAMOUS_MARKS } from '#app/domain/findings/famous-marks.ts';
import { productSubject, productVariant } from '#app/domain/findings/product-subject.fixture.ts';
import type { ProductSubject } from '#app/domain/findings/subjects.ts';

const FLOOR = { floorSharePercent: 30 };
const referencesOf = (overrides: Partial<ProductSubject>) =>
  brandReferences(productSubject(overrides), FLOOR);
const inTitle = (title: string, fullName?: string) =>
  referencesOf({
    title,
    ...(fullName === undefined ? {} : { category: { id: 'x', fullName } }),
  })
    .filter((one) => one.inTitle)
    .map(({ mark }) => mark?.name);

describe('the list of famous marks', () => {
  test('holds a few hundred', () => {
    expect(FAMOUS_MARKS.length).toBeGreaterThan(350);
    expect(FAMOUS_MARKS.length).toBeLessThan(700);
  });

  test('names every mark once, with classes of the Nice Classification', () => {
    const spellings = FAMOUS_MARKS.flatMap(({ name, aliases }) => [name, ...aliases]);
    const twice = spellings.filter((spelling, at) => spellings.indexOf(spelling) !== at);
    expect(twice).toEqual([]);
    const classes = FAMOUS_MARKS.flatMap((mark) => mark.classes);
    expect(classes.every((one) => Number.isInteger(one) && one >= 1 && one <= 45)).toBe(true);
  });

  test('holds no empty or very short spelling', () => {
    const spellings = FAMOUS_MARKS.flatMap(({ name, aliases }) => [name, ...aliases]);
    expect(spellings.filter((spelling) => spelling.trim().length < 2)).toEqual([]);
  });
});

describe('a title', () => {
  test.each([
    ['Disney storage basket', ['Disney']],
    ['Nike running shoes', ['Nike']],
    ['LEGO bricks', ['Lego']],
    ['劳力士手表', ['Rolex']],
    ['Charging stand compatible with Samsung Galaxy', []],
    ['Case for iPhone 15 Pro', []],
    ['Case for iPhone 15 / Samsung Galaxy S24', []],
    ['Strap fits Apple Watch', []],
    ['Hülle für iPhone', []],
    ['Coque pour iPhone', []],
    ['Funda para iPhone', []],
    ['适用于 iPhone 的手机壳', []],
    ['iPhone 15 compatible charger', []],
    ['Works with PlayStation', []],
    ['Bag with Gucci print', ['Gucci']],
    ['Gift for women: Gucci bag', ['Gucci']],
    ['Hermes delivery lamp', ['Hermès']],
    ['Desk lamp with steel foot', []],
    ['Tasche braun', []],
    ['Bulgari ring and Cartier ring', ['Bulgari', 'Cartier']],
  ])('%j names %j', (title, marks) => {
    expect(inTitle(title)).toEqual(marks);
  });

  test.each([
    ['Apple peeler', 'Home & Garden > Kitchen & Dining', []],
    ['Apple charger', 'Electronics > Accessories', ['Apple']],
    ['Coach bag', 'Luggage & Bags', ['Coach']],
    ['Coach whistle', 'Sporting Goods', []],
    ['Gap filler', 'Hardware', []],
    ['Mulberry silk dress', 'Apparel & Accessories > Clothing', []],
    ['Mulberry tote', 'Apparel & Accessories > Handbags', ['Mulberry']],
    ['Girl Boss T-shirt', 'Apparel & Accessories > Clothing', []],
    ['Mini dress', 'Apparel & Accessories > Clothing', []],
    ['Frozen pizza cutter', 'Home & Garden > Kitchen & Dining', []],
  ])('%j in %s names %j, for it is an ordinary word too', (title, category, marks) => {
    expect(inTitle(title, category)).toEqual(marks);
  });
});

describe('words for copies', () => {
  const copyWords = (title: string) => referencesOf({ title })[0]?.copyWords ?? null;
  test.each([
    ['Rolex 1:1 replica wall clock', '1:1'],
    ['Gucci dupe bag', 'dupe'],
    ['高仿包', '高仿'],
    ['Mirror quality handbag', 'Mirror quality'],
    ['Dinosaur replica', null],
    ['Scale model 1:10 Ferrari', null],
    ['Scale model 11:1', null],
  ])('in %j are %j', (title, words) => {
    expect(copyWords(title)).toBe(words);
  });
});

test.each([
  [8_999, 'USD', true],
  [9_000, 'USD', false],
  [1_000_000, 'KRW', false],
  [100_000, 'KRW', true],
  [5_000, 'XAU', null],
] as const)('a Rolex at %i %s is far below its floor: %j', (minor, currency, isCheap) => {
  const variants = [productVariant({ price: { minor, currency } })];
  const [reference] = referencesOf({ title: 'Rolex clock', variants });
  expect(reference?.isCheap).toBe(isCheap);
});
