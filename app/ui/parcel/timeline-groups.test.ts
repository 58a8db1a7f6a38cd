import { expect, test } from 'vitest';
import type { ParcelView, TimelineScan } from '#app/contracts/pages.ts';
import { timelineGroups } from './timeline-groups.ts';

const now = '2026-11-22T12:00:00.000Z';

function scan(occurredAt: string, legSeq: number | null = 0): TimelineScan {
  return {
    eventId: occurredAt,
    source: 'shopify',
    occurredAt,
    receivedAt: occurredAt,
    milestone: 'domestic_transit',
    physical: true,
    rawStatus: 'IN_TRANSIT',
    message: null,
    place: null,
    country: null,
    legSeq,
  };
}

function leg(seq: number, replacedAt: string | null = null): ParcelView['legs'][number] {
  return {
    seq,
    number: `N${seq}`,
    carrier: null,
    trackingUrl: null,
    startedAt: now,
    startedBasis: 'fulfillment_created',
    replacedAt,
    linkedBy: 'shopify',
    kind: 'unknown',
    listed: true,
    continuesSeq: null,
  };
}

type Told = Pick<ParcelView, 'scans' | 'legs'>;

/** Each scan an event of its own. */
function alone({ scans, legs }: Told) {
  return {
    scans,
    legs,
    timeline: scans.map((_, place) => ({ scan: place, also: [], conflicts: [] })),
  };
}

function told(parcel: Told, isOver = false) {
  return timelineGroups(alone(parcel), { now, isOver }).map(({ leg: own, entries }) => [
    own?.number ?? null,
    ...entries.map((entry) =>
      entry.kind === 'gap'
        ? `${entry.days}${entry.untilNow ? ' until now' : ''}`
        : entry.scan.occurredAt.slice(0, 10),
    ),
  ]);
}

test('scans are newest first with the whole days between them', () => {
  const scans = [
    scan('2026-11-10T12:00:00Z'),
    scan('2026-11-18T12:00:00Z'),
    scan('2026-11-14T11:00:00Z'),
  ];
  expect(told({ scans, legs: [leg(0)] })).toEqual([
    ['N0', '4 until now', '2026-11-18', '4', '2026-11-14', '3', '2026-11-10'],
  ]);
});

test.each([
  ['2026-11-21T12:00:00.001Z', ['N0', '2026-11-21']],
  ['2026-11-21T12:00:00.000Z', ['N0', '1 until now', '2026-11-21']],
])('a scan at %s is told with a gap only from a whole day on', (at, expected) => {
  expect(told({ scans: [scan(at)], legs: [leg(0)] })).toEqual([expected]);
});

test('a finished journey has no silence until now', () => {
  expect(told({ scans: [scan('2026-11-10T12:00:00Z')], legs: [leg(0)] }, true)).toEqual([
    ['N0', '2026-11-10'],
  ]);
});

test('each number keeps its own scans, the current number first', () => {
  const scans = [scan('2026-11-20T12:00:00Z', 1), scan('2026-11-10T12:00:00Z', 0)];
  expect(told({ scans, legs: [leg(0, now), leg(1)] })).toEqual([
    ['N1', '2 until now', '2026-11-20'],
    ['N0', '2026-11-10'],
  ]);
});

test('scans of no single number are kept under none', () => {
  expect(told({ scans: [scan('2026-11-22T11:00:00Z', null)], legs: [leg(0)] })).toEqual([
    [null, '2026-11-22'],
  ]);
});

test('a scan dated ahead is marked and makes no gap', () => {
  const [group] = timelineGroups(alone({ scans: [scan('2026-11-24T12:00:00Z')], legs: [leg(0)] }), {
    now,
    isOver: false,
  });
  expect(group?.entries).toMatchObject([{ kind: 'scan', isFuture: true }]);
});

test('an event that several told stands once, with who else told it and who says otherwise', () => {
  const best = scan('2026-11-20T12:00:00Z', 1);
  const [again, contrary] = [scan('2026-11-20T11:55:00Z', 0), scan('2026-11-19T12:00:00Z', 0)];
  const [group] = timelineGroups(
    {
      scans: [best, again, contrary],
      legs: [leg(0), leg(1)],
      timeline: [{ scan: 0, also: [1], conflicts: [{ kind: 'end', with: 2 }] }],
    },
    { now, isOver: true },
  );
  expect(group).toMatchObject({
    leg: { seq: 1 },
    entries: [{ scan: best, also: [again], conflicts: [{ kind: 'end', scan: contrary }] }],
  });
});
