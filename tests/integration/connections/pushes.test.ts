import { beforeEach, describe, expect, test } from 'vitest';
import {
  KEY,
  OTHER_KEY,
  connectionStand,
  signedByAfterShip,
  signedBySeventeenTrack,
  signedInbound,
} from './connection-stand.ts';

const stand = await connectionStand();
const { one, two, now, withShopSql } = stand;
const { connectInbound, connectSource } = await import('#app/services/connect-source.server.ts');
const { disconnectSource, pauseSource } = await import('#app/services/change-source.server.ts');
const { LARGEST_PUSH_BYTES, receivePush } = await import('#app/services/receive-push.server.ts');
const { readPushes } = await import('#app/services/read-pushes.server.ts');
const { loadSourceHealth } = await import('#app/services/load-source-health.server.ts');
const { connectionOf } = await import('#app/db/source-connections.server.ts');

const actor = 'user:7';
const SECRET = 'planted-webhook-secret';
const later = (seconds: number) => new Date(now.getTime() + seconds * 1_000);

const addressOf = async (source: string) => {
  const connection = await withShopSql(one, (sql) => connectionOf(sql, one, source));
  return connection?.address ?? '';
};
const push = (address: string, body: string, headers: Headers, at = now) =>
  receivePush({ address, headers, rawBody: Buffer.from(body), now: at });
const pushes = () =>
  stand.rows(
    'select source, state, error, reports from source_pushes order by received_at, push_id',
  );
const refusedToday = async () =>
  (await loadSourceHealth({ shopId: one, now })).map((line) => line.pushesRefusedToday);

/** A body with a person in every field that could hold one. */
const trackingBody = (number = 'LX123456789CN') =>
  JSON.stringify({
    event: 'TRACKING_UPDATED',
    data: {
      number,
      carrier: 3011,
      track_info: {
        shipping_info: {
          shipper_address: { country: 'CN' },
          recipient_address: {
            country: 'DE',
            city: 'Plantedtown',
            street: 'Planted Street 12',
            postal_code: '10115',
            coordinates: { longitude: '13.1', latitude: '52.1' },
          },
        },
        latest_status: { status: 'InTransit', sub_status: 'InTransit_PickedUp' },
        misc_info: { recipient_name: 'Petra Planted', phone: '+49 30 7654321' },
        tracking: {
          providers: [
            {
              provider: { key: 3011, name: 'China Post', country: 'CN' },
              latest_sync_status: 'Success',
              latest_sync_time: '2026-11-12T14:00:00Z',
              events: [
                {
                  time_utc: '2026-11-11T02:00:00Z',
                  time_iso: '2026-11-11T10:00:00+08:00',
                  description: 'Accepted, signed by: Petra Planted, petra@planted.example',
                  location: 'Shenzhen',
                  sub_status: 'InTransit_PickedUp',
                  stage: 'PickedUp',
                },
              ],
            },
          ],
        },
      },
    },
  });
const inboundBody = (numbers: readonly string[]) =>
  JSON.stringify({
    version: 1,
    trackings: numbers.map((number) => ({
      number,
      events: [{ time: '2026-11-11T10:00:00+08:00', status: 'accepted', text: 'Accepted' }],
    })),
  });

beforeEach(async () => {
  stand.sourcesAnswer();
  for (const table of ['source_connections', 'source_pushes', 'source_days', 'scans'])
    await stand.owner.query(`delete from ${table}`);
  await connectSource({ shopId: one, source: 'seventeen_track', key: KEY, actor, now });
});

describe('an address', () => {
  test.each(['', 'short', 'A'.repeat(22), `${'A'.repeat(21)}'`, '../../etc/passwd'])(
    'that is nobody’s (%o) is not found, and nothing is kept',
    async (address) => {
      const receipt = await push(address, trackingBody(), signedBySeventeenTrack(trackingBody()));
      expect(receipt).toEqual({ status: 404, body: { outcome: 'unknown_address' } });
      expect(await pushes()).toEqual([]);
      expect(await refusedToday()).toEqual([0]);
    },
  );

  test('is nobody’s once its source was disconnected, or its shop has left', async () => {
    const address = await addressOf('seventeen_track');
    const body = trackingBody();
    await stand.owner.query(`update shops set status = 'uninstalled' where shop_id = $1`, [one]);
    expect((await push(address, body, signedBySeventeenTrack(body))).status).toBe(404);
    await stand.owner.query(`update shops set status = 'installed' where shop_id = $1`, [one]);
    await disconnectSource({ shopId: one, source: 'seventeen_track', actor, now });
    expect((await push(address, body, signedBySeventeenTrack(body))).status).toBe(404);
  });
});

describe('the signature', () => {
  const body = trackingBody();
  const hex = signedBySeventeenTrack(body).get('sign') ?? '';
  test.each([
    ['is missing', new Headers()],
    ['is empty', new Headers({ sign: '' })],
    ['is of another key', signedBySeventeenTrack(body, OTHER_KEY)],
    ['is of another body', signedBySeventeenTrack(`${body} `)],
    ['is cut', new Headers({ sign: hex.slice(0, -2) })],
    ['is followed by more', new Headers({ sign: `${hex}00` })],
    ['is of another source', signedByAfterShip(body, KEY)],
    ['is in another encoding', new Headers({ sign: Buffer.from(hex, 'hex').toString('base64') })],
  ])(
    'that %s is refused, counted for the Health page, and leaves nothing else',
    async (_what, headers) => {
      const receipt = await push(await addressOf('seventeen_track'), body, headers);
      expect(receipt).toEqual({ status: 401, body: { outcome: 'bad_signature' } });
      expect(await pushes()).toEqual([]);
      expect(await refusedToday()).toEqual([1]);
    },
  );

  test('is right for 17TRACK when it is made with the key, in either case of letters', async () => {
    const address = await addressOf('seventeen_track');
    const upper = new Headers({ sign: hex.toUpperCase() });
    expect((await push(address, body, upper)).status).toBe(200);
    expect(await refusedToday()).toEqual([0]);
  });

  test('is right for AfterShip under its secret, the one before for a day more, and never without one', async () => {
    const connect = (webhookSecret: string) =>
      connectSource({ shopId: one, source: 'aftership', key: KEY, webhookSecret, actor, now });
    const msg = { tracking_number: 'LX123456789CN', tag: 'InTransit', checkpoints: [] };
    const aftership = (index: number) =>
      JSON.stringify({ event: 'tracking_update', event_id: String(index), msg });
    const status = async (index: number, secret: string, at = now) => {
      const signed = signedByAfterShip(aftership(index), secret);
      return (await push(await addressOf('aftership'), aftership(index), signed, at)).status;
    };
    await connect('');
    expect(await status(0, SECRET)).toBe(401);
    expect(await status(1, KEY)).toBe(401);
    await connect(SECRET);
    expect(await status(2, SECRET)).toBe(200);
    await connect('planted-second-secret');
    expect(await status(3, 'planted-second-secret')).toBe(200);
    expect(await status(4, SECRET, later(24 * 3_600 - 1))).toBe(200);
    expect(await status(5, SECRET, later(24 * 3_600))).toBe(401);
    expect(await status(6, 'planted-second-secret', later(24 * 3_600))).toBe(200);
  });

  test('is right for the own address when it is young and made with the secret', async () => {
    const { secret } = await connectInbound({ shopId: one, actor, now });
    const address = await addressOf('inbound');
    const text = inboundBody(['LX123456789CN']);
    const status = async (headers: Headers, at = now) =>
      (await push(address, text, headers, at)).status;
    expect(await status(signedInbound(text, { secret: 'another', now }))).toBe(401);
    expect(await status(signedInbound(text, { secret, now }), later(301))).toBe(401);
    expect(await status(signedInbound(text, { secret, now }), later(300))).toBe(200);
  });
});

describe('a signed push', () => {
  test('is stored with its job, and read into scans that a second reading does not double', async () => {
    const body = trackingBody();
    const address = await addressOf('seventeen_track');
    const receipt = await push(address, body, signedBySeventeenTrack(body));
    expect(receipt).toEqual({ status: 200, body: { outcome: 'stored', accepted: 1 } });
    const jobs = await stand.rows(
      `select task_id from graphile_worker._private_jobs where key = $1`,
      [`read-pushes:${one}`],
    );
    expect(jobs).toHaveLength(1);
    expect(await readPushes({ shopId: one, now })).toEqual({ kind: 'done' });
    const scans = await stand.rows('select source, milestone, received_at from scans');
    expect(scans).toEqual([{ source: 'seventeen_track', milestone: 'accepted', received_at: now }]);
    expect(await pushes()).toMatchObject([{ state: 'done', error: null, reports: [] }]);
    const days = await stand.rows('select pushes, answered, scans from source_days');
    expect(days).toEqual([{ pushes: 1, answered: 1, scans: 1 }]);
  });

  test('that comes again is taken once, whatever became of it', async () => {
    const body = trackingBody();
    const address = await addressOf('seventeen_track');
    const again = () => push(address, body, signedBySeventeenTrack(body));
    const receipts = await Promise.all([again(), again(), again()]);
    expect(receipts.map(({ status }) => status)).toEqual([200, 200, 200]);
    await readPushes({ shopId: one, now });
    expect((await again()).body.outcome).toBe('repeated');
    expect(await pushes()).toHaveLength(1);
    expect(await stand.rows('select pushes from source_days')).toEqual([{ pushes: 1 }]);
  });

  test.each([
    ['not json', 'not_json', ''],
    ['[]', 'missing', 'event'],
    [
      JSON.stringify({ event: 'TRACKING_UPDATED', data: { number: 7.5 } }),
      'not_a_number',
      'data.number',
    ],
  ])(
    'that says %s is answered with what is wrong, and nothing of it is kept',
    async (body, code, field) => {
      const receipt = await push(
        await addressOf('seventeen_track'),
        body,
        signedBySeventeenTrack(body),
      );
      expect(receipt).toEqual({ status: 400, body: { outcome: 'bad_body', code, field } });
      expect(await pushes()).toEqual([]);
      expect(await stand.rows('select errors from source_days')).toEqual([
        { errors: { bad_push: 1 } },
      ]);
    },
  );

  test('larger than five megabytes is refused before it is looked at', async () => {
    const body = 'x'.repeat(LARGEST_PUSH_BYTES + 1);
    const receipt = await push(await addressOf('seventeen_track'), body, new Headers());
    expect(receipt).toEqual({ status: 413, body: { outcome: 'body_too_large' } });
    expect(await refusedToday()).toEqual([0]);
  });

  test('leaves no buyer, address, postcode, mail or phone in any table', async () => {
    const body = trackingBody();
    await push(await addressOf('seventeen_track'), body, signedBySeventeenTrack(body));
    const hash = async () =>
      (await stand.rows('select recipient_postcode_hash as hash from source_numbers'))[0]?.hash;
    const stored = await stand.everythingStored();
    await readPushes({ shopId: one, now });
    const read = await stand.everythingStored();
    for (const planted of ['Planted', 'petra', '10115', '7654321']) {
      expect(stored).not.toContain(planted);
      expect(read.replaceAll('LX123456789CN', '')).not.toContain(planted);
    }
    expect(await hash()).toMatch(/^[\w-]{43}$/);
  });

  test('tells the sender which rows were not understood, and takes the others', async () => {
    const { secret } = await connectInbound({ shopId: one, actor, now });
    const body = inboundBody(['LX123456789CN', '']);
    const signed = signedInbound(body, { secret, now });
    const receipt = await push(await addressOf('inbound'), body, signed);
    expect(receipt).toMatchObject({
      status: 200,
      body: { outcome: 'stored', accepted: 1, rejected: [{ index: 1, field: 'number' }] },
    });
  });

  test('is taken while the source is paused: nothing else could fill the gap', async () => {
    await pauseSource({ shopId: one, source: 'seventeen_track', isPaused: true, actor });
    const body = trackingBody();
    const address = await addressOf('seventeen_track');
    expect((await push(address, body, signedBySeventeenTrack(body))).status).toBe(200);
  });

  test('concerns its own shop alone', async () => {
    const body = trackingBody();
    await push(await addressOf('seventeen_track'), body, signedBySeventeenTrack(body));
    const seen = await withShopSql(two, (sql) => sql.query('select 1 from source_pushes'));
    expect(seen.rows).toEqual([]);
    await readPushes({ shopId: two, now });
    expect(await pushes()).toMatchObject([{ state: 'stored' }]);
  });
});

describe('stored pushes', () => {
  test('are read in the order they came, and one that is broken stops no other', async () => {
    const address = await addressOf('seventeen_track');
    for (const [index, number] of ['LX123456789CN', 'UNKNOWN0000001', 'LX123456789CN '].entries()) {
      const body = trackingBody(number);
      await push(address, body, signedBySeventeenTrack(body), later(index));
    }
    await stand.owner.query(
      `insert into source_pushes (shop_id, source, push_id, received_at, reports)
       values ($1, 'seventeen_track', 'broken', $2, '[{"numberKey": 7}]')`,
      [one, later(-1)],
    );
    await readPushes({ shopId: one, now: later(9) });
    expect((await pushes()).map(({ state, error }) => [state, error])).toEqual([
      ['failed', 'unreadable'],
      ['done', null],
      ['done', null],
      ['done', null],
    ]);
    expect(await stand.rows('select 1 from scans')).toHaveLength(1);
    const [day] = await stand.rows('select errors from source_days');
    expect(day).toEqual({ errors: { unknown_number: 1 } });
  });

  test('are forgotten two weeks after they were read, those that wait are not', async () => {
    const body = trackingBody();
    await push(await addressOf('seventeen_track'), body, signedBySeventeenTrack(body));
    await readPushes({ shopId: one, now });
    await readPushes({ shopId: one, now: later(14 * 86_400) });
    expect(await pushes()).toHaveLength(1);
    await readPushes({ shopId: one, now: later(14 * 86_400 + 1) });
    expect(await pushes()).toHaveLength(0);
  });
});
