import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PlatformEffect } from './platform-effects.ts';
import { mountAdminApi } from './admin-api.ts';
import { BulkOperations } from './bulk/bulk-operations.ts';
import { virtualClock } from './clock.ts';
import type { Companion, Platform, PlatformOptions } from './platform-contract.ts';
import { mountControlApi } from './control-api.ts';
import { CostBucket, DEFAULT_THROTTLE } from './graphql/bucket.ts';
import type { ThrottleOptions } from './graphql/bucket.ts';
import type { GraphContext } from './graphql/context.ts';
import { adminSchema } from './graphql/schema.ts';
import { Router } from './http.ts';
import { TokenStore } from './oauth.ts';
import { seededRandom } from './random.ts';
import { mintSessionToken } from './session-token.ts';
import { ShopStore } from './shop-store.ts';
import type { Change } from './shop-store.ts';
import type { ShopState } from './shop-state.ts';
import { DEFAULT_SWITCHES } from './switches.ts';
import type { Switches } from './switches.ts';
import { compliancePayload } from './webhooks/compliance.ts';
import { WebhookDelivery } from './webhooks/delivery.ts';
import type { WebhookLogEntry } from './webhooks/delivery.ts';
import { shopPayload } from './webhooks/payloads.ts';
import { webhooksOf } from './webhooks/webhooks-of-change.ts';

export type { Platform, PlatformOptions } from './platform-contract.ts';

const PUMP_EVERY_MS = 250;
const REDACT_AFTER_MS = 48 * 3_600_000;
const ORDER_WINDOW_MS = 60 * 24 * 3_600_000;
/** Effects applied between two turns of the event loop. */
const SLICE = 1_000;
const FIRST_OWN_ID = 9_000_000_000_001;
const FIRST_SHOP_ID = 60_000_000_001;

/** Starts the platform: runs the world's history into the store, then listens. */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  adminSchema();
  const { app, world } = options;
  const startAt = Number(options.now);
  const clock = virtualClock(startAt);
  const random = seededRandom(options.seed);
  const switches: Switches = { ...DEFAULT_SWITCHES, ...options.switches };
  const throttle: ThrottleOptions = { ...DEFAULT_THROTTLE, ...options.throttle };
  const tokens = new TokenStore(app, options.tokenLifetimeSeconds ?? 3_600);
  const directory = await mkdtemp(join(tmpdir(), 'lastscan-sandbox-'));
  const router = new Router();
  const { server, origin } = await router.listen(options.port);
  const delivery = new WebhookDelivery({
    app,
    seed: options.seed,
    now: clock.now,
    random,
    switches,
    isLosingAll: () => world.incidents.has('webhook_loss'),
  });
  let lastId = FIRST_OWN_ID;
  const nextId = () => (lastId += 1);
  const shops = new Map<string, ShopState>();
  const companions: Companion[] = [];

  for (const [index, shop] of world.shops.entries()) {
    const store = new ShopStore(shop, FIRST_SHOP_ID + index, {
      products: world.products(shop.domain),
      locations: world.locations(shop.domain),
      suppliers: world.suppliers(shop.domain),
    });
    const state: ShopState = {
      store,
      bucket: new CostBucket(throttle),
      bulk: new BulkOperations({
        directory,
        origin,
        nextId,
        now: clock.now,
        durationMs: options.bulkDurationMs ?? 300,
        context: () => contextOf(state),
        malformedLines: () => switches.bulkMalformedLines,
        finished: (operation) =>
          void notify(state, 'bulk_operations/finish', {
            admin_graphql_api_id: operation.id,
            completed_at: operation.completedAt,
            created_at: operation.createdAt,
            error_code: operation.errorCode?.toLowerCase() ?? null,
            status: operation.status.toLowerCase(),
            type: 'query',
          }),
      }),
      installation: null,
      redactAt: null,
    };
    shops.set(shop.domain, state);
  }

  function stateOf(shop: string): ShopState {
    const state = shops.get(shop);
    if (state === undefined) throw new Error(`No shop ${shop} on this platform`);
    return state;
  }

  function contextOf(state: ShopState): GraphContext {
    const scopes = new Set(state.installation?.scopes ?? []);
    const isWindowed = switches.sixtyDayWindow && !scopes.has('read_all_orders');
    return {
      store: state.store,
      scopes,
      approval: switches.protectedData,
      now: clock.now(),
      ordersSince: isWindowed ? clock.now() - ORDER_WINDOW_MS : Number.NEGATIVE_INFINITY,
      apiKey: app.apiKey,
      commit: apply,
      nextId,
      bulk: state.bulk,
      walk: null,
    };
  }

  /** Applies to the store; an installed app that subscribed hears of it. */
  function apply(effect: PlatformEffect): Change | null {
    const state = stateOf(effect.shop);
    const change = state.store.apply(effect);
    if (change === null || state.installation === null) return change;
    const eventId = delivery.newId();
    for (const { topic, payload } of webhooksOf(change, state.store)) {
      if (!app.webhookTopics.includes(topic)) continue;
      delivery.send({
        topic,
        shop: effect.shop,
        eventId,
        triggeredAt: effect.at,
        payload: payload(),
      });
    }
    return change;
  }

  function notify(
    state: ShopState,
    topic: string,
    payload: Record<string, unknown>,
  ): WebhookLogEntry | null {
    const subscribed = [...app.webhookTopics, ...app.complianceTopics];
    if (!subscribed.includes(topic)) return null;
    const isCompliance = app.complianceTopics.includes(topic);
    if (state.installation === null && topic !== 'app/uninstalled' && !isCompliance) return null;
    return delivery.send({
      topic,
      shop: state.store.shop.domain,
      eventId: delivery.newId(),
      triggeredAt: clock.now(),
      payload,
    });
  }

  async function runTo(until: number): Promise<void> {
    let applied = 0;
    for (const effect of world.advanceTo(until)) {
      apply(effect);
      applied += 1;
      if (applied % SLICE !== 0) continue;
      await new Promise(setImmediate);
      await delivery.room();
    }
    for (const state of shops.values()) {
      if (state.redactAt === null || state.redactAt > until) continue;
      state.redactAt = null;
      notify(state, 'shop/redact', compliancePayload('shop/redact', state.store));
    }
    delivery.wake();
    for (const companion of companions) companion.advance();
  }

  // One run of the world at a time: the next waits for the one before.
  let running: Promise<void> = Promise.resolve();
  function runWorld(until: number): Promise<void> {
    running = running.then(() => runTo(until));
    return running;
  }

  await runWorld(startAt);
  const pump = setInterval(() => void runWorld(clock.now()), PUMP_EVERY_MS);
  pump.unref();

  const platform: Platform = {
    origin,
    clock,
    world,
    app,
    switches,
    webhookLog: delivery.log,
    store: (shop) => stateOf(shop).store,
    async advanceTo(instantMs) {
      clock.jumpTo(instantMs);
      for (const { bucket } of shops.values()) bucket.fill();
      await runWorld(clock.now());
    },
    advanceBy: (ms) => platform.advanceTo(clock.now() + ms),
    async idle() {
      await runWorld(clock.now());
      await Promise.all([delivery.idle(), ...companions.map((each) => each.idle())]);
    },
    async install(shop, scopes = app.requiredScopes) {
      await runWorld(clock.now());
      const state = stateOf(shop);
      state.redactAt = null;
      state.installation = {
        scopes: [...scopes],
        installedAt: state.installation?.installedAt ?? clock.now(),
      };
    },
    async uninstall(shop) {
      const state = stateOf(shop);
      if (state.installation === null) return;
      state.installation = null;
      state.redactAt = clock.now() + REDACT_AFTER_MS;
      tokens.revokeShop(shop);
      notify(state, 'app/uninstalled', shopPayload(state.store));
      await state.bulk.stop();
    },
    setScopes(shop, scopes) {
      const state = stateOf(shop);
      if (state.installation === null) throw new Error(`The app is not installed on ${shop}`);
      const previous = state.installation.scopes;
      state.installation = { ...state.installation, scopes: [...scopes] };
      notify(state, 'app/scopes_update', {
        id: 1,
        previous,
        current: [...scopes],
        updated_at: new Date(clock.now()).toISOString(),
      });
    },
    scopesOf: (shop) => stateOf(shop).installation?.scopes ?? [],
    isInstalled: (shop) => stateOf(shop).installation !== null,
    sessionToken: (shop, userId = '42') =>
      mintSessionToken(app, { shop: stateOf(shop).store.shop.domain, userId }),
    stats(shop) {
      const { store, installation } = stateOf(shop);
      return {
        shop,
        isInstalled: installation !== null,
        orders: store.orders.size,
        fulfillments: store.fulfillments.size,
        events: store.events.size,
        trackingNumbers: store.trackingNumbers,
        webhooks: { ...delivery.countsOf(shop) },
      };
    },
    trigger(shop, topic, orderId) {
      const state = stateOf(shop);
      const entry = notify(state, topic, compliancePayload(topic, state.store, orderId));
      if (entry === null) throw new Error(`The app does not hear ${topic} of ${shop}`);
      return entry;
    },
    apply,
    handle: (prefix, handler) => router.handle(prefix, handler),
    attach: (companion) => void companions.push(companion),
    async stop() {
      clearInterval(pump);
      delivery.stop();
      for (const companion of companions) companion.stop();
      await running;
      await Promise.all([...shops.values()].map(({ bulk }) => bulk.stop()));
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(directory, { recursive: true, force: true });
    },
  };
  mountAdminApi(router, { shops, tokens, switches, contextOf, costModel: throttle.costModel });
  mountControlApi(router, platform);
  return platform;
}
