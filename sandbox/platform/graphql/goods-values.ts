import type { VariantMore } from '#sandbox/world/shop-side.ts';
import { gid, graphDecimal, graphInstant } from '../formats.ts';
import type { ProductRecord, VariantRecord } from '../inventory.ts';
import { connectionOf } from './connection.ts';
import type { ConnectionArguments } from './connection.ts';
import type { GraphContext } from './context.ts';
import { metafieldNode } from './value-nodes.ts';

/** Parts of goods that lead to nothing else. Amounts are minor units. */

export function money(minor: number, currency: string) {
  return { amount: graphDecimal(minor, currency), currencyCode: currency };
}

/** The category as Shopify's taxonomy names it; its own name is the last part of the full one. */
export function categoryNode({ more: { category } }: ProductRecord) {
  if (category === null) return null;
  const id = category.id.replace(/^gid:.*\//, '');
  return {
    __typename: 'TaxonomyCategory',
    id: `gid://shopify/TaxonomyCategory/${id}`,
    name: category.fullName.split(' > ').at(-1),
    fullName: category.fullName,
    level: category.fullName.split(' > ').length,
    isArchived: false,
    isLeaf: true,
    isRoot: !category.fullName.includes(' > '),
  };
}

/** `metafield` and `metafields` of a product or a variant. */
export function metafieldsOf(
  fields: VariantMore['metafields'],
  owner: { type: 'PRODUCT' | 'PRODUCTVARIANT'; id: number; changedAt: number },
) {
  const nodes = () =>
    fields.map((field, index) => {
      const id = owner.id * 100 + index;
      const { changedAt } = owner;
      const known = { ...field, id, createdAt: changedAt, updatedAt: changedAt };
      return metafieldNode(known, owner.type);
    });
  return {
    metafield: ({ namespace, key }: { namespace?: string | null; key: string }) => {
      const isAsked = (field: { namespace: string; key: string }) =>
        field.key === key && (namespace == null || field.namespace === namespace);
      return nodes().find(isAsked) ?? null;
    },
    metafields: (
      args: ConnectionArguments & { namespace?: string | null; keys?: string[] | null },
      context: GraphContext,
    ) => {
      const found = nodes().filter(
        (field) =>
          (args.namespace == null || field.namespace === args.namespace) &&
          (args.keys == null || args.keys.includes(`${field.namespace}.${field.key}`)),
      );
      return connectionOf(found, args, context);
    },
  };
}

/** The price in a country's market; the shop's own, in its currency, where the market has none. */
export function contextualPricing(
  { variant, more }: VariantRecord,
  { context }: { context: { country?: string | null } },
  currency: string,
) {
  const market = more.marketPrices.find(({ country }) => country === context.country);
  const { priceMinor, compareAtMinor } = market ?? variant;
  const charged = market?.currency ?? currency;
  return {
    __typename: 'ProductVariantContextualPricing',
    price: money(priceMinor, charged),
    compareAtPrice: compareAtMinor === null ? null : money(compareAtMinor, charged),
    unitPrice: unitPrice(more, priceMinor, charged),
  };
}

export function unitPriceMeasurement({ unitPrice: measured }: VariantRecord['more']) {
  if (measured === null) return null;
  const unit = measured.unit.toUpperCase();
  return {
    measuredType: MEASURED_TYPES.find(([units]) => units.includes(unit))?.[1] ?? 'UNKNOWN',
    quantityUnit: unit,
    quantityValue: measured.quantity,
    referenceUnit: measured.referenceUnit.toUpperCase(),
    referenceValue: measured.referenceValue,
  };
}
const MEASURED_TYPES: readonly (readonly [readonly string[], string])[] = [
  [['ML', 'CL', 'L', 'M3', 'FLOZ', 'PT', 'QT', 'GAL'], 'VOLUME'],
  [['MG', 'G', 'KG', 'OZ', 'LB'], 'WEIGHT'],
  [['MM', 'CM', 'M', 'IN', 'FT', 'YD'], 'LENGTH'],
  [['M2', 'FT2'], 'AREA'],
  [['ITEM'], 'COUNT'],
];

/** What one reference unit costs; null without a measurement. Both units are taken to be the same kind of thing. */
export function unitPrice(
  { unitPrice: measured }: VariantRecord['more'],
  priceMinor: number,
  currency: string,
) {
  if (measured === null || measured.quantity <= 0) return null;
  const scale = scaleOf(measured.referenceUnit) / scaleOf(measured.unit);
  const minor = (priceMinor / measured.quantity) * measured.referenceValue * scale;
  return money(Math.round(minor), currency);
}

/** How many of the smallest metric unit of its kind a unit holds; 1 for what is never mixed here. */
function scaleOf(unit: string): number {
  return (
    { CL: 10, L: 1_000, M3: 1_000_000, G: 1_000, KG: 1_000_000, CM: 10, M: 1_000 }[
      unit.toUpperCase()
    ] ?? 1
  );
}

/** HS codes by country; each country has one. */
export function countryCodes(
  { more, variant }: VariantRecord,
  args: ConnectionArguments,
  context: GraphContext,
) {
  const nodes = more.hsByCountry.map(({ country, code }) => ({
    id: `${variant.inventoryItemId}-${country}`,
    countryCode: country,
    harmonizedSystemCode: code,
  }));
  return connectionOf(nodes, args, context);
}

/** A group per plan. Of a pre-order the platform states no date: it stands in the plan's name, if anywhere. */
export function sellingPlanGroups(variants: readonly VariantRecord[], createdAt: number) {
  const plans = new Map(
    variants.flatMap(({ more }) => more.sellingPlans).map((plan) => [plan.id, plan]),
  );
  return [...plans.values()].map((plan) => {
    const node = {
      __typename: 'SellingPlan',
      id: gid('SellingPlan', plan.id),
      name: plan.name,
      category: plan.category,
      options: [plan.name],
      position: 1,
      description: null,
      createdAt: graphInstant(createdAt),
      deliveryPolicy: {
        __typename: 'SellingPlanFixedDeliveryPolicy',
        anchors: [],
        cutoff: null,
        fulfillmentExactTime: null,
        fulfillmentTrigger: 'UNKNOWN',
        intent: 'FULFILLMENT_BEGIN',
        preAnchorBehavior: 'ASAP',
      },
      billingPolicy: {
        __typename: 'SellingPlanFixedBillingPolicy',
        checkoutCharge: {
          type: 'PERCENTAGE',
          value: { __typename: 'SellingPlanCheckoutChargePercentageValue', percentage: 100 },
        },
        remainingBalanceChargeTrigger: 'NO_REMAINING_BALANCE',
      },
      pricingPolicies: [],
    };
    return {
      __typename: 'SellingPlanGroup',
      id: gid('SellingPlanGroup', plan.id),
      name: plan.name,
      merchantCode: `plan-${plan.id}`,
      options: [plan.name],
      position: 1,
      createdAt: graphInstant(createdAt),
      sellingPlans: (args: ConnectionArguments, context: GraphContext) =>
        connectionOf([node], args, context),
    };
  });
}
