import { afterEach, describe, expect, test } from 'vitest';
import { afterShip } from '#app/sources/aftership/client.server.ts';
import { afterShipPush } from '#app/sources/aftership/push.server.ts';
import { seventeenTrack } from '#app/sources/seventeen-track/client.server.ts';
import { seventeenTrackPush } from '#app/sources/seventeen-track/push.server.ts';
import type { NumberReport, SourceClient } from '#app/sources/source.ts';
import { DAY, HOUR, MINUTE, START } from '#sandbox/platform/testing.ts';
import {
  control,
  linkTo,
  listener,
  recordOf,
  scanOf,
  sourcesPlatform,
  USPS,
  YUN,
} from '#sandbox/sources/testing.ts';
import { numberOf } from './documented-shapes.ts';

type Stand = Awaited<ReturnType<typeof sourcesPlatform>>;
let stand: Stand;
let ear: Awaited<ReturnType<typeof listener>> | null = null;
afterEach(async () => {
  await stand.platform.stop();
  await ear?.stop();
  ear = null;
});

const PHRASES = [
  'announced',
  'accepted',
  'export_customs',
  'departed_origin',
  'arrived_destination',
  'import_customs',
  'customs_action_needed',
  'customs_released',
  'domestic_transit',
  'out_for_delivery',
  'attempt_failed',
  'available_pickup',
  'delivered',
] as const;
const ABROAD: ReadonlySet<string> = new Set(PHRASES.slice(4));

/** A whole way from China to the United States, each scan where it belongs. */
const WAY = recordOf([], {
  scans: PHRASES.map((phrase, index) =>
    scanOf(phrase, START - (PHRASES.length - index) * 6 * HOUR, {
      ...(ABROAD.has(phrase) && { country: 'US', city: 'Portland' }),
    }),
  ),
  successor: linkTo(USPS, 'usps', START - 3 * HOUR),
});

const SOURCES = [
  {
    name: '17track',
    base: '/sources/17track/track/v2.4',
    open: (baseUrl: string, key = 'SANDBOX-17TRACK-KEY') =>
      seventeenTrack({ key, baseUrl, callsPerSecond: 1_000, timeoutMs: 500 }),
    push: seventeenTrackPush,
    secret: 'SANDBOX-17TRACK-KEY',
  },
  {
    name: 'aftership',
    base: '/sources/aftership/tracking/2026-07',
    open: (baseUrl: string, key = 'SANDBOX-AFTERSHIP-KEY') =>
      afterShip({ key, baseUrl, timeoutMs: 500 }),
    push: afterShipPush,
    secret: 'SANDBOX-AFTERSHIP-SECRET',
  },
] as const;

describe.each(SOURCES)('$name', ({ name, base, open, push, secret }) => {
  async function connected(): Promise<SourceClient> {
    stand = await sourcesPlatform([WAY]);
    return open(stand.platform.origin + base);
  }

  async function reportOf(client: SourceClient): Promise<NumberReport> {
    const answer = await client.read([numberOf(YUN)]);
    if (!answer.ok) throw new Error(`${answer.failure.kind} ${answer.failure.code}`);
    const [report] = answer.value;
    if (report === undefined) throw new Error('no report');
    return report;
  }

  test('a number is unregistered, then registered, then told with its whole way', async () => {
    const client = await connected();
    expect((await client.check()).ok).toBe(true);
    expect((await reportOf(client)).state).toBe('unregistered');
    const registered = await client.register([numberOf(YUN, { destination: 'US' })]);
    expect(registered).toMatchObject({ ok: true, value: [{ state: 'pending', errorCode: null }] });
    const again = await client.register([numberOf(YUN)]);
    expect(again).toMatchObject({ ok: true, value: [{ state: 'pending' }] });
    expect(again.ok && again.value[0]?.errorCode).not.toBeNull();
    await stand.platform.advanceBy(30 * MINUTE);
    const report = await reportOf(client);
    expect(report).toMatchObject({
      numberKey: YUN,
      state: 'tracking',
      carrier: 'yunexpress',
      successor: { number: USPS, carrier: 'usps' },
      shipperCountry: 'CN',
      recipient: { country: 'US' },
      isSyncFailing: false,
    });
    expect(report.scans.map(({ milestone }) => milestone)).toEqual([...PHRASES]);
    expect(report.scans.map(({ occurredAt }) => occurredAt.getTime())).toEqual(
      WAY.scans.map(({ at }) => at),
    );
    expect((await reportOf(client)).scans).toEqual(report.scans);
  });

  test('a number that it stopped after thirty silent days goes on once when told so', async () => {
    stand = await sourcesPlatform([recordOf(['accepted', 'departed_origin'])]);
    const client = open(stand.platform.origin + base);
    const wait = async (days: number) => {
      await stand.platform.advanceBy(days * DAY);
      await stand.platform.advanceBy(12 * HOUR);
      return reportOf(client);
    };
    await client.register([numberOf(YUN)]);
    expect((await wait(1)).state).toBe('tracking');
    expect((await wait(40)).state).toBe('gave_up');
    const told = await client.resume([numberOf(YUN)]);
    expect(told.ok && told.value.map(({ errorCode }) => errorCode)).toEqual([null]);
    expect(told.ok && told.value[0]?.state).not.toBe('gave_up');
    expect((await wait(1)).state).toBe('tracking');
    expect((await wait(40)).state).toBe('gave_up');
    const again = await client.resume([numberOf(YUN)]);
    const errorCode = name === '17track' ? '-18019905' : '4016';
    expect(again).toMatchObject({ ok: true, value: [{ state: 'gave_up', errorCode }] });
  });

  test('a push is signed over its bytes, and says what reading says', async () => {
    ear = await listener();
    const client = await connected();
    await control(stand.platform, 'sources', { source: name, webhookUrl: ear.url });
    await client.register([numberOf(YUN)]);
    await stand.platform.advanceBy(30 * MINUTE);
    await stand.platform.idle();
    const heard = ear.heard.at(-1);
    if (heard === undefined) throw new Error('no push came');
    const rawBody = Buffer.from(heard.body);
    const headers = new Headers(
      Object.entries(heard.headers).map(([key, value]): [string, string] => [key, String(value)]),
    );
    const now = new Date(START);
    expect(push.isSigned({ headers, rawBody, secret, now })).toBe(true);
    expect(push.isSigned({ headers, rawBody, secret: `${secret}x`, now })).toBe(false);
    const read = push.read(rawBody, new Date(START + DAY));
    expect(read.ok && read.reports[0]?.scans).toEqual((await reportOf(client)).scans);
  });

  test('a wrong key is refused', async () => {
    await connected();
    const stranger = open(stand.platform.origin + base, 'another key');
    expect(await stranger.check()).toMatchObject({ ok: false, failure: { kind: 'key_refused' } });
  });

  test.each([
    ['timeout', 'unreachable'],
    ['half_body', 'bad_answer'],
    ['wrong_content_type', 'bad_answer'],
    ['huge', 'bad_answer'],
    ['http_500', 'unreachable'],
    ['http_429', 'rate_limited'],
  ])('the fault %s is %s, and over with the next call', async (fault, kind) => {
    const client = await connected();
    await control(stand.platform, 'source-faults', { source: name, fault });
    expect(await client.check()).toMatchObject({ ok: false, failure: { kind }, calls: 1 });
    expect((await client.check()).ok).toBe(true);
  });

  test('thirty days of silence are giving up, with the scans kept', async () => {
    const client = await connected();
    const silent = WAY.scans.slice(0, 5);
    stand.world.records.set(YUN, { ...WAY, scans: silent });
    await client.register([numberOf(YUN)]);
    await stand.platform.advanceBy(40 * DAY);
    const report = await reportOf(client);
    expect(report.scans).toHaveLength(silent.length);
    expect(report.state).toBe('gave_up');
  });
});
