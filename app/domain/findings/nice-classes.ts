import { hsCode } from '#app/domain/findings/hs-code.ts';
import type { ProductSubject } from '#app/domain/findings/subjects.ts';

/**
 * Classes of the Nice Classification that a product may belong to, by its category, else by its commodity code; null when
 * neither says. Roughly: enough to tell a phone from a fruit.
 */
export function niceClasses({ category, variants }: ProductSubject): ReadonlySet<number> | null {
  const name = category?.fullName ?? '';
  const byCategory = CATEGORIES.find(([prefix]) => name.startsWith(prefix));
  if (byCategory !== undefined) return new Set(byCategory[1]);
  const chapters = variants.flatMap((variant) => hsCode(variant.hsCode)?.chapter ?? []);
  const classes = chapters.flatMap((chapter) => CHAPTERS[chapter] ?? []);
  return chapters.length === 0 ? null : new Set(classes);
}

/** Shopify's taxonomy, the narrower entry first. */
const CATEGORIES: readonly (readonly [prefix: string, classes: readonly number[]])[] = [
  ['Apparel & Accessories > Jewelry', [14]],
  ['Apparel & Accessories > Handbags', [18]],
  ['Apparel & Accessories', [9, 14, 18, 25]],
  ['Luggage & Bags', [18]],
  ['Electronics', [9, 28]],
  ['Cameras & Optics', [9]],
  ['Health & Beauty', [3, 5, 8]],
  ['Toys & Games', [28]],
  ['Sporting Goods', [28]],
  ['Vehicles & Parts', [12]],
  ['Food, Beverages & Tobacco', [29, 30, 32, 33, 34]],
  ['Home & Garden > Kitchen & Dining', [7, 8, 11, 21]],
  ['Home & Garden > Household Appliances', [7, 11]],
  ['Home & Garden > Lighting', [11]],
  ['Home & Garden > Linens', [24]],
  ['Hardware', [7, 8]],
  ['Furniture', [20]],
  ['Office Supplies', [16]],
  ['Media', [16, 41]],
];

/** Chapters of the Harmonized System. */
const CHAPTERS: Readonly<Record<string, readonly number[]>> = {
  '33': [3],
  '34': [3],
  '42': [18],
  '61': [25],
  '62': [25],
  '64': [25],
  '65': [25],
  '71': [14],
  '82': [8, 21],
  '84': [7, 9],
  '85': [9, 11],
  '87': [12],
  '90': [9],
  '91': [14],
  '95': [28],
  '96': [16],
};
