import { beforeAll, describe, expect, test } from 'vitest';
import type { LinkDecision } from '#app/domain/parcels/link.ts';
import { shipOrder } from '../sync/ship-order.ts';
import { syncStand } from '../sync/stand.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const OURS = '9400111899223456789018';
const stand = await syncStand({ orders: 3 });
const { decideLink, proposeLink } = await import('#app/services/link-legs.server.ts');
const { proposeFromReports } = await import('#app/services/propose-from-reports.server.ts');
const { addToOutbox, takeOutbox } = await import('#app/db/outbox.server.ts');
const { sendOutbox } = await import('#app/services/send-outbox.server.ts');
const { sendTrackingWrite } = await import('#app/services/write-back.server.ts');
const { withShopSql } = await import('#app/db/with-shop.server.ts');

let shopId: number;
const SCOPES = [...stand.platform.app.requiredScopes, 'write_merchant_managed_fulfillment_orders'];
beforeAll(async () => {
  await stand.install();
  stand.platform.setScopes(stand.shop, SCOPES);
  await stand.settle();
  shopId = Number((await stand.one(`select shop_id from shops`)).shop_id);
}, 60_000);

let lastId = 660_000_000;
/** An order with one shipped fulfillment, known to the app. */
async function ship(...numbers: string[]) {
  const orderId = (lastId += 10);
  const tracking = numbers.map((number) => ({ company: 'YunExpress', number, url: null }));
  const { fulfillmentId } = shipOrder(stand, {
    orderId,
    name: `#L${orderId}`,
    originCountry: 'CN',
    tracking,
  });
  await stand.settle();
  return { fulfillmentId, id: String(fulfillmentId), number: numbers[0] ?? null };
}

const shown = (fulfillmentId: number) =>
  stand.platform.store(stand.shop).fulfillments.get(fulfillmentId)?.tracking ?? [];
const shownNumbers = (fulfillmentId: number) => shown(fulfillmentId).map(({ number }) => number);
const overwrite = (fulfillmentId: number, ...numbers: string[]) =>
  stand.platform.apply({
    kind: 'tracking_updated',
    at: stand.platform.clock.now(),
    shop: stand.shop,
    fulfillmentId,
    tracking: numbers.map((number) => ({ company: 'GOFO', number, url: null })),
  });
/** How often the platform was asked to change this fulfillment's numbers. */
const link = (linkId: string) => stand.one(`select * from leg_links where link_id = $1`, [linkId]);
const history = async (linkId: string) =>
  (
    await stand.rows(`select action from leg_link_events where link_id = $1 order by seq`, [linkId])
  ).map(({ action }) => action);
const legs = (id: string) =>
  stand.rows(`select * from legs where fulfillment_id = $1 order by position, seq`, [id]);
const parcel = (id: string) =>
  stand.one(`select * from parcels where fulfillment_id = $1 and position = 0`, [id]);

async function propose(
  of: { id: string; number: string | null },
  told: { number?: string; source?: 'aftership' | 'seventeen_track' } = {},
) {
  const source = told.source ?? 'aftership';
  return withShopSql(shopId, (sql) =>
    proposeLink(sql, {
      shopId,
      fulfillmentId: of.id,
      position: 0,
      fromNumberKey: of.number,
      number: told.number ?? OURS,
      carrier: 'usps',
      kind: 'last_mile',
      basis: 'source',
      source,
      evidence: [{ code: 'source_states', params: { source } }],
      now: stand.clock(),
    }),
  );
}

async function decide(linkId: string, decision: LinkDecision, told: { write?: boolean } = {}) {
  return withShopSql(shopId, (sql) =>
    decideLink(sql, { shopId, linkId, decision, actor: 'user:7', now: stand.clock(), ...told }),
  );
}

async function confirmed(of: { id: string; number: string | null }, write = true) {
  const proposed = await propose(of);
  if (proposed === null) throw new Error('Not proposed');
  expect(await decide(proposed.linkId, 'confirm', { write })).toEqual({
    ok: true,
    state: 'confirmed',
  });
  return proposed.linkId;
}

/** A number of this test's own that no junk rule refuses. */
let lastNumber = 48_210;
const fresh = () => `YT27319${(lastNumber += 7)}0406`;

describe('a confirmed number', () => {
  test('is shown by Shopify, comes back listed, and the parcel’s clock has not restarted', async () => {
    const one = await ship(fresh());
    const before = await parcel(one.id);
    await stand.platform.advanceBy(3 * DAY_MS);
    await stand.settle();
    const linkId = await confirmed(one);
    expect(await legs(one.id)).toMatchObject([
      { number_key: one.number, listed: true, replaced_at: null },
      { number_key: OURS, listed: false, continues_seq: 0, linked_by: 'user:7' },
    ]);
    await stand.settle();
    expect(shown(one.fulfillmentId)).toMatchObject([{ number: OURS, company: 'USPS' }]);
    expect(await link(linkId)).toMatchObject({
      state: 'confirmed',
      write_state: 'written',
      decided_by: 'user:7',
      before_write: [{ number: one.number, company: 'YunExpress' }],
    });
    expect(await legs(one.id)).toMatchObject([
      { number_key: one.number, listed: true },
      { number_key: OURS, listed: true, replaced_at: null, continues_seq: 0 },
    ]);
    const after = await parcel(one.id);
    expect(after).toMatchObject({ number: OURS, number_seen_at: before.number_seen_at });
    expect(after.search_text).toContain(String(one.number).toLowerCase());
    expect(await history(linkId)).toEqual(['proposed', 'confirmed', 'write_queued', 'written']);
  });

  test('is not written unless it is asked for', async () => {
    const one = await ship(fresh());
    const linkId = await confirmed(one, false);
    await stand.settle();
    expect(shownNumbers(one.fulfillmentId)).toEqual([one.number]);
    expect(await link(linkId)).toMatchObject({ write_state: 'off' });
  });

  test('is written by the shop’s setting when it is the last mile', async () => {
    await setting({ write_back: true });
    const one = await ship(fresh());
    const proposed = await propose(one);
    await decide(proposed?.linkId ?? '', 'confirm');
    await setting({ write_back: false });
    await stand.settle();
    expect(shownNumbers(one.fulfillmentId)).toEqual([OURS]);
  });

  test('is the parcel’s number when Shopify has none', async () => {
    const one = await ship();
    await confirmed({ id: one.id, number: null }, false);
    expect(await parcel(one.id)).toMatchObject({ number: OURS, carrier: 'USPS' });
    await stand.settle();
    expect(await parcel(one.id)).toMatchObject({ number: OURS, verdict: 'on_track' });
  });

  test('takes its place among several numbers; the others keep theirs', async () => {
    const [a, b, c] = [fresh(), fresh(), fresh()];
    const one = await ship(a, b, c);
    const proposed = await withShopSql(shopId, (sql) =>
      proposeLink(sql, {
        shopId,
        fulfillmentId: one.id,
        position: 1,
        fromNumberKey: b,
        number: OURS,
        carrier: 'YunExpress',
        kind: 'last_mile',
        basis: 'person',
        evidence: [{ code: 'person_states', params: {} }],
        now: stand.clock(),
      }),
    );
    await decide(proposed?.linkId ?? '', 'confirm', { write: true });
    await stand.settle();
    expect(shownNumbers(one.fulfillmentId)).toEqual([a, OURS, c]);
    expect(
      await stand.rows(
        `select position, number, cancelled from parcels where fulfillment_id = $1 order by position`,
        [one.id],
      ),
    ).toEqual([
      { position: 0, number: a, cancelled: false },
      { position: 1, number: OURS, cancelled: false },
      { position: 2, number: c, cancelled: false },
    ]);
  });
});

describe('another app’s number over ours', () => {
  test('is shown beside ours and never fought; keeping theirs leaves it', async () => {
    const one = await ship(fresh());
    const linkId = await confirmed(one);
    await stand.settle();
    overwrite(one.fulfillmentId, 'GFUS01028477651');
    await stand.settle();
    expect(await link(linkId)).toMatchObject({
      write_state: 'overwritten',
      overwritten_by: [{ number: 'GFUS01028477651', company: 'GOFO' }],
    });
    await stand.platform.advanceBy(2 * DAY_MS);
    await stand.settle();
    expect(shownNumbers(one.fulfillmentId)).toEqual(['GFUS01028477651']);
    expect(await decide(linkId, 'keep_theirs')).toMatchObject({ ok: true });
    await stand.settle();
    expect(shownNumbers(one.fulfillmentId)).toEqual(['GFUS01028477651']);
    expect(await link(linkId)).toMatchObject({ write_state: 'theirs_kept' });
  });

  test('gives way to ours once when a person says so, not a second time by itself', async () => {
    const one = await ship(fresh());
    const linkId = await confirmed(one);
    await stand.settle();
    overwrite(one.fulfillmentId, 'GFUS01028477652');
    await stand.settle();
    await decide(linkId, 'restore_ours');
    await stand.settle();
    expect(shownNumbers(one.fulfillmentId)).toEqual([OURS]);
    expect(await link(linkId)).toMatchObject({ write_state: 'written', overwritten_by: null });
    overwrite(one.fulfillmentId, 'GFUS01028477653');
    await stand.settle();
    expect(shownNumbers(one.fulfillmentId)).toEqual(['GFUS01028477653']);
    expect(await link(linkId)).toMatchObject({ write_state: 'overwritten' });
  });

  test('is withdrawn by itself: Shopify shows ours again, and that is all', async () => {
    const one = await ship(fresh());
    const linkId = await confirmed(one);
    await stand.settle();
    overwrite(one.fulfillmentId, 'GFUS01028477654');
    await stand.settle();
    overwrite(one.fulfillmentId, OURS);
    await stand.settle();
    expect(await link(linkId)).toMatchObject({ write_state: 'written', overwritten_by: null });
    expect((await history(linkId)).slice(-2)).toEqual(['overwritten', 'shows_ours_again']);
  });

  test('put there before we wrote stops the write: nothing is overwritten', async () => {
    const one = await ship(fresh());
    const linkId = await confirmed(one);
    overwrite(one.fulfillmentId, 'GFUS01028477655');
    await stand.settle();
    expect(shownNumbers(one.fulfillmentId)).toEqual(['GFUS01028477655']);
    expect(await link(linkId)).toMatchObject({ state: 'confirmed', write_state: 'failed' });
    const [event] = await stand.rows(
      `select detail from leg_link_events where link_id = $1 and action = 'write_failed'`,
      [linkId],
    );
    expect(event).toMatchObject({ detail: { code: 'changed_meanwhile' } });
  });
});

describe('an undo', () => {
  test('takes the number out of the chain and puts the one before it back at Shopify', async () => {
    const one = await ship(fresh());
    const before = await parcel(one.id);
    const linkId = await confirmed(one);
    await stand.settle();
    expect(await decide(linkId, 'undo')).toEqual({ ok: true, state: 'undone' });
    expect(await parcel(one.id)).toMatchObject({ number: one.number });
    await stand.settle();
    expect(shown(one.fulfillmentId)).toMatchObject([{ number: one.number, company: 'YunExpress' }]);
    expect(await link(linkId)).toMatchObject({ state: 'undone', write_state: 'restored' });
    expect(await parcel(one.id)).toMatchObject({
      number: one.number,
      number_seen_at: before.number_seen_at,
    });
    expect(await legs(one.id)).toMatchObject([
      { number_key: one.number, replaced_at: null },
      { number_key: OURS, listed: false, continues_seq: null },
    ]);
  });

  test('before the write went out takes the write back', async () => {
    const one = await ship(fresh());
    const linkId = await confirmed(one);
    await decide(linkId, 'undo');
    await stand.settle();
    expect(shownNumbers(one.fulfillmentId)).toEqual([one.number]);
    expect(await link(linkId)).toMatchObject({ state: 'undone', write_state: 'off' });
  });

  test('leaves what another app put over ours', async () => {
    const one = await ship(fresh());
    const linkId = await confirmed(one);
    await stand.settle();
    overwrite(one.fulfillmentId, 'GFUS01028477656');
    await decide(linkId, 'undo');
    await stand.settle();
    expect(shownNumbers(one.fulfillmentId)).toEqual(['GFUS01028477656']);
  });

  test('of a rejection opens the proposal again', async () => {
    const one = await ship(fresh());
    const proposed = await propose(one);
    const linkId = proposed?.linkId ?? '';
    await decide(linkId, 'reject');
    expect(await decide(linkId, 'undo')).toEqual({ ok: true, state: 'proposed' });
  });
});

describe('a proposal', () => {
  test('that was rejected does not come back on the same evidence, but on another source’s word', async () => {
    const one = await ship(fresh());
    const first = await propose(one);
    await decide(first?.linkId ?? '', 'reject');
    expect(await propose(one)).toBeNull();
    expect(await propose(one, { source: 'seventeen_track' })).toMatchObject({ state: 'proposed' });
  });

  test('made twice is one, and is not made of what is in the chain or is no number', async () => {
    const one = await ship(fresh());
    const first = await propose(one);
    expect(await propose(one)).toEqual(first);
    await decide(first?.linkId ?? '', 'confirm');
    expect(await propose(one)).toBeNull();
    expect(await propose(one, { number: 'pending' })).toBeNull();
    expect(await propose(one, { number: String(one.number) })).toBeNull();
  });

  const report = (number: string, successor: string) => ({
    numberKey: number,
    number,
    successor: { number: successor, carrier: 'usps', carrierName: 'USPS' },
  });
  const told = (number: string, successor: string) =>
    withShopSql(shopId, (sql) =>
      proposeFromReports(sql, {
        shopId,
        source: 'aftership',
        reports: [report(number, successor)],
        now: stand.clock(),
      }),
    );

  test('stated by a carrier’s record waits for a person', async () => {
    const one = await ship(fresh());
    await told(String(one.number), '9400111899223456789216');
    expect(
      await stand.rows(`select * from leg_links where fulfillment_id = $1`, [one.id]),
    ).toMatchObject([
      {
        state: 'proposed',
        kind: 'last_mile',
        basis: 'source',
        source: 'aftership',
        carrier: 'USPS',
      },
    ]);
  });

  test('stated is confirmed by rule where the shop wants it, never when another order has the number', async () => {
    await setting({ confirm_stated: true });
    const one = await ship(fresh());
    const other = await ship('9400111899223456789322');
    const third = await ship(fresh());
    await told(String(one.number), '9400111899223456789414');
    await told(String(third.number), String(other.number));
    await setting({ confirm_stated: false });
    const [first] = await stand.rows(`select * from leg_links where fulfillment_id = $1`, [one.id]);
    expect(first).toMatchObject({ state: 'confirmed', decided_by: 'rule:confirm_stated' });
    const [doubtful] = await stand.rows(`select * from leg_links where fulfillment_id = $1`, [
      third.id,
    ]);
    expect(doubtful).toMatchObject({
      state: 'proposed',
      evidence: [{ code: 'source_states' }, { code: 'number_on_other_order' }],
    });
  });
});

describe('the outbox', () => {
  test('writes once when it was killed between the write and its note', async () => {
    const one = await ship(fresh());
    const linkId = await confirmed(one);
    const [item] = await withShopSql(shopId, (sql) =>
      takeOutbox(sql, shopId, { now: stand.clock(), limit: 1 }),
    );
    // The write goes out; what would note it never runs.
    const sending = await sendTrackingWrite({ shopId, payload: item?.payload, now: stand.clock() });
    expect(sending.outcome).toEqual({ kind: 'sent' });
    const touched = fulfillmentUpdatedAt(one.fulfillmentId);
    expect(await link(linkId)).toMatchObject({ write_state: 'queued' });
    await stand.platform.advanceBy(10 * 60_000);
    await stand.settle();
    expect(fulfillmentUpdatedAt(one.fulfillmentId)).toBe(touched);
    expect(await link(linkId)).toMatchObject({
      write_state: 'written',
      before_write: [{ number: one.number }],
    });
  });

  test('gives an item to one of two senders', async () => {
    const one = await ship(fresh());
    await confirmed(one);
    const take = () =>
      withShopSql(shopId, (sql) => takeOutbox(sql, shopId, { now: stand.clock(), limit: 5 }));
    const [a, b] = await Promise.all([take(), take()]);
    expect(a.length + b.length).toBe(1);
    await stand.platform.advanceBy(10 * 60_000);
    await Promise.all([
      sendOutbox({ shopId, now: stand.clock() }),
      sendOutbox({ shopId, now: stand.clock() }),
    ]);
    await stand.settle();
    expect(shownNumbers(one.fulfillmentId)).toEqual([OURS]);
  });

  test('knows an effect by its key', async () => {
    const item = { kind: 'mail', effectKey: 'twice', payload: {}, now: stand.clock() } as const;
    const add = () => withShopSql(shopId, (sql) => addToOutbox(sql, shopId, item));
    expect([await add(), await add()]).toEqual([true, false]);
    await stand.owner.query(`delete from outbox where effect_key = 'twice'`);
  });

  test('says which access is missing, and writes when it was granted and asked again', async () => {
    stand.platform.setScopes(stand.shop, stand.platform.app.requiredScopes);
    const one = await ship(fresh());
    const linkId = await confirmed(one);
    await stand.settle();
    expect(await link(linkId)).toMatchObject({ write_state: 'failed' });
    const [event] = await stand.rows(
      `select detail from leg_link_events where link_id = $1 and action = 'write_failed'`,
      [linkId],
    );
    expect(event).toMatchObject({ detail: { code: 'scope_missing' } });
    stand.platform.setScopes(stand.shop, SCOPES);
    await decide(linkId, 'restore_ours');
    await stand.settle();
    expect(shownNumbers(one.fulfillmentId)).toEqual([OURS]);
  });
});

function fulfillmentUpdatedAt(fulfillmentId: number) {
  return stand.platform.store(stand.shop).fulfillments.get(fulfillmentId)?.updatedAt;
}

async function setting(told: { write_back?: boolean; confirm_stated?: boolean }) {
  await stand.owner.query(
    `insert into source_settings (shop_id, confirm_stated, write_back, updated_at) values ($1, $2, $3, now())
     on conflict (shop_id) do update set confirm_stated = excluded.confirm_stated, write_back = excluded.write_back`,
    [shopId, told.confirm_stated ?? false, told.write_back ?? false],
  );
}
