import { expect, test } from 'vitest';
import type { FactGroup } from '#app/domain/findings/fact-groups.ts';
import type { Rule } from '#app/domain/findings/rule.ts';
import { rulesOf } from '#app/domain/findings/rules/catalogue.ts';
import {
  SUBJECT_KINDS,
  type ShopContext,
  type SubjectKind,
  type Subjects,
} from '#app/domain/findings/subjects.ts';
import { evaluateRule } from '#app/domain/findings/evaluate-rule.ts';

/**
 * Which groups of facts a field is made of: when one of them changes, the rules that declare it are asked again. A rule that
 * reads a field and leaves a group out would keep saying what is no longer so.
 */
const GROUPS_OF: {
  readonly [K in SubjectKind]: Readonly<
    Record<Exclude<keyof Subjects[K], 'kind' | 'id' | 'shop'>, readonly FactGroup[]>
  >;
} = {
  order: {
    name: ['order'],
    createdAt: ['order'],
    processedAt: ['order'],
    cancelledAt: ['order'],
    total: ['order'],
    buyerCountry: ['order'],
    isCompany: ['order.details'],
    payments: ['order.details'],
    lines: ['order.details'],
    refunds: ['order.details'],
    shippingPaid: ['order.details'],
    isShipped: ['order.details'],
    duties: ['order.details'],
    promiseToShip: ['order.details', 'policies', 'shop'],
    promiseToDeliver: ['order.details', 'policies', 'shop'],
    fulfillments: ['parcels'],
    isRenewal: ['order.details'],
    notices: ['order.notices'],
    transitP90Days: ['destinations'],
    saysNoCustomsFees: ['order.details', 'policies'],
  },
  parcel: {
    orderId: ['parcels'],
    orderName: ['order'],
    orderedAt: ['order'],
    orderTotal: ['order'],
    value: ['parcels'],
    buyerCountry: ['order'],
    postcodeHash: ['order'],
    isShipped: ['order.details'],
    isCancelled: ['parcels'],
    markedAt: ['parcels'],
    number: ['parcels'],
    carrier: ['parcels'],
    carrierIsReadable: ['destinations'],
    originCountry: ['parcels'],
    handedOverAt: ['parcels'],
    deliveredAt: ['parcels'],
    deliveredCountry: ['parcels'],
    deliveredPostcodeHash: ['parcels'],
    firstScanAt: ['parcels'],
    markToScanP90Days: ['destinations'],
    carrierGraceDays: ['shop'],
    proofs: ['parcels'],
    sharers: ['parcels', 'order'],
    linkedNumbers: ['parcels'],
  },
  product: {
    title: ['product'],
    description: ['product'],
    vendor: ['product'],
    productType: ['product'],
    tags: ['product'],
    status: ['product'],
    category: ['product'],
    mediaCount: ['product'],
    updatedAt: ['product'],
    metafields: ['product'],
    soldIn: ['product', 'shop'],
    variants: ['product'],
    openOrders: ['order'],
    recentSales: ['order'],
    locales: ['shop'],
    answers: ['attestations'],
    mapped: ['shop'],
    statedShipTime: ['product'],
  },
  price: {
    variantId: ['prices'],
    productId: [],
    label: ['product'],
    country: ['prices'],
    isSold: ['product', 'shop'],
    recordedSince: ['prices'],
    productCreatedAt: ['product'],
    history: ['prices'],
    salesSinceClaim: ['order', 'prices'],
    soldAtCompareAt: ['order', 'prices'],
    category: ['product'],
  },
  return: {
    orderId: ['returns'],
    orderName: ['order'],
    buyerCountry: ['order'],
    isCompany: ['order.details'],
    status: ['returns'],
    requestedAt: ['returns'],
    reasons: ['returns'],
    deliveredAt: ['parcels'],
    goodsBackAt: ['returns'],
    goodsValue: ['returns'],
    shippingPaid: ['order.details'],
    isWholeOrder: ['returns'],
    refunds: ['order.details'],
    paidBy: ['order.details'],
  },
  dispute: {
    orderId: ['disputes'],
    orderName: ['order'],
    status: ['disputes'],
    type: ['disputes'],
    reason: ['disputes'],
    networkReasonCode: ['disputes'],
    amount: ['disputes'],
    initiatedAt: ['disputes'],
    evidenceDueBy: ['disputes'],
    evidenceSentOn: ['disputes'],
    finalizedOn: ['disputes'],
    gateway: ['order.details'],
    orderTotal: ['order'],
    deliveredAt: ['parcels'],
    isPostcodeMatched: ['parcels'],
    hasNumber: ['parcels'],
  },
  destination: {
    claim: ['policies'],
    orderToScan: ['destinations'],
    orderToDoor: ['destinations'],
    open: ['order'],
  },
  variant: {
    productId: ['plans'],
    label: ['plans'],
    plannedAt: ['plans'],
    plan: ['plans'],
    gaps: ['plans'],
  },
  cash: {
    madeAt: ['forecast'],
    threshold: ['forecast'],
    safeUntil: ['forecast'],
    belowChance: ['forecast'],
    low: ['forecast'],
    gaps: ['forecast'],
  },
  shop: {
    policies: ['policies'],
    locales: ['shop'],
    links: ['pages'],
    pages: ['pages'],
    returnRules: ['policies'],
    privacy: ['privacy'],
    disputes: ['disputes', 'order'],
    recentOrders: ['order'],
  },
};

/** Of the shop: what is not named here changes only together with a judging of everything. */
const GROUPS_OF_SHOP: Partial<Record<keyof ShopContext, readonly FactGroup[]>> = {
  targets: ['shop'],
  shipsFrom: ['shop'],
};

const rules = SUBJECT_KINDS.flatMap((kind) =>
  rulesOf(kind).map(({ id }) => ({ id, undeclared: () => undeclaredOf(kind, id) })),
);

test.each(rules)('$id declares every group of facts that its examples read', ({ undeclared }) => {
  expect(undeclared()).toEqual([]);
});

function undeclaredOf<K extends SubjectKind>(kind: K, id: string): string[] {
  const rule = rulesOf(kind).find((each) => each.id === id);
  const declared = new Set<FactGroup>(rule?.requires.facts);
  const missing = rule === undefined ? ['no such rule'] : fieldsRead(rule);
  const groupsOf: Readonly<Record<string, readonly FactGroup[]>> = GROUPS_OF[kind];
  return missing
    .flatMap((field) => (groupsOf[field] ?? shopGroups(field)).map((group) => ({ field, group })))
    .filter(({ group }) => !declared.has(group))
    .map(({ field, group }) => `${group} (${field})`)
    .toSorted();
}

function shopGroups(field: string): readonly FactGroup[] {
  const groups: Readonly<Record<string, readonly FactGroup[]>> = GROUPS_OF_SHOP;
  return field.startsWith('shop.') ? (groups[field.slice('shop.'.length)] ?? []) : [];
}

/** Names of the fields that a rule reads in any of its examples; of the shop as `shop.<field>`. */
function fieldsRead<K extends SubjectKind>(rule: Rule<K>): string[] {
  const read = new Set<string>();
  for (const { facts, asOf, overrides } of rule.examples) {
    const shop = watched(facts.shop, (field) => read.add(`shop.${field}`));
    const subject = watched({ ...facts, shop }, (field) => read.add(field));
    evaluateRule(rule, subject, overrides === undefined ? { asOf } : { asOf, overrides });
  }
  return [...read];
}

function watched<T extends object>(target: T, note: (field: string) => void): T {
  return new Proxy(target, {
    get(of, field, receiver) {
      if (typeof field === 'string') note(field);
      return Reflect.get(of, field, receiver);
    },
  });
}
