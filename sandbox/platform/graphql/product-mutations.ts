import { minorOf, parseGid } from '../formats.ts';
import type { ProductRecord } from '../inventory.ts';
import type { VariantPrice } from '../platform-effects.ts';
import type { ShopStore } from '../shop-store.ts';
import { MAX_PAGE } from './connection.ts';
import type { GraphContext } from './context.ts';
import { graphError, notModelled } from './errors.ts';
import { productNode, variantNode } from './goods-nodes.ts';

interface VariantInput {
  id?: string | null;
  price?: string | number | null;
  /** Null takes it away; absent leaves it as it is. */
  compareAtPrice?: string | number | null;
  [other: string]: unknown;
}

interface BulkUpdate {
  productId: string;
  variants: VariantInput[];
  allowPartialUpdates?: boolean | null;
}

interface UserError {
  field: string[];
  message: string;
  code: string;
}

/** Shopify's writes to products: prices and compare-at prices of variants. Any other input is refused. */
export const productMutations = {
  productVariantsBulkUpdate(
    { productId, variants, allowPartialUpdates }: BulkUpdate,
    context: GraphContext,
  ) {
    const { store } = context;
    const parsed = parseGid(productId);
    const product =
      parsed?.type === 'Product' ? store.inventory.products.get(parsed.id) : undefined;
    if (product === undefined) {
      return refused({ field: ['productId'], ...MESSAGES.PRODUCT_DOES_NOT_EXIST });
    }
    if (variants.length > MAX_PAGE) {
      const message = `The input array size of ${variants.length} is greater than the maximum allowed of ${MAX_PAGE}.`;
      throw graphError(message, 'MAX_INPUT_SIZE_EXCEEDED');
    }
    const read = variants.map((input, index) => readPrice(input, index, product, store));
    const userErrors = read.flatMap((each) => ('error' in each ? [each.error] : []));
    const prices = read.flatMap((each) => ('error' in each ? [] : [each]));
    if (userErrors.length > 0 && allowPartialUpdates !== true) return refused(...userErrors);
    const changed = prices.filter((price) => isChange(price, store));
    if (changed.length > 0) {
      context.commit({
        kind: 'variants_priced',
        at: context.now,
        shop: store.shop.domain,
        productId: product.id,
        prices: changed,
      });
    }
    return {
      product: productNode(product, store),
      productVariants: prices.flatMap(({ variantId }) => {
        const record = store.inventory.variants.get(variantId);
        return record === undefined ? [] : [variantNode(record, store)];
      }),
      userErrors,
    };
  },
};

const MESSAGES = {
  PRODUCT_DOES_NOT_EXIST: {
    message: 'Product does not exist',
    code: 'PRODUCT_DOES_NOT_EXIST',
  },
  PRODUCT_VARIANT_ID_MISSING: {
    message: 'Product variant is missing ID attribute',
    code: 'PRODUCT_VARIANT_ID_MISSING',
  },
  PRODUCT_VARIANT_DOES_NOT_EXIST: {
    message: 'Product variant does not exist',
    code: 'PRODUCT_VARIANT_DOES_NOT_EXIST',
  },
  GREATER_THAN_OR_EQUAL_TO: {
    message: 'Price must be greater than or equal to 0',
    code: 'GREATER_THAN_OR_EQUAL_TO',
  },
  BLANK: { message: "Price can't be blank", code: 'BLANK' },
  INVALID_INPUT: { message: 'Price is not a number', code: 'INVALID_INPUT' },
} as const;

function refused(...userErrors: UserError[]) {
  return { product: null, productVariants: null, userErrors };
}

const MODELLED = new Set(['id', 'price', 'compareAtPrice']);

/** The variant's prices as the input wants them, or what is wrong with it. */
function readPrice(
  input: VariantInput,
  index: number,
  product: ProductRecord,
  { shop }: ShopStore,
): VariantPrice | { error: UserError } {
  const other = Object.keys(input).find((name) => !MODELLED.has(name));
  if (other !== undefined) throw notModelled(`ProductVariantsBulkInput.${other}`);
  const wrong = (field: string, code: keyof typeof MESSAGES) => ({
    error: { field: ['variants', String(index), field], ...MESSAGES[code] },
  });
  if (input.id == null) return wrong('id', 'PRODUCT_VARIANT_ID_MISSING');
  const variantId = parseGid(input.id)?.id;
  const record = product.variants.find(({ variant }) => variant.id === variantId);
  if (record === undefined) return wrong('id', 'PRODUCT_VARIANT_DOES_NOT_EXIST');
  if (input.price === null) return wrong('price', 'BLANK');
  const { variant } = record;
  const priceMinor =
    input.price === undefined ? variant.priceMinor : minorOf(input.price, shop.currency);
  const compareAtMinor =
    input.compareAtPrice === undefined
      ? variant.compareAtMinor
      : input.compareAtPrice === null
        ? null
        : minorOf(input.compareAtPrice, shop.currency);
  for (const [field, minor] of [
    ['price', priceMinor],
    ['compareAtPrice', compareAtMinor ?? 0],
  ] as const) {
    if (Number.isNaN(minor)) return wrong(field, 'INVALID_INPUT');
    if (minor < 0) return wrong(field, 'GREATER_THAN_OR_EQUAL_TO');
  }
  return { variantId: variant.id, priceMinor, compareAtMinor };
}

function isChange(price: VariantPrice, { inventory }: ShopStore): boolean {
  const known = inventory.variants.get(price.variantId)?.variant;
  return known?.priceMinor !== price.priceMinor || known.compareAtMinor !== price.compareAtMinor;
}
