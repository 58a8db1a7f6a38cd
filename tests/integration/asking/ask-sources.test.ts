import { randomBytes } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { shopOnTheWay } from '#tests/integration/sources-health/shop-on-the-way.ts';
import { aParcel } from '#tests/integration/pages/parcels-on-hand.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { HOUR, START } from '#sandbox/platform/testing.ts';
import { control, linkTo, recordOf, sourcesPlatform, USPS, YUN } from '#sandbox/sources/testing.ts';

await testDatabase();
const record = recordOf(['accepted', 'departed_origin', 'arrived_destination'], {
  successor: linkTo(USPS, 'usps', START - 3 * HOUR),
});
const { platform, sources } = await sourcesPlatform([record]);
afterAll(() => platform.stop());
process.env['SEVENTEEN_TRACK_URL'] = `${platform.origin}/sources/17track/track/v2.4`;
process.env['SOURCE_CALLS_PER_SECOND'] = '1000';
process.env['LASTSCAN_KEYS'] = `first:${randomBytes(32).toString('base64')}`;
process.env['LOG_LEVEL'] = 'silent';
const { withShopSql } = await import('#app/db/with-shop.server.ts');
const { askSources } = await import('#app/services/ask-sources.server.ts');
const { connectSource } = await import('#app/services/connect-source.server.ts');
const { assessParcels } = await import('#app/services/assess-parcels.server.ts');

const now = new Date(START);
const later = new Date(START + HOUR / 2);
const parcel = aParcel({
  number: YUN,
  carrier: 'YunExpress',
  shippedAt: new Date(START - 3 * 24 * HOUR).toISOString(),
});
let shopId = 0;

beforeEach(async () => {
  parcel.fulfillmentId += 1;
  shopId = await shopOnTheWay([parcel]);
  const key = 'SANDBOX-17TRACK-KEY';
  const who = { shopId, source: 'seventeen_track', actor: 'user:1', now } as const;
  await connectSource({ ...who, key });
  await assess();
});

const assess = () =>
  withShopSql(shopId, (sql) =>
    assessParcels(sql, {
      shopId,
      scope: { kind: 'fulfillments', fulfillmentIds: [String(parcel.fulfillmentId)] },
      occasion: 'sync',
      now,
    }),
  );
const rows = (text: string) =>
  withShopSql(shopId, async (sql) => (await sql.query(text, [shopId])).rows);
const day = async () =>
  (
    await rows(
      'select calls, registered, answered, scans, errors from source_days where shop_id = $1',
    )
  )[0];
const askUntilDone = async (at: Date) => {
  for (let slice = 0; slice < 20; slice += 1) {
    if ((await askSources({ shopId, now: at })).kind === 'done') return;
  }
  throw new Error('asking does not end');
};
const makeDue = () =>
  rows(`update source_numbers set next_poll_at = '${now.toISOString()}' where shop_id = $1`);

describe('asking about a number', () => {
  test('registers it once and brings its scans to its parcel, however often it is asked', async () => {
    await askUntilDone(later);
    // The source asks the carrier some minutes after a number was registered.
    await platform.advanceBy(HOUR);
    for (const hours of [1, 2, 3]) {
      await makeDue();
      await askUntilDone(new Date(later.getTime() + hours * HOUR));
    }
    const scans = await rows(
      `select position, leg_seq, milestone from scans where shop_id = $1 and source = 'seventeen_track' order by occurred_at`,
    );
    expect(scans.map(({ milestone }) => milestone)).toEqual([
      'accepted',
      'departed_origin',
      'arrived_destination',
    ]);
    expect(scans.every((scan) => scan.position === 0 && scan.leg_seq === 0)).toBe(true);
    expect(await day()).toMatchObject({ registered: 1, scans: 3 });
    const [seen] = await rows('select milestone, answered_by from parcels where shop_id = $1');
    expect(seen).toEqual({ milestone: 'arrived_destination', answered_by: 'seventeen_track' });
  });

  test('proposes the next number that the carrier states, and does not register it unasked', async () => {
    await askUntilDone(later);
    await makeDue();
    await askUntilDone(new Date(later.getTime() + HOUR));
    expect(
      await rows('select number, state, basis, source from leg_links where shop_id = $1'),
    ).toEqual([{ number: USPS, state: 'proposed', basis: 'source', source: 'seventeen_track' }]);
    expect(await rows('select number_key from source_numbers where shop_id = $1')).toEqual([
      { number_key: YUN },
    ]);
  });

  test('stores no postcode: only its keyed hash', async () => {
    await askUntilDone(later);
    const stored = await rows('select n::text from source_numbers n where shop_id = $1');
    expect(JSON.stringify(stored)).not.toContain('97201');
  });
});

describe('a source that', () => {
  const fault = (name: string) =>
    control(platform, 'source-faults', { source: '17track', fault: name, times: 1 });

  test.each([
    ['is down', 'http_500', 'unreachable'],
    ['tells us to slow down', 'http_429', 'rate_limited'],
    ['sends half an answer', 'half_body', 'bad_answer'],
    ['says that the day’s calls are used up', 'error_code:-18019907', 'daily_limit'],
  ])('%s is left alone for a while, and the number stays due', async (_title, name, kind) => {
    await fault(name);
    await askUntilDone(later);
    const [connection] = await rows(
      'select state, error_kind, paused_until, failing_since from source_connections where shop_id = $1',
    );
    expect(connection).toMatchObject({ state: 'connected', error_kind: kind });
    expect(connection?.paused_until.getTime()).toBeGreaterThan(later.getTime());
    expect((await day()).errors).toEqual({ [kind]: 1 });
    const [number] = await rows(
      'select answered_at, next_poll_at from source_numbers where shop_id = $1',
    );
    expect(number?.answered_at).toBeNull();
    expect(number?.next_poll_at).not.toBeNull();
    const after = new Date(connection?.paused_until.getTime() + 11 * 60_000);
    await askUntilDone(after);
    const [healed] = await rows(
      'select error_kind, failing_since from source_connections where shop_id = $1',
    );
    expect(healed).toEqual({ error_kind: null, failing_since: null });
  });

  test('no longer takes the key is not asked again', async () => {
    await fault('error_code:-18010002');
    await askUntilDone(later);
    const calls = (await day()).calls;
    await makeDue();
    await askUntilDone(new Date(later.getTime() + 24 * HOUR));
    expect((await rows('select state from source_connections where shop_id = $1'))[0]).toEqual({
      state: 'refused',
    });
    expect((await day()).calls).toBe(calls);
  });
});

test('the shop’s own limit of calls holds until its next day', async () => {
  await rows(`update source_connections set daily_calls = 2 where shop_id = $1`);
  for (const half of [0, 1, 2, 3, 4, 5]) {
    await makeDue();
    await askUntilDone(new Date(later.getTime() + (half * HOUR) / 2));
  }
  expect((await day()).calls).toBe(2);
  const [connection] = await rows(
    'select paused_until, failing_since from source_connections where shop_id = $1',
  );
  expect(connection?.failing_since).toBeNull();
  await makeDue();
  await askUntilDone(new Date(connection?.paused_until.getTime() + 1));
  const [both] = await rows(`select sum(calls)::int as calls from source_days where shop_id = $1`);
  expect(both?.calls).toBeGreaterThan(2);
});

describe('a number that the source has stopped asking about', () => {
  const DAY = 24 * HOUR;
  let at = new Date(START + 40 * DAY);
  const resumptions = async (): Promise<number> => {
    const { json } = await control(platform, 'sources');
    return json.accounts[0].counts.callsByEndpoint.retrack ?? 0;
  };
  const pass = async (ms: number) => {
    await platform.advanceBy(ms);
    at = new Date(at.getTime() + ms);
    await makeDue();
    await askUntilDone(at);
  };
  const number = async () =>
    (
      await rows(
        `select state, error_code, gave_up_at, resumed_at, next_poll_at from source_numbers where shop_id = $1`,
      )
    )[0];
  const hoursToNext = async () => ((await number())?.next_poll_at.getTime() - at.getTime()) / HOUR;

  // The number was registered by the tests before; the source stops it after thirty silent days.
  test('is told to go on again later where the source could not be told', async () => {
    await platform.advanceBy(40 * DAY);
    const [account] = sources.accounts;
    if (account === undefined) throw new Error('no account');
    account.ratePerSecond = 1;
    await askUntilDone(at);
    account.ratePerSecond = 1_000;
    expect(await resumptions()).toBe(1);
    expect(await number()).toMatchObject({ state: 'gave_up', gave_up_at: at, resumed_at: null });
    const [failed] = await rows(`select errors from source_days where shop_id = $1 and calls = 2`);
    expect(failed).toEqual({ errors: { rate_limited: 1 } });
  });

  test('is told to go on once, and after it has stopped again it is read every day', async () => {
    await askUntilDone(at);
    expect(await resumptions()).toBe(2);
    expect(await number()).toMatchObject({
      state: 'tracking',
      error_code: null,
      gave_up_at: null,
      resumed_at: at,
    });
    await pass(DAY);
    expect(await number()).toMatchObject({ state: 'tracking', gave_up_at: null });
    await pass(40 * DAY);
    const stoppedAt = at;
    expect(await number()).toMatchObject({ state: 'gave_up', gave_up_at: stoppedAt });
    for (const _ of [1, 2, 3]) {
      await pass(DAY);
      expect(await hoursToNext()).toBeGreaterThan(0);
      expect(await hoursToNext()).toBeLessThanOrEqual(24);
    }
    expect(await number()).toMatchObject({ state: 'gave_up', gave_up_at: stoppedAt });
    expect(await resumptions()).toBe(2);
  });

  test('stays given up, with the source’s code, where somebody had told it to go on before', async () => {
    await askUntilDone(at);
    const refused = { state: 'gave_up', error_code: '-18019905', gave_up_at: at, resumed_at: at };
    expect(await number()).toMatchObject(refused);
    expect(await resumptions()).toBe(3);
    await pass(DAY);
    expect(await number()).toMatchObject(refused);
    expect(await resumptions()).toBe(3);
    expect(await hoursToNext()).toBeLessThanOrEqual(24);
  });

  test('is not told to go on when its parcel has arrived', async () => {
    await rows(
      `update parcels set delivered_at = '${at.toISOString()}', milestone = 'delivered' where shop_id = $1`,
    );
    await rows(
      `update source_numbers set pace = 'confirming', answered_at = '${at.toISOString()}' where shop_id = $1`,
    );
    const before = await resumptions();
    await pass(DAY);
    expect(await resumptions()).toBe(before);
  });
});
