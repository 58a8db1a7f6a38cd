import type { AdminMoney } from '../admin/shop-views.ts';
import type { WorldShop } from '../world/effects.ts';

/** What customer account pages need to know of the platform. */
export interface AccountPlatform {
  shops(): readonly WorldShop[];
  isInstalled(shop: string): boolean;
  /** The world's instant, ms. */
  now(): number;
  /** Null when there is no such order. */
  order(shop: string, id: number): AccountOrder | null;
  /** Newest first; empty for somebody unknown. */
  ordersOf(shop: string, customerId: number): AccountOrder[];
  /** Who ordered last of those with several orders, else of all; null before the first order. */
  newestCustomer(shop: string): number | null;
  /** Somebody else who ordered; null when there is nobody. */
  otherCustomer(shop: string, customerId: number): number | null;
  /** The app's metafields of an order as extensions name them. */
  metafields(
    shop: string,
    orderId: number,
  ): { namespace: string; key: string; type: string; value: string }[];
  /** `customerId` null: nobody is signed in. */
  customerToken(shop: string, customerId: number | null): string;
  askCustomerApi(
    asker: { shop: string; customerId: number | null },
    request: Record<string, unknown>,
  ): Promise<{ status: number; body: Record<string, unknown> }>;
}

/** An order as its customer sees it. Instants are epoch ms. */
export interface AccountOrder {
  id: number;
  name: string;
  confirmationNumber: string;
  createdAt: number;
  cancelledAt: number | null;
  customerId: number;
  customerName: string;
  email: string;
  address: readonly string[];
  country: string;
  total: AdminMoney;
  lines: readonly AccountLine[];
  shipments: readonly Shipment[];
  /** What has not shipped. */
  waiting: readonly AccountLine[];
}

export interface AccountLine {
  title: string;
  quantity: number;
  total: AdminMoney;
}

export interface Shipment {
  id: number;
  status: 'confirmed' | 'on_its_way' | 'out_for_delivery' | 'delivered' | 'cancelled';
  shippedAt: number;
  tracking: readonly { company: string | null; number: string | null; url: string | null }[];
  lines: readonly AccountLine[];
}
