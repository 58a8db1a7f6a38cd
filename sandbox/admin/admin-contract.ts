import type { WorldShop } from '../world/effects.ts';
import type { AdminOrder, AdminProduct, AdminSettings } from './shop-views.ts';
import type { AdminSource } from './sources-page.ts';

/** What the admin page needs to know of the platform. */
export interface AdminPlatform {
  shops(): readonly WorldShop[];
  /** The world's instant, ms. */
  now(): number;
  isInstalled(shopDomain: string): boolean;
  install(shopDomain: string): Promise<void> | void;
  uninstall(shopDomain: string): Promise<void> | void;
  sessionToken(shopDomain: string): string;
  /** What the app may do; empty when it is not installed. */
  scopesOf(shopDomain: string): readonly string[];
  /** Grants exactly these, and the app hears of it. */
  setScopes(shopDomain: string, scopes: readonly string[]): void;
  newestOrders(shopDomain: string, limit: number): AdminOrder[];
  order(shopDomain: string, id: number): AdminOrder | null;
  products(shopDomain: string): AdminProduct[];
  product(shopDomain: string, id: number): AdminProduct | null;
  settings(shopDomain: string): AdminSettings;
  /** The tracking sources' accounts that the shop may use. */
  sources(shopDomain: string): AdminSource[];
}

export interface AdminApp {
  url: string;
  apiKey: string;
  apiSecret: string;
  /** Granted at the install. */
  scopes: readonly string[];
  /** What the app may ask for later. */
  optionalScopes: readonly string[];
}
