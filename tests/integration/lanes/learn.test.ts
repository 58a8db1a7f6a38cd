import fc from 'fast-check';
import { Client } from 'pg';
import { describe, expect, test } from 'vitest';
import { journeyOf } from '#app/domain/lanes/journey.ts';
import { silenceKeyText } from '#app/domain/lanes/lane-key.ts';
import { binOf } from '#app/domain/lanes/time-bins.ts';
import { DEFAULT_SETTINGS, calendarsFor } from '#app/domain/verdicts/settings.ts';
import { learnLanes } from '#app/services/learn-lanes.server.ts';
import { aParcel } from '#tests/integration/pages/parcels-on-hand.ts';
import type { ParcelOnHand } from '#tests/integration/pages/parcels-on-hand.ts';
import { testDatabase } from '#tests/setup/database.ts';
import {
  NOW,
  addLegs,
  assess,
  counters,
  daysAgo,
  hear,
  inShop,
  learnAll,
  learningShop,
  marked,
  tell,
  usualWay,
  type Told,
} from './learning-shop.ts';

const database = await testDatabase();

async function asAdmin(statement: string): Promise<void> {
  const admin = new Client({ connectionString: database.adminUrl });
  await admin.connect();
  await admin.query(statement);
  await admin.end();
}

const shipped = (days: number) => aParcel({ shippedAt: daysAgo(days) });

/** What of the domain's own reading of the way is expected to be counted. */
function expected(parcel: ParcelOnHand, told: readonly Told[]): string[] {
  const lane = { carrier: 'yunexpress', origin: 'CN', destination: 'US' };
  const { journey } = journeyOf({
    lane,
    scans: told.map(({ milestone, at, country = null }) => ({
      milestone,
      country,
      occurredAt: new Date(at),
      physical: true,
    })),
    startedAt: new Date(parcel.shippedAt),
    outcome: 'delivered',
    endedAt: new Date(told.at(-1)?.at ?? NOW),
    calendars: calendarsFor(DEFAULT_SETTINGS, lane),
    asOf: NOW,
  });
  return (journey?.silences ?? [])
    .map(({ key, days }) => `silence ${silenceKeyText(key)} 2026-11 {${binOf(days)}:1} stuck 0`)
    .sort();
}

describe('a delivered parcel', () => {
  test('teaches each of its waits once, under the month in which it ended', async () => {
    const parcel = shipped(15);
    const shopId = await learningShop([parcel]);
    await hear(shopId, parcel, usualWay(15));
    expect(await marked(shopId)).toBe(1);
    await learnAll(shopId);
    const silences = (await counters(shopId)).filter((line) => line.startsWith('silence'));
    expect(silences).toEqual(expected(parcel, usualWay(15)));
    expect(silences).toHaveLength(5);
    expect(await marked(shopId)).toBe(0);
  });

  test('teaches how long the delivery was away from each of its scans', async () => {
    const parcel = shipped(15);
    const shopId = await learningShop([parcel]);
    await hear(shopId, parcel, usualWay(15));
    await learnAll(shopId);
    const remaining = (await counters(shopId)).filter((line) => line.startsWith('remaining'));
    const { destination } = calendarsFor(DEFAULT_SETTINGS, parcel);
    const left = destination.workingDaysBetween(
      new Date(parcel.shippedAt),
      new Date(usualWay(15)[4]?.at ?? NOW),
    );
    expect(remaining).toHaveLength(5);
    expect(remaining).toContain(
      `remaining first_scan|supplier|yunexpress|CN|US 2026-11 {${binOf(left)}:1} stuck 0`,
    );
  });

  test('learned twice is learned once', async () => {
    const parcel = shipped(15);
    const shopId = await learningShop([parcel]);
    await hear(shopId, parcel, usualWay(15));
    await learnAll(shopId);
    const once = await counters(shopId);
    await inShop(shopId, async (sql) => {
      await assess(sql, shopId, [parcel]);
      await sql.query(
        `insert into parcels_to_learn (shop_id, fulfillment_id, position, marked_at)
         select shop_id, fulfillment_id, position, $2 from parcels where shop_id = $1`,
        [shopId, NOW],
      );
    });
    await learnAll(shopId);
    expect(await counters(shopId)).toEqual(once);
  });

  test('is not marked again by an assessment that brings nothing new', async () => {
    const parcel = shipped(15);
    const shopId = await learningShop([parcel]);
    await hear(shopId, parcel, usualWay(15));
    await learnAll(shopId);
    await hear(shopId, parcel, usualWay(15));
    expect(await marked(shopId)).toBe(0);
  });
});

describe('a corrected scan', () => {
  test('takes off what was learned from the wrong one, though the number of scans stays', async () => {
    const [corrected, right] = [shipped(15), shipped(15)];
    const [shopId, other] = [await learningShop([corrected]), await learningShop([right])];
    const wrong = usualWay(15).map((scan, index) =>
      index === 2 ? { ...scan, at: daysAgo(9), eventId: 'gateway' } : scan,
    );
    await hear(shopId, corrected, wrong);
    await learnAll(shopId);
    const before = await counters(shopId);
    const told = usualWay(15).map((scan, index) =>
      index === 2 ? { ...scan, eventId: 'gateway' } : scan,
    );
    await hear(shopId, corrected, told);
    await learnAll(shopId);
    await hear(other, right, told);
    await learnAll(other);
    expect(await counters(shopId)).not.toEqual(before);
    expect(await counters(shopId)).toEqual(await counters(other));
  });

  test('that vanished takes its wait with it', async () => {
    const parcel = shipped(15);
    const shopId = await learningShop([parcel]);
    await hear(shopId, parcel, usualWay(15));
    await learnAll(shopId);
    await inShop(shopId, async (sql) => {
      await sql.query(`delete from scans where shop_id = $1`, [shopId]);
      await assess(sql, shopId, [parcel]);
    });
    await learnAll(shopId);
    expect(await counters(shopId)).toEqual([]);
  });
});

describe('a parcel that is still on its way', () => {
  test('teaches the waits that ended, and not the one that lasts', async () => {
    const parcel = shipped(15);
    const shopId = await learningShop([parcel]);
    await hear(shopId, parcel, usualWay(15).slice(0, 2));
    await learnAll(shopId);
    expect((await counters(shopId)).map((line) => line.split('|')[0])).toEqual([
      'silence first_scan',
      'silence origin',
    ]);
  });

  test('without a scan teaches nothing and is not marked', async () => {
    const parcel = shipped(3);
    const shopId = await learningShop([parcel]);
    await hear(shopId, parcel, []);
    expect(await marked(shopId)).toBe(0);
  });

  test('that its carrier gave up leaves a silence that never ends', async () => {
    const parcel = shipped(40);
    const shopId = await learningShop([parcel]);
    await hear(shopId, parcel, [
      ...usualWay(40).slice(0, 2),
      { milestone: 'lost', at: daysAgo(5), country: null },
    ]);
    await learnAll(shopId);
    expect(await counters(shopId)).toContain(
      'silence linehaul|linehaul|yunexpress|CN|US 2026-11 {} stuck 1',
    );
  });
});

describe('a parcel that cannot be trusted', () => {
  const cases: [reason: string, spoil: string][] = [
    ['parcel_cancelled', `update parcels set cancelled = true where shop_id = $1`],
    ['parcel_shared_stream', `update parcels set shared_stream = true where shop_id = $1`],
  ];
  test.each(cases)('is counted as %s and teaches nothing', async (reason, spoil) => {
    const parcel = shipped(15);
    const shopId = await learningShop([parcel]);
    await inShop(shopId, (sql) => sql.query(spoil, [shopId]));
    await hear(shopId, parcel, usualWay(15));
    await learnAll(shopId);
    expect(await counters(shopId)).toEqual([`${reason} 2026-11 1`]);
  });

  test('takes back what it taught when its number proves wrong', async () => {
    const parcel = shipped(15);
    const shopId = await learningShop([parcel]);
    await hear(shopId, parcel, usualWay(15));
    await learnAll(shopId);
    // The same number was on its way for months before the order was placed.
    await hear(shopId, parcel, [{ milestone: 'accepted', at: daysAgo(30), country: 'CN' }]);
    await learnAll(shopId);
    expect(await counters(shopId)).toEqual(['parcel_wrong_number 2026-11 1']);
  });

  test('of an order that was redacted is not learned from again', async () => {
    const parcel = shipped(15);
    const shopId = await learningShop([parcel]);
    await hear(shopId, parcel, usualWay(15).slice(0, 3));
    await learnAll(shopId);
    const before = await counters(shopId);
    const { redactOrders } = await import('#app/db/privacy.server.ts');
    await inShop(shopId, async (sql) => {
      const { rows } = await sql.query(`select domain from shops where shop_id = $1`, [shopId]);
      const domain = String(rows[0].domain);
      await redactOrders(sql, shopId, { domain, orderIds: [String(parcel.orderId)], now: NOW });
      const { rowCount } = await sql.query(`select from parcel_journeys where shop_id = $1`, [
        shopId,
      ]);
      expect(rowCount).toBe(0);
    });
    await hear(shopId, parcel, usualWay(15));
    await learnAll(shopId);
    expect(await counters(shopId)).toEqual([...before, 'parcel_redacted 2026-11 1'].sort());
  });

  test('has its single scans set aside by name', async () => {
    const parcel = shipped(15);
    const shopId = await learningShop([parcel]);
    await hear(shopId, parcel, [
      ...usualWay(15),
      { milestone: 'domestic_transit', at: daysAgo(2.9), country: 'US' },
      { milestone: 'out_for_delivery', at: usualWay(15)[3]?.at ?? '', country: 'US', eventId: 'b' },
    ]);
    await learnAll(shopId);
    expect((await counters(shopId)).filter((line) => line.startsWith('scan_'))).toEqual([
      'scan_after_end 2026-11 1',
    ]);
  });
});

test('no order of parcels, of scans or of learning in between has a say in the counters', async () => {
  const ways = [
    usualWay(20),
    usualWay(18).slice(0, 4),
    usualWay(33).slice(0, 3),
    [...usualWay(60).slice(0, 2), { milestone: 'lost', at: daysAgo(9) } as const],
    [...usualWay(25).slice(0, 3), { milestone: 'returning', at: daysAgo(10) } as const],
  ];
  const starts = [20, 18, 33, 60, 25];
  const run = async (order: readonly number[], pauses: readonly boolean[]) => {
    const parcels = starts.map((days) => shipped(days));
    const shopId = await learningShop(parcels);
    const news = ways.flatMap((way, index) => way.map((scan) => ({ index, scan })));
    for (const [place, which] of order.entries()) {
      const { index = 0, scan } = news[which] ?? {};
      const parcel = parcels[index];
      if (parcel === undefined || scan === undefined) continue;
      await hear(shopId, parcel, [scan]);
      if (pauses[place] === true) await learnLanes({ shopId, now: NOW });
    }
    await learnAll(shopId);
    return counters(shopId);
  };
  const count = ways.flat().length;
  const inOrder = Array.from({ length: count }, (_, index) => index);
  const reference = await run(inOrder, []);
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(inOrder, { minLength: count }),
      fc.array(fc.boolean(), { minLength: count, maxLength: count }),
      async (order, pauses) => {
        expect(await run(order, pauses)).toEqual(reference);
      },
    ),
    { numRuns: 6 },
  );
});

test('a slice that dies after its marks and lessons has counted nothing and lost nothing', async () => {
  const parcels = [shipped(15), shipped(16)];
  const shopId = await learningShop(parcels);
  for (const parcel of parcels) await hear(shopId, parcel, usualWay(15));
  await asAdmin(
    `create function die() returns trigger language plpgsql as $$ begin raise 'killed'; end $$;
     create trigger die before insert on lane_cells for each row execute function die()`,
  );
  await expect(learnLanes({ shopId, now: NOW })).rejects.toThrow('killed');
  await asAdmin(`drop trigger die on lane_cells`);
  expect(await marked(shopId)).toBe(2);
  expect(await counters(shopId)).toEqual([]);
  await learnAll(shopId);
  expect(await marked(shopId)).toBe(0);
  expect(await counters(shopId)).toHaveLength(10);
});

test('a mark that is being renewed is left for the next time', async () => {
  const parcel = shipped(15);
  const shopId = await learningShop([parcel]);
  await hear(shopId, parcel, usualWay(15).slice(0, 2));
  await inShop(shopId, async (sql) => {
    await tell(sql, shopId, { parcel, told: usualWay(15) });
    await assess(sql, shopId, [parcel]);
    // Another process learns while this one has not committed yet.
    await learnLanes({ shopId, now: NOW });
  });
  expect(await marked(shopId)).toBe(1);
  await learnAll(shopId);
  const silences = (await counters(shopId)).filter((line) => line.startsWith('silence'));
  expect(silences).toEqual(expected(parcel, usualWay(15)));
});

test('one shop’s parcels are counted in its own counters alone', async () => {
  const [mine, theirs] = [shipped(15), shipped(15)];
  const [shopId, other] = [await learningShop([mine]), await learningShop([theirs])];
  await hear(shopId, mine, usualWay(15));
  await hear(other, theirs, usualWay(15));
  await learnAll(shopId);
  expect(await counters(other)).toEqual([]);
  expect(await marked(other)).toBe(1);
});

test('a carrier renamed on the way keeps its lane, and a last mile is learned under the carrier before it', async () => {
  const parcel = aParcel({ shippedAt: daysAgo(15), carrier: 'Yun Express' });
  const shopId = await learningShop([parcel]);
  await inShop(shopId, async (sql) => {
    await addLegs(sql, shopId);
    await sql.query(
      `insert into legs (shop_id, fulfillment_id, position, seq, kind, number, number_key, carrier, carrier_key,
         started_at, started_basis, linked_by, listed, continues_seq)
       values ($1, $2, 0, 1, 'last_mile', 'LAST1', 'LAST1', 'USPS', 'usps', $3, 'number_changed', 'user:7', false, 0)`,
      [shopId, parcel.fulfillmentId, daysAgo(6)],
    );
  });
  await hear(shopId, parcel, usualWay(15));
  await learnAll(shopId);
  const keys = (await counters(shopId)).map((line) => line.split('|')[2]);
  expect(new Set(keys)).toEqual(new Set(['yunexpress']));
});
