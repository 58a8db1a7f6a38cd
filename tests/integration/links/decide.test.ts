import { beforeEach, describe, expect, test } from 'vitest';
import { testDatabase } from '#tests/setup/database.ts';
import { aParcel, idOf, shopWith } from '../pages/parcels-on-hand.ts';
import type { ParcelOnHand } from '../pages/parcels-on-hand.ts';

await testDatabase();
const { decideLinks } = await import('#app/services/decide-links.server.ts');
const { loadLinks } = await import('#app/services/load-links.server.ts');
const { loadParcel } = await import('#app/services/load-parcel.server.ts');
const { loadHome } = await import('#app/services/load-home.server.ts');
const { proposeFromReports } = await import('#app/services/propose-from-reports.server.ts');
const { proposeLink } = await import('#app/services/link-legs.server.ts');
const { withShopSql } = await import('#app/db/with-shop.server.ts');

const now = new Date('2026-11-20T10:00:00Z');
const at = (day: number) => `2026-11-${String(day).padStart(2, '0')}T08:00:00Z`;
const OURS = '9400111899223456789018';
const actor = 'user:5';
let shopId: number;
let one: ParcelOnHand;
let other: ParcelOnHand;

beforeEach(async () => {
  one = aParcel({ number: 'YT2731970406001' });
  other = aParcel({ number: 'YT2731970406002' });
  shopId = await shopWith([one, other]);
  for (const parcel of [one, other]) await addLeg(parcel);
});

async function addLeg(parcel: ParcelOnHand, number = parcel.number, seq = 0): Promise<void> {
  await withShopSql(shopId, (sql) =>
    sql.query(
      `insert into legs (shop_id, fulfillment_id, position, seq, kind, number, number_key, carrier, carrier_key,
         started_at, started_basis, linked_by)
       values ($1, $2, $3, $4, 'unknown', $5, $5, $6, lower($6), $7, 'fulfillment_created', 'shopify')`,
      [
        shopId,
        parcel.fulfillmentId,
        parcel.position,
        seq,
        number,
        parcel.carrier,
        parcel.shippedAt,
      ],
    ),
  );
}

async function addScan(
  parcel: ParcelOnHand,
  told: { day: number; milestone: string; country: string },
): Promise<void> {
  await withShopSql(shopId, (sql) =>
    sql.query(
      `insert into scans (shop_id, fulfillment_id, source, event_id, position, leg_seq, occurred_at, recorded_at,
         received_at, milestone, physical, raw_status, country)
       values ($1, $2, 'aftership', $3, $4, 0, $5, $5, $5, $6, true, 'x', $7)`,
      [
        shopId,
        parcel.fulfillmentId,
        `${parcel.position}-${told.day}`,
        parcel.position,
        at(told.day),
        told.milestone,
        told.country,
      ],
    ),
  );
}

const propose = async (parcel: ParcelOnHand, number = OURS) => {
  const proposed = await withShopSql(shopId, (sql) =>
    proposeLink(sql, {
      shopId,
      fulfillmentId: String(parcel.fulfillmentId),
      position: parcel.position,
      fromNumberKey: parcel.number,
      number,
      carrier: 'usps',
      kind: 'last_mile',
      basis: 'source',
      source: 'aftership',
      evidence: [{ code: 'source_states', params: { source: 'aftership', number: parcel.number } }],
      now,
    }),
  );
  return proposed?.linkId ?? '';
};
const act = (body: unknown) => decideLinks({ shopId, body, actor, now });
const tab = (name: string | null) => loadLinks({ shopId, tab: name });

describe('the page of hand-offs', () => {
  test('lists what waits with its reasons, and Home counts it', async () => {
    await propose(one);
    const links = await tab(null);
    expect(links).toMatchObject({ tab: 'open', openCount: 1, overwrittenCount: 0, hasMore: false });
    expect(links.rows).toMatchObject([
      {
        parcelId: idOf(one),
        orderName: one.orderName,
        fromNumber: one.number,
        number: OURS,
        carrier: 'USPS',
        state: 'proposed',
        isDoubtful: false,
        evidence: [{ code: 'source_states' }],
      },
    ]);
    expect((await loadHome({ shopId, now })).home.handOffs).toEqual({ open: 1, overwritten: 0 });
  });

  test('confirms many at once; one that somebody decided already is named, the others go through', async () => {
    const first = await propose(one);
    const second = await propose(other, '9400111899223456789216');
    await act({ intent: 'decide_links', decision: 'reject', linkIds: [second] });
    const both = { intent: 'decide_links', decision: 'confirm', linkIds: [first, first] };
    expect(await act(both)).toEqual({
      ok: true,
      decision: 'confirm',
      linkIds: [first],
      refused: 0,
      code: null,
    });
    const again = { intent: 'decide_links', decision: 'undo', linkIds: [first, second] };
    expect(await act(again)).toMatchObject({ ok: true, refused: 0, linkIds: [first, second] });
    expect((await tab('decided')).rows).toMatchObject([{ linkId: first, state: 'undone' }]);
    expect((await tab('open')).rows).toMatchObject([{ linkId: second, state: 'proposed' }]);
    expect(await act({ ...again, linkIds: [first] })).toEqual({
      ok: false,
      code: 'not_now',
      field: null,
    });
  });

  test.each([
    ['nothing', null, ''],
    ['no link chosen', { intent: 'decide_links', decision: 'confirm', linkIds: [] }, 'linkIds'],
    ['no id', { intent: 'decide_links', decision: 'confirm', linkIds: ['x'] }, 'linkIds.0'],
    ['another decision', { intent: 'decide_links', decision: 'burn', linkIds: [] }, 'decision'],
  ])('refuses %s', async (_fact, body, field) => {
    expect(await act(body)).toEqual({ ok: false, code: 'bad_field', field });
  });

  test('shows another shop nothing', async () => {
    await propose(one);
    const elsewhere = await shopWith([aParcel()]);
    expect(await loadLinks({ shopId: elsewhere, tab: 'open' })).toMatchObject({ rows: [] });
    const linkId = (await tab('open')).rows[0]?.linkId ?? '';
    const body = { intent: 'decide_links', decision: 'confirm', linkIds: [linkId] };
    expect(await decideLinks({ shopId: elsewhere, body, actor, now })).toMatchObject({
      ok: false,
      code: 'no_such_link',
    });
  });
});

describe('a parcel’s page', () => {
  test('shows a corrected link with what it said before and who did it', async () => {
    const linkId = await propose(one);
    await act({
      intent: 'edit_link',
      linkId,
      number: '9400111899223456789322',
      carrier: 'USPS',
      kind: 'last_mile',
    });
    const parcel = await loadParcel({ shopId, parcelId: idOf(one), now });
    expect(parcel?.links).toMatchObject([
      {
        number: '9400111899223456789322',
        state: 'confirmed',
        decidedBy: actor,
        events: [
          { action: 'confirmed', actor },
          { action: 'edited', actor, detail: { number: OURS } },
          { action: 'proposed', actor: 'aftership' },
        ],
      },
    ]);
    expect(parcel?.legs.map(({ number, listed }) => [number, listed])).toEqual([
      ['9400111899223456789322', false],
      [one.number, true],
    ]);
  });

  test('takes a number typed in, and a supplier’s before the first', async () => {
    const add = { intent: 'add_link', parcelId: idOf(one), carrier: null };
    expect(await act({ ...add, number: OURS, kind: 'last_mile' })).toMatchObject({ ok: true });
    expect(await act({ ...add, number: 'SUP20261101', kind: 'supplier' })).toMatchObject({
      ok: true,
    });
    const parcel = await loadParcel({ shopId, parcelId: idOf(one), now });
    const seqOf = (number: string | null) =>
      parcel?.legs.find((leg) => leg.number === number)?.seq ?? null;
    expect(parcel?.legs.map(({ number, continuesSeq }) => [number, continuesSeq]).sort()).toEqual([
      [OURS, seqOf(one.number)],
      ['SUP20261101', null],
      [one.number, seqOf('SUP20261101')],
    ]);
  });

  test.each([
    ['junk', 'pending', 'not_a_number'],
    ['the parcel’s own number', 'YT2731970406001', 'not_a_number'],
  ])('refuses %s', async (_fact, number, code) => {
    const body = {
      intent: 'add_link',
      parcelId: idOf(one),
      number,
      carrier: null,
      kind: 'last_mile',
    };
    expect(await act(body)).toMatchObject({ ok: false, code });
  });
});

describe('what reports suggest', () => {
  const report = (numberKey: string) => ({ numberKey, number: numberKey, successor: null });

  test('two numbers of one fulfillment that follow each other become one parcel, and two again', async () => {
    const next = aParcel({
      fulfillmentId: one.fulfillmentId,
      orderId: one.orderId,
      position: 1,
      number: OURS,
      carrier: 'USPS',
    });
    const { putParcels } = await import('../pages/parcels-on-hand.ts');
    await putParcels(shopId, [next]);
    await addLeg(next);
    await addScan(one, { day: 5, milestone: 'accepted', country: 'CN' });
    await addScan(one, { day: 12, milestone: 'import_customs', country: 'US' });
    await addScan(next, { day: 13, milestone: 'domestic_transit', country: 'US' });
    await withShopSql(shopId, (sql) =>
      proposeFromReports(sql, { shopId, source: 'aftership', reports: [report(OURS)], now }),
    );
    const [link] = (await tab('open')).rows;
    expect(link).toMatchObject({ parcelId: idOf(one), number: OURS, kind: 'last_mile' });
    const linkIds = [link?.linkId ?? ''];
    await act({ intent: 'decide_links', decision: 'confirm', linkIds });
    expect(await places()).toEqual([
      { position: 0, number: OURS, cancelled: false, scans: 3 },
      { position: 1, number: OURS, cancelled: true, scans: 0 },
    ]);
    await act({ intent: 'decide_links', decision: 'undo', linkIds });
    expect(await places()).toEqual([
      { position: 0, number: one.number, cancelled: false, scans: 2 },
      { position: 1, number: OURS, cancelled: false, scans: 1 },
    ]);
  });

  const places = async () =>
    withShopSql(shopId, async (sql) => {
      const { rows } = await sql.query(
        `select position, number, cancelled, scan_count as scans from parcels
          where shop_id = $1 and fulfillment_id = $2 order by position`,
        [shopId, one.fulfillmentId],
      );
      return rows;
    });
});

describe('a stated next number of a number that two orders have', () => {
  const stated = () =>
    withShopSql(shopId, (sql) =>
      proposeFromReports(sql, {
        shopId,
        source: 'seventeen_track',
        reports: [
          {
            numberKey: 'YT2731970406001',
            number: 'YT2731970406001',
            successor: { number: OURS, carrier: 'usps', carrierName: 'USPS' },
          },
        ],
        now,
      }),
    );
  const links = () =>
    withShopSql(shopId, async (sql) => {
      const { rows } = await sql.query(
        'select fulfillment_id::int as id, state from leg_links where shop_id = $1 order by 1',
        [shopId],
      );
      return rows;
    });

  beforeEach(async () => {
    await withShopSql(shopId, async (sql) => {
      await sql.query(
        `insert into source_settings (shop_id, confirm_stated, write_back, updated_at) values ($1, true, false, $2)`,
        [shopId, now],
      );
      await sql.query(
        `update legs set number = 'YT2731970406001', number_key = 'YT2731970406001' where shop_id = $1`,
        [shopId],
      );
    });
  });

  test('waits for a person at both', async () => {
    await stated();
    expect(await links()).toEqual([
      { id: one.fulfillmentId, state: 'proposed' },
      { id: other.fulfillmentId, state: 'proposed' },
    ]);
  });

  test('is confirmed at the one once it is proven wrong at the other, where it is not proposed', async () => {
    await withShopSql(shopId, (sql) =>
      sql.query(
        `update parcels set verdict = 'wrong_number' where shop_id = $1 and fulfillment_id = $2`,
        [shopId, other.fulfillmentId],
      ),
    );
    await stated();
    expect(await links()).toEqual([{ id: one.fulfillmentId, state: 'confirmed' }]);
  });

  test('that waited is confirmed when the doubt has gone', async () => {
    await stated();
    await withShopSql(shopId, (sql) =>
      sql.query(
        `update legs set number = 'YT2731970406002', number_key = 'YT2731970406002'
          where shop_id = $1 and fulfillment_id = $2`,
        [shopId, other.fulfillmentId],
      ),
    );
    await stated();
    expect((await links())[0]).toEqual({ id: one.fulfillmentId, state: 'confirmed' });
  });
});
