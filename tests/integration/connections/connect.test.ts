import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { json } from '#tests/integration/shopify/http-server.ts';
import { KEY, OTHER_KEY, connectionStand } from './connection-stand.ts';

const stand = await connectionStand();
const { one, two, now, withShopSql } = stand;
const { connectSource, connectInbound } = await import('#app/services/connect-source.server.ts');
const { checkSource, disconnectSource, moveSource, pauseSource } =
  await import('#app/services/change-source.server.ts');
const { actOnSources } = await import('#app/services/act-on-sources.server.ts');
const { loadSources } = await import('#app/services/load-sources.server.ts');
const { clientOf } = await import('#app/services/source-client.server.ts');
const { uninstallShop } = await import('#app/services/uninstall-shop.server.ts');
const { connectionOf } = await import('#app/db/source-connections.server.ts');
const { readSourceKey, readPushSecrets, resealSourceSecrets } =
  await import('#app/db/source-secrets.server.ts');

const actor = 'user:7';
const connect = (given: Partial<Parameters<typeof connectSource>[0]> = {}) =>
  connectSource({ shopId: one, source: 'seventeen_track', key: KEY, actor, now, ...given });
const keyOf = (shopId: number, source: string) =>
  withShopSql(shopId, (sql) => readSourceKey(sql, shopId, source));
const connectionNow = (source: string) => withShopSql(one, (sql) => connectionOf(sql, one, source));

beforeEach(async () => {
  stand.sourcesAnswer();
  await stand.owner.query('delete from source_connections');
  await stand.owner.query('delete from source_settings');
  await stand.owner.query('delete from source_days');
  await stand.owner.query('update sync_state set reassess_after = null');
});

describe('a key that does not work', () => {
  test.each([
    ['is refused', () => stand.sourcesAnswer(), 'key_refused'],
    [
      'meets a source that is down',
      () => stand.server.answerWith((_request, response) => void response.writeHead(503).end()),
      'unreachable',
    ],
    [
      'meets an answer that is none of the documented ones',
      () => stand.server.answerWith((_request, response) => json(response, { hello: 'world' })),
      'bad_answer',
    ],
    [
      'meets a web page',
      () =>
        stand.server.answerWith(
          (_request, response) =>
            void response.writeHead(200, { 'content-type': 'text/html' }).end('<html></html>'),
        ),
      'bad_answer',
    ],
  ] as const)('and %s is said at once, and nothing is saved', async (_what, answer, code) => {
    answer();
    for (const source of ['seventeen_track', 'aftership'] as const) {
      const result = await connect({ source, key: 'wrong-key-0123456789' });
      expect(result).toMatchObject({ ok: false, error: { field: 'key', code } });
    }
    expect(await stand.rows('select 1 from source_connections')).toEqual([]);
  });

  test.each([
    ['', 'key_missing'],
    ['   ', 'key_missing'],
    ['1234567', 'key_shape'],
    ['two words of it', 'key_shape'],
    ['钥匙钥匙钥匙钥匙钥匙', 'key_shape'],
    [`${'k'.repeat(257)}`, 'key_shape'],
  ])('because it is %o is not even tried', async (key, code) => {
    expect(await connect({ key })).toEqual({
      ok: false,
      error: { field: 'key', code, detail: null },
    });
    expect(stand.server.asked).toEqual([]);
  });

  test('leaves the one that is saved as it is', async () => {
    await connect();
    const result = await connect({ key: 'wrong-key-0123456789' });
    expect(result.ok).toBe(false);
    expect(await keyOf(one, 'seventeen_track')).toBe(KEY);
    expect((await connectionNow('seventeen_track'))?.state).toBe('connected');
  });
});

describe('a key that works', () => {
  test('is kept sealed with its quota and an address that cannot be guessed', async () => {
    expect(await connect({ key: `  ${KEY}\n` })).toEqual({ ok: true });
    const connection = await connectionNow('seventeen_track');
    expect(connection).toMatchObject({
      state: 'connected',
      quota: { total: 1_000, used: 250, remaining: 750, at: now },
      answeredAt: now,
      failingSince: null,
      rank: 0,
      serves: { mode: 'all', carriers: [] },
    });
    expect(connection?.address).toMatch(/^[\w-]{22}$/);
    const [row] = await stand.rows('select key_ciphertext as sealed from source_connections');
    expect(Buffer.isBuffer(row?.sealed) && row.sealed.includes(KEY)).toBe(false);
    expect(await keyOf(one, 'seventeen_track')).toBe(KEY);
    expect(await stand.everythingStored()).not.toContain(KEY);
  });

  test('has every open parcel planned anew', async () => {
    await connect();
    const [row] = await stand.rows('select reassess_after from sync_state where shop_id = $1', [
      one,
    ]);
    expect(row).toEqual({ reassess_after: '0' });
    const jobs = await stand.rows(
      `select task_id from graphile_worker._private_jobs where key = $1`,
      [`reassess-shop:${one}`],
    );
    expect(jobs).toHaveLength(1);
  });

  test('opens only for the shop and the source it was saved for', async () => {
    await connect();
    await stand.owner.query(
      `insert into source_connections (shop_id, source, state, key_ciphertext, key_id, connected_at)
       select shop_id, 'aftership', state, key_ciphertext, key_id, connected_at from source_connections
       union all select $1, source, state, key_ciphertext, key_id, connected_at from source_connections`,
      [two],
    );
    await expect(keyOf(one, 'aftership')).rejects.toThrow('does not open');
    await expect(keyOf(two, 'seventeen_track')).rejects.toThrow('does not open');
  });

  test('is seen by no other shop', async () => {
    await connect();
    expect(await withShopSql(two, (sql) => readSourceKey(sql, one, 'seventeen_track'))).toBeNull();
    const client = (shopId: number) =>
      withShopSql(shopId, (sql) => clientOf(sql, { shopId, source: 'seventeen_track' }));
    expect(await client(two)).toBeNull();
    expect((await client(one))?.name).toBe('seventeen_track');
    expect((await loadSources({ shopId: two, now })).connected).toEqual([]);
  });

  test('never goes to the browser, nor does what it is signed with', async () => {
    await connect({ source: 'aftership', webhookSecret: 'planted-webhook-secret' });
    const shown = JSON.stringify(await loadSources({ shopId: one, now }));
    expect(shown).toContain('/sources/');
    expect(shown).not.toContain(KEY);
    expect(shown).not.toContain('planted-webhook-secret');
  });

  test('replaces one that was refused; choices and address stay', async () => {
    await connect();
    const before = await connectionNow('seventeen_track');
    await stand.owner.query(
      `update source_connections set state = 'refused', failing_since = $1, error_kind = 'key_refused', daily_calls = 90`,
      [now],
    );
    await connect({ key: OTHER_KEY });
    expect(await connectionNow('seventeen_track')).toMatchObject({
      state: 'connected',
      failingSince: null,
      errorKind: null,
      dailyCalls: 90,
      address: before?.address,
    });
    expect(await keyOf(one, 'seventeen_track')).toBe(OTHER_KEY);
  });

  test('opens with the newest key-encryption key alone after rotation', async () => {
    await connect({ source: 'aftership', webhookSecret: 'planted-webhook-secret' });
    const old = process.env.LASTSCAN_KEYS;
    process.env.LASTSCAN_KEYS = `next:${randomBytes(32).toString('base64')},${old}`;
    expect(await resealSourceSecrets(one)).toBe(2);
    expect(await resealSourceSecrets(one)).toBe(0);
    expect(await resealSourceSecrets(two)).toBe(0);
    process.env.LASTSCAN_KEYS = process.env.LASTSCAN_KEYS.split(',')[0];
    expect(await keyOf(one, 'aftership')).toBe(KEY);
    const secrets = await withShopSql(one, (sql) => readPushSecrets(sql, one, 'aftership'));
    expect(secrets).toEqual({ current: 'planted-webhook-secret', previous: null });
  });
});

describe('a connected source', () => {
  test('is asked no more while paused, and again when resumed', async () => {
    await connect();
    const change = { shopId: one, source: 'seventeen_track', actor } as const;
    expect(await pauseSource({ ...change, isPaused: true })).toBe('done');
    expect((await connectionNow('seventeen_track'))?.state).toBe('paused');
    expect(await pauseSource({ ...change, isPaused: true })).toBe('not_connected');
    expect(await pauseSource({ ...change, isPaused: false })).toBe('done');
    expect((await connectionNow('seventeen_track'))?.state).toBe('connected');
  });

  test('moves along the line in which sources are asked, and stops at its ends', async () => {
    await connect();
    await connect({ source: 'aftership' });
    const order = async () =>
      (await loadSources({ shopId: one, now })).connected.map(({ source }) => source);
    expect(await order()).toEqual(['seventeen_track', 'aftership']);
    const move = { shopId: one, source: 'aftership', actor, now } as const;
    await moveSource({ ...move, isEarlier: true });
    expect(await order()).toEqual(['aftership', 'seventeen_track']);
    await moveSource({ ...move, isEarlier: true });
    expect(await order()).toEqual(['aftership', 'seventeen_track']);
  });

  test('leaves nothing of its key behind when it is disconnected; what it told stays', async () => {
    await connect();
    await stand.owner.query(
      `insert into source_numbers (shop_id, source, number_key, number, state, pace, next_poll_at, answered_at)
       values ($1, 'seventeen_track', 'LX123456789CN', 'LX123456789CN', 'tracking', 'moving', $2, $2)`,
      [one, now],
    );
    const change = { shopId: one, source: 'seventeen_track', actor, now } as const;
    expect(await disconnectSource(change)).toBe('done');
    expect(await disconnectSource(change)).toBe('not_connected');
    expect(await stand.rows('select 1 from source_connections')).toEqual([]);
    const numbers = await stand.rows('select answered_at, next_poll_at from source_numbers');
    expect(numbers).toEqual([{ answered_at: now, next_poll_at: null }]);
  });

  test('is checked with the saved key, which lifts a refusal when it works again', async () => {
    await connect();
    await stand.owner.query(
      `update source_connections set state = 'refused', failing_since = $1, error_kind = 'key_refused'`,
      [now],
    );
    const check = { shopId: one, source: 'seventeen_track', actor, now } as const;
    expect(await checkSource(check)).toEqual({ ok: true });
    expect((await connectionNow('seventeen_track'))?.state).toBe('connected');
    stand.server.answerWith((_request, response) => void response.writeHead(502).end());
    expect(await checkSource(check)).toMatchObject({ ok: false, error: { code: 'unreachable' } });
    expect(await connectionNow('seventeen_track')).toMatchObject({
      state: 'connected',
      errorKind: 'unreachable',
      failingSince: now,
    });
  });

  test('loses its key when the app is removed, and asks for it when the shop comes back', async () => {
    await connect();
    await withShopSql(one, (sql) => uninstallShop(sql, { shopId: one, triggeredAt: now, now }));
    await stand.owner.query(`update shops set status = 'installed' where shop_id = $1`, [one]);
    expect(await keyOf(one, 'seventeen_track')).toBeNull();
    const { connected } = await loadSources({ shopId: one, now });
    expect(connected).toMatchObject([{ health: 'key_refused', errorKind: 'key_forgotten' }]);
  });
});

describe('what the save bar saves', () => {
  const plan = {
    serves: { mode: 'only', carriers: ['yunexpress', 'yanwen'] },
    dailyCalls: 1_000,
    perThousandMinor: 3_550,
    creditCurrency: 'USD',
  };
  const links = { confirmStated: true, writeBack: true };
  const save = (settings: unknown) =>
    actOnSources({ shopId: one, body: { intent: 'save', settings }, actor, now });

  test('is one whole: plans and links together', async () => {
    await connect();
    const plans = [{ source: 'seventeen_track', plan }];
    expect(await save({ links, plans })).toEqual({ ok: true, done: 'save' });
    const view = await loadSources({ shopId: one, now });
    expect(view.connected[0]?.plan).toEqual(plan);
    expect(view.links).toMatchObject(links);
  });

  test.each([
    ['serves.carriers', { ...plan, serves: { mode: 'only', carriers: [] } }],
    ['serves.carriers.0', { ...plan, serves: { mode: 'only', carriers: ['<script>'] } }],
    ['dailyCalls', { ...plan, dailyCalls: 0 }],
    ['dailyCalls', { ...plan, dailyCalls: 1_000_001 }],
    ['perThousandMinor', { ...plan, perThousandMinor: -1 }],
    ['creditCurrency', { ...plan, creditCurrency: null }],
  ])('is refused whole when %s is wrong', async (field, wrong) => {
    await connect();
    expect(await save({ links, plans: [{ source: 'seventeen_track', plan: wrong }] })).toEqual({
      ok: false,
      error: 'settings',
      path: `plans.0.plan.${field}`,
    });
    expect(await stand.rows('select 1 from source_settings')).toEqual([]);
  });
});

test('an action that is none changes nothing', async () => {
  for (const body of [null, {}, { intent: 'steal' }, { intent: 'check', source: 'inbound' }]) {
    expect(await actOnSources({ shopId: one, body, actor, now })).toEqual({
      ok: false,
      error: 'failed',
    });
  }
});

test('a new secret of the own address is shown once; the one before holds for a day', async () => {
  const first = await connectInbound({ shopId: one, actor, now });
  const second = await connectInbound({ shopId: one, actor, now });
  expect(first.secret).not.toBe(second.secret);
  const secrets = await withShopSql(one, (sql) => readPushSecrets(sql, one, 'inbound'));
  expect(secrets).toEqual({
    current: second.secret,
    previous: { secret: first.secret, until: new Date(now.getTime() + 24 * 3_600_000) },
  });
  const shown = JSON.stringify(await loadSources({ shopId: one, now }));
  expect(shown).not.toContain(first.secret);
  expect(shown).not.toContain(second.secret);
});

test('the preview says what connecting would take before it is switched on', async () => {
  const { previews, coverage } = await loadSources({ shopId: one, now });
  expect(previews.map(({ source }) => source)).toEqual(['seventeen_track', 'aftership']);
  for (const preview of previews) {
    expect(preview.registerNow).toBe(1);
    expect(preview.callsPerDay).toBeGreaterThan(0);
  }
  expect(coverage.asked).toBe(0);
});
