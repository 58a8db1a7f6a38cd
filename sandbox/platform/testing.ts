import type {
  CarrierRecord,
  Incident,
  ParcelTruth,
  World,
  WorldEffect,
  WorldLocation,
  WorldOrder,
  WorldProduct,
  WorldShop,
  WorldSupplier,
} from '#sandbox/world/effects.ts';
import type { RuleTruth } from '#sandbox/world/shop-side.ts';
import type { AppConfig } from './app-config.ts';
import { startPlatform } from './platform.ts';
import type { Platform, PlatformOptions } from './platform.ts';

export const SHOP = 'northwind-lamps.myshopify.com';
export const START = Date.parse('2026-11-02T09:00:00Z');
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const PEOPLE = {
  firstName: 'Zdenka',
  lastName: 'Quistberg',
  email: 'zdenka@quistberg.example',
  phone: '+4915112345678',
  address1: 'Lindenallee 7',
  city: 'Köln',
  zip: '50667',
};

/** A world whose effects the test writes itself. */
export class HandMadeWorld implements World {
  readonly shops: readonly WorldShop[];
  readonly incidents = new Set<Incident>();
  now = 0;
  #effects: WorldEffect[];

  constructor(effects: WorldEffect[] = [], domains: readonly string[] = [SHOP]) {
    this.#effects = effects;
    this.shops = domains.map((domain) => ({
      domain,
      name: 'Northwind Lamps',
      currency: 'EUR',
      timeZone: 'Europe/Berlin',
      country: 'DE',
      locale: 'de',
    }));
  }

  add(...effects: WorldEffect[]): void {
    this.#effects.push(...effects);
    this.#effects.sort((a, b) => a.at - b.at);
  }

  *advanceTo(until: number): Generator<WorldEffect> {
    this.now = until;
    for (
      let next = this.#effects[0];
      next !== undefined && next.at <= until;
      next = this.#effects[0]
    ) {
      this.#effects.shift();
      yield next;
    }
  }

  setIncident(incident: Incident, on: boolean): void {
    if (on) this.incidents.add(incident);
    else this.incidents.delete(incident);
  }

  truth(): ParcelTruth[] {
    return [];
  }

  ruleTruth(): RuleTruth[] {
    return [];
  }

  planning(): null {
    return null;
  }

  /** What carriers say, by number. */
  readonly records = new Map<string, CarrierRecord>();

  carrierRecord(number: string): CarrierRecord | null {
    return this.records.get(number) ?? null;
  }

  /** What every shop sells; read when the platform starts. */
  readonly goods: WorldProduct[] = [];

  products(): readonly WorldProduct[] {
    return this.goods;
  }

  locations(): readonly WorldLocation[] {
    return [];
  }

  suppliers(): readonly WorldSupplier[] {
    return [];
  }
}

/** Order `#1000+n` of one lamp and one gift card, created at `at`. */
export function orderCreated(n: number, at: number, shop = SHOP): WorldEffect {
  const order: WorldOrder = {
    id: 5_000_000_000 + n,
    name: `#${1_000 + n}`,
    createdAt: at,
    currency: 'EUR',
    totalMinor: 12_990,
    destinationCountry: 'DE',
    customer: PEOPLE,
    lineItems: [
      {
        id: n * 10 + 1,
        title: 'Lamp',
        sku: 'L1',
        quantity: 2,
        unitMinor: 5_000,
        requiresShipping: true,
      },
      {
        id: n * 10 + 2,
        title: 'Gift card',
        sku: 'G',
        quantity: 1,
        unitMinor: 2_990,
        requiresShipping: false,
      },
    ],
  };
  return { kind: 'order_created', at, shop, order };
}

export function fulfilled(n: number, at: number, number: string | null = `LX${n}CN`): WorldEffect {
  return {
    kind: 'fulfillment_created',
    at,
    shop: SHOP,
    orderId: 5_000_000_000 + n,
    fulfillmentId: 6_000_000_000 + n,
    originCountry: 'CN',
    tracking: number === null ? [] : [{ company: 'YunExpress', number, url: null }],
    lineItemIds: [n * 10 + 1],
  };
}

export function scanned(
  n: number,
  at: number,
  status: 'IN_TRANSIT' | 'DELIVERED' = 'IN_TRANSIT',
): WorldEffect {
  return {
    kind: 'fulfillment_event',
    at,
    shop: SHOP,
    fulfillmentId: 6_000_000_000 + n,
    eventId: 7_000_000_000 + Math.round(at / 1_000),
    status,
    happenedAt: at - HOUR,
    message: 'Departed from facility',
    city: 'Shenzhen',
    country: 'CN',
    zip: null,
    estimatedDeliveryAt: null,
  };
}

/** A product of one variant, which costs 50.00 and is not counted. */
export const LAMP: WorldProduct = {
  id: 8_000_001,
  title: 'Table lamp',
  vendor: 'Northwind',
  productType: 'Lamps',
  createdAt: START - 90 * DAY,
  variants: [
    {
      id: 8_100_001,
      title: 'Default Title',
      sku: 'L1',
      priceMinor: 5_000,
      compareAtMinor: null,
      unitCostMinor: 1_200,
      originCountry: 'CN',
      hsCode: '940520',
      weightGrams: 900,
      requiresShipping: true,
      inventoryItemId: 8_200_001,
      tracked: false,
      mayOversell: true,
      locationId: null,
    },
  ],
};

const REQUIRED_SCOPES = [
  'read_fulfillments',
  'read_merchant_managed_fulfillment_orders',
  'read_orders',
];

export function testApp(overrides: Partial<AppConfig> = {}): AppConfig {
  return {
    url: 'http://127.0.0.1:9',
    apiKey: 'test-key',
    apiSecret: 'test-secret',
    requiredScopes: REQUIRED_SCOPES,
    optionalScopes: ['write_fulfillments'],
    webhookTopics: [
      'app/uninstalled',
      'app/scopes_update',
      'bulk_operations/finish',
      'fulfillment_events/create',
      'fulfillments/create',
      'fulfillments/update',
      'orders/create',
      'orders/updated',
      'shop/update',
    ],
    complianceTopics: ['customers/data_request', 'customers/redact', 'shop/redact'],
    webhookPath: '/webhooks',
    customerMetafields: ['shopper_view'],
    ...overrides,
  };
}

/** A platform on a free port with the app installed and the machine's time at START. */
export async function testPlatform(
  options: Partial<PlatformOptions> & { effects?: WorldEffect[] } = {},
): Promise<Platform & { world: World }> {
  const { effects = [], ...rest } = options;
  const platform = await startPlatform({
    port: 0,
    world: new HandMadeWorld(effects),
    app: testApp(),
    now: START,
    seed: 7,
    bulkDurationMs: 30,
    ...rest,
  });
  await platform.install(SHOP);
  return platform;
}

/** The token endpoint's answer to a body. */
export async function askToken(platform: Platform, body: Record<string, string>, shop = SHOP) {
  const response = await fetch(`${platform.origin}/admin/oauth/access_token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Forwarded-Host': shop },
    body: JSON.stringify({ client_id: 'test-key', client_secret: 'test-secret', ...body }),
  });
  const json: Record<string, unknown> = await response.json();
  return { status: response.status, json };
}

export async function exchange(platform: Platform, shop = SHOP) {
  return askToken(
    platform,
    {
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token: platform.sessionToken(shop),
      subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
      requested_token_type: 'urn:shopify:params:oauth:token-type:offline-access-token',
      expiring: '1',
    },
    shop,
  );
}

/** A function that asks the Admin API as the installed app. */
export async function adminOf(platform: Platform, shop = SHOP) {
  const { json } = await exchange(platform, shop);
  return (query: string, variables: Record<string, unknown> = {}, version = '2026-10') =>
    askGraph(platform, { token: String(json['access_token']), shop, version, query, variables });
}

export async function askGraph(
  platform: Platform,
  ask: {
    token: string;
    shop?: string;
    version?: string;
    query: string;
    variables?: Record<string, unknown>;
  },
) {
  const response = await fetch(
    `${platform.origin}/admin/api/${ask.version ?? '2026-10'}/graphql.json`,
    {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'X-Forwarded-Host': ask.shop ?? SHOP,
        'X-Shopify-Access-Token': ask.token,
      },
      body: JSON.stringify({ query: ask.query, variables: ask.variables ?? {} }),
    },
  );
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: JSON.parse(text) };
}
