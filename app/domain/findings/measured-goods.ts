import type { ProductSubject } from '#app/domain/findings/subjects.ts';

/** Why a product is sold by measure, with the words that say so; null: it is not, as far as title and category say. */
export function soldByMeasure({
  title,
  category,
  variants,
}: Pick<ProductSubject, 'title' | 'category' | 'variants'>): {
  by: 'category' | 'quantity';
  sign: string;
} | null {
  const name = category?.fullName ?? '';
  const quantity = [title, ...variants.map((variant) => variant.title)]
    .map((text) => QUANTITY.exec(text.replace(RADIO, ' '))?.[0])
    .find((text) => text !== undefined);
  if (BY_MEASURE.test(name) && !BY_PIECE.test(name))
    return { by: 'category', sign: quantity ?? name };
  if (quantity === undefined || BY_PIECE.test(name) || HOLDS_A_MEASURE.test(title)) return null;
  return { by: 'quantity', sign: quantity };
}

/** Several goods of different kinds under one price, which no one measure fits. */
export function isSet(title: string): boolean {
  return /\b(?:set|bundle|kit|gift box|hamper|collection|geschenkset|paket|coffret|lot de|conjunto|cofanetto|geschenkpakket)\b|套装|套裝|礼盒|禮盒/iu.test(
    title,
  );
}

/** A number with a measure of weight or volume. Length is left out: a cable of 2 m is sold as one piece. */
const QUANTITY =
  /(?<![\d.,])\d{1,5}(?:[.,]\d{1,3})?\s?(?:ml|cl|dl|l|litres?|liters?|liter|g|gr|grams?|gramm|kg|kilos?|oz|fl\.? ?oz|lbs?|毫升|升|克|千克|公斤)(?![\p{L}\d])/iu;

/** "5G" is no five grams. */
const RADIO = /\b[2-6]G\b/g;

/** Categories of Shopify's taxonomy whose goods are sold by weight or volume. */
const BY_MEASURE =
  /^Food, Beverages & Tobacco > (?:Food|Beverages)|^Health & Beauty > Personal Care > (?:Cosmetics|Hair Care|Oral Care|Bath & Body|Deodorant)|> (?:Skin Care|Shampoo|Laundry Supplies|Laundry Detergent|Household Cleaning (?:Supplies|Products)|Dish Detergent|Pet Food|Cat Food|Dog Food)\b/;

/** Categories within and beside them whose goods are sold by the piece. */
const BY_PIECE =
  /Cosmetic Tools|Cosmetic Bags|Brushes|Applicators|Combs|Tools & Appliances|Toothbrushes|Nail Tools|Apparel & Accessories|^Electronics|^Sporting Goods|^Luggage & Bags|^Furniture|^Hardware|^Home & Garden > (?:Kitchen & Dining|Decor|Lighting|Linens)|^Toys & Games|^Media|^Arts & Entertainment > Hobbies/;

/** Goods that hold or lift a measure instead of being sold by it. */
const HOLDS_A_MEASURE =
  /\b(?:bottle|(?:fuel|jerry|watering) can|mug|cup|tumbler|flask|thermos|jug|carafe|pitcher|kettle|pot|pan|bowl|jar|container|box|bin|bucket|basket|bag|backpack|rucksack|tank|vase|planter|dispenser|scale|dumbbells?|kettlebells?|weights?|plates?|flasche|becher|tasse|kanne|topf|pfanne|schüssel|tasche|eimer|bouteille|gourde|tasse|sac|casserole|botella|taza|mochila|bottiglia|tazza|zaino|fles|beker|rugzak)\b|杯|瓶|壶|壺|锅|鍋|包|桶|盒/iu;
