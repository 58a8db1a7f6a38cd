import { beforeAll, describe, expect, test } from 'vitest';
import { afterShip } from '#app/sources/aftership/client.server.ts';
import { AFTERSHIP_ERRORS } from '#app/sources/aftership/errors.ts';
import { httpServer, json } from '../shopify/http-server.ts';
import {
  afterShipCheckpoint,
  afterShipError,
  afterShipList,
  afterShipTracking,
  numberOf,
  USPS,
  YUN,
} from './documented-shapes.ts';

const KEY = 'a-secret-key-of-aftership';
let server: Awaited<ReturnType<typeof httpServer>>;
beforeAll(async () => {
  server = await httpServer();
});
let made = 0;
/** A key of its own each time, so that no test waits for another's pace. */
const client = (key = `${KEY}-${(made += 1)}`) =>
  afterShip({ key, baseUrl: `${server.origin}/tracking/2026-07` });

const answerWith = (body: unknown, status = 200, headers = {}) =>
  server.answerWith((_, response) => json(response, body, status, headers));

async function readOne(over: Record<string, unknown>) {
  answerWith(afterShipList([afterShipTracking(over)]));
  const answer = await client().read([numberOf(YUN)]);
  if (!answer.ok) throw new Error(answer.failure.kind);
  const [report] = answer.value;
  if (report === undefined) throw new Error('no report');
  return report;
}

describe('reading', () => {
  test('lists the numbers under the key', async () => {
    answerWith(afterShipList([]));
    await client(KEY).read([numberOf(YUN), numberOf(USPS)]);
    const [asked] = server.asked;
    expect(asked?.method).toBe('GET');
    expect(asked?.headers['as-api-key']).toBe(KEY);
    const url = new URL(asked?.path ?? '', server.origin);
    expect(url.pathname).toBe('/tracking/2026-07/trackings');
    expect(url.searchParams.get('tracking_numbers')).toBe(`${YUN},${USPS}`);
    expect(url.searchParams.get('limit')).toBe('200');
  });

  test('the documented tracking is a whole report', async () => {
    const report = await readOne({});
    expect(report).toMatchObject({
      numberKey: YUN,
      state: 'tracking',
      errorCode: null,
      carrier: 'yunexpress',
      syncedAt: null,
      isSyncFailing: false,
      successor: { number: USPS, carrier: 'usps', carrierName: 'usps' },
      shipperCountry: 'CN',
      recipient: { country: 'US', postcode: '97201' },
      estimatedDeliveryAt: new Date('2026-06-22T23:59:59Z'),
    });
    expect(report.scans).toMatchObject([
      {
        source: 'aftership',
        occurredAt: new Date('2026-06-08T08:20:00Z'),
        recordedAt: new Date('2026-06-08T09:00:00Z'),
        milestone: 'accepted',
        physical: true,
        rawStatus: 'InTransit_002',
        message: 'Shipment picked up',
        country: 'CN',
      },
      { occurredAt: new Date('2026-06-09T15:05:00Z'), milestone: 'departed_origin' },
    ]);
    for (const { eventId } of report.scans) expect(eventId).toMatch(/^[0-9a-f]{24}$/);
  });

  test('a number that is not listed is unregistered; a tracking without checkpoints is pending', async () => {
    answerWith(
      afterShipList([
        afterShipTracking({ checkpoints: [], tag: 'Pending', subtag: 'Pending_001' }),
      ]),
    );
    expect(await client().read([numberOf(YUN), numberOf(USPS)])).toMatchObject({
      ok: true,
      calls: 1,
      value: [{ state: 'pending' }, { numberKey: USPS, state: 'unregistered', errorCode: null }],
    });
  });

  test('an expired tracking is given up, with its scans', async () => {
    const report = await readOne({ tag: 'Expired', subtag: 'Expired_001' });
    expect(report.state).toBe('gave_up');
    expect(report.scans).toHaveLength(2);
  });

  test('a second page is asked for, a third is not', async () => {
    let page = 0;
    server.answerWith((_, response) => {
      page += 1;
      const more = { has_next_page: true, next_cursor: `c${page}` };
      const number = page === 1 ? YUN : USPS;
      json(response, afterShipList([afterShipTracking({ tracking_number: number })], more));
    });
    const answer = await client().read([numberOf(YUN), numberOf(USPS)]);
    expect(answer).toMatchObject({
      ok: true,
      calls: 2,
      value: [{ state: 'tracking' }, { state: 'tracking' }],
    });
    expect(server.asked[1]?.path).toContain('cursor=c1');
  });

  test('of two trackings of a number the one that says more stands', async () => {
    answerWith(
      afterShipList([afterShipTracking(), afterShipTracking({ slug: 'usps', checkpoints: [] })]),
    );
    const answer = await client().read([numberOf(YUN)]);
    expect(answer.ok && answer.value).toMatchObject([{ state: 'tracking', carrier: 'yunexpress' }]);
  });

  test('a checkpoint told again has the same id, by its hash or by what it says', async () => {
    const first = await readOne({});
    const second = await readOne({ checkpoints: afterShipTracking().checkpoints.toReversed() });
    expect(second.scans).toEqual(first.scans);
    const unhashed = () => readOne({ checkpoints: [afterShipCheckpoint({ hash: undefined })] });
    expect((await unhashed()).scans).toEqual((await unhashed()).scans);
  });

  test.each([
    ['no last mile', { last_mile: null }],
    [
      'a last mile that is the number itself',
      { last_mile: { tracking_number: YUN, slug: 'usps' } },
    ],
    [
      'only another first mile',
      { last_mile: null, first_mile: { tracking_number: USPS, slug: 'usps' } },
    ],
  ])('%s names no successor', async (_, over) => {
    expect((await readOne(over)).successor).toBeNull();
  });

  test("the carrier's estimate stands above AfterShip's", async () => {
    const aftership_estimated_delivery_date = { estimated_delivery_date: '2026-06-30' };
    expect((await readOne({ aftership_estimated_delivery_date })).estimatedDeliveryAt).toEqual(
      new Date('2026-06-22T23:59:59Z'),
    );
    const courier_estimated_delivery_date = null;
    const own = await readOne({
      aftership_estimated_delivery_date,
      courier_estimated_delivery_date,
    });
    expect(own.estimatedDeliveryAt).toEqual(new Date('2026-06-30T23:59:59Z'));
  });

  test('a bad checkpoint or tracking spoils none beside it; hostile text comes out clean', async () => {
    const hostile = afterShipCheckpoint({
      hash: 'cp-9',
      message: `<img src=x onerror=alert(1)>\u202E${'长'.repeat(5_000)}`,
      location: '\u0000Shen\u200Bzhen',
      country_region: 'XXX',
    });
    const tracking = afterShipTracking({
      checkpoints: [null, 'x', { checkpoint_time: 5 }, hostile],
    });
    answerWith(afterShipList([null, { slug: 'x' }, tracking]));
    const answer = await client().read([numberOf(YUN)]);
    const [scan, ...others] = answer.ok ? (answer.value[0]?.scans ?? []) : [];
    expect(others).toEqual([]);
    expect(scan?.message).toHaveLength(500);
    expect(`${scan?.message}${scan?.place}`).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(scan).toMatchObject({ place: 'Shenzhen', country: null });
  });
});

describe('registering', () => {
  test('is one request per number, with carrier and destination where they are known', async () => {
    server.answerWith((request, response) => {
      const body = JSON.parse(request.body);
      json(
        response,
        { meta: { code: 201 }, data: { ...afterShipTracking({ checkpoints: [] }), ...body } },
        201,
      );
    });
    const answer = await client().register([
      numberOf(YUN, { carrier: 'yunexpress', destination: 'US' }),
      numberOf(USPS),
    ]);
    expect(server.asked.map(({ method, path }) => `${method} ${path}`)).toEqual(
      Array(2).fill('POST /tracking/2026-07/trackings'),
    );
    expect(server.asked.map(({ body }) => JSON.parse(body))).toEqual(
      expect.arrayContaining([
        { tracking_number: YUN, slug: 'yunexpress', destination_country_region: 'USA' },
        { tracking_number: USPS },
      ]),
    );
    expect(answer).toMatchObject({
      ok: true,
      calls: 2,
      value: [
        { numberKey: YUN, state: 'pending', errorCode: null },
        { numberKey: USPS, state: 'pending', errorCode: null },
      ],
    });
  });

  test('what was created may be wrapped', async () => {
    answerWith({ meta: { code: 201 }, data: { tracking: afterShipTracking() } }, 201);
    const answer = await client().register([numberOf(YUN)]);
    expect(answer.ok && answer.value[0]?.scans).toHaveLength(2);
  });

  test('one bad number never stops the rest', async () => {
    server.answerWith((request, response) => {
      if (request.body.includes(YUN)) json(response, afterShipError(4012), 400);
      else
        json(
          response,
          {
            meta: { code: 201 },
            data: afterShipTracking({ tracking_number: USPS, checkpoints: [] }),
          },
          201,
        );
    });
    expect(await client().register([numberOf(YUN), numberOf(USPS)])).toMatchObject({
      ok: true,
      value: [{ state: 'carrier_unknown', errorCode: '4012' }, { state: 'pending' }],
    });
  });

  test('stops at the first refusal that holds for all; those before it stand', async () => {
    const numbers = Array.from({ length: 12 }, (_, n) => numberOf(`YT24123456000000${10 + n}`));
    let taken = 0;
    server.answerWith((request, response) => {
      taken += 1;
      if (taken > 4) return json(response, afterShipError(429), 429, { 'retry-after': '3' });
      json(response, { meta: { code: 201 }, data: { ...JSON.parse(request.body) } }, 201);
    });
    const answer = await client().register(numbers);
    expect(answer).toMatchObject({ ok: true, calls: 8 });
    expect(answer.ok && answer.value.map(({ state }) => state)).toEqual([
      ...Array(4).fill('pending'),
      ...Array(8).fill('unregistered'),
    ]);
  });

  test('when none is taken the call has failed', async () => {
    answerWith(afterShipError(429), 429, { 'retry-after': '3' });
    expect(await client().register([numberOf(YUN)])).toEqual({
      ok: false,
      failure: { kind: 'rate_limited', code: '429', retryAfterMs: 3_000 },
      calls: 1,
    });
  });
});

describe('telling it to go on', () => {
  const expired = (over: Record<string, unknown> = {}) =>
    afterShipTracking({ id: 'id-of-yun', tag: 'Expired', subtag: 'Expired_001', ...over });
  const resume = async (answerTo: (id: string) => [body: unknown, status: number]) => {
    server.answerWith((request, response) => {
      const id = /^\/tracking\/2026-07\/trackings\/([^/]+)\/retrack$/.exec(request.path)?.[1];
      const other = expired({ id: 'id/of usps', tracking_number: USPS });
      if (id === undefined) return json(response, afterShipList([expired(), other]));
      json(response, ...answerTo(decodeURIComponent(id)));
    });
    return client().resume([numberOf(YUN), numberOf(USPS)]);
  };

  test('finds the expired trackings by their numbers and has each taken up by its id', async () => {
    const answer = await resume((id) => [
      {
        meta: { code: 200 },
        data: expired({ id, tracking_number: id === 'id-of-yun' ? YUN : USPS }),
      },
      200,
    ]);
    expect(server.asked.map(({ method, path }) => `${method} ${path.split('?')[0]}`)).toEqual([
      'GET /tracking/2026-07/trackings',
      'POST /tracking/2026-07/trackings/id-of-yun/retrack',
      'POST /tracking/2026-07/trackings/id%2Fof%20usps/retrack',
    ]);
    expect(answer).toMatchObject({
      ok: true,
      calls: 3,
      value: [
        { numberKey: YUN, state: 'tracking', errorCode: null },
        { numberKey: USPS, state: 'tracking', errorCode: null },
      ],
    });
  });

  test('is allowed once: a second time is an answer about that number, and the others go on', async () => {
    const answer = await resume((id) =>
      id === 'id-of-yun'
        ? [afterShipError(4016), 400]
        : [{ meta: { code: 200 }, data: expired({ id, tracking_number: USPS }) }, 200],
    );
    expect(answer).toMatchObject({
      ok: true,
      value: [
        { numberKey: YUN, state: 'gave_up', errorCode: '4016' },
        { numberKey: USPS, state: 'tracking', errorCode: null },
      ],
    });
  });

  test('what a refusal for all kept back is not decided on', async () => {
    const answer = await resume((id) =>
      id === 'id-of-yun'
        ? [{ meta: { code: 200 }, data: expired() }, 200]
        : [afterShipError(429), 429],
    );
    expect(answer).toMatchObject({
      ok: true,
      value: [{ state: 'tracking' }, { numberKey: USPS, state: 'gave_up', errorCode: null }],
    });
  });

  test('what is followed or not there needs no request of its own', async () => {
    answerWith(afterShipList([afterShipTracking()]));
    expect(await client().resume([numberOf(YUN), numberOf(USPS)])).toMatchObject({
      ok: true,
      calls: 1,
      value: [{ state: 'tracking' }, { numberKey: USPS, state: 'unregistered', errorCode: null }],
    });
  });

  test('when the list fails or none is taken the call has failed', async () => {
    const failure = { kind: 'rate_limited', code: '429', retryAfterMs: null };
    expect(await resume(() => [afterShipError(429), 429])).toEqual({
      ok: false,
      failure,
      calls: 3,
    });
    answerWith(afterShipError(429), 429);
    expect(await client().resume([numberOf(YUN)])).toEqual({ ok: false, failure, calls: 1 });
  });
});

describe('every documented code', () => {
  const ofNumber = [
    [4003, 'pending'],
    [4004, 'unregistered'],
    [4005, 'refused'],
    [4010, 'carrier_unknown'],
    [4011, 'refused'],
    [4012, 'carrier_unknown'],
    [4016, 'gave_up'],
    [4017, 'refused'],
    [4099, 'refused'],
  ] as const;

  test.each(ofNumber)('%s is said of one number: %s', async (code, state) => {
    answerWith(afterShipError(code), code === 4004 ? 404 : 400);
    expect(await client().register([numberOf(YUN)])).toMatchObject({
      ok: true,
      value: [{ numberKey: YUN, state, errorCode: String(code) }],
      calls: 1,
    });
  });

  const ofCall = [
    [401, 'key_refused'],
    [402, 'quota_exhausted'],
    [403, 'key_refused'],
    [429, 'rate_limited'],
    [500, 'unreachable'],
    [502, 'unreachable'],
    [503, 'unreachable'],
    [504, 'unreachable'],
    [4001, 'bad_request'],
    [7777, 'bad_answer'],
  ] as const;

  test.each(ofCall)('%s ends the call: %s', async (code, kind) => {
    answerWith(afterShipError(code), code > 599 ? 400 : code);
    const failed = {
      ok: false,
      failure: { kind, code: String(code), retryAfterMs: null },
      calls: 1,
    };
    expect(await client().check()).toEqual(failed);
    expect(await client().read([numberOf(YUN)])).toEqual(failed);
    expect(await client().register([numberOf(YUN)])).toEqual(failed);
  });

  test('is in one of the two lists', () => {
    const tested = new Set([...ofCall, ...ofNumber].map(([code]) => String(code)));
    expect(Object.keys(AFTERSHIP_ERRORS).filter((code) => !tested.has(code))).toEqual([]);
  });
});

test('a check is one cheap list, and tells nothing of a quota', async () => {
  answerWith(afterShipList([]));
  expect(await client().check()).toEqual({
    ok: true,
    value: { total: null, used: null, remaining: null },
    calls: 1,
  });
  expect(server.asked[0]?.path).toBe('/tracking/2026-07/trackings?limit=1');
});
