import type { Fact } from '#app/domain/findings/fact.ts';
import type { Band, CashGap } from '#app/domain/cash/cash-forecast.ts';
import type { PlanGap, VariantPlan } from '#app/domain/inventory/variant-plan.ts';
import type { ProofCode } from '#app/domain/parcels/proof.ts';
import type { Money } from '#app/domain/shared/money.ts';

/** What rules look at. Ids are text: see `subjectKey` for how each is made. */
export const SUBJECT_KINDS = [
  'order', // id: Shopify's order id
  'parcel', // `{fulfillmentId}.{position}`
  'product', // product id
  'price', // `{variantId}@{country}`, or `@shop` for the shop's own price
  'return', // return id
  'dispute', // dispute id
  'destination', // ISO alpha-2
  'variant', // variant id
  'cash', // ISO 4217 of the forecast
  'shop', // `shop`
] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

export interface SubjectRef {
  kind: SubjectKind;
  id: string;
}

/** What every rule is told about the shop. Countries are ISO alpha-2. */
export interface ShopContext {
  currency: string;
  country: string | null;
  timeZone: string;
  installedAt: Date;
  /** Where it sells: markets and shipping zones, or what the merchant set. */
  targets: Fact<readonly string[]>;
  /** Where its goods start when a parcel does not say: the countries of its locations and suppliers. */
  shipsFrom: Fact<readonly string[]>;
  /** Answers that are still valid, by attestation code. */
  attestations: Readonly<Record<string, Attested>>;
}

export interface Attested {
  answer: 'yes' | 'no';
  at: Date;
  /** Null: until taken back. */
  until: Date | null;
  note: string;
}

export interface OrderSubject {
  kind: 'order';
  id: string;
  /** `#1001` */
  name: string;
  shop: ShopContext;
  createdAt: Date;
  processedAt: Date | null;
  cancelledAt: Date | null;
  total: Money;
  /** Of the delivery address. */
  buyerCountry: Fact<string>;
  isCompany: Fact<boolean>;
  /** Every transaction. Cash on delivery and manual payments have `isManual`. */
  payments: Fact<readonly Payment[]>;
  lines: Fact<readonly OrderLine[]>;
  refunds: Fact<readonly OrderRefund[]>;
  /** What the buyer paid for delivery. */
  shippingPaid: Fact<Money>;
  /** Parcels by mail or courier, as opposed to pickup and the shop's own van. */
  isShipped: Fact<boolean>;
  duties: Fact<{ included: boolean; charged: Money | null }>;
  /** Time to ship that was agreed or stated, most trusted first; unknown: nobody said anything, so the law's default holds. */
  promiseToShip: Fact<Promised>;
  /** The same for delivery. */
  promiseToDeliver: Fact<Promised>;
  fulfillments: readonly OrderFulfillment[];
  /** Placed by a subscription itself, after its first order (`Order.sourceName` says so); false for every other. */
  isRenewal: boolean;
  /** Delay notices the merchant sent, oldest first. */
  notices: readonly DelayNotice[];
  /** Days from hand-over to delivery that nine of ten parcels to this country stay below. */
  transitP90Days: Fact<number>;
  /** The sentence of a policy or product that says that no customs fees come. */
  saysNoCustomsFees: Fact<{ text: string; where: string } | null>;
}

export interface Payment {
  kind: 'AUTHORIZATION' | 'SALE' | 'CAPTURE' | 'REFUND' | 'VOID' | 'OTHER';
  status: 'SUCCESS' | 'PENDING' | 'FAILURE' | 'ERROR' | 'OTHER';
  gateway: string;
  isManual: boolean;
  /** Store credit or a gift card. */
  isStoreCredit: boolean;
  amount: Money;
  processedAt: Date;
}

export interface OrderLine {
  id: string;
  title: string;
  sku: string | null;
  productId: string | null;
  variantId: string | null;
  quantity: number;
  /** Not yet in a fulfillment and not taken back. */
  unfulfilledQuantity: number;
  requiresShipping: boolean;
  /** Of the whole quantity, after discounts. */
  total: Money;
  sellingPlan: string | null;
  hsCode: string | null;
  /** Where the goods were made. */
  originCountry: string | null;
}

export interface OrderRefund {
  id: string;
  createdAt: Date;
  total: Money;
  /** Outbound delivery that was paid back. */
  shipping: Money;
  payments: readonly Payment[];
  returnId: string | null;
}

/** Days in the unit the text or setting uses, or an instant. */
export type Promised =
  | { days: number; unit: 'calendar' | 'business'; from: PromiseOrigin; text: string | null }
  | { until: Date; from: PromiseOrigin; text: string | null };
export type PromiseOrigin =
  'merchant_setting' | 'selling_plan' | 'delivery_method' | 'fulfill_by' | 'policy_text';

export interface OrderFulfillment {
  id: string;
  /** When it was marked as fulfilled, which is not shipping. */
  markedAt: Date;
  isCancelled: boolean;
  lineIds: readonly string[];
  parcels: readonly OrderParcel[];
}

export interface OrderParcel {
  number: string | null;
  carrier: string | null;
  /** First scan that proves that the carrier had it. */
  handedOverAt: Date | null;
  deliveredAt: Date | null;
  originCountry: string | null;
  /** False: this carrier has never been seen to scan anything that reaches Lastscan. */
  isReadable: boolean;
}

/** A notice of delay, as it was recorded. */
export interface DelayNotice {
  sentAt: Date;
  /** Null: no new date was given. */
  newShipBy: Date | null;
  answer: 'none' | 'accepted' | 'cancelled';
}

export interface ParcelSubject {
  kind: 'parcel';
  id: string;
  shop: ShopContext;
  orderId: string;
  orderName: string;
  orderedAt: Date;
  orderTotal: Money;
  value: Money;
  buyerCountry: string | null;
  /** Hashed; null: the address has none or it may not be read. */
  postcodeHash: string | null;
  isShipped: boolean;
  isCancelled: boolean;
  markedAt: Date;
  number: string | null;
  carrier: string | null;
  carrierIsReadable: boolean;
  originCountry: string | null;
  handedOverAt: Date | null;
  deliveredAt: Date | null;
  /** Where the delivery scan says it was; null: it does not say. */
  deliveredCountry: string | null;
  /** Of where it was left; null: not told, or left at a pick-up point. */
  deliveredPostcodeHash: string | null;
  firstScanAt: Date | null;
  /** Business days from marked to first scan that nine of ten parcels of this location stay below. */
  markToScanP90Days: Fact<number>;
  /** Extra business days this carrier is given because it is known to scan late. */
  carrierGraceDays: number;
  /** What speaks against the number (domain/parcels/proof.ts). `dismissal`: why a person set it aside; null: nobody did. */
  proofs: readonly {
    code: ProofCode;
    weight: 'proof' | 'suspicion';
    at: Date | null;
    dismissal: string | null;
  }[];
  /** Other orders that carry the same number, within twelve months. */
  sharers: readonly {
    orderId: string;
    orderName: string;
    orderedAt: Date;
    total: Money;
    buyerCountry: string | null;
    postcodeHash: string | null;
    markedAt: Date;
  }[];
  /** Numbers that continue this one on its way, by confirmed links. Numbers that it continues itself are not among them. */
  linkedNumbers: readonly string[];
}

export interface ProductSubject {
  kind: 'product';
  id: string;
  shop: ShopContext;
  title: string;
  /** Plain text, at most 20,000 characters. */
  description: string;
  vendor: string;
  productType: string;
  tags: readonly string[];
  status: 'ACTIVE' | 'DRAFT' | 'ARCHIVED';
  category: { id: string; fullName: string } | null;
  mediaCount: number;
  updatedAt: Date;
  /** By `namespace.key`. */
  metafields: Readonly<Record<string, string>>;
  /** Of the countries the shop sells to, those where this product is sold. */
  soldIn: Fact<readonly string[]>;
  variants: readonly ProductVariant[];
  /** Open (paid, not shipped, not cancelled) lines of it, by destination and variant. */
  openOrders: readonly { country: string | null; value: Money; variantId: string | null }[];
  /** Sales of the last 30 days, by destination. */
  recentSales: readonly { country: string | null; value: Money }[];
  /** Locale codes the shop publishes. */
  locales: readonly string[];
  /** Answers about this product alone, by attestation code. */
  answers: Readonly<Record<string, Attested & { choice: string }>>;
  /** Metafields the merchant has mapped: what → `namespace.key`. */
  mapped: Readonly<Record<string, string>>;
  /** The shop publishes the policy or page text that names a lead time for it; null: none found. */
  statedShipTime: string | null;
}

export interface ProductVariant {
  id: string;
  title: string;
  sku: string | null;
  barcode: string | null;
  price: Money;
  compareAt: Money | null;
  inventoryPolicy: 'CONTINUE' | 'DENY';
  inventoryQuantity: number | null;
  isTracked: boolean;
  requiresShipping: boolean;
  hsCode: string | null;
  hsByCountry: Readonly<Record<string, string>>;
  originCountry: string | null;
  weightGrams: number | null;
  hasUnitPrice: boolean;
  sellingPlans: readonly { category: string; name: string; deliveryAnchorAt: Date | null }[];
  metafields: Readonly<Record<string, string>>;
  /** SKUs are compared over the whole shop: this one is used by another variant too. */
  isSkuShared: boolean;
  /** Countries of the locations that stock it, ISO alpha-2; left out: not read, so the shop's own answer stands. */
  stockedIn?: readonly string[];
}

export interface PriceSubject {
  kind: 'price';
  id: string;
  shop: ShopContext;
  variantId: string;
  productId: string;
  /** `product title · variant title` */
  label: string;
  /** Null: the shop's own price. */
  country: string | null;
  isSold: boolean;
  /** Since when prices of this variant are recorded. */
  recordedSince: Date;
  productCreatedAt: Date;
  /** Every recorded price, oldest first; the last one is today's. */
  history: readonly PricePoint[];
  /** Sales under the price claim since it began, and units sold at the compare-at price, where orders say so. */
  salesSinceClaim: readonly Money[];
  soldAtCompareAt: boolean | null;
  category: string | null;
}

export interface PricePoint {
  at: Date;
  price: Money;
  compareAt: Money | null;
}

export interface ReturnSubject {
  kind: 'return';
  id: string;
  shop: ShopContext;
  orderId: string;
  orderName: string;
  buyerCountry: Fact<string>;
  isCompany: Fact<boolean>;
  status: 'REQUESTED' | 'OPEN' | 'CLOSED' | 'DECLINED' | 'CANCELED';
  requestedAt: Date;
  /** Shopify's reason codes. */
  reasons: readonly string[];
  deliveredAt: Fact<Date>;
  goodsBackAt: Fact<Date | null>;
  /** What the returned lines cost, after discounts. */
  goodsValue: Money;
  /** Delivery the buyer paid, and what the cheapest standard delivery would have cost, null when not known. */
  shippingPaid: Fact<Money>;
  isWholeOrder: boolean;
  refunds: readonly OrderRefund[];
  /** Gateways that took the buyer's money. */
  paidBy: readonly string[];
}

export interface DisputeSubject {
  kind: 'dispute';
  id: string;
  shop: ShopContext;
  orderId: string | null;
  orderName: string | null;
  status: string;
  type: 'CHARGEBACK' | 'INQUIRY';
  reason: string;
  networkReasonCode: string | null;
  amount: Money;
  initiatedAt: Date;
  evidenceDueBy: Fact<Date>;
  evidenceSentOn: Date | null;
  finalizedOn: Date | null;
  gateway: string | null;
  orderTotal: Money | null;
  deliveredAt: Date | null;
  /** The delivery scan names the buyer's postcode; null: it names none. */
  isPostcodeMatched: boolean | null;
  hasNumber: boolean;
}

export interface DestinationSubject {
  kind: 'destination';
  /** ISO alpha-2. */
  id: string;
  shop: ShopContext;
  /** What the shop says of it; the first word of the policy, product text or rate that names days. */
  claim: Fact<{
    text: string;
    /** The sentence that names the time to ship, where it is another one. */
    dispatchText?: string;
    where: string;
    dispatchDays: number | null;
    deliveryDays: number | null;
    unit: 'calendar' | 'business';
  }>;
  /** Calendar days; `n` parcels of the last 90 days. */
  orderToScan: { n: number; p50: number; p90: number } | null;
  orderToDoor: { n: number; p50: number; p90: number } | null;
  /** Open orders there. */
  open: readonly { orderedAt: Date; value: Money }[];
}

export interface PolicyText {
  type: string;
  locale: string;
  /** Plain text, at most 100,000 characters; markup and scripts are gone. */
  text: string;
  /** Links of the text, absolute. */
  links: readonly string[];
  url: string | null;
  updatedAt: Date;
}

export interface ShopSubject {
  kind: 'shop';
  id: 'shop';
  shop: ShopContext;
  policies: Fact<readonly PolicyText[]>;
  /** Published locales, the primary one first. */
  locales: Fact<readonly string[]>;
  /** Links in menus, and the titles of published pages. */
  links: Fact<readonly { title: string; url: string; where: 'menu' | 'page' }[]>;
  pages: Fact<readonly { title: string; text: string }[]>;
  returnRules: Fact<
    readonly {
      name: string;
      countries: readonly string[];
      canAcceptReturns: boolean;
      /** Null: no end. */
      windowDays: number | null;
    }[]
  >;
  privacy: Fact<{ bannerEnabled: boolean; bannerAutoManaged: boolean }>;
  /** Card orders and disputes of the last 30 days. */
  disputes: Fact<{
    disputes: number;
    cardOrders: number;
    byReason: Readonly<Record<string, number>>;
  }>;
  /** Orders of the last 14 days, by destination. */
  recentOrders: readonly { country: string | null; value: Money; count: number }[];
}

/** What is planned for a variant, as of its last plan. */
export interface VariantSubject {
  kind: 'variant';
  id: string;
  shop: ShopContext;
  productId: string;
  /** `product title · variant title` */
  label: string;
  plannedAt: Date;
  plan: VariantPlan['plan'];
  gaps: readonly PlanGap[];
}

/** What the forecast of cash in one currency says, as it was last made. */
export interface CashSubject {
  kind: 'cash';
  id: string;
  shop: ShopContext;
  madeAt: Date;
  /** Null: none set. */
  threshold: Money | null;
  /** The first day by whose end more than one in five futures has been below the threshold, ISO; null: none. */
  safeUntil: string | null;
  /** The chance that it falls below within the 13 weeks; null: no threshold in this currency. */
  belowChance: number | null;
  /** Where it is lowest in the median future. */
  low: { on: string; band: Band };
  gaps: readonly CashGap[];
}

export interface Subjects {
  order: OrderSubject;
  parcel: ParcelSubject;
  product: ProductSubject;
  price: PriceSubject;
  return: ReturnSubject;
  dispute: DisputeSubject;
  destination: DestinationSubject;
  variant: VariantSubject;
  cash: CashSubject;
  shop: ShopSubject;
}
