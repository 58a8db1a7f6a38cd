import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE, START } from '../../platform/testing.ts';
import type { CarrierRecord } from '../../world/effects.ts';
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

const KEY = 'SANDBOX-17TRACK-KEY';
type Stand = Awaited<ReturnType<typeof sourcesPlatform>>;
let stand: Stand;
let ear: Awaited<ReturnType<typeof listener>> | null = null;
afterEach(async () => {
  await stand.platform.stop();
  await ear?.stop();
  ear = null;
});

async function post(endpoint: string, body: unknown, key = KEY) {
  const response = await fetch(`${stand.platform.origin}/sources/17track/track/v2.4/${endpoint}`, {
    method: 'POST',
    headers: { '17token': key, 'Content-Type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const json = await response.json();
  return { status: response.status, json };
}

const MOVING = recordOf(['announced', 'accepted', 'departed_origin']);

async function followed(records: CarrierRecord[] = [MOVING], number = YUN) {
  stand = await sourcesPlatform(records);
  await post('register', [{ number }]);
  await stand.platform.advanceBy(5 * MINUTE);
  const { json } = await post('gettrackinfo', [{ number }]);
  return json.data.accepted[0];
}

describe('reading a number', () => {
  test('has the documented shape: status, milestones, providers with their sync, events newest first', async () => {
    const item = await followed();
    expect(Number(item.carrier)).toBe(190008);
    const info = item.track_info;
    expect(info.shipping_info.shipper_address.country).toBe('CN');
    expect(info.shipping_info.recipient_address.country).toBe('US');
    expect(info.latest_status).toEqual({
      status: 'InTransit',
      sub_status: 'InTransit_Departure',
      sub_status_descr: null,
    });
    expect(info.milestone.map((each: { key_stage: string }) => each.key_stage)).toContain(
      'PickedUp',
    );
    const [provider] = info.tracking.providers;
    expect(provider.provider).toMatchObject({ key: 190008, name: 'YunExpress', country: 'CN' });
    expect(provider.latest_sync_status).toBe('Success');
    expect(Date.parse(provider.latest_sync_time)).toBeGreaterThan(START);
    expect(provider.events.map((each: { sub_status: string }) => each.sub_status)).toEqual([
      'InTransit_Departure',
      'InTransit_PickedUp',
      'InfoReceived',
    ]);
    const [latest] = provider.events;
    expect(latest).toEqual(info.latest_event);
    expect(Date.parse(latest.time_iso)).toBe(START - 4 * HOUR);
    expect(Date.parse(latest.time_utc)).toBe(START - 4 * HOUR);
    expect(latest.time_iso).toMatch(/\+08:00$/);
    expect(latest.address).toMatchObject({ country: 'CN', city: 'Shenzhen' });
    expect(info.time_metrics.days_of_transit).toBe(1);
    expect(provider.events_hash).toEqual(expect.any(Number));
  });

  test('a scan in another language comes with its translation', async () => {
    const scan = scanOf('accepted', START - 5 * HOUR, { message: '已揽收', language: 'zh' });
    const item = await followed([recordOf([], { scans: [scan] })]);
    expect(item.track_info.latest_event).toMatchObject({
      description: '已揽收',
      description_translation: { lang: 'en', description: 'Accepted by carrier' },
    });
  });

  test('scans appear some time after the carrier has them, at the next sync', async () => {
    const late = scanOf('arrived_destination', START + HOUR);
    const item = await followed([{ ...MOVING, scans: [...MOVING.scans, late] }]);
    expect(item.track_info.latest_status.sub_status).toBe('InTransit_Departure');
    await stand.platform.advanceBy(5 * HOUR);
    const { json } = await post('gettrackinfo', [{ number: YUN }]);
    expect(json.data.accepted[0].track_info.latest_status.sub_status).toBe('InTransit_Arrival');
  });

  test('a number no carrier knows is NotFound', async () => {
    const item = await followed([]);
    expect(item.track_info.latest_status.sub_status).toBe('NotFound_Other');
    expect(item.track_info.latest_event).toBeNull();
  });

  test('under a wrong carrier nothing is found, until the carrier is changed', async () => {
    stand = await sourcesPlatform([MOVING]);
    await post('register', [{ number: YUN, carrier: 190094 }]);
    await stand.platform.advanceBy(5 * MINUTE);
    const before = await post('gettrackinfo', [{ number: YUN, carrier: 190094 }]);
    expect(before.json.data.accepted[0].track_info.latest_status.status).toBe('NotFound');
    await post('changecarrier', [{ number: YUN, carrier_old: 190094, carrier_new: 190008 }]);
    await stand.platform.advanceBy(8 * HOUR);
    const after = await post('gettrackinfo', [{ number: YUN }]);
    expect(after.json.data.accepted[0].track_info.latest_status.status).toBe('InTransit');
  });
});

describe('a hand-off', () => {
  const handedAt = START - 3 * HOUR;
  const last = recordOf([], {
    number: USPS,
    carrier: 'usps',
    scans: [scanOf('out_for_delivery', START - 2 * HOUR, { country: 'US', city: 'Portland' })],
  });

  test('is stated as local number, provider and key', async () => {
    const item = await followed([
      { ...MOVING, successor: linkTo(USPS, 'usps', handedAt), endsAtHandOff: true },
      last,
    ]);
    expect(item.track_info.misc_info).toMatchObject({
      local_number: USPS,
      local_provider: 'USPS',
      local_key: 21051,
    });
    expect(item.track_info.tracking.providers).toHaveLength(1);
  });

  test('is followed under a second provider for about half of those that go on under both numbers', async () => {
    const numbers = Array.from({ length: 60 }, (_, n) => ({
      first: `YT24123456${String(n).padStart(8, '0')}`,
      last: `9400112345678${String(n).padStart(9, '0')}`,
    }));
    const records = numbers.flatMap((each) => [
      { ...MOVING, number: each.first, successor: linkTo(each.last, 'usps', handedAt) },
      { ...last, number: each.last },
    ]);
    stand = await sourcesPlatform(records);
    const items = numbers.slice(0, 40).map(({ first }) => ({ number: first }));
    await post('register', items);
    await stand.platform.advanceBy(5 * MINUTE);
    const { json } = await post('gettrackinfo', items);
    const followedTwice = json.data.accepted.filter(
      (each: { track_info: { tracking: { providers: unknown[] } } }) =>
        each.track_info.tracking.providers.length === 2,
    );
    expect(followedTwice.length).toBeGreaterThan(10);
    expect(followedTwice.length).toBeLessThan(30);
    expect(followedTwice[0].track_info.tracking.providers[1].provider.key).toBe(21051);
  });
});

describe('what is refused', () => {
  const rejected = async (endpoint: string, item: Record<string, unknown>) => {
    const { json } = await post(endpoint, [item]);
    return json.data.rejected[0]?.error.code;
  };

  test('per number, each with its documented code, while the others go through', async () => {
    stand = await sourcesPlatform([MOVING]);
    const { json } = await post('register', [
      { number: YUN },
      { number: '12 34' },
      { carrier: 190008 },
      { number: 'ABCDEFGH12' },
      { number: 'YT2412345600000099', carrier: 999 },
      { number: 'RA123456785NL', carrier: 14041 },
      { number: 'RA123456785UK', carrier: 100007 },
      { number: 'SF1234567890123', carrier: 100012 },
    ]);
    expect(json.code).toBe(0);
    expect(json.data.accepted).toHaveLength(1);
    expect(json.data.rejected.map((each: { error: { code: number } }) => each.error.code)).toEqual([
      -18010012, -18010010, -18019903, -18019910, -18010018, -18010019, -18010020,
    ]);
    expect(await rejected('register', { number: YUN })).toBe(-18019901);
    expect(await rejected('gettrackinfo', { number: YUN })).toBe(-18019909);
    expect(await rejected('gettrackinfo', { number: USPS })).toBe(-18019902);
    expect(await rejected('retrack', { number: YUN })).toBe(-18019904);
    await post('stoptrack', [{ number: YUN }]);
    expect(await rejected('stoptrack', { number: YUN })).toBe(-18019906);
    await post('retrack', [{ number: YUN }]);
    expect(await rejected('retrack', { number: YUN })).toBe(-18019905);
  });

  test.each([
    ['a wrong key', 'getquota', {}, 'nonsense', 401, -18010002],
    [
      '41 numbers',
      'gettrackinfo',
      Array.from({ length: 41 }, () => ({ number: YUN })),
      KEY,
      200,
      -18010014,
    ],
    ['no array', 'register', { number: YUN }, KEY, 200, -18010013],
    ['no JSON', 'register', '[{', KEY, 200, -18010013],
  ] as const)('as a whole: %s', async (_, endpoint, body, key, status, code) => {
    stand = await sourcesPlatform([MOVING]);
    const answer = await post(endpoint, body, key);
    expect(answer.status).toBe(status);
    expect(answer.json.code).toBe(code);
    expect(answer.json.data.errors[0].code).toBe(code);
  });

  test('40 numbers are fine', async () => {
    stand = await sourcesPlatform();
    const items = Array.from({ length: 40 }, (_, n) => ({ number: `YT24123456000000${10 + n}` }));
    expect((await post('register', items)).json.data.accepted).toHaveLength(40);
  });

  test('a disabled account and any ordered error code', async () => {
    stand = await sourcesPlatform();
    await control(stand.platform, 'source-faults', {
      source: '17track',
      fault: 'error_code:-18010001',
    });
    expect((await post('getquota', {})).json.code).toBe(-18010001);
    await control(stand.platform, 'sources', { source: '17track', disabled: true });
    expect((await post('getquota', {})).json.code).toBe(-18010004);
  });
});

describe('limits', () => {
  test('credits are spent on new registrations alone; the daily limit and the quota end them', async () => {
    stand = await sourcesPlatform([MOVING]);
    await control(stand.platform, 'sources', { source: '17track', quota: 3, dailyLimit: 2 });
    const number = (n: number) => ({ number: `YT241234560000001${n}` });
    const codes = async (n: number) =>
      (await post('register', [number(n)])).json.data.rejected[0]?.error.code ?? 'accepted';
    expect(await codes(1)).toBe('accepted');
    expect(await codes(1)).toBe(-18019901);
    expect(await codes(2)).toBe('accepted');
    expect(await codes(3)).toBe(-18019907);
    await stand.platform.advanceBy(DAY);
    expect(await codes(3)).toBe('accepted');
    expect(await codes(4)).toBe(-18019908);
    await post('gettrackinfo', [number(1)]);
    expect((await post('getquota', {})).json.data).toMatchObject({
      quota_total: 3,
      quota_used: 3,
      quota_remain: 0,
      today_used: 1,
      max_track_daily: 2,
    });
  });

  test('three requests a second by default, the fourth is answered 429', async () => {
    stand = await sourcesPlatform([], { ratePerSecond: null });
    const statuses = await Promise.all(
      [1, 2, 3, 4, 5].map(async () => (await post('getquota', {})).status),
    );
    expect(statuses.filter((status) => status === 200)).toHaveLength(3);
    expect(statuses.filter((status) => status === 429)).toHaveLength(2);
  });
});

describe('pushes', () => {
  test('are signed over the raw body and the key, and hold the item', async () => {
    ear = await listener();
    stand = await sourcesPlatform([MOVING]);
    await control(stand.platform, 'sources', { source: '17track', webhookUrl: ear.url });
    await post('register', [{ number: YUN, tag: 'order-7' }]);
    await stand.platform.advanceBy(HOUR);
    await stand.platform.idle();
    const [push] = ear.heard;
    const { event, data } = JSON.parse(push?.body ?? '');
    expect(event).toBe('TRACKING_UPDATED');
    expect(data).toMatchObject({ number: YUN, tag: 'order-7' });
    expect(data.track_info.latest_status.status).toBe('InTransit');
    expect(push?.headers['sign']).toBe(
      createHash('sha256').update(`${push?.body}/${KEY}`).digest('hex'),
    );
  });

  test('are tried again after anything but a 200, and lost after the fourth try', async () => {
    ear = await listener([500, 204, 200]);
    stand = await sourcesPlatform([MOVING]);
    await control(stand.platform, 'sources', { source: '17track', webhookUrl: ear.url });
    await post('register', [{ number: YUN }]);
    for (let i = 0; i < 6; i += 1) {
      await stand.platform.advanceBy(HOUR);
      await stand.platform.idle();
    }
    expect(ear.heard).toHaveLength(3);
    expect(new Set(ear.heard.map(({ body }) => body)).size).toBe(1);
    expect(stand.sources.pushes.log[0]).toMatchObject({ outcome: 'acknowledged', attempts: 3 });
  });

  test('come twice when the switch says so, and nothing new is not pushed', async () => {
    ear = await listener();
    stand = await sourcesPlatform([MOVING]);
    stand.platform.switches.duplicateRate = 1;
    await control(stand.platform, 'sources', { source: '17track', webhookUrl: ear.url });
    await post('register', [{ number: YUN }]);
    await stand.platform.advanceBy(2 * DAY);
    await stand.platform.idle();
    expect(ear.heard).toHaveLength(2);
  });

  test('a number without a change for thirty days is stopped and says so', async () => {
    ear = await listener();
    stand = await sourcesPlatform([MOVING]);
    await control(stand.platform, 'sources', { source: '17track', webhookUrl: ear.url });
    await post('register', [{ number: YUN }]);
    await stand.platform.advanceBy(HOUR);
    await stand.platform.advanceBy(31 * DAY);
    await stand.platform.advanceBy(7 * HOUR);
    await stand.platform.idle();
    const events = ear.heard.map(({ body }) => JSON.parse(body).event);
    expect(events).toEqual(['TRACKING_UPDATED', 'TRACKING_STOPPED']);
    const { json } = await post('gettracklist', { tracking_status: 'Stopped' });
    expect(json.page.data_total).toBe(1);
    expect(json.data.accepted[0]).toMatchObject({
      tracking_status: 'Stopped',
      stop_track_reason: 'Expired',
      delievery_time: null,
    });
  });
});

describe('incidents', () => {
  test('down: 503 and no sync; afterwards it catches up', async () => {
    const item = await followed();
    expect(item.track_info.latest_status.sub_status).toBe('InTransit_Departure');
    stand.world.setIncident('source_outage_17track', true);
    stand.world.records.set(YUN, {
      ...MOVING,
      scans: [...MOVING.scans, scanOf('arrived_destination', START + HOUR)],
    });
    await stand.platform.advanceBy(36 * HOUR);
    const response = await fetch(`${stand.platform.origin}/sources/17track/track/v2.4/getquota`, {
      method: 'POST',
    });
    expect(response.status).toBe(503);
    stand.world.setIncident('source_outage_17track', false);
    await stand.platform.advanceBy(3 * HOUR);
    const { json } = await post('gettrackinfo', [{ number: YUN }]);
    expect(json.data.accepted[0].track_info.latest_status.sub_status).toBe('InTransit_Arrival');
  });

  test('stale: it answers, but says that its provider fails, and since when', async () => {
    await followed();
    stand.world.setIncident('source_stale_17track', true);
    await stand.platform.advanceBy(24 * HOUR);
    const { json } = await post('gettrackinfo', [{ number: YUN }]);
    const [provider] = json.data.accepted[0].track_info.tracking.providers;
    expect(provider.latest_sync_status).toBe('Failure');
    expect(Date.parse(provider.latest_sync_time)).toBeLessThan(START + HOUR);
  });
});

test('the list pages by forty', async () => {
  stand = await sourcesPlatform();
  for (const decade of [1, 2]) {
    const items = Array.from({ length: 25 }, (_, n) => ({
      number: `YT2412345600000${decade}${10 + n}`,
    }));
    await post('register', items);
  }
  const { json } = await post('gettracklist', { page_no: 2 });
  expect(json.page).toEqual({ data_total: 50, page_total: 2, page_no: 2, page_size: 40 });
  expect(json.data.accepted).toHaveLength(10);
});
