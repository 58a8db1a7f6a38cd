import { beforeAll, describe, expect, test } from 'vitest';
import type { ParcelView } from '#app/contracts/pages.ts';
import { readOrderMetafield } from '#app/contracts/read-order-metafield.ts';
import {
  LARGEST_METAFIELD_BYTES,
  METAFIELD_KEY,
  type ShopperParcelView,
} from '#app/contracts/shopper.ts';
import { calendarOfStage } from '#app/domain/lanes/stage-calendar.ts';
import { chainOf } from '#app/domain/parcels/chain.ts';
import { DEFAULT_SHOPPER_SETTINGS } from '#app/domain/shopper/shopper-settings.ts';
import { calendarsFor, DEFAULT_SETTINGS } from '#app/domain/verdicts/settings.ts';
import { syncStand } from '#tests/integration/sync/stand.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const stand = await syncStand({ orders: 16 });
const { loadParcel } = await import('#app/services/load-parcel.server.ts');
const { saveShopperSettings } = await import('#app/services/save-shopper-settings.server.ts');
let shopId = 0;

const turnOn = () =>
  saveShopperSettings({
    shopId,
    form: { isOn: true, ...DEFAULT_SHOPPER_SETTINGS },
    actor: 'user:1',
    now: stand.clock(),
  });
const grant = () =>
  stand.platform.setScopes(stand.shop, [...stand.platform.scopesOf(stand.shop), 'write_orders']);
/** What Shopify holds for an order's page; null where nothing was written. */
const fieldOf = (orderId: number) =>
  stand.platform
    .store(stand.shop)
    .metafields.get(orderId)
    ?.find(({ key }) => key === METAFIELD_KEY) ?? null;
const writeError = async () =>
  (await stand.one('select write_error from shopper_state'))['write_error'];
const views = async () =>
  (await stand.rows('select order_id::text as id from shopper_views order by 1')).map((row) =>
    Number(row['id']),
  );
const itemsLeft = async () =>
  Number(
    (await stand.one(`select count(*)::int as n from outbox where kind = 'shopper_views'`))['n'],
  );
/** Has an order's view say something else, as a scan would. */
const touch = (orderId: number) =>
  stand.rows(
    `update parcels set verdict_since = verdict_since - interval '1 minute' where order_id = $1`,
    [orderId],
  );

beforeAll(async () => {
  await stand.install();
  await stand.settle();
  shopId = Number((await stand.one('select shop_id from shops'))['shop_id']);
});

describe('what Shopify holds for shoppers', () => {
  test('is nothing without the permission to write orders, which is said once', async () => {
    await turnOn();
    await stand.settle();
    expect(await writeError()).toBe('scope_missing');
    expect((await views()).length).toBeGreaterThan(8);
    expect((await views()).map(fieldOf)).not.toContainEqual(expect.anything());
    expect(await itemsLeft()).toBe(0);
  });

  test('is the view of every order with a parcel once it may be written, and the outbox keeps nothing of it', async () => {
    grant();
    await turnOn();
    await stand.settle();
    expect(await writeError()).toBeNull();
    for (const orderId of await views()) {
      const value = fieldOf(orderId)?.value ?? '';
      expect(Buffer.byteLength(value)).toBeLessThanOrEqual(LARGEST_METAFIELD_BYTES);
      expect(readOrderMetafield(value)?.parcels.length).toBeGreaterThan(0);
    }
    expect(await itemsLeft()).toBe(0);
  });

  test.each([0, 1])('says what the parcel’s page says, %s days on', async (days) => {
    await stand.platform.advanceBy(days * DAY_MS);
    await stand.settle();
    // As a new day does: by the model of lanes of this hour, a minute after the last write.
    await stand.rows(
      'insert into shopper_views_due select shop_id, order_id from shopper_views on conflict do nothing',
    );
    await stand.platform.advanceBy(MINUTE_MS);
    await stand.settle();
    const kinds = new Set<string>();
    for (const orderId of await views()) {
      const metafield = readOrderMetafield(fieldOf(orderId)?.value);
      for (const seen of metafield?.parcels ?? []) {
        const now = new Date(metafield?.at ?? '');
        const page = await loadParcel({ shopId, parcelId: seen.id, now });
        if (page === null) throw new Error(`No page of ${seen.id}`);
        expect(seen).toMatchObject(expectedOf(page, seen, now));
        kinds.add(seen.state);
      }
    }
    expect(kinds.size).toBeGreaterThan(1);
  });

  test('says nothing of customers: their hash stays here', async () => {
    const [orderId = 0] = await views();
    await stand.rows(
      `update shopper_views set customer_hash = 'hash-of-anna' where order_id = $1`,
      [orderId],
    );
    await touch(orderId);
    await stand.platform.advanceBy(2 * MINUTE_MS);
    const before = fieldOf(orderId)?.value;
    await stand.settle();
    expect(fieldOf(orderId)?.value).not.toBe(before);
    expect(fieldOf(orderId)?.value).not.toContain('hash-of-anna');
  });

  test('of an order that Shopify does not know stops no other', async () => {
    const [first = 0, second = 0] = await views();
    await stand.rows(
      `insert into shopper_views (shop_id, order_id, parcels, digest, made_at, order_key)
       select shop_id, 7, parcels, 'new', made_at, 'gone' from shopper_views where order_id = $1`,
      [first],
    );
    await touch(first);
    await touch(second);
    await stand.platform.advanceBy(2 * MINUTE_MS);
    const before = fieldOf(second)?.value;
    await stand.settle();
    expect(fieldOf(second)?.value).not.toBe(before);
    expect(await writeError()).toBeNull();
    expect(await itemsLeft()).toBe(0);
    await stand.rows('delete from shopper_views where order_id = 7');
  });

  test('is the newest after an outage, written once', async () => {
    const [orderId = 0] = await views();
    await stand.platform.advanceBy(2 * MINUTE_MS);
    await stand.settle();
    stand.platform.switches.apiOutage = true;
    await touch(orderId);
    const { writeShopperViews } = await import('#app/services/write-shopper-views.server.ts');
    const { sendOutbox } = await import('#app/services/send-outbox.server.ts');
    await writeShopperViews({ shopId, now: stand.clock() });
    expect(await itemsLeft()).toBe(1);
    await touch(orderId);
    await stand.platform.advanceBy(2 * MINUTE_MS);
    await writeShopperViews({ shopId, now: stand.clock() });
    stand.platform.switches.apiOutage = false;
    expect(await itemsLeft()).toBe(1);
    await sendOutbox({ shopId, now: stand.clock() });
    const { parcels } = await stand.one('select parcels from shopper_views where order_id = $1', [
      orderId,
    ]);
    expect(readOrderMetafield(fieldOf(orderId)?.value)?.parcels).toEqual(parcels);
    await stand.platform.advanceBy(2 * MINUTE_MS);
    await writeShopperViews({ shopId, now: stand.clock() });
    expect(await itemsLeft()).toBe(0);
  });
});

/** What a parcel's page has to say for its shopper to be told this. */
function expectedOf(page: ParcelView, seen: ShopperParcelView, now: Date) {
  const isDoubtful = page.verdict === 'wrong_number';
  const chain = chainOf(page.legs);
  const limitAt = page.silence?.limitAt ?? null;
  return {
    verdict: page.verdict,
    origin: page.origin,
    destination: page.destination,
    legs: chain.map(({ number }) => ({ number })),
    lastScan: isDoubtful ? null : page.lastScan,
    silence: seen.silence === null ? null : silenceOf(page),
    delivery: seen.delivery === null ? null : deliveryOf(page),
    next:
      seen.next?.until == null || seen.next.code === 'today'
        ? seen.next
        : { until: limitAt !== null && new Date(limitAt) > now ? limitAt : null },
  };
}

function silenceOf({ lane, silence, ...page }: ParcelView) {
  const calendar = calendarOfStage(
    lane?.stage ?? 'first_scan',
    calendarsFor(DEFAULT_SETTINGS, page),
  );
  const from = new Date(silence?.from ?? '');
  const usualUntil = calendar.addWorkingDays(from, lane?.usualDays ?? 0);
  return {
    from: silence?.from,
    basis: lane?.level,
    // The page rounds days to four decimals: nine seconds.
    usualUntil: expect.toSatisfy(
      (until: string) => Math.abs(Date.parse(until) - usualUntil.getTime()) < 20_000,
    ),
  };
}

function deliveryOf({ delivery }: ParcelView) {
  const { earliestOn, latestOn, confidence, basis } = delivery?.range ?? {};
  return { earliestOn, latestOn, confidence, basis };
}
