import { describe, expect, test } from 'vitest';
import { afterShipPush } from '#app/sources/aftership/push.server.ts';
import { inboundPush } from '#app/sources/inbound/push.server.ts';
import { seventeenTrackPush } from '#app/sources/seventeen-track/push.server.ts';
import type { PushReader } from '#app/sources/source.ts';
import { afterShipTracking, seventeenInfo, seventeenItem, USPS, YUN } from './documented-shapes.ts';

const receivedAt = new Date('2026-06-10T08:00:00Z');
const read = (reader: PushReader, body: unknown) =>
  reader.read(Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)), receivedAt);

function reportsOf(reader: PushReader, body: unknown) {
  const found = read(reader, body);
  if (!found.ok) throw new Error(`${found.code} ${found.field}`);
  return found.reports;
}

describe('17TRACK', () => {
  const updated = { event: 'TRACKING_UPDATED', data: seventeenItem() };

  test('an update is the same report as reading the number', () => {
    const [report] = reportsOf(seventeenTrackPush, updated);
    expect(report).toMatchObject({
      numberKey: YUN,
      state: 'tracking',
      carrier: 'yunexpress',
      successor: { number: USPS },
      recipient: { country: 'US', postcode: '97201' },
    });
    expect(report?.scans.map(({ milestone }) => milestone)).toEqual([
      'accepted',
      'departed_origin',
    ]);
  });

  test('a stop is giving up', () => {
    const data = { number: YUN, carrier: 190008, param: null, tag: '' };
    expect(reportsOf(seventeenTrackPush, { event: 'TRACKING_STOPPED', data })).toMatchObject([
      { numberKey: YUN, state: 'gave_up', carrier: 'yunexpress', scans: [] },
    ]);
  });

  test('a stop after the delivery is not', () => {
    const track_info = seventeenInfo({
      latest_status: { status: 'Delivered', sub_status: 'Delivered_Other' },
    });
    const data = seventeenItem({ track_info });
    expect(reportsOf(seventeenTrackPush, { event: 'TRACKING_STOPPED', data })).toMatchObject([
      { state: 'tracking' },
    ]);
  });

  test('the same body is the same reports, whenever it comes', () => {
    const again = reportsOf(seventeenTrackPush, updated);
    expect(again).toEqual(reportsOf(seventeenTrackPush, updated));
  });

  test.each([
    ['{', 'not_json', ''],
    ['[]', 'missing', 'event'],
    [{ data: {} }, 'missing', 'event'],
    [{ event: 'TRACKING_UPDATED' }, 'not_a_number', 'data.number'],
    [{ event: 'TRACKING_UPDATED', data: { number: '' } }, 'not_a_number', 'data.number'],
    [{ event: 'TRACKING_UPDATED', data: { number: '\u202E' } }, 'not_a_number', 'data.number'],
    [{ event: 'TRACKING_UPDATED', data: [] }, 'not_a_number', 'data.number'],
  ])('%j is refused: %s %s', (body, code, field) => {
    expect(read(seventeenTrackPush, body)).toEqual({ ok: false, code, field });
  });
});

describe('AfterShip', () => {
  test.each(['tracking_update', 'edd_revise', 'tracking_pending_time', 'something_new'])(
    '%s carries the whole tracking',
    (event) => {
      const body = {
        event,
        event_id: 'e1',
        is_tracking_first_tag: true,
        ts: 1781078400,
        msg: afterShipTracking(),
      };
      expect(reportsOf(afterShipPush, body)).toMatchObject([
        { numberKey: YUN, state: 'tracking', successor: { number: USPS } },
      ]);
    },
  );

  test.each([
    ['<html>', 'not_json', ''],
    ['null', 'missing', 'event'],
    [{ event: 'tracking_update' }, 'not_a_number', 'msg.tracking_number'],
    [
      { event: 'tracking_update', msg: { tracking_number: 7 } },
      'not_a_number',
      'msg.tracking_number',
    ],
  ])('%j is refused: %s %s', (body, code, field) => {
    expect(read(afterShipPush, body)).toEqual({ ok: false, code, field });
  });
});

describe('the inbound webhook', () => {
  const event = {
    time: '2026-06-08T16:20:00+08:00',
    status: 'departed_origin',
    text: '航班已起飞',
    place: '深圳',
    country: 'CN',
  };
  const tracking = {
    number: YUN,
    carrier: '云途',
    events: [event],
    next: { number: USPS, carrier: 'USPS' },
    estimated_delivery: '2026-06-22',
  };
  const bodyOf = (...trackings: unknown[]) => ({ version: 1, trackings });
  const rejectedOf = (body: unknown) => {
    const found = read(inboundPush, body);
    return found.ok ? found.rejected : found;
  };

  test('a whole tracking is a whole report', () => {
    const [report] = reportsOf(inboundPush, bodyOf(tracking));
    expect(report).toMatchObject({
      numberKey: YUN,
      state: 'tracking',
      carrier: 'yunexpress',
      successor: { number: USPS, carrier: 'usps', carrierName: 'USPS' },
      estimatedDeliveryAt: new Date('2026-06-22T23:59:59Z'),
      scans: [
        {
          source: 'inbound',
          occurredAt: new Date('2026-06-08T08:20:00Z'),
          milestone: 'departed_origin',
          physical: true,
          message: '航班已起飞',
          place: '深圳',
          country: 'CN',
        },
      ],
    });
    expect(rejectedOf(bodyOf(tracking))).toEqual([]);
  });

  test('a number alone, or with its next, needs no events', () => {
    expect(reportsOf(inboundPush, bodyOf({ number: YUN }))).toMatchObject([{ state: 'pending' }]);
    const [linked] = reportsOf(inboundPush, bodyOf({ number: YUN, next: { number: USPS } }));
    expect(linked).toMatchObject({ state: 'pending', successor: { number: USPS, carrier: null } });
  });

  test('null and empty texts count as absent', () => {
    const bare = { number: YUN, carrier: null, next: null, estimated_delivery: '', events: null };
    expect(rejectedOf(bodyOf(bare))).toEqual([]);
    const plain = { ...event, text: null, place: '', country: null, id: '' };
    expect(rejectedOf(bodyOf({ number: YUN, events: [plain] }))).toEqual([]);
  });

  test('a number told twice is one report, an event told twice one scan', () => {
    const other = { ...event, time: '2026-06-09T00:00:00Z' };
    const reports = reportsOf(
      inboundPush,
      bodyOf(
        { number: YUN, events: [event, event] },
        { number: 'yt24 1234 5600 000017', events: [other, event] },
      ),
    );
    expect(reports).toHaveLength(1);
    expect(reports[0]?.scans).toHaveLength(2);
  });

  test.each([
    ['{', 'not_json', ''],
    ['[]', 'not_an_object', ''],
    ['null', 'not_an_object', ''],
    [{}, 'unsupported_version', 'version'],
    [{ version: 2, trackings: [] }, 'unsupported_version', 'version'],
    [{ version: '1', trackings: [] }, 'unsupported_version', 'version'],
    [{ version: 1 }, 'not_a_list', 'trackings'],
    [{ version: 1, trackings: Array.from({ length: 501 }, () => ({})) }, 'too_many', 'trackings'],
    [`{"version":1,"trackings":[],"x":"${'y'.repeat(1_000_000)}"}`, 'too_large', ''],
  ])('%.40j is refused as a whole: %s %s', (body, code, field) => {
    expect(read(inboundPush, body)).toEqual({ ok: false, code, field });
  });

  test('bytes that are not UTF-8 are refused', () => {
    expect(inboundPush.read(Buffer.from([0x22, 0xd6, 0xd0, 0x22]), receivedAt)).toEqual({
      ok: false,
      code: 'not_json',
      field: '',
    });
  });

  test.each([
    [7, [['', 'not_an_object']]],
    [{}, [['number', 'missing']]],
    [{ number: 7 }, [['number', 'not_a_number']]],
    [{ number: '--' }, [['number', 'not_a_number']]],
    [{ number: YUN, carrier: 7 }, [['carrier', 'not_a_text']]],
    [{ number: YUN, events: {} }, [['events', 'not_a_list']]],
    [{ number: YUN, events: [7] }, [['events[0]', 'not_an_object']]],
    [{ number: YUN, events: [{ ...event, time: undefined }] }, [['events[0].time', 'missing']]],
    [{ number: YUN, events: [{ ...event, time: 1780906800 }] }, [['events[0].time', 'not_a_text']]],
    [
      { number: YUN, events: [{ ...event, time: '2026-06-08T16:20:00' }] },
      [['events[0].time', 'not_an_instant']],
    ],
    [{ number: YUN, events: [{ time: event.time }] }, [['events[0].status', 'missing']]],
    [
      { number: YUN, events: [{ ...event, country: 'Atlantis' }] },
      [['events[0].country', 'not_a_country']],
    ],
    [{ number: YUN, events: [{ ...event, text: {} }] }, [['events[0].text', 'not_a_text']]],
    [{ number: YUN, next: {} }, [['next.number', 'missing']]],
    [{ number: YUN, next: USPS }, [['next.number', 'missing']]],
    [{ number: YUN, next: { number: YUN } }, [['next.number', 'not_a_number']]],
    [{ number: YUN, next: { number: 7 } }, [['next.number', 'not_a_text']]],
    [{ number: YUN, estimated_delivery: 'soon' }, [['estimated_delivery', 'not_a_date']]],
    [{ number: YUN, events: Array.from({ length: 501 }, () => event) }, [['events', 'too_many']]],
  ])('of %.60j is told what is wrong, and the tracking beside it goes in', (bad, problems) => {
    const found = read(inboundPush, bodyOf(bad, { number: USPS, events: [event] }));
    expect(found).toMatchObject({
      ok: true,
      rejected: problems.map(([field, reason]) => ({ index: 0, field, reason })),
    });
    expect(found.ok && found.reports.map(({ numberKey }) => numberKey)).toContain(USPS);
  });

  test('a bad event leaves the good ones of its tracking', () => {
    const found = read(
      inboundPush,
      bodyOf({ number: YUN, events: [{ ...event, time: 'x' }, event] }),
    );
    expect(found).toMatchObject({
      ok: true,
      reports: [{ numberKey: YUN, scans: [{ milestone: 'departed_origin' }] }],
      rejected: [{ index: 0, field: 'events[0].time', reason: 'not_an_instant' }],
    });
  });

  test('no more than a thousand problems are told', () => {
    const bad = { number: YUN, events: Array(500).fill(7) };
    expect(rejectedOf(bodyOf(bad, bad, bad))).toHaveLength(1_000);
  });

  test('hostile text comes out clean and capped; names of receivers go', () => {
    const text = `Signed for by JOHN SMITH. <script>\u202E\u0000${'x'.repeat(2_000)}`;
    const [report] = reportsOf(inboundPush, bodyOf({ number: YUN, events: [{ ...event, text }] }));
    const [scan] = report?.scans ?? [];
    expect(scan?.message).toMatch(/^Signed for by \[…\]\. <script> x+$/);
    expect(scan?.message).toHaveLength(500);
  });

  test('keys that name the prototype are nothing', () => {
    const body = `{"version":1,"trackings":[{"number":"${YUN}","__proto__":{"events":7},"constructor":1}]}`;
    expect(reportsOf(inboundPush, body)).toMatchObject([{ numberKey: YUN, state: 'pending' }]);
  });
});
