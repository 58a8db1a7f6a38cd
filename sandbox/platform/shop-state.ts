import type { BulkOperations } from './bulk/bulk-operations.ts';
import type { CostBucket } from './graphql/bucket.ts';
import type { ShopStore } from './shop-store.ts';
import type { WebhookCounts } from './webhooks/delivery.ts';

/** One shop on the platform: what it holds and how the app stands to it. */
export interface ShopState {
  store: ShopStore;
  bucket: CostBucket;
  bulk: BulkOperations;
  /** null: the app is not installed. */
  installation: { scopes: string[]; installedAt: number } | null;
  /** Virtual instant of `shop/redact`, 48 h after uninstall; null: none is due. */
  redactAt: number | null;
}

export interface ShopStats {
  shop: string;
  isInstalled: boolean;
  orders: number;
  fulfillments: number;
  events: number;
  trackingNumbers: number;
  webhooks: WebhookCounts;
}
