import { defineRule } from '#app/domain/findings/define-rule.ts';
import { sumsByCurrency } from '#app/domain/findings/money-sums.ts';
import { metafieldFor, tracedOf } from '#app/domain/findings/product-facts.ts';
import { pre01Examples } from '#app/domain/findings/rules/compliance/pre-01.examples.ts';
import { shipDateIn } from '#app/domain/findings/ship-date-in-text.ts';
import type { ProductSubject, ProductVariant } from '#app/domain/findings/subjects.ts';
import { tracedValue, type Trial } from '#app/domain/findings/trial.ts';

/** What is sold while there is none says when it ships. */
export const pre01 = defineRule<'product'>({
  id: 'PRE-01',
  version: '1.0.0',
  status: 'active',
  subject: 'product',
  jurisdictions: ['US', 'shopify'],
  authority: 'law',
  severity: 'high',
  certainty: 'heuristic',
  sources: [
    {
      cite: '16 CFR 435.2(a)',
      url: 'https://www.ecfr.gov/current/title-16/chapter-I/subchapter-D/part-435',
      checkedOn: '2026-11-22',
      confidence: 'high',
      freshForDays: 180,
    },
    {
      cite: 'Shopify: requirements for pre-orders',
      url: 'https://help.shopify.com/en/manual/products/purchase-options/pre-orders/setup',
      checkedOn: '2026-11-22',
      confidence: 'medium',
      freshForDays: 180,
    },
  ],
  effective: { from: '2014-12-08', until: null },
  params: {},
  requires: { facts: ['product', 'order', 'shop'], scopes: [], historyDays: 0 },
  conditions: ['is_offered', 'has_stock', 'stock_known', 'date_published'],
  exceptions: [{ id: 'made_to_order', cite: '16 CFR 435.2(a)' }],
  messages: ['no_date', 'preorder_undated', 'date_passed', 'stock_unknown'],
  steps: ['publish_date', 'stop_selling', 'tell_buyers'],
  templates: [{ id: 'preorder_note', to: 'page' }],
  consequence: { max: { amount: 53_088, currency: 'USD', per: 'violation' } },
  attestations: [],
  review: {
    last: '2026-11-22',
    next: '2027-05-21',
    watch: ['16 CFR 435', 'help.shopify.com pre-orders'],
  },
  examples: pre01Examples,
  governedOn: () => null,
  evaluate(product, trial) {
    const status = tracedOf(product, 'status', product.status);
    if (!trial.check('is_offered', product.status === 'ACTIVE', status))
      return trial.notApplicable();
    const shippable = product.variants.filter(({ requiresShipping }) => requiresShipping);
    const owing = shippable.filter(owesDate);
    const unread = shippable.filter(isStockUnread);
    const soldOut = tracedOf(product, 'variantsWithoutStock', titlesOf(owing, product));
    trial.check('has_stock', owing.length === 0, soldOut);
    const lead = tracedOf(product, 'statedShipTime', product.statedShipTime);
    const isMadeToOrder = product.statedShipTime !== null && MADE_TO_ORDER.test(wordsOf(product));
    if (trial.excepts('made_to_order', owing.length > 0 && isMadeToOrder, lead))
      return trial.notApplicable();

    const dates = owing.map((variant) => ({ variant, date: dateFor(variant, product, trial) }));
    const undated = dates.filter(({ date }) => !date.isPublished);
    const dated = dates.flatMap(({ date }) => (date.isPublished ? (date.at ?? []) : []));
    const first = dated.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null;
    if (owing.length > 0) askForDate(product, undated.length === 0, trial);
    if (undated.length > 0) {
      const variants = undated.map(({ variant }) => variant);
      return trial.fail({
        message: messageFor(undated),
        params: { variants: titlesOf(variants, product) },
        deadline: 'standing',
        exposure: openValue(product, variants),
        fixes: [{ kind: 'admin_page', path: `products/${product.id}` }],
        reviewAt: first,
      });
    }
    trial.check('stock_known', unread.length === 0 ? true : null);
    if (unread.length > 0)
      return trial.unknown({
        message: 'stock_unknown',
        params: { variants: titlesOf(unread, product) },
        missing: [{ kind: 'empty', field: 'inventoryQuantity' }],
        reviewAt: first,
      });
    return trial.pass({ reviewAt: first });
  },
});

const MADE_TO_ORDER =
  /made[ -]to[ -](?:order|measure)|custom[ -]made|auf bestellung|nach maß|maßgefertigt|sur commande|sur mesure|定制|定做|客製|訂製|接单生产|接單生產/iu;

function messageFor(undated: readonly { variant: ProductVariant; date: Published }[]): string {
  if (undated.every(({ date }) => date.at !== null)) return 'date_passed';
  return undated.every(({ variant }) => isPreOrder(variant)) ? 'preorder_undated' : 'no_date';
}

function isPreOrder({ sellingPlans }: ProductVariant): boolean {
  return sellingPlans.some(({ category }) => category === 'PRE_ORDER');
}

/** Sold below nothing, or as a pre-order whatever the stock. */
function owesDate(variant: ProductVariant): boolean {
  const { inventoryPolicy, inventoryQuantity, isTracked } = variant;
  const isOversold =
    isTracked &&
    inventoryPolicy === 'CONTINUE' &&
    inventoryQuantity !== null &&
    inventoryQuantity <= 0;
  return isOversold || isPreOrder(variant);
}

function isStockUnread({ inventoryPolicy, inventoryQuantity, isTracked }: ProductVariant): boolean {
  return isTracked && inventoryPolicy === 'CONTINUE' && inventoryQuantity === null;
}

/** `at`: the day itself where it can be read as one; one that has passed is not published any more. */
interface Published {
  isPublished: boolean;
  at: Date | null;
}

function dateFor(variant: ProductVariant, product: ProductSubject, trial: Trial): Published {
  const { value } = metafieldFor(product, 'ship_date', { keys: DATE_KEYS, variant });
  const inText = product.statedShipTime !== null || shipDateIn(product.description) !== null;
  const days = [
    ...variant.sellingPlans.flatMap(({ deliveryAnchorAt }) => deliveryAnchorAt ?? []),
    ...(value === null ? [] : dayIn(value)),
  ].toSorted((a, b) => b.getTime() - a.getTime());
  const last = days[0] ?? null;
  const isWordy = value !== null && dayIn(value).length === 0;
  if (inText || isWordy) return { isPublished: true, at: null };
  return { isPublished: last !== null && last > trial.asOf, at: last };
}

const DATE_KEYS =
  /(?:ship|dispatch|release|available|pre.?order|restock)[a-z_-]{0,20}(?:date|on|from|by|at)$|lead.?time$/i;

/** A date or an instant as Shopify keeps them; anything else is words for people. */
function dayIn(value: string): Date[] {
  if (!/^\d{4}-\d{2}-\d{2}(?:T[\d:.]{5,12}(?:Z|[+-]\d{2}:\d{2})?)?$/.test(value)) return [];
  const at = new Date(value.length === 10 ? `${value}T23:59:59Z` : value);
  return Number.isNaN(at.getTime()) ? [] : [at];
}

function askForDate(product: ProductSubject, isPublished: boolean, trial: Trial): void {
  const anchors = product.variants
    .flatMap(({ sellingPlans }) =>
      sellingPlans.flatMap(({ deliveryAnchorAt }) => deliveryAnchorAt ?? []),
    )
    .toSorted((a, b) => b.getTime() - a.getTime());
  const { value } = metafieldFor(product, 'ship_date', { keys: DATE_KEYS });
  const sentence = product.statedShipTime ?? shipDateIn(product.description)?.slice(0, 300) ?? null;
  trial.check(
    'date_published',
    isPublished,
    tracedOf(product, 'planDate', anchors[0] ?? null),
    tracedOf(product, 'metafieldDate', value),
    tracedValue('textDate', sentence, { at: product.updatedAt, origin: 'text' }),
  );
}

function openValue({ openOrders, variants }: ProductSubject, concerned: readonly ProductVariant[]) {
  const ids = new Set(concerned.map(({ id }) => id));
  const isOnly = variants.length === 1;
  return sumsByCurrency(
    openOrders
      .filter(({ variantId }) => (variantId === null ? isOnly : ids.has(variantId)))
      .map(({ value }) => value),
  );
}

/** Three variants at most; a product with one variant is called by its own title. */
function titlesOf(variants: readonly ProductVariant[], product: ProductSubject): string {
  if (variants.length > 0 && product.variants.length === 1) return product.title.slice(0, 100);
  const titles = variants.slice(0, 3).map(({ title }) => title.slice(0, 60));
  return titles.join(', ') + (variants.length > titles.length ? ', …' : '');
}

function wordsOf({ title, description, productType, tags }: ProductSubject): string {
  return [title, productType, ...tags, description].join('\n');
}
