/**
 * What a merchant's own side of a shop holds beside orders and parcels: policies, markets, navigation, privacy settings,
 * money that moves. The world tells it, the platform answers with it. Instants are epoch ms of virtual time; money is in
 * minor units of `currency`, the shop's where none stands. HTML is what a merchant typed.
 */
export type PolicyType =
  | 'REFUND_POLICY'
  | 'SHIPPING_POLICY'
  | 'PRIVACY_POLICY'
  | 'TERMS_OF_SERVICE'
  | 'TERMS_OF_SALE'
  | 'LEGAL_NOTICE'
  | 'CONTACT_INFORMATION'
  | 'SUBSCRIPTION_POLICY';

export interface WorldPolicy {
  type: PolicyType;
  body: string;
  updatedAt: number;
  translations: readonly { locale: string; body: string }[];
}

export interface WorldMarket {
  id: number;
  name: string;
  handle: string;
  status: 'ACTIVE' | 'DRAFT';
  /** ISO alpha-2. */
  countries: readonly string[];
  currency: string;
}

export interface WorldMenuItem {
  id: number;
  title: string;
  url: string;
}

export interface WorldPage {
  id: number;
  title: string;
  handle: string;
  body: string;
  publishedAt: number | null;
  updatedAt: number;
}

/** Return rules of a market (`returnPolicyProfiles`). `windowDays` null: no end. */
export interface WorldReturnProfile {
  id: number;
  name: string;
  isDefault: boolean;
  marketIds: readonly number[];
  canAcceptReturns: boolean;
  windowDays: number | null;
  returnShippingFeeMinor: number | null;
}

/** Everything of a shop that is not a thing to sell, an order or a parcel, as it is now. */
export interface ShopSide {
  policies: readonly WorldPolicy[];
  markets: readonly WorldMarket[];
  menus: readonly { id: number; handle: string; title: string; items: readonly WorldMenuItem[] }[];
  pages: readonly WorldPage[];
  locales: readonly { locale: string; name: string; primary: boolean; published: boolean }[];
  privacy: { bannerEnabled: boolean; bannerAutoManaged: boolean };
  returnProfiles: readonly WorldReturnProfile[];
  /** ISO alpha-2 of every country that a shipping zone names. */
  shippingCountries: readonly string[];
}

/** What a product says beside what `WorldProduct` holds. */
export interface ProductMore {
  productId: number;
  handle: string;
  descriptionHtml: string;
  tags: readonly string[];
  status: 'ACTIVE' | 'DRAFT' | 'ARCHIVED';
  /** Shopify's taxonomy: id (`aa-1-13`) and full name; null when none was chosen. */
  category: { id: string; fullName: string } | null;
  mediaCount: number;
  metafields: readonly { namespace: string; key: string; type: string; value: string }[];
  /** Null: published everywhere. Else the ISO countries of the markets it is sold in. */
  publishedIn: readonly string[] | null;
  updatedAt: number;
}

/** What a variant says beside what `WorldVariant` holds. */
export interface VariantMore {
  variantId: number;
  barcode: string | null;
  /** HS codes by country, as `countryHarmonizedSystemCodes`. */
  hsByCountry: readonly { country: string; code: string }[];
  /** `unitPriceMeasurement`; null when the merchant has not entered one. */
  unitPrice: {
    quantity: number;
    unit: string;
    referenceValue: number;
    referenceUnit: string;
  } | null;
  metafields: readonly { namespace: string; key: string; type: string; value: string }[];
  /** Prices of markets whose price differs from the shop's own (`contextualPricing`). */
  marketPrices: readonly {
    country: string;
    currency: string;
    priceMinor: number;
    compareAtMinor: number | null;
  }[];
  sellingPlans: readonly {
    id: number;
    name: string;
    category: 'PRE_ORDER' | 'SUBSCRIPTION' | 'OTHER';
  }[];
}

export interface WorldTransaction {
  id: number;
  kind: 'AUTHORIZATION' | 'SALE' | 'CAPTURE' | 'REFUND' | 'VOID';
  status: 'SUCCESS' | 'PENDING' | 'FAILURE';
  gateway: string;
  amountMinor: number;
  processedAt: number;
}

export interface WorldRefund {
  id: number;
  orderId: number;
  createdAt: number;
  totalMinor: number;
  /** Outbound delivery that was paid back. */
  shippingMinor: number;
  returnId: number | null;
  transactions: readonly WorldTransaction[];
}

export interface WorldReturn {
  id: number;
  orderId: number;
  name: string;
  status: 'REQUESTED' | 'OPEN' | 'CLOSED' | 'DECLINED' | 'CANCELED';
  createdAt: number;
  requestApprovedAt: number | null;
  closedAt: number | null;
  /** The buyer's reason, as `returnReason`. */
  reason: string;
  /** When the goods came back (a disposed reverse fulfillment); null: not yet. */
  goodsBackAt: number | null;
}

export interface WorldDispute {
  id: number;
  orderId: number;
  type: 'CHARGEBACK' | 'INQUIRY';
  status: 'NEEDS_RESPONSE' | 'UNDER_REVIEW' | 'ACCEPTED' | 'WON' | 'LOST';
  reason: string;
  networkReasonCode: string | null;
  amountMinor: number;
  initiatedAt: number;
  evidenceDueBy: number | null;
  evidenceSentOn: number | null;
  finalizedOn: number | null;
}

/** What an order says beside what `WorldOrder` holds. Absent: paid by card when it was placed, by a person. */
export interface OrderMore {
  orderId: number;
  transactions: readonly WorldTransaction[];
  shippingMinor: number;
  shippingTitle: string;
  /** `fulfillmentOrders.fulfillBy` and `deliveryMethod`. */
  fulfillBy: number | null;
  method: 'SHIPPING' | 'LOCAL' | 'PICK_UP';
  maxDeliveryAt: number | null;
  dutiesIncluded: boolean;
  dutiesMinor: number | null;
  /** The buyer is a company (`purchasingEntity`). */
  isCompany: boolean;
  /** By line id: the selling plan it was bought under. */
  sellingPlans: readonly { lineId: number; name: string; category: string }[];
  customerLocale: string;
}

export type ShopSideEffect =
  | { kind: 'shop_side_changed'; at: number; shop: string; side: ShopSide }
  | { kind: 'product_more'; at: number; shop: string; more: ProductMore }
  | { kind: 'variant_more'; at: number; shop: string; more: VariantMore }
  | {
      kind: 'price_changed';
      at: number;
      shop: string;
      variantId: number;
      priceMinor: number;
      compareAtMinor: number | null;
    }
  | { kind: 'order_more'; at: number; shop: string; more: OrderMore }
  | { kind: 'refund_created'; at: number; shop: string; refund: WorldRefund }
  | { kind: 'return_changed'; at: number; shop: string; return: WorldReturn }
  | { kind: 'dispute_changed'; at: number; shop: string; dispute: WorldDispute };

/** What the world knows of a rule's subject, to judge the app by. Subject ids as `rules` in the app name them. */
export interface RuleTruth {
  ruleId: string;
  subject: { kind: string; id: string };
  verdict: 'pass' | 'upcoming' | 'fail' | 'unknown' | 'not_applicable';
  /** Since when it is so. */
  since: number;
  /** One line: why. */
  why: string;
}
