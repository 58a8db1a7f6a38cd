import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { updateShopFacts } from '#app/db/shops.server.ts';
import { VERDICTS } from '#app/domain/verdicts/verdict.ts';
import { loadHealth } from '#app/services/load-health.server.ts';
import { loadHome } from '#app/services/load-home.server.ts';
import { aParcel, putParcels, shopWith } from '#tests/integration/pages/parcels-on-hand.ts';
import { testDatabase } from '#tests/setup/database.ts';

await testDatabase();
const now = new Date('2026-11-20T12:00:00Z');

describe('Home', () => {
  it('counts each parcel that needs a person once, with its money by currency', async () => {
    const shopId = await shopWith([
      aParcel({ verdict: 'stalled', valueMinor: 100, verdictSince: '2026-11-10T00:00:00Z' }),
      aParcel({ verdict: 'stalled', valueMinor: 50, verdictSince: '2026-11-05T00:00:00Z' }),
      aParcel({ verdict: 'late', valueMinor: 7, currency: 'EUR' }),
      aParcel({ verdict: 'stalled', mutedUntil: '2026-12-01T00:00:00Z' }),
      aParcel({ verdict: 'on_track', reviewAt: '2026-11-21T09:00:00Z' }),
      aParcel({ verdict: 'on_track', reviewAt: '2026-11-20T14:20:00Z' }),
      aParcel({ verdict: 'delivered' }),
      aParcel({ verdict: 'source_blind' }),
      aParcel({ verdict: 'unassessed' }),
    ]);
    const { home } = await loadHome({ shopId, now });
    expect(home).toMatchObject({
      needsActionCount: 3,
      needsActionMoney: [
        { minor: 150, currency: 'USD' },
        { minor: 7, currency: 'EUR' },
      ],
      needsActionAtRisk: [
        { minor: 43, currency: 'USD' },
        { minor: 1, currency: 'EUR' },
      ],
      onTheirWayCount: 2,
      mutedCount: 1,
      sourceBlindCount: 1,
      nextReviewAt: '2026-11-20T14:20:00.000Z',
      import: null,
    });
    expect(home.queues).toEqual([
      {
        queue: 'stalled',
        count: 2,
        money: [{ minor: 150, currency: 'USD' }],
        // 1 − 0.75 × 0.95 of it, as assumed of a silent parcel.
        atRisk: [{ minor: 43, currency: 'USD' }],
        changeSinceYesterday: null,
        oldestSince: '2026-11-05T00:00:00.000Z',
      },
      expect.objectContaining({ queue: 'late', count: 1 }),
    ]);
  });

  it('takes yesterday from the shop’s zone and says nothing where nothing was recorded', async () => {
    const shopId = await shopWith([aParcel({ verdict: 'late' }), aParcel({ verdict: 'late' })]);
    // 01:00 UTC is still the evening before in New York.
    const night = new Date('2026-11-20T01:00:00Z');
    await updateShopFacts(shopId, { timeZone: 'America/New_York' });
    await withShopSql(shopId, (sql) =>
      sql.query(
        `insert into daily_counts (shop_id, day_on, verdict, count, entered, cleared) values
         ($1, '2026-11-18', 'late', 5, 1, 2), ($1, '2026-11-18', 'on_track', 90, 4, 4), ($1, '2026-11-01', 'late', 1, 1, 0)`,
        [shopId],
      ),
    );
    const { home, frame } = await loadHome({ shopId, now: night });
    expect(frame).toMatchObject({ timeZone: 'America/New_York', now: night.toISOString() });
    expect(home.queues[0]?.changeSinceYesterday).toBe(-3);
    expect(home.trend).toEqual([
      { dayOn: '2026-11-01', open: 1, entered: 1, cleared: 0 },
      { dayOn: '2026-11-18', open: 5, entered: 1, cleared: 2 },
      { dayOn: '2026-11-19', open: 2, entered: 0, cleared: 0 },
    ]);
  });

  it('is quiet, not broken, in a shop that has nothing yet', async () => {
    const shopId = await shopWith([]);
    const { home, frame } = await loadHome({ shopId, now });
    expect(home).toMatchObject({
      needsActionCount: 0,
      needsActionMoney: [],
      queues: [],
      nextReviewAt: null,
    });
    expect(home.health).toEqual({
      syncedAt: null,
      ourFulfillments: 0,
      shopifyFulfillments: null,
      parityAt: null,
    });
    expect(frame.currency).toBe('XXX');
    expect(await loadHealth({ shopId, now })).toMatchObject({
      parity: null,
      queue: { waiting: 0, oldestSeconds: null },
      api: { version: '2026-10', supportedUntil: '2027-10-01', served: null },
    });
  });

  it('shows one shop’s numbers only', async () => {
    await shopWith([aParcel({ verdict: 'stalled' })]);
    const shopId = await shopWith([]);
    expect((await loadHome({ shopId, now })).home.needsActionCount).toBe(0);
  });
});

describe('the kept counters', () => {
  it('equal a recount after any inserts, updates and deletes', async () => {
    const verdict = fc.constantFrom(...VERDICTS);
    const place = fc.record({
      verdict,
      destination: fc.constantFrom('US', 'DE', null),
      carrier: fc.constantFrom('USPS', null),
      currency: fc.constantFrom('USD', 'EUR'),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(place, { minLength: 1, maxLength: 12 }),
        fc.array(fc.tuple(fc.nat(11), verdict, fc.constantFrom('update', 'mute', 'delete')), {
          maxLength: 10,
        }),
        async (drawn, steps) => {
          const rows = drawn.map((told) => aParcel(told));
          const shopId = await shopWith([]);
          await putParcels(shopId, rows);
          await withShopSql(shopId, async (sql) => {
            for (const [at, to, step] of steps) {
              const row = rows[at % rows.length];
              const key = [shopId, row?.fulfillmentId];
              const where = 'where shop_id = $1 and fulfillment_id = $2';
              if (step === 'delete') await sql.query(`delete from parcels ${where}`, key);
              else if (step === 'mute')
                await sql.query(`update parcels set muted = not muted ${where}`, key);
              else await sql.query(`update parcels set verdict = $3 ${where}`, [...key, to]);
            }
            const { rows: wrong } = await sql.query(
              `select 'count' from (
                 select verdict, muted, currency, count(*), sum(value_minor) from parcels where shop_id = $1 group by 1, 2, 3
                 except select verdict, muted, currency, count, value_minor from parcel_counts where shop_id = $1 and count > 0) a
               union all select 'facet' from (
                 select verdict, muted, coalesce(carrier_key, ''), coalesce(destination, ''), count(*)
                 from parcels where shop_id = $1 group by 1, 2, 3, 4
                 except select verdict, muted, carrier_key, destination, count from parcel_facets where shop_id = $1 and count > 0) b
               union all select 'sum' where
                 (select coalesce(sum(count), 0) from parcel_counts where shop_id = $1) <> (select count(*) from parcels where shop_id = $1)
                 or (select coalesce(sum(count), 0) from parcel_facets where shop_id = $1) <> (select count(*) from parcels where shop_id = $1)`,
              [shopId],
            );
            expect(wrong).toEqual([]);
          });
        },
      ),
      { numRuns: 30 },
    );
  });
});
