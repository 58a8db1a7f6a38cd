import { z } from 'zod';
import { BadRequest } from './http.ts';
import type { Platform } from './platform-contract.ts';
import type { PlatformEffect } from './platform-effects.ts';
import type { ShopStore } from './shop-store.ts';

const shop = z.string();
const minor = z.number().int().min(0);
const scopesSchema = z.object({ shop, scopes: z.array(z.string()).max(100) });
const priceSchema = z.object({
  shop,
  variantId: z.number().int(),
  priceMinor: minor,
  compareAtMinor: minor.nullable().default(null),
});
const productSchema = z.object({
  shop,
  title: z.string().min(1),
  sku: z.string(),
  priceMinor: minor,
});
const deletionSchema = z.object({ shop, productId: z.number().int() });
const policySchema = z.object({
  shop,
  type: z.enum([
    'REFUND_POLICY',
    'SHIPPING_POLICY',
    'PRIVACY_POLICY',
    'TERMS_OF_SERVICE',
    'TERMS_OF_SALE',
    'LEGAL_NOTICE',
    'CONTACT_INFORMATION',
    'SUBSCRIPTION_POLICY',
  ]),
  /** HTML; null takes the policy away. */
  body: z.string().nullable(),
});

const stockSchema = z.object({
  shop,
  variantId: z.number().int(),
  quantity: z.number().int(),
  /** By default where the variant is kept. */
  locationId: z.number().int().optional(),
});
const costSchema = z.object({
  shop,
  variantId: z.number().int(),
  unitCostMinor: minor.nullable(),
  currency: z.string().length(3).nullable().default(null),
});
const paymentsSchema = z.object({
  shop,
  /** Null turns Shopify Payments off; a part of the settings changes that part. */
  settings: z
    .object({
      interval: z.enum(['DAILY', 'WEEKLY', 'MONTHLY', 'MANUAL']),
      weeklyAnchor: z.number().int().min(1).max(5).nullable(),
      monthlyAnchor: z.number().int().min(1).max(31).nullable(),
      lagBusinessDays: z.number().int().min(0).max(30),
      bankBusinessDays: z.array(z.number().int().min(0).max(10)).min(1),
      feeBp: z.number().int().min(0).max(10_000),
      fixedFeeMinor: minor,
      disputeFeeMinor: minor,
      reserve: z
        .object({
          percentBp: z.number().int().min(0).max(10_000),
          days: z.number().int().min(1).max(365),
          since: z.number().nullable().default(null),
        })
        .nullable(),
    })
    .partial()
    .nullable(),
  /** Balances in other currencies. */
  otherBalances: z.array(z.object({ minor: z.number().int(), currency: z.string() })).optional(),
});
const payoutSchema = z.object({ shop });
const payoutEndSchema = z.object({
  shop,
  payoutId: z.number().int(),
  status: z.enum(['FAILED', 'CANCELED']),
});

type Route = (body: Record<string, unknown>) => unknown;

/**
 * What a merchant does by hand on Shopify, for tests: `scopes`, `prices`, `products`, `product-deletions`, `policies`,
 * `stock`, `incoming`, `costs`, `payments`, `payouts` (pays out what is available now), `payout-ends`.
 */
export function merchantControls(platform: Platform): Record<string, Route> {
  const now = (domain: string) => ({ at: platform.clock.now(), shop: domain });
  const apply = (effect: PlatformEffect, refusal: string) => {
    if (platform.apply(effect) === null) throw new BadRequest(refusal);
    return {};
  };
  return {
    'POST scopes': (body) => {
      const given = parse(scopesSchema, body);
      platform.setScopes(given.shop, given.scopes);
      return { granted: platform.scopesOf(given.shop) };
    },
    'POST prices': (body) => {
      const given = parse(priceSchema, body);
      return apply(
        { kind: 'price_changed', ...given, ...now(given.shop) },
        'variantId: no such variant',
      );
    },
    'POST products': (body) => {
      const given = parse(productSchema, body);
      const product = newProduct(given, platform.store(given.shop), platform.clock.now());
      platform.apply({ kind: 'product_created', ...now(given.shop), product });
      return { productId: product.id, variantId: product.variants[0]?.id };
    },
    'POST product-deletions': (body) => {
      const given = parse(deletionSchema, body);
      return apply(
        { kind: 'product_deleted', ...given, ...now(given.shop) },
        'productId: no such product',
      );
    },
    'POST policies': (body) => {
      const given = parse(policySchema, body);
      const { settings } = platform.store(given.shop).side;
      const others = settings.policies.filter(({ type }) => type !== given.type);
      const written =
        given.body === null
          ? []
          : [
              {
                type: given.type,
                body: given.body,
                updatedAt: platform.clock.now(),
                translations: [],
              },
            ];
      const side = { ...settings, policies: [...others, ...written] };
      platform.apply({ kind: 'shop_side_changed', ...now(given.shop), side });
      return {};
    },
    'POST stock': (body) => {
      const given = parse(stockSchema, body);
      return apply(
        {
          kind: 'inventory_changed',
          ...now(given.shop),
          ...placeOf(given, platform.store(given.shop)),
          available: given.quantity,
        },
        'variantId: not counted at this location',
      );
    },
    'POST incoming': (body) => {
      const given = parse(stockSchema, body);
      return apply(
        {
          kind: 'incoming_changed',
          ...now(given.shop),
          ...placeOf(given, platform.store(given.shop)),
          incoming: given.quantity,
        },
        'variantId: not counted at this location',
      );
    },
    'POST costs': (body) => {
      const given = parse(costSchema, body);
      return apply(
        { kind: 'cost_set', ...given, ...now(given.shop) },
        'variantId: no such variant',
      );
    },
    'POST payments': (body) => {
      const { shop: domain, settings, otherBalances } = parse(paymentsSchema, body);
      const { payments } = platform.store(domain);
      if (otherBalances !== undefined) payments.otherBalances = otherBalances;
      const whole = settings === null ? null : { ...payments.settings, ...settings };
      return apply({ kind: 'payments_set', ...now(domain), settings: whole }, 'shop: unknown');
    },
    'POST payouts': (body) => {
      const { payments } = platform.store(parse(payoutSchema, body).shop);
      const payout = payments.payNow(platform.clock.now());
      return { payoutId: payout?.id ?? null, netMinor: payout?.netMinor ?? 0 };
    },
    'POST payout-ends': (body) => {
      const { shop: domain, payoutId, status } = parse(payoutEndSchema, body);
      const { payments } = platform.store(domain);
      if (!payments.endPayout(payoutId, status, platform.clock.now()))
        throw new BadRequest('payoutId: no such payout');
      return {};
    },
  };
}

/** The item and the place of a variant; zeros where there is none, which no level has. */
function placeOf(
  { variantId, locationId }: z.infer<typeof stockSchema>,
  { inventory }: ShopStore,
): { inventoryItemId: number; locationId: number } {
  const variant = inventory.variants.get(variantId)?.variant;
  return {
    inventoryItemId: variant?.inventoryItemId ?? 0,
    locationId: locationId ?? variant?.locationId ?? 0,
  };
}

/** A product of one variant that nobody counts; ids follow the shop's highest. */
function newProduct(
  { title, sku, priceMinor }: z.infer<typeof productSchema>,
  { inventory }: ShopStore,
  createdAt: number,
) {
  const next = (ids: Iterable<number>) => Math.max(0, ...ids) + 1;
  const variant = {
    id: next(inventory.variants.keys()),
    title: 'Default Title',
    sku,
    priceMinor,
    compareAtMinor: null,
    unitCostMinor: null,
    originCountry: null,
    hsCode: null,
    weightGrams: 0,
    requiresShipping: true,
    inventoryItemId: next(inventory.items.keys()),
    tracked: false,
    mayOversell: false,
    locationId: null,
  };
  const id = next(inventory.products.keys());
  return { id, title, vendor: '', productType: '', createdAt, variants: [variant] };
}

/** Throws what is wrong with the body as a 400. */
export function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new BadRequest(`${issue?.path.join('.') ?? 'body'}: ${issue?.message ?? 'invalid'}`);
}
