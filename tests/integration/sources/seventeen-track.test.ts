import { beforeAll, describe, expect, test } from 'vitest';
import { seventeenTrack } from '#app/sources/seventeen-track/client.server.ts';
import { SEVENTEEN_TRACK_ERRORS } from '#app/sources/seventeen-track/errors.ts';
import { httpServer, json } from '../shopify/http-server.ts';
import {
  numberOf,
  seventeenAnswer,
  seventeenError,
  seventeenEvent,
  seventeenInfo,
  seventeenItem,
  seventeenProvider,
  seventeenRejected,
  USPS,
  YUN,
} from './documented-shapes.ts';

const KEY = 'a-secret-key-of-17track';
let server: Awaited<ReturnType<typeof httpServer>>;
beforeAll(async () => {
  server = await httpServer();
});
const client = () =>
  seventeenTrack({ key: KEY, baseUrl: `${server.origin}/track/v2.4`, callsPerSecond: 1_000 });

const answerWith = (body: unknown, status = 200, headers = {}) =>
  server.answerWith((_, response) => json(response, body, status, headers));

async function readOne(item: Record<string, unknown>) {
  answerWith(seventeenAnswer([seventeenItem(item)]));
  const answer = await client().read([numberOf(YUN)]);
  if (!answer.ok) throw new Error(answer.failure.kind);
  const [report] = answer.value;
  if (report === undefined) throw new Error('no report');
  return report;
}

describe('reading', () => {
  test('posts an array of numbers under the key', async () => {
    answerWith(seventeenAnswer([]));
    await client().read([numberOf(YUN, { carrier: 'yunexpress' }), numberOf(USPS)]);
    expect(server.asked).toHaveLength(1);
    const [asked] = server.asked;
    expect(asked).toMatchObject({ method: 'POST', path: '/track/v2.4/gettrackinfo' });
    expect(asked?.headers['17token']).toBe(KEY);
    expect(asked?.headers['content-type']).toBe('application/json');
    expect(JSON.parse(asked?.body ?? '')).toEqual([{ number: YUN }, { number: USPS }]);
  });

  test('the documented item is a whole report', async () => {
    const report = await readOne({});
    expect(report).toMatchObject({
      numberKey: YUN,
      number: YUN,
      state: 'tracking',
      errorCode: null,
      carrier: 'yunexpress',
      syncedAt: new Date('2026-06-10T02:11:45Z'),
      isSyncFailing: false,
      successor: { number: USPS, carrier: 'usps', carrierName: 'USPS' },
      shipperCountry: 'CN',
      recipient: { country: 'US', postcode: '97201' },
      estimatedDeliveryAt: new Date('2026-06-22T07:00:00Z'),
    });
    expect(report.scans).toMatchObject([
      {
        source: 'seventeen_track',
        occurredAt: new Date('2026-06-08T08:20:00Z'),
        milestone: 'accepted',
        physical: true,
        rawStatus: 'InTransit_PickedUp',
        message: '快件已揽收',
        place: '深圳',
        country: 'CN',
      },
      { occurredAt: new Date('2026-06-09T15:05:00Z'), milestone: 'departed_origin' },
    ]);
    for (const { eventId } of report.scans) expect(eventId).toMatch(/^[0-9a-f]{24}$/);
  });

  test('an event has the same id whenever it is told again, whatever else has come since', async () => {
    const first = await readOne({});
    const provider = seventeenProvider();
    const later = seventeenEvent({ time_utc: '2026-06-12T00:00:00Z', description: 'Arrived' });
    const events = [later, ...provider.events.toReversed()];
    const second = await readOne({
      track_info: seventeenInfo({ tracking: { providers: [{ ...provider, events }] } }),
    });
    expect(second.scans.slice(0, 2)).toEqual(first.scans);
    expect(second.scans).toHaveLength(3);
  });

  test('an event told twice by one provider is one scan, by two providers two', async () => {
    const twice = seventeenProvider({ events: [seventeenEvent(), seventeenEvent()] });
    const other = { ...twice, provider: { key: 21051, name: 'USPS' } };
    const tracking = (providers: unknown[]) => ({
      track_info: seventeenInfo({ tracking: { providers } }),
    });
    expect((await readOne(tracking([twice]))).scans).toHaveLength(1);
    expect((await readOne(tracking([twice, other]))).scans).toHaveLength(2);
  });

  test('more than forty numbers are cut: a call has its limit', async () => {
    answerWith(seventeenAnswer([]));
    const numbers = Array.from({ length: 41 }, (_, n) => numberOf(`YT24123456000000${10 + n}`));
    await client().read(numbers);
    expect(JSON.parse(server.asked[0]?.body ?? '')).toHaveLength(40);
  });

  test('partial success: each number gets its own state, those left out are pending', async () => {
    const numbers = [YUN, USPS, 'RA123456785NL', 'LX000000001CN'];
    answerWith(
      seventeenAnswer(
        [seventeenItem()],
        [
          seventeenRejected(USPS, -18019902),
          seventeenRejected('RA123456785NL', -18019909),
          'nonsense',
          { number: 7 },
        ],
      ),
    );
    const answer = await client().read(numbers.map((number) => numberOf(number)));
    expect(answer).toMatchObject({
      ok: true,
      calls: 1,
      value: [
        { numberKey: YUN, state: 'tracking' },
        { numberKey: USPS, state: 'unregistered', errorCode: null },
        { numberKey: 'RA123456785NL', state: 'pending', errorCode: null },
        { numberKey: 'LX000000001CN', state: 'pending', errorCode: null },
      ],
    });
  });

  test('a number no source would take is refused without a call', async () => {
    answerWith(seventeenAnswer([]));
    const odd = ['1234', 'X'.repeat(51), 'HÄLLO12345', '<SCRIPT>'].map((number) =>
      numberOf(number),
    );
    const answer = await client().read(odd);
    expect(answer).toMatchObject({ ok: true, calls: 0 });
    expect(
      answer.ok && answer.value.map(({ state, errorCode }) => `${state} ${errorCode}`),
    ).toEqual(odd.map(() => 'refused number_format'));
    expect(server.asked).toEqual([]);
  });

  test('the same number asked twice is asked and answered once', async () => {
    answerWith(seventeenAnswer([seventeenItem()]));
    const answer = await client().read([numberOf(YUN), numberOf(YUN)]);
    expect(answer.ok && answer.value).toHaveLength(1);
    expect(JSON.parse(server.asked[0]?.body ?? '')).toHaveLength(1);
  });
});

describe('what the documents leave open', () => {
  test.each([
    ['a text for the carrier', { carrier: '190008' }, 'yunexpress'],
    ['a carrier we have no key of, named by its provider', { carrier: 999999 }, 'yunexpress'],
    ['no carrier', { carrier: null }, 'yunexpress'],
  ])('%s', async (_, over, carrier) => {
    const provider = seventeenProvider({ provider: { key: over.carrier, name: 'YunExpress' } });
    const info = seventeenInfo({ tracking: { providers: [provider] } });
    expect((await readOne({ ...over, track_info: info })).carrier).toBe(carrier);
  });

  test.each([
    ['an empty track_info', { track_info: {} }],
    ['no track_info', { track_info: null }],
    ['a text as track_info', { track_info: 'soon' }],
    ['providers as an object', { track_info: { tracking: { providers: {} } } }],
  ])('%s is pending, and nothing else', async (_, over) => {
    expect(await readOne(over)).toMatchObject({
      state: 'pending',
      scans: [],
      syncedAt: null,
      isSyncFailing: false,
      successor: null,
      estimatedDeliveryAt: null,
    });
  });

  test('a bad event, provider or item spoils none beside it', async () => {
    const provider = seventeenProvider({
      events: [
        null,
        7,
        { time_utc: null },
        seventeenEvent(),
        seventeenEvent({ time_utc: 5, time_iso: 'x', time_raw: {} }),
      ],
    });
    const item = seventeenItem({
      track_info: seventeenInfo({ tracking: { providers: ['x', provider, null] } }),
    });
    answerWith(seventeenAnswer([null, { carrier: 1 }, item]));
    const answer = await client().read([numberOf(YUN)]);
    expect(answer.ok && answer.value[0]?.scans).toHaveLength(1);
  });

  test('hostile text comes out clean and capped', async () => {
    const description = `<script>alert(1)</script>\u202E\u0000${'长'.repeat(5_000)}`;
    const hostile = seventeenProvider({
      events: [
        seventeenEvent({ description, location: '\u001b[31m深圳', address: { country: '<b>' } }),
      ],
    });
    const report = await readOne({
      track_info: seventeenInfo({
        tracking: { providers: [hostile] },
        misc_info: { local_number: '\u202E<script>9400</script>', local_provider: 'USPS' },
      }),
    });
    const [scan] = report.scans;
    expect(scan?.message).toHaveLength(500);
    expect(`${scan?.message}${scan?.place}`).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(scan?.country).toBeNull();
    expect(report.successor).toBeNull();
  });

  test.each([
    ['the same number again', YUN],
    ['the same number in other clothes', 'yt2412 3456 0000 0017'],
    ['nothing', null],
    ['an empty text', ' '],
  ])('a local number that is %s is no successor', async (_, local) => {
    const report = await readOne({
      track_info: seventeenInfo({ misc_info: { local_number: local, local_provider: 'USPS' } }),
    });
    expect(report.successor).toBeNull();
  });
});

describe('the sync with carriers', () => {
  const sync = (status: string | null, time: string | null, events: unknown[] = []) =>
    seventeenProvider({ latest_sync_status: status, latest_sync_time: time, events });
  const [early, late] = [
    seventeenEvent({ time_utc: '2026-06-01T00:00:00Z' }),
    seventeenEvent({ time_utc: '2026-06-05T00:00:00Z' }),
  ];

  test.each([
    [
      'the freshest success counts',
      [sync('Success', '2026-06-08T00:00:00Z'), sync('Success', '2026-06-09T00:00:00Z')],
      '2026-06-09',
      false,
    ],
    [
      'a failure is no sign of the carrier',
      [
        sync('Success', '2026-06-08T00:00:00Z', [late]),
        sync('Failure', '2026-06-09T00:00:00Z', [early]),
      ],
      '2026-06-08',
      false,
    ],
    [
      'the carrier that has the parcel fails',
      [
        sync('Success', '2026-06-08T00:00:00Z', [early]),
        sync('Failure', '2026-06-09T00:00:00Z', [late]),
      ],
      '2026-06-08',
      true,
    ],
    ['all fail', [sync('Failure', '2026-06-09T00:00:00Z')], null, true],
    ['nothing is told', [sync(null, null)], null, false],
  ])('%s', async (_, providers, day, isFailing) => {
    const report = await readOne({ track_info: seventeenInfo({ tracking: { providers } }) });
    expect(report.syncedAt?.toISOString().slice(0, 10) ?? null).toBe(day);
    expect(report.isSyncFailing).toBe(isFailing);
  });
});

describe('giving up', () => {
  const status = (main: string) =>
    seventeenInfo({ latest_status: { status: main, sub_status: `${main}_Other` } });

  test.each([
    ['expired', { track_info: status('Expired') }, 'gave_up'],
    ['stopped', { tracking_status: 'Stopped', stop_track_reason: 'Expired' }, 'gave_up'],
    [
      'stopped after its delivery',
      { tracking_status: 'Stopped', track_info: status('Delivered') },
      'tracking',
    ],
    [
      'stopped for its carrier',
      { tracking_status: 'Stopped', stop_track_reason: 'InvalidCarrier' },
      'carrier_unknown',
    ],
    ['followed', { tracking_status: 'Tracking' }, 'tracking'],
  ])('a number that is %s', async (_, over, state) => {
    const report = await readOne(over);
    expect(report.state).toBe(state);
    expect(report.scans).toHaveLength(2);
  });
});

describe('registering', () => {
  test('names the carrier by its key where we know it, and lets 17TRACK detect', async () => {
    answerWith(
      seventeenAnswer([
        { number: YUN, carrier: 190008, origin: 1 },
        { number: USPS, carrier: 21051 },
      ]),
    );
    const answer = await client().register([
      numberOf(YUN, { carrier: 'yunexpress' }),
      numberOf(USPS),
    ]);
    expect(server.asked[0]?.path).toBe('/track/v2.4/register');
    expect(JSON.parse(server.asked[0]?.body ?? '')).toEqual([
      { number: YUN, carrier: 190008, auto_detection: true },
      { number: USPS, auto_detection: true },
    ]);
    expect(answer).toMatchObject({
      ok: true,
      value: [
        { numberKey: YUN, state: 'pending', errorCode: null, carrier: 'yunexpress' },
        { numberKey: USPS, state: 'pending', errorCode: null, carrier: 'usps' },
      ],
    });
  });

  test('a number that the answer leaves out stays unregistered', async () => {
    answerWith(seventeenAnswer([]));
    expect(await client().register([numberOf(YUN)])).toMatchObject({
      ok: true,
      value: [{ state: 'unregistered' }],
    });
  });

  test('when the quota ends in the middle, those before it are registered', async () => {
    answerWith(
      seventeenAnswer([{ number: YUN, carrier: 190008 }], [seventeenRejected(USPS, -18019908)]),
    );
    expect(await client().register([numberOf(YUN), numberOf(USPS)])).toMatchObject({
      ok: true,
      value: [{ state: 'pending' }, { state: 'unregistered', errorCode: '-18019908' }],
    });
  });

  test.each([
    [-18019907, 'daily_limit'],
    [-18019908, 'quota_exhausted'],
  ])('when %s refuses every number, the call has failed: %s', async (code, kind) => {
    answerWith(seventeenAnswer([], [seventeenRejected(YUN, code), seventeenRejected(USPS, code)]));
    expect(await client().register([numberOf(YUN), numberOf(USPS)])).toEqual({
      ok: false,
      failure: { kind, code: String(code), retryAfterMs: null },
      calls: 1,
    });
  });
});

describe('telling it to go on', () => {
  test('posts the numbers alone, and each one taken up is pending', async () => {
    answerWith(seventeenAnswer([{ number: YUN, carrier: 190008 }]));
    const answer = await client().resume([numberOf(YUN, { carrier: 'yunexpress' })]);
    expect(server.asked.map(({ path }) => path)).toEqual(['/track/v2.4/retrack']);
    expect(JSON.parse(server.asked[0]?.body ?? '')).toEqual([{ number: YUN }]);
    expect(answer).toMatchObject({
      ok: true,
      calls: 1,
      value: [{ numberKey: YUN, state: 'pending', errorCode: null }],
    });
  });

  test('is allowed once: a second time is an answer about that number, and the others go on', async () => {
    answerWith(
      seventeenAnswer([{ number: USPS, carrier: 21051 }], [seventeenRejected(YUN, -18019905)]),
    );
    expect(await client().resume([numberOf(YUN), numberOf(USPS)])).toMatchObject({
      ok: true,
      value: [
        { numberKey: YUN, state: 'gave_up', errorCode: '-18019905' },
        { numberKey: USPS, state: 'pending', errorCode: null },
      ],
    });
  });

  test.each([
    ['not stopped', -18019904, 'pending'],
    ['no longer registered', -18019902, 'unregistered'],
    ['cut off by the end of the quota', -18019908, 'gave_up'],
  ])('a number that is %s still has its one time', async (_, code, state) => {
    answerWith(seventeenAnswer([{ number: USPS, carrier: 21051 }], [seventeenRejected(YUN, code)]));
    expect(await client().resume([numberOf(YUN), numberOf(USPS)])).toMatchObject({
      ok: true,
      value: [{ numberKey: YUN, state, errorCode: null }, { state: 'pending' }],
    });
  });

  test('a number that the answer leaves out is not decided on', async () => {
    answerWith(seventeenAnswer([]));
    expect(await client().resume([numberOf(YUN)])).toMatchObject({
      ok: true,
      value: [{ state: 'gave_up', errorCode: null }],
    });
  });
});

describe('every documented code', () => {
  const ofCall = [
    [-18010001, 401, 'key_refused'],
    [-18010002, 401, 'key_refused'],
    [-18010003, 200, 'unreachable'],
    [-18010004, 401, 'key_refused'],
    [-18010005, 401, 'key_refused'],
    [-18010012, 200, 'bad_request'],
    [-18010013, 200, 'bad_request'],
    [-18010014, 200, 'bad_request'],
    [-18019907, 200, 'daily_limit'],
    [-18019908, 200, 'quota_exhausted'],
    [-18999999, 200, 'bad_answer'],
  ] as const;

  test.each(ofCall)('%s ends the call: HTTP %s, %s', async (code, status, kind) => {
    const failure = { kind, code: String(code), retryAfterMs: null };
    for (const body of [
      seventeenError(code),
      { code: 0, data: seventeenError(code).data },
      { code },
    ]) {
      answerWith(body, status);
      expect(await client().check()).toEqual({ ok: false, failure, calls: 1 });
    }
  });

  const ofNumber = [
    [-18010010, 'refused', true],
    [-18010011, 'refused', true],
    [-18010012, 'refused', true],
    [-18010013, 'refused', true],
    [-18010018, 'refused', true],
    [-18010019, 'refused', true],
    [-18010020, 'refused', true],
    [-18019901, 'pending', true],
    [-18019902, 'unregistered', false],
    [-18019903, 'carrier_unknown', true],
    [-18019904, 'pending', false],
    [-18019905, 'gave_up', true],
    [-18019909, 'pending', false],
    [-18019910, 'carrier_unknown', true],
    [-18999999, 'refused', true],
  ] as const;

  test.each(ofNumber)('%s is said of one number: %s', async (code, state, isRefusal) => {
    answerWith(seventeenAnswer([seventeenItem({ number: USPS })], [seventeenRejected(YUN, code)]));
    expect(await client().register([numberOf(YUN), numberOf(USPS)])).toMatchObject({
      ok: true,
      value: [
        { state, errorCode: isRefusal ? String(code) : null },
        { numberKey: USPS, state: 'tracking' },
      ],
    });
  });

  test('is in one of the two lists', () => {
    const tested = new Set([...ofCall, ...ofNumber].map(([code]) => String(code)));
    expect(Object.keys(SEVENTEEN_TRACK_ERRORS).filter((code) => !tested.has(code))).toEqual([]);
  });
});

describe('the quota', () => {
  test('is told as 17TRACK counts it', async () => {
    answerWith({
      code: 0,
      data: { quota_total: 2000, quota_used: 140, quota_remain: '1860', today_used: 12 },
    });
    expect(await client().check()).toEqual({
      ok: true,
      value: { total: 2000, used: 140, remaining: 1860 },
      calls: 1,
    });
    expect(server.asked[0]?.path).toBe('/track/v2.4/getquota');
  });

  test('may be left out', async () => {
    answerWith({ code: 0, data: {} });
    expect(await client().check()).toMatchObject({
      ok: true,
      value: { total: null, remaining: null },
    });
  });
});

test('all clients of a key keep three calls a second between them', async () => {
  answerWith({ code: 0, data: {} });
  const paced = () => seventeenTrack({ key: 'another-key', baseUrl: server.origin });
  const started = performance.now();
  await Promise.all([paced().check(), paced().check(), paced().check(), paced().check()]);
  expect(performance.now() - started).toBeGreaterThanOrEqual(1_000);
  expect(paced().limits).toEqual({ numbersPerCall: 40, callsPerSecond: 3 });
});
