import type { Approval } from '../switches.ts';
import type { PlatformEffect } from '../platform-effects.ts';
import type { Position } from '../order-index.ts';
import type { Change, ShopStore } from '../shop-store.ts';

/** What a resolver may know of the request. */
export interface GraphContext {
  store: ShopStore;
  /** Granted scopes; a write scope stands for its read scope too. */
  scopes: ReadonlySet<string>;
  approval: Approval;
  /** Virtual now, epoch ms. */
  now: number;
  /** Orders created before do not exist for the app (60 days without `read_all_orders`). */
  ordersSince: number;
  apiKey: string;
  /** Applies an effect of the app's own doing and sends the webhooks it causes. */
  commit(effect: PlatformEffect): Change | null;
  /** A new Shopify-like numeric id. */
  nextId(): number;
  bulk: BulkPort;
  /** Set while a bulk operation walks: connections then yield everything, the root one page. */
  walk: BulkWalk | null;
}

interface BulkWalk {
  after: Position | null;
  pageSize: number;
  done: boolean;
}

export interface BulkPort {
  run(query: string, groupObjects: boolean): BulkAnswer;
  cancel(id: string): BulkAnswer;
  find(id: string): BulkOperationNode | null;
  /** Oldest first. */
  list(): BulkOperationNode[];
}

export interface BulkAnswer {
  bulkOperation: BulkOperationNode | null;
  userErrors: { field: string[] | null; message: string; code?: string }[];
}

/** GraphQL-shaped state of a bulk operation. */
export interface BulkOperationNode {
  __typename: 'BulkOperation';
  id: string;
  status: 'CREATED' | 'RUNNING' | 'COMPLETED' | 'CANCELING' | 'CANCELED' | 'FAILED' | 'EXPIRED';
  type: 'QUERY';
  errorCode: string | null;
  query: string;
  createdAt: string;
  completedAt: string | null;
  objectCount: string;
  rootObjectCount: string;
  fileSize: string | null;
  url: string | null;
  partialDataUrl: string | null;
}

export function hasScope(scopes: ReadonlySet<string>, scope: string): boolean {
  return scopes.has(scope) || (scope.startsWith('read_') && scopes.has(`write_${scope.slice(5)}`));
}
