import { createHmac, randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { readStock } from '#app/services/read-stock.server.ts';
import type { WorldProduct } from '#sandbox/world/effects.ts';
import { syncStand } from '../sync/stand.ts';

// Days of the shop's time pass, with everything that is due on them.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const HOUR_MS = 3_600_000;

const stand = await syncStand({ orders: 40 });
const { platform, shop } = stand;
const store = () => platform.store(shop);
const shopId = async () => Number((await stand.one('select shop_id from shops')).shop_id);

const tracked = () =>
  [...store().inventory.variants.values()].filter((each) => each.variant.tracked);
const isGiftCard = ({ product }: { product: { productType: string } }) =>
  /gift/i.test(product.productType);
const first = () => {
  const [record] = tracked();
  if (record === undefined) throw new Error('Something is counted');
  return record.variant;
};

const setStock = (available: number, variant = first(), locationId = variant.locationId ?? 0) => {
  const { inventoryItemId } = variant;
  const at = platform.clock.now();
  platform.apply({ kind: 'inventory_changed', at, shop, inventoryItemId, locationId, available });
};

const stockOf = (variantId: number) =>
  stand.one(
    `select available, incoming, is_tracked as "isTracked", cost_minor::text as cost, cost_currency as "costCurrency"
       from stock_items where variant_id = $1`,
    [variantId],
  );
const pointsOf = async (variantId: number) =>
  (
    await stand.rows('select available from stock_points where variant_id = $1 order by seen_at', [
      variantId,
    ])
  ).map(({ available }) => Number(available));

/** Sends a delivery as Shopify does; the answer is what became of it. */
async function deliver(payload: Record<string, unknown>): Promise<string> {
  const body = JSON.stringify(payload);
  const response = await fetch(platform.app.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-shopify-hmac-sha256': createHmac('sha256', platform.app.apiSecret)
        .update(body)
        .digest('base64'),
      'x-shopify-shop-domain': shop,
      'x-shopify-topic': 'inventory_levels/update',
      'x-shopify-webhook-id': randomUUID(),
      'x-shopify-triggered-at': stand.clock().toISOString(),
    },
    body,
  });
  return response.text();
}

/** Everything that was read, the times of reading included. */
const everything = async () => ({
  items: await stand.rows('select * from stock_items order by variant_id'),
  points: await stand.rows('select * from stock_points order by variant_id, seen_at'),
});

const productOf = (variants: number, from: number): WorldProduct => ({
  id: from,
  title: `Lantern ${from}`,
  vendor: 'Lanterns & Co',
  productType: 'Lighting',
  createdAt: platform.clock.now(),
  variants: Array.from({ length: variants }, (_, index) => ({
    ...first(),
    id: from * 1_000 + index,
    inventoryItemId: from * 2_000 + index,
    title: variants === 1 ? 'Default Title' : `No. ${index}`,
    sku: `LAN-${from}-${index}`,
    unitCostMinor: null,
  })),
});

const add = (product: WorldProduct) =>
  platform.apply({ kind: 'product_created', at: platform.clock.now(), shop, product });

beforeAll(async () => {
  await stand.install();
  await stand.settle();
});

describe('once the first import has ended', () => {
  test('every variant is counted as Shopify counts it, with what it costs', async () => {
    const ours = await stand.rows(
      `select variant_id::text as id, available, incoming, is_tracked as "isTracked", price_minor::text as price,
         price_currency as currency, cost_minor::text as cost, inventory_item_id::text as item
         from stock_items order by variant_id`,
    );
    const { inventory } = store();
    const cards = [...inventory.variants.values()].filter(isGiftCard);
    const theirs = [...inventory.variants.values()]
      .filter((record) => !isGiftCard(record))
      .toSorted((a, b) => a.variant.id - b.variant.id)
      .map(({ variant }) => ({
        id: String(variant.id),
        available: variant.tracked ? inventory.availableOf(variant.inventoryItemId) : null,
        incoming: variant.tracked ? 0 : null,
        isTracked: variant.tracked,
        price: String(variant.priceMinor),
        currency: 'USD',
        cost: variant.unitCostMinor === null ? null : String(variant.unitCostMinor),
        item: String(variant.inventoryItemId),
      }));
    expect(theirs.some(({ isTracked }) => !isTracked)).toBe(true);
    // On nobody's shelf.
    expect(cards.length).toBeGreaterThan(0);
    expect(ours).toEqual(theirs);
  });

  test('the record of each counted variant begins with one point, and only then', async () => {
    const points = await stand.rows('select variant_id::text as id from stock_points order by 1');
    expect(points.map(({ id }) => id)).toEqual(
      tracked()
        .map(({ variant }) => String(variant.id))
        .sort(),
    );
  });

  test('planning is due at once, and stock again in an hour', async () => {
    const state = await stand.one(
      'select watching_since, next_stock_at, stock_read_at, stock_pass, next_plan_at from planning_state',
    );
    expect(state.stock_pass).toBeNull();
    const since = Number(state.watching_since);
    expect(Number(state.stock_read_at)).toBeGreaterThanOrEqual(since);
    expect(Number(state.next_stock_at)).toBeGreaterThanOrEqual(since + HOUR_MS);
    expect(Number(state.next_stock_at)).toBeLessThanOrEqual(platform.clock.now() + HOUR_MS);
  });
});

describe('a webhook about stock', () => {
  test('is kept with its ids and time, and has the item read again', async () => {
    await platform.advanceBy(60_000);
    setStock(37);
    await stand.settle();
    expect((await stockOf(first().id)).available).toBe(37);
    expect((await pointsOf(first().id)).at(-1)).toBe(37);
    const [delivery] = await stand.rows(
      `select payload, state from webhook_inbox where topic = 'inventory_levels/update' and payload->>'inventoryItemId' = $1
        order by received_at desc limit 1`,
      [String(first().inventoryItemId)],
    );
    expect(delivery).toEqual({
      state: 'done',
      payload: {
        inventoryItemId: String(first().inventoryItemId),
        locationId: String(first().locationId),
        updatedAt: expect.any(String),
      },
    });
  });

  test('names Shopify’s count, not its own: many at once end with what stands there now', async () => {
    await platform.advanceBy(60_000);
    const before = await pointsOf(first().id);
    platform.switches.reorderWindow = 50;
    for (let available = 36; available >= 10; available -= 1) {
      for (const { variant } of tracked()) setStock(available, variant);
    }
    await stand.settle();
    platform.switches.reorderWindow = 0;
    for (const { variant } of tracked()) expect((await stockOf(variant.id)).available).toBe(10);
    // Whatever was seen in between, the record falls and ends at what is there.
    const after = (await pointsOf(first().id)).slice(before.length);
    expect(after).toEqual(after.toSorted((a, b) => b - a));
    expect(after.at(-1)).toBe(10);
    expect(after.length).toBeLessThan(27);
    expect(
      await stand.rows(
        `select 1 from webhook_inbox where topic = 'inventory_levels/update' and state <> 'done'`,
      ),
    ).toEqual([]);
  });

  test.each([0, -4, -4_000_000])('below zero stays below zero: %i', async (available) => {
    await platform.advanceBy(60_000);
    setStock(available);
    await stand.settle();
    expect((await stockOf(first().id)).available).toBe(available);
    expect((await pointsOf(first().id)).at(-1)).toBe(available);
  });

  test('of an item nobody has (any more) ends without a row', async () => {
    const before = await everything();
    expect(await deliver({ inventory_item_id: 123, location_id: 4, available: 7 })).toBe('stored');
    await stand.settle();
    expect(await everything()).toEqual(before);
    const open = `select 1 from webhook_inbox where payload->>'inventoryItemId' = '123' and state <> 'done'`;
    expect(await stand.rows(open)).toEqual([]);
  });

  test('without an item is kept as failed and says which field is missing', async () => {
    expect(await deliver({ location_id: 4, available: 7 })).toBe('body_incomplete');
    expect(
      await stand.one(
        `select error from webhook_inbox where state = 'failed' order by received_at desc limit 1`,
      ),
    ).toEqual({ error: 'missing inventory_item_id' });
  });
});

describe('without webhooks', () => {
  beforeAll(() => {
    platform.switches.lossRate = 1;
    return () => {
      platform.switches.lossRate = 0;
    };
  });

  test('an hour finds what has changed, and writes nothing else', async () => {
    const before = await everything();
    setStock(52);
    await platform.advanceBy(30 * 60_000);
    await stand.settle();
    expect((await stockOf(first().id)).available).not.toBe(52);
    await platform.advanceBy(31 * 60_000);
    await stand.settle();
    expect((await stockOf(first().id)).available).toBe(52);
    const after = await everything();
    const readAt = (items: Record<string, unknown>[]) =>
      new Map(items.map(({ variant_id: id, read_at: at }) => [String(id), Number(at)]));
    const [then, now] = [readAt(before.items), readAt(after.items)];
    const untouched = [...now].filter(([id, at]) => then.get(id) === at);
    expect(untouched.length).toBeGreaterThan(now.size / 2);
    expect(untouched.map(([id]) => id)).not.toContain(String(first().id));
  });

  test('stock at more places than a page holds adds up, and so does what is on its way', async () => {
    for (const id of [1, 2, 3, 4, 5]) {
      const locationId = 71_000_000_900 + id;
      const city = 'Reno';
      store().inventory.locations.set(locationId, {
        id: locationId,
        name: `Shed ${id}`,
        city,
        country: 'US',
      });
      setStock(id * 10, first(), locationId);
      const { inventoryItemId } = first();
      const at = platform.clock.now();
      platform.apply({
        kind: 'incoming_changed',
        at,
        shop,
        inventoryItemId,
        locationId,
        incoming: id,
      });
    }
    await platform.advanceBy(61 * 60_000);
    await stand.settle();
    const { available, incoming } = await stockOf(first().id);
    expect(available).toBe(store().inventory.availableOf(first().inventoryItemId));
    expect(Number(available)).toBeGreaterThan(150);
    expect(incoming).toBe(15);
  });

  test('a catalogue of more than a page is read whole; a cost of another currency keeps it, a missing one stays unknown', async () => {
    add(productOf(150, 5_001));
    const [bare, euro] = [5_001_000, 5_001_001];
    const at = platform.clock.now();
    platform.apply({
      kind: 'cost_set',
      at,
      shop,
      variantId: euro,
      unitCostMinor: 1_234,
      currency: 'EUR',
    });
    await platform.advanceBy(61 * 60_000);
    await stand.settle();
    const { n } = await stand.one(
      'select count(*)::int as n from stock_items where product_id = 5001',
    );
    expect(n).toBe(150);
    expect(await stockOf(bare)).toMatchObject({ cost: null, costCurrency: null, available: 0 });
    expect(await stockOf(euro)).toMatchObject({ cost: '1234', costCurrency: 'EUR' });
    expect(
      await stand.one('select label, category, vendor from stock_items where variant_id = $1', [
        bare,
      ]),
    ).toEqual({
      label: 'Lantern 5001 · No. 0',
      category: 'Lighting',
      vendor: 'Lanterns & Co',
    });
  });

  test('a slice that is done again after a kill changes nothing', async () => {
    await platform.advanceBy(25 * HOUR_MS);
    const id = await shopId();
    const now = stand.clock();
    await readStock({ shopId: id, now });
    const begun = await stand.one('select stock_pass as pass from planning_state');
    expect(begun.pass).toMatchObject({ cursor: null, since: null });
    await readStock({ shopId: id, now });
    const { pass } = await stand.one('select stock_pass as pass from planning_state');
    expect(pass).toMatchObject({ cursor: expect.any(String) });
    const once = await everything();
    // The queue has not heard that the slice was done.
    await stand.owner.query('update planning_state set stock_pass = $1', [
      JSON.stringify(begun.pass),
    ]);
    await readStock({ shopId: id, now });
    expect(await everything()).toEqual(once);
    expect((await stand.one('select stock_pass as pass from planning_state')).pass).toEqual(pass);
  });

  test('a slice whose writing fails leaves nothing, and goes on from where it was', async () => {
    add(productOf(1, 5_002));
    const slice = async () => readStock({ shopId: await shopId(), now: stand.clock() });
    await slice();
    const { pass } = await stand.one('select stock_pass as pass from planning_state');
    const before = await everything();
    // The last page has the new variant.
    await stand.owner.query(
      'alter table stock_points add constraint no_more check (available < -5000000) not valid',
    );
    await expect(slice()).rejects.toThrow('no_more');
    expect(await everything()).toEqual(before);
    expect((await stand.one('select stock_pass as pass from planning_state')).pass).toEqual(pass);
    await stand.owner.query('alter table stock_points drop constraint no_more');
    await stand.settle();
    expect((await stand.one('select stock_pass as pass from planning_state')).pass).toBeNull();
    const { n } = await stand.one('select count(*)::int as n from stock_items');
    const counted = [...store().inventory.variants.values()].filter((each) => !isGiftCard(each));
    expect(n).toBe(counted.length);
    expect(await stand.one('select label from stock_items where variant_id = 5002000')).toEqual({
      label: 'Lantern 5002',
    });
  });

  test('variants that are gone leave with the day’s pass and are to be planned; their record stays', async () => {
    const { product } = tracked()[0] ?? {};
    const gone = product?.variants.map(({ variant }) => variant.id) ?? [];
    await stand.owner.query('delete from variants_to_plan');
    platform.apply({
      kind: 'product_deleted',
      at: platform.clock.now(),
      shop,
      productId: product?.id ?? 0,
    });
    await platform.advanceBy(2 * HOUR_MS);
    await stand.settle();
    const left = 'select count(*)::int as n from stock_items where variant_id = any($1)';
    expect(await stand.one(left, [gone])).toEqual({ n: gone.length });
    await platform.advanceBy(24 * HOUR_MS);
    await stand.settle();
    expect(await stand.one(left, [gone])).toEqual({ n: 0 });
    const points = 'select count(*)::int as n from stock_points where variant_id = any($1)';
    expect(Number((await stand.one(points, [gone])).n)).toBeGreaterThan(0);
  });
});

test('a product whose deletion is told leaves at once', async () => {
  platform.apply({ kind: 'product_deleted', at: platform.clock.now(), shop, productId: 5_001 });
  await stand.settle();
  expect(await stand.rows('select 1 from stock_items where product_id = 5001')).toEqual([]);
});

test('without its scope stock is looked for again in an hour, and what was read stays', async () => {
  const { n } = await stand.one('select count(*)::int as n from stock_items');
  const scopes = platform.app.requiredScopes.filter((scope) => scope !== 'read_inventory');
  platform.setScopes(
    shop,
    scopes.filter((scope) => scope !== 'read_products'),
  );
  await platform.advanceBy(2 * HOUR_MS);
  await stand.settle();
  const { next, pass } = await stand.one(
    'select next_stock_at as next, stock_pass as pass from planning_state',
  );
  expect(pass).toBeNull();
  expect(Number(next)).toBeGreaterThan(platform.clock.now() + 50 * 60_000);
  expect(await stand.one('select count(*)::int as n from stock_items')).toEqual({ n });
});
