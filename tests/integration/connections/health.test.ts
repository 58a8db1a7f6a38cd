import { beforeEach, describe, expect, test } from 'vitest';
import { KEY, connectionStand } from './connection-stand.ts';

const stand = await connectionStand();
const { one, two, now, withShopSql } = stand;
const { connectSource } = await import('#app/services/connect-source.server.ts');
const { loadSources } = await import('#app/services/load-sources.server.ts');
const { shopsWithDuePolls } = await import('#app/db/cross-shop.server.ts');
const { connectionOf, noteAnswer, noteFailure } =
  await import('#app/db/source-connections.server.ts');
const { countDay, nextDayAt } = await import('#app/db/source-days.server.ts');

const source = 'seventeen_track';
const later = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
const connection = () => withShopSql(one, (sql) => connectionOf(sql, one, source));
const fail = (kind: Parameters<typeof noteFailure>[1]['failure']['kind'], at = now) =>
  withShopSql(one, (sql) =>
    noteFailure(sql, { shopId: one, source, failure: { kind, retryAfterMs: null }, now: at }),
  );
const answer = (at: Date) =>
  withShopSql(one, (sql) => noteAnswer(sql, { shopId: one, source, now: at }));
const count = (counts: Omit<Parameters<typeof countDay>[2], 'source'>) =>
  withShopSql(one, (sql) => countDay(sql, one, { source, ...counts }));

beforeEach(async () => {
  stand.sourcesAnswer();
  for (const table of ['source_connections', 'source_days', 'source_numbers'])
    await stand.owner.query(`delete from ${table}`);
  await connectSource({ shopId: one, source, key: KEY, actor: 'user:7', now });
});

describe('a source that fails', () => {
  test('is asked again later and later, until an answer forgets all of it', async () => {
    await fail('unreachable');
    expect((await connection())?.pausedUntil).toEqual(later(30));
    await fail('unreachable', later(30));
    expect((await connection())?.pausedUntil).toEqual(later(60));
    await fail('unreachable', later(60));
    expect(await connection()).toMatchObject({ failingSince: now, pausedUntil: later(120) });
    await answer(later(120));
    expect(await connection()).toMatchObject({
      state: 'connected',
      answeredAt: later(120),
      failingSince: null,
      errorKind: null,
      pausedUntil: null,
    });
  });

  test('is not due while its pause lasts', async () => {
    await stand.owner.query(
      `insert into source_numbers (shop_id, source, number_key, number, state, pace, next_poll_at)
       values ($1, $2, 'LX123456789CN', 'LX123456789CN', 'tracking', 'moving', $3)`,
      [one, source, now],
    );
    const isDue = async (at: Date) => (await shopsWithDuePolls(at, 10)).length > 0;
    expect(await isDue(now)).toBe(true);
    await fail('unreachable');
    expect(await isDue(later(29))).toBe(false);
    expect(await isDue(later(30))).toBe(true);
    await fail('key_refused', later(30));
    expect(await isDue(later(86_400))).toBe(false);
  });

  test('with its daily limit reached waits for the shop’s midnight', async () => {
    await fail('daily_limit');
    expect((await connection())?.pausedUntil).toEqual(new Date('2026-11-12T16:00:00Z'));
  });

  test('because of its key is refused until a new one is saved', async () => {
    await fail('key_refused');
    expect(await connection()).toMatchObject({ state: 'refused', pausedUntil: null });
    const view = await loadSources({ shopId: one, now });
    expect(view.connected).toMatchObject([{ health: 'key_refused' }]);
  });

  test('while it is paused stays paused', async () => {
    await stand.owner.query(`update source_connections set state = 'paused'`);
    await fail('key_refused');
    expect((await connection())?.state).toBe('paused');
  });
});

describe('the next day of a shop begins', () => {
  test.each([
    ['Asia/Shanghai', '2026-11-12T15:59:59Z', '2026-11-12T16:00:00Z'],
    ['Asia/Shanghai', '2026-11-12T16:00:00Z', '2026-11-13T16:00:00Z'],
    // A day of 25 hours: clocks go back at 06:00 UTC.
    ['America/New_York', '2026-11-01T04:00:00Z', '2026-11-02T05:00:00Z'],
    ['America/New_York', '2026-03-08T05:00:00Z', '2026-03-09T04:00:00Z'],
    [null, '2026-11-12T15:00:00Z', '2026-11-13T00:00:00Z'],
  ])('in %s after %s at %s', async (zone, at, next) => {
    await stand.owner.query('update shops set time_zone = $2 where shop_id = $1', [two, zone]);
    const found = await withShopSql(two, (sql) => nextDayAt(sql, two, new Date(at)));
    expect(found).toEqual(new Date(next));
  });
});

describe('a day’s counts', () => {
  test('add up, errors by kind, and belong to the shop’s day', async () => {
    await count({ now, calls: 2, registered: 5, errors: { unreachable: 1 } });
    await count({
      now: later(3_599),
      calls: 1,
      scans: 7,
      errors: { unreachable: 2, bad_answer: 1 },
    });
    await count({ now: later(3_600), calls: 9 });
    const rows = await stand.rows(
      'select day_on::text as day, calls, registered, scans, errors from source_days order by 1',
    );
    expect(rows).toEqual([
      {
        day: '2026-11-12',
        calls: 3,
        registered: 5,
        scans: 7,
        errors: { unreachable: 3, bad_answer: 1 },
      },
      { day: '2026-11-13', calls: 9, registered: 0, scans: 0, errors: {} },
    ]);
  });

  test('take newly registered numbers off the quota, which is never less than nothing', async () => {
    await count({ now, registered: 700 });
    expect((await connection())?.quota).toMatchObject({ total: 1_000, used: 950, remaining: 50 });
    await count({ now, registered: 60 });
    expect((await connection())?.quota).toMatchObject({ used: 1_010, remaining: 0, at: now });
  });

  test('of nothing make no row', async () => {
    await count({ now, calls: 0 });
    expect(await stand.rows('select 1 from source_days')).toEqual([]);
  });

  test('of seven days make the page’s errors, the most frequent first', async () => {
    await count({ now, calls: 4, errors: { bad_answer: 1 } });
    await count({ now: later(-6 * 86_400), errors: { unreachable: 5 } });
    await count({ now: later(-7 * 86_400), errors: { unreachable: 100 } });
    const [card] = (await loadSources({ shopId: one, now })).connected;
    expect(card?.today.calls).toBe(4);
    expect(card?.errors).toEqual([
      { kind: 'unreachable', count: 5 },
      { kind: 'bad_answer', count: 1 },
    ]);
  });
});
