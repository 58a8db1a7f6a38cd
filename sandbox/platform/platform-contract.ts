import type { World } from '#sandbox/world/effects.ts';
import type { PlatformEffect } from './platform-effects.ts';
import type { AppConfig } from './app-config.ts';
import type { VirtualClock } from './clock.ts';
import type { ThrottleOptions } from './graphql/bucket.ts';
import type { Handler } from './http.ts';
import type { Change, ShopStore } from './shop-store.ts';
import type { ShopStats } from './shop-state.ts';
import type { Switches } from './switches.ts';
import type { TriggerTopic } from './webhooks/compliance.ts';
import type { WebhookLogEntry } from './webhooks/delivery.ts';

export interface PlatformOptions {
  /** 0 picks a free port. */
  port: number;
  world: World;
  /** `url` may be changed later: webhooks read it at each delivery. */
  app: AppConfig;
  /** Virtual start; the world first runs up to here, silently. */
  now: number | Date;
  seed: number;
  tokenLifetimeSeconds?: number;
  throttle?: Partial<ThrottleOptions>;
  /** Least time of a bulk operation, ms of the machine's clock. */
  bulkDurationMs?: number;
  switches?: Partial<Switches>;
}

/** Something else that lives on the platform's clock. */
export interface Companion {
  /** The world has run up to the clock's now. Called often: it must cost next to nothing when nothing is due. */
  advance(): void;
  /** Resolves when nothing of it is due for delivery now. */
  idle(): Promise<void>;
  stop(): void;
}

/** A local Shopify. Everything the app sees of it goes over HTTP. */
export interface Platform {
  readonly origin: string;
  readonly clock: VirtualClock;
  readonly world: World;
  readonly app: AppConfig;
  /** Live: assign to change behaviour. */
  readonly switches: Switches;
  readonly webhookLog: readonly WebhookLogEntry[];
  /** What Shopify knows of a shop; throws for an unknown domain. */
  store(shop: string): ShopStore;
  /** Moves virtual time; resolves when the world has run and its webhooks are queued (see `idle`). */
  advanceTo(instantMs: number): Promise<void>;
  advanceBy(ms: number): Promise<void>;
  /** Resolves when the world has caught up with the clock and nothing is due for delivery now. */
  idle(): Promise<void>;
  /** Managed install with the required scopes, or the given ones. Again: no change but the scopes. */
  install(shop: string, scopes?: readonly string[]): Promise<void>;
  /** Revokes tokens, sends app/uninstalled, and shop/redact 48 virtual hours later. */
  uninstall(shop: string): Promise<void>;
  /** What the app may do; empty when it is not installed. */
  scopesOf(shop: string): readonly string[];
  /** Grants exactly these scopes and sends app/scopes_update. */
  setScopes(shop: string, scopes: readonly string[]): void;
  isInstalled(shop: string): boolean;
  /** A fresh App Bridge session token (60 s). */
  sessionToken(shop: string, userId?: string): string;
  stats(shop: string): ShopStats;
  /** Sends a webhook that no effect causes; `orderId` names the customer for customers/*. */
  trigger(shop: string, topic: TriggerTopic, orderId?: number): WebhookLogEntry;
  /** Applies an effect as if the world had yielded it now, webhooks included. */
  apply(effect: PlatformEffect): Change | null;
  /** Mounts more routes (longest prefix wins). */
  handle(pathPrefix: string, handler: Handler): void;
  /** Lets something else live along: `advance` and `idle` then include it, and `stop` ends it. */
  attach(companion: Companion): void;
  stop(): Promise<void>;
}
