import { afterEach, describe, expect, test } from 'vitest';
import { control, recordOf, sourcesPlatform, YUN } from './testing.ts';

let stand: Awaited<ReturnType<typeof sourcesPlatform>>;
afterEach(() => stand.platform.stop());

function quota(key = 'SANDBOX-17TRACK-KEY', timeoutMs = 2_000) {
  return fetch(`${stand.platform.origin}/sources/17track/track/v2.4/getquota`, {
    method: 'POST',
    headers: { '17token': key },
    body: '{}',
    signal: AbortSignal.timeout(timeoutMs),
  });
}

describe('accounts', () => {
  test('show keys, secrets, addresses, limits and counts', async () => {
    stand = await sourcesPlatform([recordOf(['accepted'])]);
    await quota();
    const { json } = await control(stand.platform, 'sources');
    expect(json.bases['17track']).toBe(`${stand.platform.origin}/sources/17track/track/v2.4`);
    expect(json.accounts.map(({ key }: { key: string }) => key)).toEqual([
      'SANDBOX-17TRACK-KEY',
      'SANDBOX-AFTERSHIP-KEY',
    ]);
    expect(json.accounts[0].counts).toMatchObject({ calls: 1, callsByEndpoint: { getquota: 1 } });
    expect(json.accounts[1].webhookSecret).toBe('SANDBOX-AFTERSHIP-SECRET');
  });

  test('another key opens another account, whose numbers are its own', async () => {
    stand = await sourcesPlatform([recordOf(['accepted'])]);
    expect((await quota('SECOND')).status).toBe(401);
    await control(stand.platform, 'sources', {
      source: 'seventeen-track',
      key: 'SECOND',
      shop: 'hanfeng-outdoor.myshopify.com',
      webhookUrl: 'http://127.0.0.1:9/hook',
    });
    expect((await quota('SECOND')).status).toBe(200);
    const { json } = await control(stand.platform, 'sources');
    expect(json.accounts.at(-1)).toMatchObject({
      key: 'SECOND',
      shop: 'hanfeng-outdoor.myshopify.com',
      webhookUrl: 'http://127.0.0.1:9/hook',
    });
  });

  test.each([
    [{ source: 'nobody' }, 'source'],
    [{ source: '17track', webhookUrl: 'no address' }, 'webhookUrl'],
    [{ source: '17track', quota: -1 }, 'quota'],
  ])('refuse %j and name the field', async (body, field) => {
    stand = await sourcesPlatform();
    const { status, json } = await control(stand.platform, 'sources', body);
    expect(status).toBe(400);
    expect(json.errors).toContain(field);
  });
});

describe('faults', () => {
  const order = (fault: string, times = 1) =>
    control(stand.platform, 'source-faults', { source: '17track', fault, times });

  test('half a body ends in the middle', async () => {
    stand = await sourcesPlatform();
    await order('half_body');
    await expect(quota().then((response) => response.text())).rejects.toThrow(
      /terminated|aborted|other side closed/,
    );
    expect((await quota()).status).toBe(200);
  });

  test('a timeout never answers', async () => {
    stand = await sourcesPlatform();
    await order('timeout');
    await expect(quota(undefined, 200)).rejects.toThrow(/timeout|aborted/);
  });

  test('a wrong content type, 500, 429 and 11 MB come as ordered, as often as ordered', async () => {
    stand = await sourcesPlatform();
    await order('wrong_content_type');
    expect((await quota()).headers.get('content-type')).toContain('text/html');
    await order('http_500', 2);
    expect([(await quota()).status, (await quota()).status]).toEqual([500, 500]);
    await order('http_429');
    expect((await quota()).status).toBe(429);
    await order('huge');
    expect((await (await quota()).arrayBuffer()).byteLength).toBeGreaterThan(10 * 1024 * 1024);
    expect((await quota()).status).toBe(200);
  });

  test('an ordered fault can be taken back; an unknown one is refused', async () => {
    stand = await sourcesPlatform();
    await order('http_500', 100);
    await order('none');
    expect((await quota()).status).toBe(200);
    expect((await order('nonsense')).status).toBe(400);
  });

  test('what the call did before its answer failed stays done', async () => {
    stand = await sourcesPlatform([recordOf(['accepted'])]);
    await order('http_500');
    await fetch(`${stand.platform.origin}/sources/17track/track/v2.4/register`, {
      method: 'POST',
      headers: { '17token': 'SANDBOX-17TRACK-KEY' },
      body: JSON.stringify([{ number: YUN }]),
    });
    const { json } = await control(stand.platform, 'sources');
    expect(json.accounts[0].counts).toMatchObject({ registered: 1, creditsUsed: 1, failed: 1 });
  });
});
