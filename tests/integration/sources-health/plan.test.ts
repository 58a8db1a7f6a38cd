import { describe, expect, it } from 'vitest';
import { readAnswers, takeDue, writeFacts } from '#app/db/source-numbers.server.ts';
import type { NumberFacts } from '#app/db/source-numbers.server.ts';
import { planPolls } from '#app/services/plan-polls.server.ts';
import { aParcel } from '#tests/integration/pages/parcels-on-hand.ts';
import type { ParcelOnHand } from '#tests/integration/pages/parcels-on-hand.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { NOW, ask, connect, hoursAgo, plans, shopOnTheWay } from './shop-on-the-way.ts';

await testDatabase();
const soon = { least: NOW.getTime() + 60_000, most: NOW.getTime() + 900_000 };

function plan(shopId: number, parcels: readonly ParcelOnHand[], now = NOW): Promise<void> {
  const fulfillmentIds = parcels.map(({ fulfillmentId }) => String(fulfillmentId));
  return ask(shopId, (sql) => planPolls(sql, { shopId, fulfillmentIds, now }));
}

function facts(numberKey: string, told: Partial<NumberFacts> = {}): NumberFacts {
  return {
    numberKey,
    number: numberKey,
    state: 'tracking',
    errorCode: null,
    carrier: 'yunexpress',
    syncedAt: hoursAgo(1),
    isSyncFailing: false,
    successor: null,
    shipperCountry: null,
    recipient: { country: null, postcodeHash: null },
    estimatedDeliveryAt: null,
    ...told,
  };
}

const answer = (shopId: number, reports: NumberFacts[], now = NOW) =>
  ask(shopId, (sql) => writeFacts(sql, shopId, { source: 'seventeen_track', reports, now }));
const take = (shopId: number, limit: number, now = NOW) =>
  ask(shopId, (sql) => takeDue(sql, shopId, { source: 'seventeen_track', now, limit }));

describe('the plan of a shop', () => {
  it('has nothing while no source is connected, and every open number once one is', async () => {
    const parcels = [
      aParcel({ number: 'YT1' }),
      aParcel({ number: 'YT2' }),
      aParcel({ number: null }),
    ];
    const shopId = await shopOnTheWay(parcels);
    await plan(shopId, parcels);
    expect(await plans(shopId)).toEqual([]);
    await connect(shopId, 'seventeen_track');
    await plan(shopId, parcels);
    const rows = await plans(shopId);
    expect(rows.map(({ numberKey, pace, state }) => [numberKey, pace, state])).toEqual([
      ['YT1', 'fresh', 'new'],
      ['YT2', 'fresh', 'new'],
    ]);
    for (const { nextPollAt } of rows) {
      expect(nextPollAt?.getTime()).toBeGreaterThanOrEqual(soon.least);
      expect(nextPollAt?.getTime()).toBeLessThanOrEqual(soon.most);
    }
  });

  it('does not change by planning again, however often and however much later', async () => {
    const parcels = [aParcel({ number: 'YT1' })];
    const shopId = await shopOnTheWay(parcels);
    await connect(shopId, 'seventeen_track');
    await plan(shopId, parcels);
    const first = await plans(shopId);
    await plan(shopId, parcels, hoursAgo(-0.2));
    expect(await plans(shopId)).toEqual(first);
  });

  it('leaves out what arrived before anybody was asked, and what is cancelled', async () => {
    const parcels = [aParcel({ number: 'YT1' }), aParcel({ number: 'YT2' })];
    const shopId = await shopOnTheWay(parcels);
    await connect(shopId, 'seventeen_track');
    await ask(shopId, (sql) =>
      sql.query(
        `update parcels set delivered_at = case number_key when 'YT1' then $2::timestamptz end,
           cancelled = number_key = 'YT2' where shop_id = $1`,
        [shopId, hoursAgo(5)],
      ),
    );
    await plan(shopId, parcels);
    expect(await plans(shopId)).toEqual([]);
  });

  it('asks the whole chain: the last leg at the parcel’s pace, those before it daily', async () => {
    const parcel = aParcel({ number: 'YT1' });
    const shopId = await shopOnTheWay([parcel]);
    await connect(shopId, 'seventeen_track');
    await ask(shopId, async (sql) => {
      await sql.query(
        `insert into legs (shop_id, fulfillment_id, position, seq, kind, number, number_key, carrier, started_at,
           started_basis, linked_by, listed, continues_seq)
         values ($1, $2, 0, 1, 'last_mile', 'GLS1', 'GLS1', 'GLS', $3, 'number_changed', 'user:1', false, 0)`,
        [shopId, parcel.fulfillmentId, hoursAgo(10)],
      );
      await sql.query(
        `update parcels set milestone = 'out_for_delivery', last_scan_at = $2 where shop_id = $1`,
        [shopId, hoursAgo(1)],
      );
    });
    await plan(shopId, [parcel]);
    await answer(shopId, [facts('YT1'), facts('GLS1', { carrier: 'gls' })]);
    await plan(shopId, [parcel]);
    expect((await plans(shopId)).map(({ numberKey, pace }) => [numberKey, pace])).toEqual([
      ['GLS1', 'out_for_delivery'],
      ['YT1', 'handed_on'],
    ]);
  });

  it('stops asking about a number that was replaced', async () => {
    const parcel = aParcel({ number: 'YT1' });
    const shopId = await shopOnTheWay([parcel]);
    await connect(shopId, 'seventeen_track');
    await plan(shopId, [parcel]);
    await ask(shopId, (sql) =>
      sql.query(
        `with gone as (update legs set replaced_at = $3 where shop_id = $1)
         insert into legs (shop_id, fulfillment_id, position, seq, kind, number, number_key, started_at, started_basis,
           linked_by) values ($1, $2, 0, 1, 'unknown', 'YT2', 'YT2', $3, 'number_changed', 'shopify')`,
        [shopId, parcel.fulfillmentId, NOW],
      ),
    );
    await plan(shopId, [parcel]);
    const rows = await plans(shopId);
    expect(rows.map(({ numberKey, nextPollAt }) => [numberKey, nextPollAt !== null])).toEqual([
      ['YT1', false],
      ['YT2', true],
    ]);
  });

  it('goes by the more urgent of two parcels that share a number', async () => {
    const [first, second] = [aParcel({ number: 'YT1' }), aParcel({ number: 'YT1' })];
    const shopId = await shopOnTheWay([first, second]);
    await connect(shopId, 'seventeen_track');
    await ask(shopId, (sql) =>
      sql.query(
        `update parcels set milestone = 'domestic_transit', last_scan_at = $3::timestamptz,
           delivered_at = case when fulfillment_id = $2 then $3::timestamptz end where shop_id = $1`,
        [shopId, first.fulfillmentId, hoursAgo(72)],
      ),
    );
    await plan(shopId, [second]);
    await answer(shopId, [facts('YT1')]);
    await plan(shopId, [first]);
    expect(await plans(shopId)).toMatchObject([{ numberKey: 'YT1', pace: 'silent' }]);
  });

  it('hands a number over to the next source when the first cannot find its carrier', async () => {
    const parcels = [aParcel({ number: 'YT1' })];
    const shopId = await shopOnTheWay(parcels);
    await connect(shopId, 'seventeen_track');
    await connect(shopId, 'aftership', { rank: 1 });
    await plan(shopId, parcels);
    await answer(shopId, [facts('YT1', { state: 'carrier_unknown', errorCode: '-18019903' })]);
    await plan(shopId, parcels);
    expect(
      (await plans(shopId)).map(({ source, state, nextPollAt }) => [
        source,
        state,
        nextPollAt !== null,
      ]),
    ).toEqual([
      ['aftership', 'new', true],
      ['seventeen_track', 'carrier_unknown', false],
    ]);
  });
});

describe('what is due', () => {
  const due = async (rows: [numberKey: string, pace: string, hoursOverdue: number][]) => {
    const parcels = rows.map(([number]) => aParcel({ number }));
    const shopId = await shopOnTheWay(parcels);
    await connect(shopId, 'seventeen_track');
    await ask(shopId, (sql) =>
      sql.query(
        `insert into source_numbers (shop_id, source, number_key, number, state, pace, next_poll_at, answered_at)
         select $1, 'seventeen_track', "key", "key", 'tracking', pace, at, at - interval '1 hour'
         from jsonb_to_recordset($2) x("key" text, pace text, at timestamptz)`,
        [
          shopId,
          JSON.stringify(rows.map(([key, pace, hours]) => ({ key, pace, at: hoursAgo(hours) }))),
        ],
      ),
    );
    return shopId;
  };

  it('is taken by how long it has waited for its own pace, an hour on the van before a day of long silence', async () => {
    const shopId = await due([
      ['A', 'long_silent', 20],
      ['B', 'out_for_delivery', 1],
      ['C', 'moving', 3],
      ['D', 'silent', 2],
    ]);
    expect((await take(shopId, 2)).map(({ numberKey }) => numberKey).sort()).toEqual(['B', 'C']);
    expect((await take(shopId, 2)).map(({ numberKey }) => numberKey).sort()).toEqual(['A', 'D']);
    expect(await take(shopId, 2)).toEqual([]);
  });

  it('takes along what comes due within five minutes, and nothing later', async () => {
    const shopId = await due([
      ['A', 'moving', -0.08],
      ['B', 'moving', -0.09],
    ]);
    expect((await take(shopId, 40)).map(({ numberKey }) => numberKey)).toEqual(['A']);
  });

  it('is lent for ten minutes: without an answer it is due again, with one it is planned anew', async () => {
    const shopId = await due([['A', 'moving', 1]]);
    expect(await take(shopId, 40)).toHaveLength(1);
    expect(await take(shopId, 40, hoursAgo(-0.05))).toEqual([]);
    expect(await take(shopId, 40, hoursAgo(-0.2))).toMatchObject([{ numberKey: 'A' }]);
  });

  it('is no longer asked about when no parcel has it any more', async () => {
    const shopId = await due([['A', 'moving', 1]]);
    await take(shopId, 40);
    await ask(shopId, (sql) => sql.query('delete from legs where shop_id = $1', [shopId]));
    await answer(shopId, [facts('A')]);
    expect(await plans(shopId)).toMatchObject([{ state: 'ended', nextPollAt: null }]);
  });
});

describe('what a source has said of a number', () => {
  it('is kept with the newest sync, and errors are counted until an answer ends them', async () => {
    const shopId = await shopOnTheWay([aParcel({ number: 'YT1' })]);
    await connect(shopId, 'seventeen_track');
    const attempts = () =>
      ask(shopId, async (sql) => {
        const { rows } = await sql.query('select attempts, registered_at from source_numbers');
        return rows[0];
      });
    await answer(shopId, [facts('YT1', { state: 'unregistered', errorCode: '-18019908' })]);
    await answer(shopId, [facts('YT1', { state: 'carrier_unknown' })], hoursAgo(-1));
    expect(await attempts()).toMatchObject({ attempts: 2, registered_at: hoursAgo(-1) });
    await answer(shopId, [facts('YT1', { isSyncFailing: true })], hoursAgo(-2));
    await answer(shopId, [facts('YT1', { syncedAt: hoursAgo(9) })], hoursAgo(-3));
    expect(await attempts()).toMatchObject({ attempts: 0 });
    const [said] = await ask(shopId, (sql) => readAnswers(sql, shopId, ['YT1', 'YT9']));
    expect(said).toMatchObject({
      source: 'seventeen_track',
      state: 'tracking',
      answeredAt: hoursAgo(-3),
      syncedAt: hoursAgo(1),
      isSyncFailing: false,
    });
  });

  it('is not kept of numbers that no parcel has', async () => {
    const shopId = await shopOnTheWay([]);
    await answer(shopId, [facts('STRANGER')]);
    expect(await plans(shopId)).toEqual([]);
  });
});
