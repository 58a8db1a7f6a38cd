import { describe, expect, test } from 'vitest';
import { importBatch } from '#app/db/import-batch.server.ts';
import type { ParcelActionResult } from '#app/contracts/parcel-actions.ts';
import { empty, parcelRow } from '#tests/integration/db/import-rows.factory.ts';
import { aParcel, idOf } from '#tests/integration/pages/parcels-on-hand.ts';
import type { ParcelOnHand } from '#tests/integration/pages/parcels-on-hand.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { NOW, ask, connect, hoursAgo, plans, shopOnTheWay } from './shop-on-the-way.ts';

await testDatabase();
process.env['LOG_LEVEL'] = 'silent';
const { actOnParcels } = await import('#app/services/act-on-parcels.server.ts');
const { assessParcels } = await import('#app/services/assess-parcels.server.ts');
const { loadParcel } = await import('#app/services/load-parcel.server.ts');
const { planPolls } = await import('#app/services/plan-polls.server.ts');
const later = hoursAgo(-1);

async function shopAsking(parcels: readonly ParcelOnHand[]): Promise<number> {
  const shopId = await shopOnTheWay(parcels);
  await connect(shopId, 'seventeen_track');
  await plan(shopId, parcels);
  return shopId;
}
const fulfillments = (parcels: readonly ParcelOnHand[]) =>
  parcels.map(({ fulfillmentId }) => String(fulfillmentId));
const plan = (shopId: number, parcels: readonly ParcelOnHand[], now = NOW) =>
  ask(shopId, (sql) => planPolls(sql, { shopId, fulfillmentIds: fulfillments(parcels), now }));
const act = (shopId: number, body: unknown, now = NOW) =>
  actOnParcels({ shopId, actor: 'user:1', body, now });
const isAsked = async (shopId: number) =>
  (await plans(shopId)).map(({ numberKey, nextPollAt }) => [numberKey, nextPollAt !== null]);
const unfollowedAt = async (shopId: number, parcel: ParcelOnHand) =>
  (await loadParcel({ shopId, parcelId: idOf(parcel), now: NOW }))?.unfollowedAt;
function previousOf(result: ParcelActionResult): unknown {
  if (!result.ok || (result.done !== 'follow' && result.done !== 'unfollow'))
    throw new Error('nothing to undo');
  return result.previous;
}

describe('a parcel that a person has no longer asked about', () => {
  test('is not asked about from that moment, and its page says since when', async () => {
    const [parcel, other] = [aParcel({ number: 'YT1' }), aParcel({ number: 'YT2' })];
    const shopId = await shopAsking([parcel, other]);
    const result = await act(shopId, { intent: 'unfollow', ids: [idOf(parcel)] });
    expect(result).toMatchObject({ ok: true, done: 'unfollow', count: 1 });
    expect(await isAsked(shopId)).toEqual([
      ['YT1', false],
      ['YT2', true],
    ]);
    expect(await unfollowedAt(shopId, parcel)).toBe(NOW.toISOString());
    expect(await unfollowedAt(shopId, other)).toBeNull();
  });

  test('stays so through a sync, a judgement and another plan', async () => {
    const parcel = aParcel({ number: 'YT1' });
    const shopId = await shopAsking([parcel]);
    await act(shopId, { intent: 'unfollow', ids: [idOf(parcel)] });
    const fulfillmentIds = fulfillments([parcel]);
    await ask(shopId, async (sql) => {
      const row = {
        fulfillmentId: String(parcel.fulfillmentId),
        orderId: String(parcel.orderId),
        number: 'YT1',
        numberKey: 'YT1',
        carrier: 'Yun Express',
      };
      await importBatch(sql, shopId, { ...empty, parcels: [parcelRow(row)] });
      const scope = { kind: 'fulfillments', fulfillmentIds } as const;
      await assessParcels(sql, { shopId, scope, occasion: 'sync', now: later });
    });
    await plan(shopId, [parcel], later);
    const { rows } = await ask(shopId, (sql) =>
      sql.query(`select carrier, unfollowed_at from parcels where shop_id = $1`, [shopId]),
    );
    expect(rows).toEqual([{ carrier: 'Yun Express', unfollowed_at: NOW }]);
    expect(await isAsked(shopId)).toEqual([['YT1', false]]);
  });

  test('is due again soon when it is asked about again', async () => {
    const parcel = aParcel({ number: 'YT1' });
    const shopId = await shopAsking([parcel]);
    const ids = [idOf(parcel)];
    await act(shopId, { intent: 'unfollow', ids });
    expect(await act(shopId, { intent: 'follow', ids }, later)).toMatchObject({ done: 'follow' });
    const [row] = await plans(shopId);
    expect(row?.nextPollAt?.getTime()).toBeGreaterThan(later.getTime());
    expect(row?.nextPollAt?.getTime()).toBeLessThanOrEqual(later.getTime() + 900_000);
    expect(await unfollowedAt(shopId, parcel)).toBeNull();
  });

  test('keeps its instant when told so twice, and undoing either way brings back what was', async () => {
    const parcel = aParcel({ number: 'YT1' });
    const shopId = await shopAsking([parcel]);
    const ids = [idOf(parcel)];
    const first = await act(shopId, { intent: 'unfollow', ids });
    await act(shopId, { intent: 'unfollow', ids }, later);
    expect(await unfollowedAt(shopId, parcel)).toBe(NOW.toISOString());
    const again = await act(shopId, { intent: 'follow', ids }, later);
    await act(shopId, { intent: 'restore_follows', previous: previousOf(again) }, later);
    expect(await unfollowedAt(shopId, parcel)).toBe(NOW.toISOString());
    expect(await isAsked(shopId)).toEqual([['YT1', false]]);
    await act(shopId, { intent: 'restore_follows', previous: previousOf(first) }, later);
    expect(await unfollowedAt(shopId, parcel)).toBeNull();
    expect(await isAsked(shopId)).toEqual([['YT1', true]]);
  });

  test('does not take its number from another parcel that has it too', async () => {
    const parcels = [aParcel({ number: 'YT1' }), aParcel({ number: 'YT1' })] as const;
    const shopId = await shopAsking(parcels);
    await act(shopId, { intent: 'unfollow', ids: [idOf(parcels[0])] });
    expect(await isAsked(shopId)).toEqual([['YT1', true]]);
    await act(shopId, { intent: 'unfollow', ids: [idOf(parcels[1])] });
    expect(await isAsked(shopId)).toEqual([['YT1', false]]);
  });

  test.each([
    ['nothing chosen', [], 'nothing_chosen'],
    ['an id that is none', ['abc'], 'bad_id'],
    ['more than a thousand', Array.from({ length: 1_001 }, (_, n) => `${n + 1}-0`), 'too_many'],
  ])('%s changes nothing and says so', async (_title, ids, code) => {
    const shopId = await shopAsking([]);
    expect(await act(shopId, { intent: 'unfollow', ids })).toEqual({
      ok: false,
      error: 'mute',
      code,
    });
  });
});

test('a parcel’s page names the source that has stopped asking about its number, and when', async () => {
  const parcel = aParcel({ number: 'YT1' });
  const shopId = await shopAsking([parcel]);
  await ask(shopId, (sql) =>
    sql.query(`update source_numbers set state = 'gave_up', gave_up_at = $2 where shop_id = $1`, [
      shopId,
      hoursAgo(5),
    ]),
  );
  const stops = async () => (await loadParcel({ shopId, parcelId: idOf(parcel), now: NOW }))?.stops;
  expect(await stops()).toEqual([
    { source: 'seventeen_track', number: 'YT1', at: hoursAgo(5).toISOString() },
  ]);
  await act(shopId, { intent: 'unfollow', ids: [idOf(parcel)] });
  expect(await stops()).toEqual([]);
});
