/** A commodity code: the world's six digits, and what a country adds to them. */
export interface HsCode {
  /** 6 to 13 digits, without points. */
  digits: string;
  /** The six that all countries share. */
  hs6: string;
  /** `01` to `97`. */
  chapter: string;
}

/** Reads a commodity code as people write it (`9405.21`, `9405 21 00 90`); null when it cannot be one. Source: WCO, HS 2022. */
export function hsCode(text: string | null): HsCode | null {
  const digits = (text ?? '').replace(/[.\s-]/g, '');
  if (!/^\d{6,13}$/.test(digits)) return null;
  const chapter = digits.slice(0, 2);
  const number = Number(chapter);
  // Chapter 77 is kept free; 98 and 99 are countries' own.
  if (number < 1 || number > 97 || number === 77) return null;
  return { digits, hs6: digits.slice(0, 6), chapter };
}

/**
 * Whether a code's chapter can hold what a category of Shopify's taxonomy names; null where the category says too little.
 * The lists are generous on purpose: a finding has to be worth a look.
 */
export function chapterFitsCategory(
  { chapter }: Pick<HsCode, 'chapter'>,
  category: string,
): boolean | null {
  const row = PLAUSIBLE_CHAPTERS.find(([prefix]) => category.startsWith(prefix));
  return row === undefined ? null : row[1].split(' ').includes(chapter);
}

/** Chapters 01 to 24, and what else is eaten: salt, vitamins, remedies, flavours, gelatine. */
const FOOD =
  '01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 29 30 33 35';

/** By the beginning of a category's full name, the narrower one first. Source: chapter headings of HS 2022. */
const PLAUSIBLE_CHAPTERS: readonly (readonly [category: string, chapters: string])[] = [
  ['Apparel & Accessories > Clothing', '39 40 42 43 50 51 52 53 54 55 56 58 59 60 61 62 63 65 95'],
  ['Apparel & Accessories > Shoes', '39 40 61 62 63 64 95'],
  ['Apparel & Accessories > Handbags', '39 42 43 46 62 63 71'],
  ['Apparel & Accessories > Jewelry', '39 42 44 70 71 74 76 83 90 91 96'],
  ['Food, Beverages & Tobacco', FOOD],
  [
    'Health & Beauty > Personal Care > Cosmetics',
    '30 33 34 38 39 42 44 48 63 67 70 82 84 85 90 95 96',
  ],
  ['Electronics', '32 38 39 40 42 44 48 49 63 70 72 73 74 76 83 84 85 87 88 90 91 92 94 95 96'],
  ['Furniture', '39 40 44 46 48 56 57 59 63 68 69 70 72 73 74 76 83 84 85 90 94 95'],
  ['Media > Books', '48 49 85 95'],
];
