import { describe, expect, test } from 'vitest';
import { AFTERSHIP_SUBTAGS, scansFromAfterShip } from '#app/domain/scans/from-aftership.ts';
import type { AfterShipCheckpoint } from '#app/domain/scans/from-aftership.ts';

const checkpoint = (over: Partial<AfterShipCheckpoint> = {}): AfterShipCheckpoint => ({
  checkpointTime: '2026-06-08T16:20:00+08:00',
  createdAt: '2026-06-08T09:00:00Z',
  slug: 'yunexpress',
  message: 'Processed at facility',
  location: 'Shenzhen, CHN',
  city: 'Shenzhen',
  countryRegion: 'CHN',
  tag: 'InTransit',
  subtag: 'InTransit_001',
  hash: null,
  ...over,
});
const CONTEXT = { numberKey: 'YT2412345600000017', receivedAt: null };
const scansOf = (...all: Partial<AfterShipCheckpoint>[]) =>
  scansFromAfterShip(
    all.map((over) => checkpoint(over)),
    CONTEXT,
  ).map(({ scan }) => scan);
const milestoneOf = (over: Partial<AfterShipCheckpoint>) => scansOf(over)[0]?.milestone;

describe('the subtags of the table', () => {
  const ROWS: Record<string, readonly string[]> = {
    unknown: [1, 2, 3, 4, 5, 6].map((n) => `Pending_00${n}`),
    announced: ['InfoReceived_001'],
    accepted: ['InTransit_002'],
    arrived_destination: ['InTransit_004'],
    import_customs: ['InTransit_006'],
    customs_action_needed: ['Exception_004', 'Exception_006', 'Exception_018'],
    customs_released: ['InTransit_005'],
    domestic_transit: ['InTransit_001', 'InTransit_003'],
    out_for_delivery: ['OutForDelivery_001', 'OutForDelivery_003', 'OutForDelivery_004'],
    attempt_failed: ['AttemptFail_001', 'AttemptFail_002', 'AttemptFail_003'],
    available_pickup: ['AvailableForPickup_001'],
    delivered: [1, 2, 3, 4, 5].map((n) => `Delivered_00${n}`),
    returning: ['Exception_010'],
    returned: ['Exception_011'],
    exception: ['Exception_012', 'Exception_003', 'Exception_007'],
    lost: ['Exception_013'],
    source_gave_up: ['Expired_001'],
  };
  const cases = Object.entries(ROWS).flatMap(([milestone, subtags]) =>
    subtags.map((subtag) => [subtag, milestone] as const),
  );

  test.each(cases)('%s is %s', (subtag, milestone) => {
    expect(scansOf({ subtag })[0]).toMatchObject({ milestone, rawStatus: subtag });
  });

  test('are all that the table holds, with a departure and two that have no row', () => {
    expect(Object.keys(AFTERSHIP_SUBTAGS).sort()).toEqual(
      [
        ...cases.map(([subtag]) => subtag),
        'InTransit_007',
        'Exception_016',
        'Exception_017',
      ].sort(),
    );
  });
});

test.each([
  'Exception_016',
  'Exception_017',
  'Exception_001',
  'InTransit_011',
  'Delivered_006',
  'AttemptFail_004',
  'constructor',
])('%s has no row: unknown, with the raw value kept', (subtag) => {
  expect(scansOf({ subtag })[0]).toMatchObject({ milestone: 'unknown', rawStatus: subtag });
});

describe('a departure', () => {
  const departure = { subtag: 'InTransit_007', message: 'Departed from facility' };
  const at = (day: number, over: Partial<AfterShipCheckpoint>) => ({
    checkpointTime: `2026-06-0${day}T00:00:00Z`,
    ...over,
  });

  test('is line-haul when the next country differs, in whatever order they come', () => {
    const arrival = at(3, { subtag: 'InTransit_004', countryRegion: 'USA' });
    expect(scansOf(arrival, at(1, departure)).map(({ milestone }) => milestone)).toEqual([
      'departed_origin',
      'arrived_destination',
    ]);
  });

  test.each([
    ['the next country is the same', [at(2, {}), at(3, { countryRegion: 'USA' })]],
    ['no next country is known', [at(2, { countryRegion: null })]],
    ['there is no next checkpoint', []],
    [
      'only an earlier country differs',
      [{ checkpointTime: '2026-05-30T00:00:00Z', countryRegion: 'USA' }],
    ],
  ])('is any facility when %s', (_, others) => {
    const found = scansOf(at(1, departure), ...others).find(
      (scan) => scan.rawStatus === 'InTransit_007',
    );
    expect(found?.milestone).toBe('domestic_transit');
  });

  test('is line-haul when a checkpoint without a country lies between', () => {
    const all = scansOf(
      at(1, departure),
      at(2, { countryRegion: null }),
      at(3, { countryRegion: 'USA' }),
    );
    expect(all[0]?.milestone).toBe('departed_origin');
  });

  test('from an unknown country is any facility', () => {
    const [first] = scansOf(
      at(1, { ...departure, countryRegion: null }),
      at(2, { countryRegion: 'USA' }),
    );
    expect(first?.milestone).toBe('domestic_transit');
  });
});

test.each([
  ['Pending', 'unknown'],
  ['InfoReceived', 'announced'],
  ['InTransit', 'domestic_transit'],
  ['OutForDelivery', 'out_for_delivery'],
  ['AttemptFail', 'attempt_failed'],
  ['AvailableForPickup', 'available_pickup'],
  ['Delivered', 'delivered'],
  ['Exception', 'unknown'],
  ['Expired', 'source_gave_up'],
  ['Unheard', 'unknown'],
  [null, 'unknown'],
])('without a subtag the tag %s is %s', (tag, milestone) => {
  expect(milestoneOf({ tag, subtag: null })).toBe(milestone);
});

test.each([
  ['InTransit_006', 'Export clearance started', 'export_customs'],
  ['InTransit_001', '清关完成', 'customs_released'],
  ['Delivered_001', 'Delivered, to original sender', 'returned'],
  ['InTransit_002', 'Held by customs', 'accepted'],
])('%s with %j is %s', (subtag, message, milestone) => {
  expect(milestoneOf({ subtag, message })).toBe(milestone);
});

test('was recorded when AfterShip says so, but not after it was received', () => {
  expect(scansOf({})[0]?.recordedAt).toEqual(new Date('2026-06-08T09:00:00Z'));
  const receivedAt = new Date('2026-06-08T08:30:00Z');
  const [early] = scansFromAfterShip([checkpoint()], { ...CONTEXT, receivedAt });
  expect(early?.scan.recordedAt).toEqual(receivedAt);
  expect(scansOf({ createdAt: null })[0]?.recordedAt).toEqual(new Date('2026-06-08T08:20:00Z'));
});

test('countries come as alpha-3 codes, alpha-2 codes or names', () => {
  expect(
    ['USA', 'US', 'United States', 'XXX'].map(
      (countryRegion) => scansOf({ countryRegion })[0]?.country,
    ),
  ).toEqual(['US', 'US', 'US', null]);
});

test("AfterShip's own hash names the checkpoint, whatever else changes", () => {
  const keys = [{ message: 'One' }, { message: 'Two', checkpointTime: '2026-06-09T00:00:00Z' }].map(
    (over) => scansFromAfterShip([checkpoint({ hash: 'ab12', ...over })], CONTEXT)[0]?.eventKey,
  );
  expect(keys[0]).toBe(keys[1]);
});

test('a checkpoint without a readable time is left out, and the others stand', () => {
  expect(scansOf({ checkpointTime: null }, { checkpointTime: 'today' }, {})).toHaveLength(1);
});
