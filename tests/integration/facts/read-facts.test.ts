import { beforeAll, describe, expect, test, vi } from 'vitest';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { loadSubjects } from '#app/services/subjects/load-subjects.server.ts';
import type { SubjectKind, Subjects } from '#app/domain/findings/subjects.ts';
import type { WorldRefund, WorldReturn } from '#sandbox/world/shop-side.ts';
import { syncStand } from '../sync/stand.ts';

// Days of the shop's time pass, with everything that is due on them.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const stand = await syncStand({ orders: 40 });
const { platform, shop } = stand;
const store = () => platform.store(shop);
const shopId = async () => Number((await stand.one('select shop_id from shops')).shop_id);

const ALL_SCOPES = [...platform.app.requiredScopes, ...platform.app.optionalScopes];

async function subject<K extends SubjectKind>(kind: K, id: string): Promise<Subjects[K]> {
  const found = await withShopSql(await shopId(), async (sql) =>
    loadSubjects(sql, await shopId(), kind, [id], stand.clock()),
  );
  const one = found.get(id);
  if (one === undefined) throw new Error(`No ${kind} ${id}`);
  return one;
}

const sideRow = (name: string) =>
  stand.one('select value, missing, read_at, changed_at from shop_side where name = $1', [name]);

describe('with the required scopes alone', () => {
  beforeAll(async () => {
    await stand.install();
    await stand.settle();
  });

  test('every order has its lines and what it says beside itself', async () => {
    const orders = [...store().orders.values()];
    const lines = orders.flatMap(({ id, lineItems }) =>
      lineItems.map((line) => ({
        order: String(id),
        line: String(line.id),
        quantity: line.quantity,
      })),
    );
    const ours = await stand.rows(
      `select order_id::text as order, line_id::text as line, quantity from order_lines order by 1, 2`,
    );
    const byText = (a: { order: string; line: string }, b: { order: string; line: string }) =>
      a.order < b.order ? -1 : a.order > b.order ? 1 : a.line < b.line ? -1 : 1;
    expect(ours).toEqual(lines.sort(byText));
    const details = await stand.one('select count(*)::int as n from order_details');
    expect(details.n).toBe(orders.length);
  });

  test('every product and variant is here, and each variant’s price is recorded once', async () => {
    const variants = [...store().inventory.variants.values()];
    const prices = variants
      .map(({ variant }) => ({
        id: String(variant.id),
        price: String(variant.priceMinor),
        compare_at: variant.compareAtMinor === null ? null : String(variant.compareAtMinor),
      }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    const ours = await stand.rows(
      `select variant_id::text as id, price_minor::text as price, compare_at_minor::text as compare_at
         from price_points where country = '' order by 1`,
    );
    expect(ours).toEqual(prices);
    const known = await stand.rows('select variant_id::text as id from variants order by 1');
    expect(known.map(({ id }) => id)).toEqual(prices.map(({ id }) => id));
  });

  test.each([
    ['policies', 'read_legal_policies'],
    ['return_rules', 'read_legal_policies'],
    ['markets', 'read_markets'],
    ['locales', 'read_locales'],
    ['menus', 'read_online_store_navigation'],
    ['pages', 'read_online_store_pages'],
    ['privacy', 'read_privacy_settings'],
    ['returns', 'read_returns'],
    ['publications', 'read_publications'],
    ['disputes', 'read_shopify_payments_disputes'],
  ])('%s are missing for want of %s', async (name, scope) => {
    expect(await sideRow(name)).toMatchObject({ value: null, missing: { kind: 'scope', scope } });
  });

  test('what the shop subject lacks says which scope would supply it', async () => {
    const found = await subject('shop', 'shop');
    const missing = (scope: string) => ({ known: false, missing: { kind: 'scope', scope } });
    expect(found.policies).toEqual(missing('read_legal_policies'));
    expect(found.links).toEqual(missing('read_online_store_navigation'));
    expect(found.disputes).toEqual(missing('read_shopify_payments_disputes'));
  });
});

describe('once everything is granted', () => {
  const BOMB = `<script>${'if (a < b) { document.write("<p>final sale</p>") }\n'.repeat(20_000)}</script>`;
  const policy = (body: string) => ({
    type: 'SHIPPING_POLICY' as const,
    body,
    updatedAt: platform.clock.now(),
    translations: [{ locale: 'de', body: '<p>Versandfertig in 3 Werktagen.</p>' }],
  });
  const settings = () => ({
    ...store().side.settings,
    locales: [
      { locale: 'en', name: 'English', primary: true, published: true },
      { locale: 'de', name: 'German', primary: false, published: true },
    ],
    markets: [
      {
        id: 1,
        name: 'Home',
        handle: 'us',
        status: 'ACTIVE' as const,
        countries: ['US'],
        currency: 'USD',
      },
      {
        id: 2,
        name: 'EU',
        handle: 'eu',
        status: 'ACTIVE' as const,
        countries: ['DE', 'FR'],
        currency: 'EUR',
      },
      {
        id: 3,
        name: 'Later',
        handle: 'jp',
        status: 'DRAFT' as const,
        countries: ['JP'],
        currency: 'JPY',
      },
    ],
    shippingCountries: ['US', 'DE', 'FR'],
    menus: [
      {
        id: 1,
        handle: 'footer',
        title: 'Footer',
        items: [{ id: 1, title: 'Withdraw', url: '/pages/withdraw' }],
      },
    ],
    pages: [
      {
        id: 9,
        title: 'Withdraw',
        handle: 'withdraw',
        body: '<p>Withdraw&nbsp;here</p>',
        publishedAt: 1,
        updatedAt: 1,
      },
    ],
    privacy: { bannerEnabled: true, bannerAutoManaged: true },
    returnProfiles: [
      {
        id: 1,
        name: '',
        isDefault: true,
        marketIds: [],
        canAcceptReturns: true,
        windowDays: 30,
        returnShippingFeeMinor: null,
      },
      {
        id: 2,
        name: 'EU',
        isDefault: false,
        marketIds: [2],
        canAcceptReturns: true,
        windowDays: 14,
        returnShippingFeeMinor: null,
      },
    ],
  });

  beforeAll(async () => {
    const body = `<p>Orders ship within 2-3 business days.</p>${BOMB}<p>Delivery takes 5 to 9 days. No customs fees.</p>`;
    const side = { ...settings(), policies: [policy(body)] };
    platform.apply({ kind: 'shop_side_changed', at: platform.clock.now(), shop, side });
    platform.setScopes(shop, ALL_SCOPES);
    await stand.settle();
  });

  test('each side of the shop has its value', async () => {
    expect(await sideRow('locales')).toMatchObject({ value: ['en', 'de'], missing: null });
    expect(await sideRow('privacy')).toMatchObject({
      value: { bannerEnabled: true, bannerAutoManaged: true },
    });
    expect((await sideRow('return_rules')).value).toHaveLength(2);
    const found = await subject('shop', 'shop');
    expect(found.shop.targets).toMatchObject({ known: true, value: ['DE', 'FR', 'US'] });
    expect(found.returnRules).toMatchObject({
      value: [
        { countries: ['US'], windowDays: 30 },
        { name: 'EU', countries: ['DE', 'FR'], windowDays: 14 },
      ],
    });
    expect(found.links).toMatchObject({
      value: [
        { title: 'Withdraw', url: `https://${shop}/pages/withdraw`, where: 'menu' },
        { title: 'Withdraw', url: `https://${shop}/pages/withdraw`, where: 'page' },
      ],
    });
    expect(found.pages).toMatchObject({ value: [{ title: 'Withdraw', text: 'Withdraw here' }] });
  });

  test('a policy of a megabyte with scripts is cut, and read without what no buyer sees', async () => {
    const [kept] = await stand.rows(
      `select octet_length(body) as bytes, locale from policy_versions where locale = ''`,
    );
    expect(Number(kept?.bytes)).toBeLessThanOrEqual(1_000_000);
    const { policies } = await subject('shop', 'shop');
    if (!policies.known) throw new Error('The policies are known');
    expect(policies.value.map(({ locale }) => locale)).toEqual(['en', 'de']);
    const [english] = policies.value;
    expect(english?.text).toContain('Orders ship within 2-3 business days.');
    expect(english?.text).not.toContain('final sale');
  });

  test('the times that the policy states are the shop’s promises', async () => {
    const [orderId = ''] = [...store().orders.keys()].map(String);
    const order = await subject('order', orderId);
    expect(order.promiseToShip).toMatchObject({
      known: true,
      value: { days: 3, unit: 'business', from: 'policy_text' },
    });
  });

  test('reading again what is the same adds no version and moves no date', async () => {
    const before = await stand.one('select count(*)::int as n from policy_versions');
    const { changed_at: changedAt } = await sideRow('locales');
    await platform.advanceBy(26 * 3_600_000);
    await stand.settle();
    const after = await sideRow('locales');
    expect(after.changed_at).toEqual(changedAt);
    expect(after.read_at).not.toEqual(changedAt);
    expect(await stand.one('select count(*)::int as n from policy_versions')).toEqual(before);
  });

  test('a changed policy is a version more, and one that is taken away leaves a version without a text', async () => {
    const change = async (policies: ReturnType<typeof policy>[]) => {
      const side = { ...settings(), policies };
      platform.apply({ kind: 'shop_side_changed', at: platform.clock.now(), shop, side });
      await platform.advanceBy(26 * 3_600_000);
      await stand.settle();
    };
    await change([policy('<p>Ships in 4 days.</p>')]);
    await change([]);
    const versions = await stand.rows(
      `select locale, body is null as gone from policy_versions order by locale, seen_at`,
    );
    expect(versions).toEqual([
      { locale: '', gone: false },
      { locale: '', gone: false },
      { locale: '', gone: true },
      { locale: 'de', gone: false },
      { locale: 'de', gone: true },
    ]);
    const { policies } = await subject('shop', 'shop');
    expect(policies).toMatchObject({ known: true, value: [] });
    // What was agreed with the buyers of before is what stood there then.
    const { value } = await sideRow('statements');
    expect(value).toMatchObject({ times: [], earlier: [{ times: [{ days: 3 }] }, {}] });
    const [orderId = ''] = [...store().orders.keys()].map(String);
    expect((await subject('order', orderId)).promiseToShip).toMatchObject({
      value: { days: 3, unit: 'business' },
    });
  });

  test('prices of the market countries are recorded beside the shop’s own, and only changes after that', async () => {
    const countries = await stand.rows('select distinct country from price_points order by 1');
    expect(countries.map(({ country }) => country)).toEqual(['', 'DE', 'FR', 'US']);
    const [first] = store().inventory.variants.values();
    if (first === undefined) throw new Error('The shop sells something');
    const { id, priceMinor } = first.variant;
    const points = () =>
      stand.rows(
        `select price_minor::text as price, compare_at_minor::text as compare_at from price_points
          where variant_id = $1 and country = '' order by seen_at`,
        [id],
      );
    const change = async (price: number, compareAtMinor: number | null) => {
      await platform.advanceBy(3_600_000);
      const at = platform.clock.now();
      platform.apply({
        kind: 'price_changed',
        at,
        shop,
        variantId: id,
        priceMinor: price,
        compareAtMinor,
      });
      await stand.settle();
    };
    const before = await points();
    await change(priceMinor + 500, null);
    await change(priceMinor + 500, null);
    await change(priceMinor, priceMinor + 500);
    expect(await points()).toEqual([
      ...before,
      { price: String(priceMinor + 500), compare_at: null },
      { price: String(priceMinor), compare_at: String(priceMinor + 500) },
    ]);
    const abroad = await stand.rows(
      `select price_minor::text as price, compare_at_minor::text as compare_at from price_points
        where variant_id = $1 and country = 'DE' order by seen_at desc limit 2`,
      [id],
    );
    // At once, not with the daily reading: a price that held for an hour counts.
    expect(abroad).toEqual([
      { price: String(priceMinor), compare_at: String(priceMinor + 500) },
      { price: String(priceMinor + 500), compare_at: null },
    ]);
    // The shop's own country is a market: its price stands for the shop's own.
    const price = await subject('price', `${id}@US`);
    expect(price.history.at(-1)).toMatchObject({
      price: { minor: priceMinor },
      compareAt: { minor: priceMinor + 500 },
    });
  });

  test('a refund is read when its webhook comes, a return with the order', async () => {
    const [order] = store().orders.values();
    if (order === undefined) throw new Error('There are orders');
    const at = platform.clock.now();
    const returned: WorldReturn = {
      id: 71,
      orderId: order.id,
      name: `${order.name}-R1`,
      status: 'CLOSED',
      createdAt: at,
      requestApprovedAt: at,
      closedAt: at,
      reason: 'unwanted',
      goodsBackAt: at,
    };
    const refund: WorldRefund = {
      id: 61,
      orderId: order.id,
      createdAt: at,
      totalMinor: 500,
      shippingMinor: 0,
      returnId: 71,
      transactions: [
        {
          id: 62,
          kind: 'REFUND',
          status: 'SUCCESS',
          gateway: 'shopify_payments',
          amountMinor: 500,
          processedAt: at,
        },
      ],
    };
    await platform.advanceBy(60_000);
    platform.apply({ kind: 'return_changed', at: platform.clock.now(), shop, return: returned });
    platform.apply({ kind: 'refund_created', at: platform.clock.now(), shop, refund });
    await stand.settle();
    const found = await subject('order', String(order.id));
    expect(found.refunds).toMatchObject({
      known: true,
      value: [
        { id: '61', total: { minor: 500 }, payments: [{ kind: 'REFUND', status: 'SUCCESS' }] },
      ],
    });
    expect(await subject('return', '71')).toMatchObject({
      orderId: String(order.id),
      status: 'CLOSED',
      refunds: [{ id: '61' }],
    });
  });

  test('disputes come within the hour', async () => {
    const [order] = store().orders.values();
    if (order === undefined) throw new Error('There are orders');
    const at = platform.clock.now();
    platform.apply({
      kind: 'dispute_changed',
      at,
      shop,
      dispute: {
        id: 81,
        orderId: order.id,
        type: 'CHARGEBACK',
        status: 'NEEDS_RESPONSE',
        reason: 'PRODUCT_NOT_RECEIVED',
        networkReasonCode: '13.1',
        amountMinor: 1_000,
        initiatedAt: at,
        evidenceDueBy: at + 10 * 86_400_000,
        evidenceSentOn: null,
        finalizedOn: null,
      },
    });
    await platform.advanceBy(61 * 60_000);
    await stand.settle();
    expect(await subject('dispute', '81')).toMatchObject({
      orderId: String(order.id),
      status: 'NEEDS_RESPONSE',
      reason: 'PRODUCT_NOT_RECEIVED',
      amount: { minor: 1_000 },
      evidenceDueBy: { known: true },
    });
  });

  test('a product that is deleted is forgotten with the record of its prices', async () => {
    const [first] = store().inventory.variants.values();
    if (first === undefined) throw new Error('The shop sells something');
    const productId = first.product.id;
    platform.apply({ kind: 'product_deleted', at: platform.clock.now(), shop, productId });
    await stand.settle();
    const left = await stand.one(
      `select (select count(*) from products where product_id = $1)::int
         + (select count(*) from variants where product_id = $1)::int
         + (select count(*) from price_points where variant_id = $2)::int as n`,
      [productId, first.variant.id],
    );
    expect(left.n).toBe(0);
  });
});
