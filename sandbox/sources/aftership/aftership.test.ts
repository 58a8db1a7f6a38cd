import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE, START } from '../../platform/testing.ts';
import {
  control,
  linkTo,
  listener,
  recordOf,
  scanOf,
  sourcesPlatform,
  USPS,
  YUN,
} from '../testing.ts';

const KEY = 'SANDBOX-AFTERSHIP-KEY';
let stand: Awaited<ReturnType<typeof sourcesPlatform>>;
let ear: Awaited<ReturnType<typeof listener>> | null = null;
afterEach(async () => {
  await stand.platform.stop();
  await ear?.stop();
  ear = null;
});

async function call(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown, key = KEY) {
  const base = `${stand.platform.origin}/sources/aftership/tracking/2026-07`;
  const response = await fetch(`${base}${path}`, {
    method,
    headers: { 'as-api-key': key, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, headers: response.headers, json: await response.json() };
}

const MOVING = recordOf(['announced', 'accepted', 'departed_origin']);

describe('a tracking', () => {
  test('is created with 201 and read with checkpoints, oldest first, each with its hash', async () => {
    stand = await sourcesPlatform([MOVING]);
    const created = await call('POST', '/trackings', { tracking_number: YUN, order_id: '7' });
    expect(created.status).toBe(201);
    expect(created.json.meta).toEqual({ code: 201 });
    expect(created.json.data).toMatchObject({ slug: 'yunexpress', tag: 'Pending', order_id: '7' });
    await stand.platform.advanceBy(5 * MINUTE);
    const { json } = await call('GET', `/trackings/${created.json.data.id}`);
    expect(json.meta.code).toBe(200);
    expect(json.data).toMatchObject({
      tracking_number: YUN,
      tag: 'InTransit',
      subtag: 'InTransit_007',
      origin_country_region: 'CHN',
      first_mile: null,
      last_mile: null,
      active: true,
    });
    const { checkpoints } = json.data;
    expect(checkpoints.map((each: { subtag: string }) => each.subtag)).toEqual([
      'InfoReceived_001',
      'InTransit_002',
      'InTransit_007',
    ]);
    expect(Date.parse(checkpoints[2].checkpoint_time)).toBe(START - 4 * HOUR);
    expect(checkpoints[2]).toMatchObject({ country_region: 'CHN', slug: 'yunexpress' });
    expect(new Set(checkpoints.map((each: { hash: string }) => each.hash)).size).toBe(3);
  });

  test('names the last mile, and from there the first', async () => {
    const handedAt = START - 3 * HOUR;
    stand = await sourcesPlatform([
      { ...MOVING, successor: linkTo(USPS, 'usps', handedAt), endsAtHandOff: true },
      recordOf([], {
        number: USPS,
        carrier: 'usps',
        scans: [scanOf('out_for_delivery', START - 2 * HOUR)],
        predecessor: linkTo(YUN, 'yunexpress', handedAt),
      }),
    ]);
    for (const number of [YUN, USPS]) await call('POST', '/trackings', { tracking_number: number });
    await stand.platform.advanceBy(5 * MINUTE);
    const { json } = await call('GET', `/trackings?tracking_numbers=${YUN},${USPS}`);
    const of = (number: string) =>
      json.data.trackings.find(
        (each: { tracking_number: string }) => each.tracking_number === number,
      );
    expect(of(YUN).last_mile).toMatchObject({ tracking_number: USPS, slug: 'usps' });
    expect(of(USPS).first_mile).toMatchObject({ tracking_number: YUN, slug: 'yunexpress' });
  });

  test('expires after thirty days without anything new, and can be tracked again once', async () => {
    stand = await sourcesPlatform([MOVING]);
    const { json } = await call('POST', '/trackings', { tracking_number: YUN });
    const path = `/trackings/${json.data.id}`;
    expect((await call('POST', `${path}/retrack`)).json.meta.code).toBe(4016);
    await stand.platform.advanceBy(HOUR);
    await stand.platform.advanceBy(31 * DAY);
    await stand.platform.advanceBy(7 * HOUR);
    expect((await call('GET', path)).json.data).toMatchObject({ tag: 'Expired', active: false });
    expect((await call('POST', `${path}/retrack`)).json.meta.code).toBe(200);
    expect((await call('POST', `${path}/retrack`)).json.meta.code).toBe(4016);
  });
});

describe('the list', () => {
  test('pages by cursor, and knows what was updated since', async () => {
    stand = await sourcesPlatform([MOVING]);
    for (let n = 0; n < 5; n += 1) {
      await call('POST', '/trackings', { tracking_number: `YT241234560000001${n}` });
    }
    await call('POST', '/trackings', { tracking_number: YUN });
    const first = await call('GET', '/trackings?limit=4');
    expect(first.json.data.pagination).toMatchObject({ total: 6, has_next_page: true });
    const cursor = first.json.data.pagination.next_cursor;
    const second = await call('GET', `/trackings?limit=4&cursor=${cursor}`);
    expect(second.json.data.trackings).toHaveLength(2);
    expect(second.json.data.pagination).toMatchObject({ next_cursor: null, has_next_page: false });
    const ids = [...first.json.data.trackings, ...second.json.data.trackings].map(({ id }) => id);
    expect(new Set(ids).size).toBe(6);
    await stand.platform.advanceBy(HOUR);
    const since = encodeURIComponent(new Date(START + MINUTE / 60).toISOString());
    const updated = await call('GET', `/trackings?updated_at_min=${since}`);
    expect(updated.json.data.trackings.length).toBeGreaterThan(0);
  });

  test.each(['limit=201', 'limit=0', 'page=0', 'cursor=%20x', 'updated_at_min=never'])(
    'refuses %s',
    async (query) => {
      stand = await sourcesPlatform();
      const { status, json } = await call('GET', `/trackings?${query}`);
      expect(status).toBe(400);
      expect(json.meta).toMatchObject({ code: 4015, type: 'BadRequest' });
    },
  );
});

describe('what is refused', () => {
  test.each([
    ['no number', {}, 400, 4017],
    ['a number of three letters', { tracking_number: 'A 1' }, 400, 4005],
    ['an unknown courier', { tracking_number: YUN, slug: 'nobody' }, 400, 4010],
    ['a courier that needs the postcode', { tracking_number: YUN, slug: 'dpd' }, 400, 4011],
    ['a number no courier is known for', { tracking_number: 'QWERTY123' }, 400, 4012],
  ])('%s', async (_, body, status, code) => {
    stand = await sourcesPlatform();
    const answer = await call('POST', '/trackings', body);
    expect(answer.status).toBe(status);
    expect(answer.json.meta).toMatchObject({ code, type: 'BadRequest' });
  });

  test('a number that exists, with its id; one that does not; a wrong key', async () => {
    stand = await sourcesPlatform([MOVING]);
    const { json } = await call('POST', '/trackings', { tracking_number: YUN });
    const again = await call('POST', '/trackings', { tracking_number: YUN });
    expect(again.status).toBe(400);
    expect(again.json).toMatchObject({
      meta: { code: 4003 },
      data: { id: json.data.id, slug: 'yunexpress' },
    });
    const absent = await call('GET', '/trackings/00000000000000000000000000000000');
    expect([absent.status, absent.json.meta.code]).toEqual([404, 4004]);
    const keyless = await call('GET', '/trackings', undefined, 'nonsense');
    expect([keyless.status, keyless.json.meta.type]).toEqual([401, 'Unauthorized']);
  });

  test('couriers are detected by shape, and none where none fits', async () => {
    stand = await sourcesPlatform();
    const found = await call('POST', '/couriers/detect', { tracking_number: USPS });
    expect(found.json.data).toMatchObject({ total: 1, couriers: [{ slug: 'usps' }] });
    const none = await call('POST', '/couriers/detect', { tracking_number: 'QWERTY123' });
    expect(none.json.data).toEqual({ total: 0, couriers: [] });
  });
});

test('each endpoint has its own rate limit, told in headers', async () => {
  stand = await sourcesPlatform([], { ratePerSecond: null });
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => call('GET', '/trackings?limit=1')),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(6);
  const limited = answers.find(({ status }) => status === 429);
  expect(limited?.json.meta).toMatchObject({ code: 429, type: 'TooManyRequests' });
  expect(limited?.headers.get('x-ratelimit-limit')).toBe('6');
  expect(limited?.headers.get('x-ratelimit-remaining')).toBe('0');
  expect(Number(limited?.headers.get('x-ratelimit-reset'))).toBeGreaterThan(Date.now() / 1000 - 1);
  expect((await call('POST', '/couriers/detect', { tracking_number: USPS })).status).toBe(200);
});

describe('pushes', () => {
  test('are signed over the raw body with the webhook secret', async () => {
    ear = await listener();
    stand = await sourcesPlatform([MOVING]);
    await control(stand.platform, 'sources', { source: 'aftership', webhookUrl: ear.url });
    await call('POST', '/trackings', { tracking_number: YUN });
    await stand.platform.advanceBy(HOUR);
    await stand.platform.idle();
    const [push] = ear.heard;
    const signature = createHmac('sha256', 'SANDBOX-AFTERSHIP-SECRET')
      .update(push?.body ?? '')
      .digest('base64');
    expect(push?.headers['aftership-hmac-sha256']).toBe(signature);
    const body = JSON.parse(push?.body ?? '');
    expect(body).toMatchObject({ event: 'tracking_update', msg: { tracking_number: YUN } });
    expect(body.event_id).toHaveLength(32);
  });

  test('are tried fourteen times with doubling pauses, then lost', async () => {
    ear = await listener([503]);
    stand = await sourcesPlatform([MOVING]);
    await control(stand.platform, 'sources', { source: 'aftership', webhookUrl: ear.url });
    await call('POST', '/trackings', { tracking_number: YUN });
    for (let n = 0; n < 16; n += 1) {
      await stand.platform.advanceBy(4 * DAY);
      await stand.platform.idle();
    }
    const [entry] = stand.sources.pushes.log;
    expect(entry).toMatchObject({ attempts: 14, outcome: 'lost', lastStatus: 503 });
  });
});

test('while it is down every call is answered 503', async () => {
  stand = await sourcesPlatform();
  stand.world.setIncident('source_outage_aftership', true);
  const base = `${stand.platform.origin}/sources/aftership/tracking/2026-07`;
  expect((await fetch(`${base}/trackings`)).status).toBe(503);
});
