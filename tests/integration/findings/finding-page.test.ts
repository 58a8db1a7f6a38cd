import { beforeAll, describe, expect, test } from 'vitest';
import type { FindingDetailAction, FixView } from '#app/contracts/finding-detail.ts';
import { syncStand } from '../sync/stand.ts';

const stand = await syncStand({ orders: 20 });
const { actOnFinding } = await import('#app/services/act-on-finding.server.ts');
const { loadFinding } = await import('#app/services/load-finding.server.ts');
const { openSource } = await import('#app/services/sync-source.server.ts');
const { withShopSql } = await import('#app/db/with-shop.server.ts');
const { OrderTagsDocument, VariantCompareAtDocument } =
  await import('#app/shopify/generated/documents.ts');

const actor = 'user:7';
const timeZone = 'America/New_York';
const product = stand.platform.world.products(stand.shop)[0];
const variant = product?.variants[1];
let shopId: number;
let orderId: string;
let findingId: string;

beforeAll(async () => {
  await stand.install();
  await stand.settle();
  const { rows } = await stand.owner.query<{ shopId: number; orderId: string }>(
    `select s.shop_id as "shopId", min(o.order_id)::text as "orderId"
     from shops s join orders o using (shop_id) where s.domain = $1 group by 1`,
    [stand.shop],
  );
  shopId = rows[0]?.shopId ?? 0;
  orderId = rows[0]?.orderId ?? '';
  const required = stand.platform.app.requiredScopes;
  stand.platform.setScopes(stand.shop, [...required, 'write_products', 'write_orders']);
  await stand.settle();
  const fixes = [
    {
      kind: 'set_compare_at',
      productId: String(product?.id),
      variantId: String(variant?.id),
      compareAt: { minor: 4_000, currency: 'USD' },
    },
    { kind: 'tag_order', orderId, tag: 'late' },
    { kind: 'admin_page', path: 'settings/legal' },
  ];
  findingId = await withShopSql(shopId, async (sql) => {
    const { rows: added } = await sql.query<{ id: string }>(
      `insert into findings (shop_id, fingerprint, rule_id, rule_version, subject_kind, subject_id, label, order_id,
         verdict, authority, severity, severity_rank, certainty, jurisdictions, message, deadline_at, fixes,
         no_exposure, first_seen_at, verdict_since, judged_at)
       values ($1, 'a page of its own', 'US-SHIP-01', '1.0.0', 'order', $2::text, '#1', $2::text::bigint, 'upcoming', 'law',
         'critical', 4, 'deterministic', '{US}', '{"code": "due_soon", "params": {}}', $3, $4, 'nothing_open',
         $5, $5, $5)
       returning finding_id as id`,
      [shopId, orderId, '2026-11-30T05:00:00Z', JSON.stringify(fixes), stand.clock()],
    );
    return added[0]?.id ?? '';
  });
});

const act = (action: FindingDetailAction | object) =>
  actOnFinding({ shopId, findingId, actor, body: action, timeZone, now: stand.clock() });

const page = async () => {
  const reader = { language: 'en', timeZone, currency: 'USD', now: stand.clock() } as const;
  const view = await loadFinding({ shopId, findingId, reader });
  if (view === null) throw new Error('the finding is gone');
  return view;
};

const lastOf = async (kind: FixView['kind']) =>
  (await page()).fixes.find((fix) => fix.kind === kind)?.last ?? null;

const ask = () => openSource({ shopId, domain: stand.shop, now: stand.clock() });
const compareAt = async () => {
  const id = `gid://shopify/ProductVariant/${variant?.id}`;
  return (await ask().query(VariantCompareAtDocument, { id })).data.productVariant?.compareAtPrice;
};
const tags = async () =>
  (await ask().query(OrderTagsDocument, { id: `gid://shopify/Order/${orderId}` })).data.order?.tags;

describe('a compare-at price', () => {
  test('is set in the store, and put back as it was', async () => {
    const before = await compareAt();
    expect(await act({ intent: 'fix', index: 0 })).toEqual({ ok: true, done: 'fix' });
    expect(await act({ intent: 'fix', index: 0 })).toMatchObject({ code: 'already_asked' });
    await stand.settle();
    expect(Number(await compareAt())).toBe(40);
    const fixId = (await lastOf('set_compare_at'))?.fixId ?? '';
    expect(await act({ intent: 'undo_fix', fixId })).toEqual({ ok: true, done: 'undo_fix' });
    await stand.settle();
    expect(await compareAt()).toBe(before);
    expect((await lastOf('set_compare_at'))?.state).toBe('undone');
  });
});

describe('a tag', () => {
  test('is added to the order and taken away again', async () => {
    await act({ intent: 'fix', index: 1 });
    await stand.settle();
    expect(await tags()).toContain('late');
    await act({ intent: 'undo_fix', fixId: (await lastOf('tag_order'))?.fixId });
    await stand.settle();
    expect(await tags()).not.toContain('late');
  });

  test('without the permission stays off, and the page says why', async () => {
    stand.platform.setScopes(stand.shop, stand.platform.app.requiredScopes);
    await act({ intent: 'fix', index: 1 });
    await stand.settle();
    expect(await lastOf('tag_order')).toMatchObject({ state: 'failed', error: 'scope_missing' });
  });
});

test.each([
  [{ intent: 'fix', index: 2 }, 'no_such_fix', null],
  [{ intent: 'fix', index: 9 }, 'no_such_fix', null],
  [{ intent: 'fix' }, 'bad_input', 'index'],
  [
    { intent: 'attest', code: 'OTHER-01.x', answer: 'yes', until: null },
    'no_such_attestation',
    'code',
  ],
  [{ intent: 'record_notice', sentOn: '2026-12-30', newShipBy: null }, 'sent_in_future', 'sentOn'],
  [
    { intent: 'record_notice', sentOn: '2026-11-18', newShipBy: '2026-11-17' },
    'ship_by_before_sending',
    'newShipBy',
  ],
  [{ intent: 'record_notice', sentOn: '18.11.2026', newShipBy: null }, 'bad_input', 'sentOn'],
])('%o is refused as %s at %s', async (action, code, field) => {
  expect(await act(action)).toEqual({ ok: false, code, field });
});

test('a notice is recorded, answered and removed, and each stands in the history', async () => {
  await act({ intent: 'record_notice', sentOn: '2026-11-18', newShipBy: '2026-12-05' });
  const [notice] = (await page()).notices ?? [];
  expect(notice).toMatchObject({ newShipBy: '2026-12-05T17:00:00.000Z', answer: 'none' });
  const noticeId = notice?.id ?? '';
  await act({ intent: 'answer_notice', noticeId, answer: 'accepted' });
  expect((await page()).notices?.[0]?.answer).toBe('accepted');
  await act({ intent: 'remove_notice', noticeId });
  expect((await page()).notices).toEqual([]);
  const kinds = (await page()).events.map(({ kind }) => kind);
  expect(kinds.slice(0, 3)).toEqual(['notice_removed', 'notice_answered', 'notice_recorded']);
});

test('another shop has no such finding', async () => {
  const { rows } = await stand.owner.query<{ id: number }>(
    `insert into shops (domain, installed_at) values ('other.myshopify.com', now()) returning shop_id as id`,
  );
  const reader = { language: 'en', timeZone, currency: 'USD', now: stand.clock() } as const;
  const other = rows[0]?.id ?? 0;
  expect(await loadFinding({ shopId: other, findingId, reader })).toBeNull();
});
