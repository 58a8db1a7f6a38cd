import { randomBytes } from 'node:crypto';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { shopOnTheWay } from '#tests/integration/sources-health/shop-on-the-way.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { HOUR, START } from '#sandbox/platform/testing.ts';
import { control, sourcesPlatform } from '#sandbox/sources/testing.ts';

await testDatabase();
const { platform, sources } = await sourcesPlatform([]);
afterAll(() => platform.stop());
process.env['SEVENTEEN_TRACK_URL'] = `${platform.origin}/sources/17track/track/v2.4`;
process.env['AFTERSHIP_URL'] = `${platform.origin}/sources/aftership/tracking/2026-07`;
process.env['SOURCE_CALLS_PER_SECOND'] = '1000';
process.env['LASTSCAN_KEYS'] = `first:${randomBytes(32).toString('base64')}`;
process.env['LOG_LEVEL'] = 'silent';
const { withShopSql } = await import('#app/db/with-shop.server.ts');
const { connectSource } = await import('#app/services/connect-source.server.ts');
const { watchSources } = await import('#app/services/watch-sources.server.ts');

const now = new Date(START);
const inHours = (hours: number) => new Date(START + hours * HOUR);
let shopId = 0;

beforeEach(async () => {
  shopId = await shopOnTheWay([]);
  const who = { shopId, actor: 'user:1', now };
  await connectSource({ ...who, source: 'seventeen_track', key: 'SANDBOX-17TRACK-KEY' });
  await connectSource({ ...who, source: 'aftership', key: 'SANDBOX-AFTERSHIP-KEY' });
});

const rows = (text: string) =>
  withShopSql(shopId, async (sql) => (await sql.query(text, [shopId])).rows);
const connection = async () =>
  (
    await rows(
      `select quota, state, answered_at, failing_since, error_kind, paused_until from source_connections
        where shop_id = $1 and source = 'seventeen_track'`,
    )
  )[0];
/** What somebody else spends of the same account. */
const spend = (credits: number) => {
  for (const account of sources.accounts) account.counts.creditsUsed += credits;
};
const callsSince = () => {
  const calls = () => sources.accounts.map(({ counts }) => counts.calls);
  const before = calls();
  return () => calls().map((made, index) => made - (before[index] ?? 0));
};

test('what is left of a quota is asked once an hour, of sources that tell it, and moves no clock', async () => {
  const { remaining } = (await connection()).quota;
  spend(50);
  const made = callsSince();
  await watchSources({ shopId, now: inHours(0.9) });
  expect(made()).toEqual([0, 0]);
  await watchSources({ shopId, now: inHours(1) });
  await watchSources({ shopId, now: inHours(1.5) });
  expect(made()).toEqual([1, 0]);
  const told = await connection();
  expect(told.quota).toMatchObject({
    remaining: remaining - 50,
    at: inHours(1).toISOString(),
  });
  expect(told.answered_at).toEqual(now);
  const days = await rows(`select source, calls, answered from source_days where shop_id = $1`);
  expect(days).toEqual([{ source: 'seventeen_track', calls: 1, answered: 0 }]);
  await watchSources({ shopId, now: inHours(2) });
  expect(made()).toEqual([2, 0]);
});

test.each([
  ['paused by the merchant', `state = 'paused'`],
  ['told to slow down', `paused_until = '${inHours(2).toISOString()}'`],
  ['failing', `failing_since = '${now.toISOString()}', error_kind = 'unreachable'`],
  ['refused', `state = 'refused'`],
  ['at the shop’s own limit of calls', `daily_calls = 0`],
])('a source that is %s is not asked', async (_title, told) => {
  await rows(`update source_connections set ${told} where shop_id = $1`);
  const made = callsSince();
  await watchSources({ shopId, now: inHours(1) });
  expect(made()).toEqual([0, 0]);
});

test('a question that fails leaves quota and health as they were', async () => {
  const before = await connection();
  await control(platform, 'source-faults', { source: '17track', fault: 'http_500', times: 1 });
  await watchSources({ shopId, now: inHours(1) });
  expect(await connection()).toEqual(before);
  await watchSources({ shopId, now: inHours(2) });
  expect((await connection()).quota.at).toBe(inHours(2).toISOString());
});

test('a spent quota that was topped up is seen', async () => {
  await rows(
    `update source_connections set failing_since = '${now.toISOString()}', error_kind = 'quota_exhausted'
      where shop_id = $1 and source = 'seventeen_track'`,
  );
  await watchSources({ shopId, now: inHours(1) });
  expect((await connection()).quota.at).toBe(inHours(1).toISOString());
});
