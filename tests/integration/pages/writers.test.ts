import { describe, expect, it } from 'vitest';
import { DEFAULT_PARCEL_QUERY } from '#app/contracts/parcel-query.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { DEFAULT_SETTINGS } from '#app/domain/verdicts/settings.ts';
import { deleteView } from '#app/services/delete-view.server.ts';
import { exportParcels } from '#app/services/export-parcels.server.ts';
import { listViews } from '#app/services/list-views.server.ts';
import { loadHome } from '#app/services/load-home.server.ts';
import { loadParcel } from '#app/services/load-parcel.server.ts';
import { loadParcels } from '#app/services/load-parcels.server.ts';
import { loadSettings } from '#app/services/load-settings.server.ts';
import { muteParcels, restoreMutes } from '#app/services/mute-parcels.server.ts';
import { saveSettings } from '#app/services/save-settings.server.ts';
import { saveView } from '#app/services/save-view.server.ts';
import { aParcel, idOf, shopWith } from '#tests/integration/pages/parcels-on-hand.ts';
import { testDatabase } from '#tests/setup/database.ts';

await testDatabase();
const now = new Date('2026-11-20T12:00:00Z');
const later = new Date('2026-11-27T12:00:00Z');

async function reviewAtOf(shopId: number, fulfillmentId: number): Promise<Date | null> {
  return withShopSql(shopId, async (sql) => {
    const { rows } = await sql.query<{ review_at: Date | null }>(
      'select review_at from parcels where shop_id = $1 and fulfillment_id = $2',
      [shopId, fulfillmentId],
    );
    return rows[0]?.review_at ?? null;
  });
}

describe('muting', () => {
  it('takes a parcel out of its queue, keeps its verdict, and is undone', async () => {
    const parcel = aParcel({ verdict: 'stalled' });
    const shopId = await shopWith([parcel]);
    const muted = await muteParcels({ shopId, parcelIds: [idOf(parcel)], until: later, now });
    expect(muted).toEqual({ ok: true, previous: [{ id: idOf(parcel), mutedUntil: null }] });
    expect((await loadHome({ shopId, now })).home).toMatchObject({
      needsActionCount: 0,
      mutedCount: 1,
    });
    const view = await loadParcel({ shopId, parcelId: idOf(parcel), now });
    expect(view).toMatchObject({ verdict: 'stalled', mutedUntil: later.toISOString() });

    await restoreMutes({ shopId, previous: muted.ok ? muted.previous : [], now });
    expect((await loadHome({ shopId, now })).home).toMatchObject({
      needsActionCount: 1,
      mutedCount: 0,
    });
  });

  it('is reviewed when it ends, or earlier when the verdict may change earlier', async () => {
    const never = aParcel({ reviewAt: null });
    const sooner = aParcel({ reviewAt: '2026-11-22T00:00:00Z' });
    const afterwards = aParcel({ reviewAt: '2026-12-22T00:00:00Z' });
    const shopId = await shopWith([never, sooner, afterwards]);
    await muteParcels({
      shopId,
      parcelIds: [never, sooner, afterwards].map(idOf),
      until: later,
      now,
    });
    expect(await reviewAtOf(shopId, never.fulfillmentId)).toEqual(later);
    expect(await reviewAtOf(shopId, sooner.fulfillmentId)).toEqual(
      new Date('2026-11-22T00:00:00Z'),
    );
    expect(await reviewAtOf(shopId, afterwards.fulfillmentId)).toEqual(later);
  });

  it('ended by hand makes the parcel due at once, and its undo mutes it again until the same day', async () => {
    const parcel = aParcel({ mutedUntil: later.toISOString() });
    const shopId = await shopWith([parcel]);
    const ended = await muteParcels({ shopId, parcelIds: [idOf(parcel)], until: null, now });
    expect(ended).toEqual({
      ok: true,
      previous: [{ id: idOf(parcel), mutedUntil: later.toISOString() }],
    });
    expect(await reviewAtOf(shopId, parcel.fulfillmentId)).toEqual(now);
    await restoreMutes({ shopId, previous: ended.ok ? ended.previous : [], now });
    expect((await loadHome({ shopId, now })).home.mutedCount).toBe(1);
  });

  it.each([
    ['now', now, 'not_in_future'],
    ['a millisecond ahead', new Date(now.getTime() + 1), null],
    ['366 days ahead', new Date(now.getTime() + 366 * 86_400_000), null],
    ['a millisecond beyond', new Date(now.getTime() + 366 * 86_400_000 + 1), 'too_far_away'],
    ['no instant at all', new Date(Number.NaN), 'not_in_future'],
  ])('until %s', async (_when, until, error) => {
    const parcel = aParcel();
    const shopId = await shopWith([parcel]);
    const result = await muteParcels({ shopId, parcelIds: [idOf(parcel)], until, now });
    expect(result.ok ? null : result.error).toBe(error);
  });

  it('refuses none, more than 1,000 and what is no id, and changes nothing then', async () => {
    const parcel = aParcel();
    const shopId = await shopWith([parcel]);
    const mute = (parcelIds: string[]) => muteParcels({ shopId, parcelIds, until: later, now });
    expect(await mute([])).toEqual({ ok: false, error: 'nothing_chosen' });
    expect(await mute(Array.from({ length: 1_001 }, (_, n) => `${n + 1}-0`))).toEqual({
      ok: false,
      error: 'too_many',
    });
    expect(await mute([idOf(parcel), 'x'])).toEqual({ ok: false, error: 'bad_id' });
    expect((await loadHome({ shopId, now })).home.mutedCount).toBe(0);
    expect(await mute(Array.from({ length: 1_000 }, () => idOf(parcel)))).toMatchObject({
      ok: true,
    });
  });
});

describe('another shop’s parcels', () => {
  it('are neither read, muted nor exported', async () => {
    const theirs = aParcel({ verdict: 'stalled', orderName: 'THEIRS' });
    const theirShopId = await shopWith([theirs]);
    const shopId = await shopWith([]);
    expect(await loadParcel({ shopId, parcelId: idOf(theirs), now })).toBeNull();
    expect(await muteParcels({ shopId, parcelIds: [idOf(theirs)], until: later, now })).toEqual({
      ok: true,
      previous: [],
    });
    expect(
      (await loadParcels({ shopId, now, query: { ...DEFAULT_PARCEL_QUERY, search: 'THEIRS' } }))
        .rows,
    ).toEqual([]);
    expect(await csvOf(shopId, [idOf(theirs)])).toHaveLength(1);
    expect((await loadHome({ shopId: theirShopId, now })).home.mutedCount).toBe(0);
  });
});

describe('saved views', () => {
  const save = (shopId: number, name: string, query = 'verdict=stalled') =>
    saveView({ shopId, name, query, now });

  it('come back as they were saved, without a cursor, and after an undone deletion under the same id', async () => {
    const shopId = await shopWith([]);
    const saved = await save(
      shopId,
      '  Silent\tover  $100 ',
      'verdict=stalled&min=10000&cursor=abc&direction=previous',
    );
    expect(saved).toMatchObject({
      ok: true,
      view: { name: 'Silent over $100', query: 'verdict=stalled&min=10000' },
    });
    const viewId = saved.ok ? saved.view.viewId : '';
    const deleted = await deleteView({ shopId, viewId });
    expect(await listViews({ shopId })).toEqual([]);
    if (deleted !== null) await saveView({ shopId, ...deleted, now });
    expect(await listViews({ shopId })).toEqual(saved.ok ? [saved.view] : []);
  });

  it.each([
    ['', 'name_missing'],
    [' \n ', 'name_missing'],
    ['包'.repeat(60), null],
    ['包'.repeat(61), 'name_too_long'],
    ['Late', 'name_taken'],
    ['LATE', 'name_taken'],
  ])('named %j', async (name, error) => {
    const shopId = await shopWith([]);
    await save(shopId, 'Late');
    const result = await save(shopId, name);
    expect(result.ok ? null : result.error).toBe(error);
  });

  it('may have the name of another shop’s, which cannot be deleted from here', async () => {
    const [shopId, otherShopId] = [await shopWith([]), await shopWith([])];
    const theirs = await save(otherShopId, 'Late');
    expect(await save(shopId, 'Late')).toMatchObject({ ok: true });
    expect(await deleteView({ shopId, viewId: theirs.ok ? theirs.view.viewId : '' })).toBeNull();
    expect(await deleteView({ shopId, viewId: 'x' })).toBeNull();
    expect(await listViews({ shopId: otherShopId })).toHaveLength(1);
  });

  it('are fifty at most, also when saved at once, and hold no query that cannot be read', async () => {
    const shopId = await shopWith([]);
    const results = await Promise.all(
      Array.from({ length: 52 }, (_, n) => save(shopId, `View ${n}`)),
    );
    expect(results.filter((result) => result.ok)).toHaveLength(50);
    expect(await save(shopId, 'One more')).toEqual({ ok: false, error: 'too_many' });
    expect(await save(shopId, 'Bad', 'verdict=fine')).toEqual({ ok: false, error: 'bad_query' });
  });
});

describe('settings', () => {
  it('are the defaults until saved, and every parcel is then assessed anew', async () => {
    const shopId = await shopWith([]);
    expect(await loadSettings({ shopId })).toEqual(DEFAULT_SETTINGS);
    const settings = { ...DEFAULT_SETTINGS, sourceBlindHours: 12 };
    expect(await saveSettings({ shopId, form: settings, now })).toEqual({ ok: true });
    expect(await loadSettings({ shopId })).toEqual(settings);
    const waiting = await withShopSql(shopId, (sql) =>
      sql.query<{ waiting: string }>('select waiting::text from shop_queue($1)', [shopId]),
    );
    expect(waiting.rows[0]?.waiting).toBe('1');
  });

  it('out of range are named by path and nothing is saved', async () => {
    const shopId = await shopWith([]);
    const form = { ...DEFAULT_SETTINGS, sourceBlindHours: 0 };
    expect(await saveSettings({ shopId, form, now })).toMatchObject({
      ok: false,
      errors: [{ path: 'sourceBlindHours', code: 'out_of_range' }],
    });
    expect(await loadSettings({ shopId })).toEqual(DEFAULT_SETTINGS);
  });
});

describe('the export', () => {
  it('holds every row of the query in its order, headed in the reader’s language, with no formula', async () => {
    const parcels = [
      aParcel({ orderName: '=cmd|x', number: '+1', carrier: '@evil', valueMinor: 1_999 }),
      aParcel({ orderName: 'a "quoted", one', number: null, carrier: null, valueMinor: 5 }),
    ];
    const shopId = await shopWith([...parcels, aParcel({ verdict: 'late' })]);
    const query = {
      ...DEFAULT_PARCEL_QUERY,
      verdicts: ['on_track' as const],
      sort: 'value_desc' as const,
    };
    const [header, ...lines] = await csvOf(shopId, undefined, query);
    expect(header).toMatch(/^\uFEFF订单,number,carrier/);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(
      /^"'=cmd\|x","'\+1","'@evil",CN,US,verdict:on_track,.*,19\.99,0\.68,USD,/,
    );
    expect(lines[1]).toMatch(/^"a ""quoted"", one",,,CN,US,verdict:on_track,.*,0\.05,0\.00,USD,/);
  });

  it('goes on through all its chunks', async () => {
    const shopId = await shopWith(
      Array.from({ length: 2_345 }, (_, n) => aParcel({ valueMinor: n % 7 })),
    );
    const lines = await csvOf(shopId, undefined, { ...DEFAULT_PARCEL_QUERY, sort: 'value_asc' });
    expect(new Set(lines).size).toBe(2_346);
  });

  it('holds the chosen parcels once each', async () => {
    const parcels = [aParcel(), aParcel(), aParcel()];
    const shopId = await shopWith(parcels);
    const [first, second] = parcels.map(idOf);
    const lines = await csvOf(shopId, [first ?? '', second ?? '', first ?? '', 'nonsense']);
    expect(lines).toHaveLength(3);
  });
});

async function csvOf(
  shopId: number,
  parcelIds?: string[],
  query = DEFAULT_PARCEL_QUERY,
): Promise<string[]> {
  const labels = {
    columns: { order: '订单' },
    word: (kind: string, code: string) => `${kind}:${code}`,
  };
  const ask = parcelIds === undefined ? { query } : { parcelIds };
  let text = '';
  for await (const piece of exportParcels({ shopId, ...ask, labels, now })) text += piece;
  return text.split('\r\n').filter((line) => line !== '');
}
