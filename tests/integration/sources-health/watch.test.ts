import { describe, expect, it, test } from 'vitest';
import { shopsWithDueWatch } from '#app/db/cross-shop.server.ts';
import { openIncidents, recentIncidents } from '#app/db/source-incidents.server.ts';
import { watchSources } from '#app/services/watch-sources.server.ts';
import { aParcel } from '#tests/integration/pages/parcels-on-hand.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { NOW, ask, connect, hoursAgo, shopOnTheWay } from './shop-on-the-way.ts';

await testDatabase();
const PARCELS = 100;

/** A hundred parcels with Yanwen: four weeks of scans, six a working hour, until `stoppedHours` ago. */
async function yanwenShop({ stoppedHours }: { stoppedHours: number }): Promise<number> {
  const parcels = Array.from({ length: PARCELS }, (_, n) =>
    aParcel({
      number: `YW${n}`,
      carrier: 'Yanwen',
      verdict: n < 40 ? 'stalled' : 'on_track',
      verdictSince: hoursAgo(5).toISOString(),
      reviewAt: hoursAgo(-96).toISOString(),
    }),
  );
  const shopId = await shopOnTheWay(parcels);
  await ask(shopId, async (sql) => {
    await sql.query(`update parcels set last_physical_at = $2 where shop_id = $1`, [
      shopId,
      hoursAgo(stoppedHours),
    ]);
  });
  await scans(shopId, {
    from: hoursAgo(29 * 24),
    until: hoursAgo(stoppedHours),
    fulfillmentId: parcels[0]?.fulfillmentId ?? 0,
  });
  return shopId;
}

/** Six scans an hour by day (UTC), one by night, as a sync writes them. */
async function scans(
  shopId: number,
  { from, until, fulfillmentId }: { from: Date; until: Date; fulfillmentId: number },
): Promise<void> {
  await ask(shopId, (sql) =>
    sql.query(
      `insert into scans (shop_id, fulfillment_id, source, event_id, position, leg_seq, occurred_at, recorded_at,
         received_at, milestone, physical, raw_status)
       select $1, $4, 'shopify', 'e' || n || '-' || extract(epoch from at), 0, 0, at, at, at, 'domestic_transit', true, 'IN_TRANSIT'
       from generate_series($2::timestamptz, $3::timestamptz, interval '1 hour') at,
         generate_series(1, case when extract(hour from at at time zone 'UTC') between 1 and 15 then 6 else 1 end) n`,
      [shopId, from, until, fulfillmentId],
    ),
  );
}

const open = (shopId: number) => ask(shopId, (sql) => openIncidents(sql, shopId));
const recent = (shopId: number) =>
  ask(shopId, (sql) => recentIncidents(sql, shopId, { endedAfter: hoursAgo(240), limit: 10 }));
const dueParcels = async (shopId: number, at: Date) => {
  const { rows } = await ask(shopId, (sql) =>
    sql.query(`select verdict from parcels where shop_id = $1 and review_at = $2`, [shopId, at]),
  );
  return rows.length;
};

test('a physical scan counts towards the hour of its leg’s carrier once, however often it is written', async () => {
  const parcel = aParcel({ number: 'YW1', carrier: 'Yanwen' });
  const shopId = await shopOnTheWay([parcel]);
  const write = (event: string, occurredAt: Date, physical = true) =>
    ask(shopId, (sql) =>
      sql.query(
        `insert into scans (shop_id, fulfillment_id, source, event_id, position, leg_seq, occurred_at, recorded_at,
           received_at, milestone, physical, raw_status)
         values ($1, $2, 'seventeen_track', $3, 0, 0, $4, $4, $5, 'domestic_transit', $6, 'x') on conflict do nothing`,
        [shopId, parcel.fulfillmentId, event, occurredAt, NOW, physical],
      ),
    );
  await write('a', hoursAgo(3));
  await write('a', hoursAgo(3));
  await write('b', hoursAgo(2.5));
  await write('notice', hoursAgo(3), false);
  await write('long ago', hoursAgo(30 * 24));
  await write('tomorrow', hoursAgo(-20));
  const { rows } = await ask(shopId, (sql) =>
    sql.query('select carrier, hour_at, scans from carrier_hours where shop_id = $1', [shopId]),
  );
  expect(rows).toEqual([{ carrier: 'yanwen', hour_at: hoursAgo(3), scans: 2 }]);
});

describe('a carrier that stops', () => {
  it('is one incident, has its silent parcels judged anew, and ends by itself', async () => {
    const shopId = await yanwenShop({ stoppedHours: 28 });
    await watchSources({ shopId, now: NOW });
    const [incident, ...more] = await open(shopId);
    expect(more).toEqual([]);
    expect(incident).toMatchObject({ kind: 'carrier', source: null, carrier: 'yanwen' });
    const began = incident?.beganAt.getTime() ?? 0;
    expect(Math.abs(began - hoursAgo(28).getTime())).toBeLessThanOrEqual(3 * 3_600_000);
    expect(await dueParcels(shopId, NOW)).toBe(40);

    await ask(shopId, (sql) =>
      sql.query(
        `update parcels set verdict = 'source_blind', cause = 'carrier_incident', review_at = null
          where shop_id = $1 and verdict = 'stalled'`,
        [shopId],
      ),
    );
    const next = hoursAgo(-1);
    await watchSources({ shopId, now: next });
    expect(await recent(shopId)).toMatchObject([
      { parcels: 100, heldBack: 40, endedAt: null, statistic: { reason: 'no_scans' } },
    ]);

    const later = hoursAgo(-48);
    const { rows } = await ask(shopId, (sql) =>
      sql.query<{ id: number }>(
        'select min(fulfillment_id)::int as id from parcels where shop_id = $1',
        [shopId],
      ),
    );
    await scans(shopId, { from: NOW, until: later, fulfillmentId: rows[0]?.id ?? 0 });
    await watchSources({ shopId, now: later });
    expect(await open(shopId)).toEqual([]);
    expect(await recent(shopId)).toMatchObject([{ endedAt: later, heldBack: 40 }]);
    expect(await dueParcels(shopId, later)).toBe(40);
  });

  it('is not an incident while it goes on, nor while scans may be waiting to be asked for', async () => {
    const fine = await yanwenShop({ stoppedHours: 0 });
    await watchSources({ shopId: fine, now: NOW });
    expect(await open(fine)).toEqual([]);

    const behind = await yanwenShop({ stoppedHours: 28 });
    await connect(behind, 'seventeen_track');
    await ask(behind, (sql) =>
      sql.query(
        `insert into source_numbers (shop_id, source, number_key, number, state, pace, next_poll_at)
         select $1, 'seventeen_track', n::text, n::text, 'tracking', 'moving', $2 from generate_series(1, 20) n`,
        [behind, hoursAgo(9)],
      ),
    );
    await watchSources({ shopId: behind, now: NOW });
    expect(await open(behind)).toEqual([]);
  });
});

describe('a source that goes blind', () => {
  async function numbers(shopId: number, syncedHoursAgo: number): Promise<void> {
    await ask(shopId, (sql) =>
      sql.query(
        `insert into source_numbers (shop_id, source, number_key, number, state, pace, next_poll_at, answered_at, synced_at)
         select $1, 'seventeen_track', n::text, n::text, 'tracking', 'moving', $2::timestamptz + interval '1 hour', $2, $3
         from generate_series(1, 50) n
         on conflict (shop_id, source, number_key) do update set synced_at = excluded.synced_at`,
        [shopId, hoursAgo(1), hoursAgo(syncedHoursAgo)],
      ),
    );
  }

  it('is an incident when its calls fail for three hours, until one succeeds', async () => {
    const shopId = await shopOnTheWay([aParcel()]);
    await connect(shopId, 'aftership');
    const failing = (since: Date | null) =>
      ask(shopId, (sql) =>
        sql.query('update source_connections set failing_since = $2 where shop_id = $1', [
          shopId,
          since,
        ]),
      );
    await failing(hoursAgo(2.9));
    await watchSources({ shopId, now: NOW });
    expect(await open(shopId)).toEqual([]);
    await failing(hoursAgo(3));
    await watchSources({ shopId, now: NOW });
    expect(await open(shopId)).toMatchObject([
      { kind: 'source', source: 'aftership', carrier: null, beganAt: hoursAgo(3) },
    ]);
    await failing(null);
    await watchSources({ shopId, now: hoursAgo(-1) });
    expect(await open(shopId)).toEqual([]);
  });

  it('is an incident when it answers, but with what it knew yesterday', async () => {
    const shopId = await shopOnTheWay([aParcel()]);
    await connect(shopId, 'seventeen_track');
    await numbers(shopId, 4);
    await watchSources({ shopId, now: NOW });
    expect(await open(shopId)).toEqual([]);
    await numbers(shopId, 15);
    await watchSources({ shopId, now: NOW });
    expect(await recent(shopId)).toMatchObject([
      {
        source: 'seventeen_track',
        beganAt: hoursAgo(15),
        statistic: { reason: 'not_synced', seen: 50 },
      },
    ]);
    await numbers(shopId, 2);
    await watchSources({ shopId, now: hoursAgo(-1) });
    expect(await open(shopId)).toEqual([]);
  });
});

test('every installed shop is watched from the first hour on, and then once an hour', async () => {
  const shopId = await shopOnTheWay([]);
  const isDue = async (now: Date) =>
    (await shopsWithDueWatch(now, 1_000)).some((shop) => shop.shopId === shopId);
  await ask(shopId, (sql) =>
    sql.query('insert into sync_state (shop_id) values ($1) on conflict do nothing', [shopId]),
  );
  expect(await isDue(NOW)).toBe(true);
  await watchSources({ shopId, now: NOW });
  expect(await isDue(hoursAgo(-0.99))).toBe(false);
  expect(await isDue(hoursAgo(-1))).toBe(true);
});

test('a limit of calls stretches the plan to fit', async () => {
  const shopId = await shopOnTheWay([]);
  await connect(shopId, 'aftership');
  await ask(shopId, async (sql) => {
    await sql.query('update source_connections set daily_calls = 500 where shop_id = $1', [shopId]);
    await sql.query(
      `insert into source_numbers (shop_id, source, number_key, number, state, pace, next_poll_at)
       select $1, 'aftership', n::text, n::text, 'tracking', 'moving', $2 from generate_series(1, 200000) n`,
      [shopId, hoursAgo(-1)],
    );
  });
  await watchSources({ shopId, now: NOW });
  const { rows } = await ask(shopId, (sql) =>
    sql.query<{ stretch: number }>('select stretch from source_connections where shop_id = $1', [
      shopId,
    ]),
  );
  expect(rows[0]?.stretch).toBeGreaterThan(2);
});
