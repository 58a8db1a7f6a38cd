import { describe, expect, test } from 'vitest';
import {
  scanFromSeventeenTrack,
  SEVENTEEN_TRACK_FAMILIES,
  SEVENTEEN_TRACK_STATUSES,
} from '#app/domain/scans/from-seventeen-track.ts';
import type { SeventeenTrackEvent } from '#app/domain/scans/from-seventeen-track.ts';
import type { KeyedScan } from '#app/domain/scans/source-scan.ts';

const event = (over: Partial<SeventeenTrackEvent> = {}): SeventeenTrackEvent => ({
  timeUtc: '2026-06-08T08:20:00Z',
  timeIso: '2026-06-08T16:20:00+08:00',
  timeRaw: '2026-06-08T16:20:00',
  description: 'Arrived at facility',
  location: 'Shenzhen',
  stage: null,
  subStatus: 'InTransit_Other',
  country: 'CN',
  city: 'Shenzhen',
  ...over,
});

type Context = Parameters<typeof scanFromSeventeenTrack>[1];
const CONTEXT: Context = { numberKey: 'YT2412345600000017', provider: '190008', receivedAt: null };

function keyed(over: Partial<SeventeenTrackEvent> = {}, context: Context = CONTEXT): KeyedScan {
  const found = scanFromSeventeenTrack(event(over), context);
  if (found === null) throw new Error('no scan');
  return found;
}
const scan = (over: Partial<SeventeenTrackEvent> = {}) => keyed(over).scan;

describe('the thirty sub-statuses', () => {
  const ROWS = [
    ['NotFound_Other', 'unknown'],
    ['NotFound_InvalidCode', 'unknown'],
    ['InfoReceived', 'announced'],
    ['InTransit_PickedUp', 'accepted'],
    ['InTransit_Other', 'domestic_transit'],
    ['InTransit_Departure', 'departed_origin'],
    ['InTransit_Arrival', 'arrived_destination'],
    ['InTransit_CustomsProcessing', 'import_customs'],
    ['InTransit_CustomsReleased', 'customs_released'],
    ['InTransit_CustomsRequiringInformation', 'customs_action_needed'],
    ['Expired_Other', 'source_gave_up'],
    ['AvailableForPickup_Other', 'available_pickup'],
    ['OutForDelivery_Other', 'out_for_delivery'],
    ['DeliveryFailure_Other', 'attempt_failed'],
    ['DeliveryFailure_NoBody', 'attempt_failed'],
    ['DeliveryFailure_Security', 'customs_action_needed'],
    ['DeliveryFailure_Rejected', 'attempt_failed'],
    ['DeliveryFailure_InvalidAddress', 'attempt_failed'],
    ['Delivered_Other', 'delivered'],
    ['Exception_Other', 'unknown'],
    ['Exception_Returning', 'returning'],
    ['Exception_Returned', 'returned'],
    ['Exception_NoBody', 'unknown'],
    ['Exception_Security', 'customs_action_needed'],
    ['Exception_Damage', 'exception'],
    ['Exception_Rejected', 'exception'],
    ['Exception_Delayed', 'unknown'],
    ['Exception_Lost', 'lost'],
    ['Exception_Destroyed', 'exception'],
    ['Exception_Cancel', 'exception'],
  ] as const;

  test.each(ROWS)('%s is %s', (subStatus, milestone) => {
    expect(scan({ subStatus })).toMatchObject({ milestone, rawStatus: subStatus });
  });

  test('are all of them, and the table holds nothing else', () => {
    expect(ROWS).toHaveLength(30);
    const named = new Set<string>(ROWS.map(([name]) => name));
    expect(Object.keys(SEVENTEEN_TRACK_STATUSES).filter((name) => !named.has(name))).toEqual([]);
    const families = Object.keys(SEVENTEEN_TRACK_FAMILIES);
    for (const name of named) {
      const isListed = Object.hasOwn(SEVENTEEN_TRACK_STATUSES, name);
      expect(isListed || families.includes(name.split('_')[0] ?? '')).toBe(true);
    }
  });
});

describe('other statuses', () => {
  test.each([
    ['DeliveryFailure_Unheard', 'attempt_failed'],
    ['NotFound_Unheard', 'unknown'],
    ['Expired_Unheard', 'source_gave_up'],
    ['InTransit_QuantumTunnelling', 'unknown'],
    ['Exception_Unheard', 'unknown'],
    ['Delivered_Unheard', 'unknown'],
    ['Delivered', 'delivered'],
    ['InTransit', 'domestic_transit'],
    ['constructor', 'unknown'],
    ['intransit_pickedup', 'unknown'],
  ])('%s is %s, with the text kept', (subStatus, milestone) => {
    expect(scan({ subStatus })).toMatchObject({ milestone, rawStatus: subStatus });
  });

  test.each([
    ['InfoReceived', 'announced'],
    ['PickedUp', 'accepted'],
    ['Departure', 'departed_origin'],
    ['Arrival', 'arrived_destination'],
    ['AvailableForPickup', 'available_pickup'],
    ['OutForDelivery', 'out_for_delivery'],
    ['Delivered', 'delivered'],
    ['Returning', 'returning'],
    ['Returned', 'returned'],
    ['Unheard', 'unknown'],
    [null, 'unknown'],
  ])('without a sub-status the stage %s is %s', (stage, milestone) => {
    expect(scan({ subStatus: null, stage }).milestone).toBe(milestone);
  });

  test('a sub-status stands above the stage', () => {
    expect(scan({ subStatus: 'InTransit_Arrival', stage: 'Departure' }).milestone).toBe(
      'arrived_destination',
    );
  });
});

describe("the carrier's words", () => {
  test.each([
    ['InTransit_Other', '航班已起飞', 'departed_origin'],
    ['InTransit_Other', 'Held by customs', 'customs_action_needed'],
    ['InTransit_CustomsProcessing', '出口报关中', 'export_customs'],
    ['InTransit_CustomsProcessing', 'Held by customs', 'import_customs'],
    ['Delivered_Other', 'Returned to sender', 'returned'],
    ['Exception_Other', '包裹退回中', 'returning'],
    ['Exception_Delayed', 'Weather delay', 'unknown'],
    ['InTransit_PickedUp', 'Held by customs', 'accepted'],
    ['InTransit_QuantumTunnelling', 'Held by customs', 'unknown'],
  ])('%s with %j is %s', (subStatus, description, milestone) => {
    expect(scan({ subStatus, description }).milestone).toBe(milestone);
  });
});

describe('the time', () => {
  test.each([
    [{ timeUtc: '2026-06-08T08:20:00Z' }, '2026-06-08T08:20:00.000Z'],
    [{ timeUtc: '2026-06-08T08:20:00' }, '2026-06-08T08:20:00.000Z'],
    [{ timeUtc: null }, '2026-06-08T08:20:00.000Z'],
    [{ timeUtc: 'soon' }, '2026-06-08T08:20:00.000Z'],
    [
      { timeUtc: null, timeIso: null, timeRaw: '2026-06-08T16:20+08:00' },
      '2026-06-08T08:20:00.000Z',
    ],
    [{ timeUtc: null, timeIso: '2026-06-08T16:20:00' }, '2026-06-08T16:20:00.000Z'],
    [{ timeUtc: null, timeIso: null, timeRaw: '2026-06-08 16:20:00' }, '2026-06-08T16:20:00.000Z'],
  ])('of %j is %s', (over, iso) => {
    expect(scan(over).occurredAt.toISOString()).toBe(iso);
  });

  test.each([
    null,
    '',
    '0001-01-01T00:00:00',
    '2026-06-31T00:00:00Z',
    'yesterday',
    '9999-12-31T00:00:00Z',
  ])('that nobody can read (%j) leaves no scan', (time) => {
    const none = event({ timeUtc: time, timeIso: time, timeRaw: time });
    expect(scanFromSeventeenTrack(none, CONTEXT)).toBeNull();
  });

  test('of recording is when it happened, but not after it was received', () => {
    const before = new Date('2026-06-08T08:00:00Z');
    const after = new Date('2026-06-09T08:00:00Z');
    expect(keyed({}, { ...CONTEXT, receivedAt: before }).scan.recordedAt).toEqual(before);
    expect(keyed({}, { ...CONTEXT, receivedAt: after }).scan.recordedAt).toEqual(scan().occurredAt);
  });
});

describe('what names an event', () => {
  test('stays when the status, the stage and the address are corrected', () => {
    const corrected = { subStatus: 'InTransit_Arrival', stage: 'Arrival', country: 'US' };
    expect(keyed(corrected).eventKey).toBe(keyed().eventKey);
  });

  test('stays when the same instant is told with another offset', () => {
    const { eventKey } = keyed({ timeUtc: null, timeIso: '2026-06-08T10:20:00+02:00' });
    expect(eventKey).toBe(keyed().eventKey);
  });

  test.each([
    [{ description: 'Departed from facility' }, CONTEXT],
    [{ location: 'Guangzhou' }, CONTEXT],
    [{ timeUtc: '2026-06-08T08:21:00Z' }, CONTEXT],
    [{}, { ...CONTEXT, provider: '21051' }],
    [{}, { ...CONTEXT, numberKey: 'YT2412345600000018' }],
  ])('differs with %j and %j', (over, context) => {
    expect(keyed(over, context).eventKey).not.toBe(keyed().eventKey);
  });
});

test('hostile text comes out clean and capped', () => {
  const hostile = scan({
    description: `<script>alert(1)</script>\u202Etxt\u0000${'x'.repeat(3000)}`,
    location: '\u0007Shen\u200Bzhen',
    subStatus: `InTransit_\u202E${'y'.repeat(300)}`,
    country: 'ZZ',
  });
  expect(hostile.message).toHaveLength(500);
  expect(hostile.message).toMatch(/^<script>alert\(1\)<\/script>txt x/);
  expect(hostile.place).toBe('Shenzhen');
  expect(hostile.rawStatus).toHaveLength(80);
  expect(hostile.rawStatus).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(hostile.country).toBeNull();
});

test('a notice from nowhere proves no custody; the same with a place does', () => {
  const asked = { subStatus: 'InTransit_CustomsRequiringInformation' };
  expect(scan({ ...asked, location: null, city: null, country: null }).physical).toBe(false);
  expect(scan(asked).physical).toBe(true);
  expect(scan({ subStatus: 'InfoReceived' }).physical).toBe(false);
  expect(scan({ subStatus: 'Expired_Other' }).physical).toBe(false);
});
