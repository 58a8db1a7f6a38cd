import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeTimeline, type Statement } from '#app/domain/scans/merge-timeline.ts';
import { aScan } from '#app/domain/scans/scan.fixture.ts';
import { MILESTONES } from '#app/domain/scans/scan.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOON = Date.parse('2026-06-08T12:00:00Z');

const said = (ms: number, over: Partial<Statement> = {}): Statement => {
  const legSeq = over.legSeq ?? null;
  return { ...aScan({ occurredAt: new Date(NOON + ms), ...over }), legSeq };
};
const track = (ms: number, over: Partial<Statement> = {}) =>
  said(ms, { source: 'seventeen_track', legSeq: 0, ...over });

describe('two sources mean the same event', () => {
  test.each([
    ['at the same moment', 0, {}, {}, true],
    ['ten minutes apart, as sources round', 10 * MINUTE, {}, {}, true],
    ['a moment more than ten minutes apart', 10 * MINUTE + 1, {}, {}, false],
    [
      'whatever the language',
      0,
      { message: 'Arrived at destination country', milestone: 'arrived_destination' },
      { message: '到达目的国', milestone: 'arrived_destination' },
      true,
    ],
    ['when one only knows that it is in transit', 0, {}, { milestone: 'departed_origin' }, true],
    ['when one cannot be read', 0, { milestone: 'unknown' }, { milestone: 'delivered' }, true],
    ['but not delivered and in transit', 0, {}, { milestone: 'delivered' }, false],
    [
      'but not departed and arrived',
      0,
      { milestone: 'departed_origin' },
      { milestone: 'arrived_destination' },
      false,
    ],
    ['but not in two countries', 0, { country: 'DE' }, { country: 'FR' }, false],
    ['when one names no country', 0, { country: 'DE' }, { country: null }, true],
  ] as const)('%s', (_fact, apart, one, other, isOne) => {
    expect(mergeTimeline([said(0, one), track(apart, other)])).toHaveLength(isOne ? 1 : 2);
  });
});

describe('a time zone mistake', () => {
  const delivered = { milestone: 'delivered', country: 'DE' } as const;
  test.each([
    ['of eight hours at the same place', 8 * HOUR, delivered, delivered, true],
    ['of five and a half hours', 5.5 * HOUR, delivered, delivered, true],
    ['of eight hours and five minutes', 8 * HOUR + 5 * MINUTE, delivered, delivered, true],
    [
      'is none eleven minutes beside the half hour',
      8 * HOUR + 11 * MINUTE,
      delivered,
      delivered,
      false,
    ],
    ['is none beyond fourteen hours', 14.5 * HOUR, delivered, delivered, false],
    ['is none in two countries', 8 * HOUR, delivered, { ...delivered, country: 'US' }, false],
    [
      'is none without place or words',
      8 * HOUR,
      { milestone: 'delivered' },
      { milestone: 'delivered' },
      false,
    ],
    [
      'is seen by the same words',
      8 * HOUR,
      { message: 'Arrived at hub.' },
      { message: 'ARRIVED AT HUB' },
      true,
    ],
    [
      'is not seen by the place alone where parcels pass often',
      8 * HOUR,
      { place: 'Hub' },
      { place: 'Hub' },
      false,
    ],
  ] as const)('%s', (_fact, apart, one, other, isOne) => {
    expect(mergeTimeline([said(0, one), track(apart, other)])).toHaveLength(isOne ? 1 : 2);
  });
});

describe('one teller', () => {
  test('is never merged with itself', () => {
    expect(mergeTimeline([track(0), track(MINUTE)])).toHaveLength(2);
  });

  test('is one when it repeats itself word for word', () => {
    const first = said(0, { message: 'Arrived at hub', recordedAt: new Date(NOON) });
    const again = { ...first, eventId: 'again', recordedAt: new Date(NOON + 7 * MINUTE) };
    expect(mergeTimeline([again, first])).toEqual([{ scan: first, also: [again], conflicts: [] }]);
  });

  test('speaks of two numbers of one chain as two tellers', () => {
    expect(mergeTimeline([track(0), track(0, { legSeq: 1 })])).toHaveLength(1);
  });

  test('gives each event to one event of another, the closest first', () => {
    const [a, b] = [said(0), said(4 * MINUTE)];
    const [near, far] = [track(5 * MINUTE), track(9 * MINUTE)];
    const merged = mergeTimeline([a, b, near, far]);
    expect(merged.map(({ scan, also }) => [scan, ...also].length)).toEqual([2, 2]);
    expect(merged.find(({ scan, also }) => [scan, ...also].includes(b))).toMatchObject({
      scan: near,
    });
  });
});

test('the more telling statement stands for the event, custody before words', () => {
  const general = said(0);
  const telling = track(MINUTE, { milestone: 'departed_origin' });
  expect(mergeTimeline([general, telling])).toEqual([
    { scan: telling, also: [general], conflicts: [] },
  ]);
  const notice = track(MINUTE, { milestone: 'departed_origin', physical: false });
  expect(mergeTimeline([general, notice])[0]?.scan).toEqual(general);
});

describe('contradictions stay visible on both sides', () => {
  test('delivered by one, moving sixteen hours later by another', () => {
    const [delivered, moving] = [said(0, { milestone: 'delivered' }), track(16 * HOUR)];
    expect(mergeTimeline([delivered, moving]).map(({ conflicts }) => conflicts)).toEqual([
      [{ kind: 'end', with: moving }],
      [{ kind: 'end', with: delivered }],
    ]);
  });

  test('not when a time zone could explain it, nor when it turned back', () => {
    const delivered = said(0, { milestone: 'delivered' });
    for (const other of [track(15 * HOUR), track(40 * HOUR, { milestone: 'returning' })]) {
      expect(mergeTimeline([delivered, other]).flatMap(({ conflicts }) => conflicts)).toEqual([]);
    }
  });

  test('delivered by one, returned by another', () => {
    const scans = [said(0, { milestone: 'delivered' }), track(HOUR, { milestone: 'returned' })];
    expect(mergeTimeline(scans)[0]?.conflicts).toEqual([{ kind: 'end', with: scans[1] }]);
  });

  test('in two countries within the hour', () => {
    const scans = [said(0, { country: 'DE' }), track(HOUR, { country: 'US' })];
    expect(mergeTimeline(scans)[0]?.conflicts).toEqual([{ kind: 'country', with: scans[1] }]);
    const later = [said(0, { country: 'DE' }), track(HOUR + 1, { country: 'US' })];
    expect(mergeTimeline(later)[0]?.conflicts).toEqual([]);
  });

  test('one source alone contradicts nobody', () => {
    const scans = [said(0, { milestone: 'delivered' }), said(16 * HOUR)];
    expect(mergeTimeline(scans).flatMap(({ conflicts }) => conflicts)).toEqual([]);
  });
});

describe('for any statements', () => {
  const statements = fc.array(
    fc
      .record({
        id: fc.constantFrom('1', '2', '3', '12', '13'),
        source: fc.constantFrom('shopify', 'seventeen_track', 'aftership'),
        legSeq: fc.constantFrom(0, 1),
        minutes: fc.constantFrom(0, 4, 9, 14, 480, 485),
        recorded: fc.nat(3),
        milestone: fc.constantFrom(...MILESTONES.slice(0, 6), 'delivered' as const),
        country: fc.constantFrom(null, 'DE', 'CN'),
        message: fc.constantFrom(null, 'a', 'b'),
      })
      .map(({ id, minutes, recorded, ...rest }) =>
        said(minutes * MINUTE, {
          ...rest,
          eventId: `${id}-${rest.legSeq}`,
          recordedAt: new Date(NOON + recorded * HOUR),
        }),
      ),
    { maxLength: 12 },
  );

  test('order and multiplicity have no say', () => {
    const shuffled = statements.chain((list) =>
      fc.tuple(
        fc.constant(list),
        fc.shuffledSubarray([...list, ...list], { minLength: list.length * 2 }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        expect(mergeTimeline(other)).toEqual(mergeTimeline(list));
      }),
      { numRuns: 500 },
    );
  });

  test('every event is in exactly one entry, and merging what was merged changes nothing', () => {
    fc.assert(
      fc.property(statements, (list) => {
        const merged = mergeTimeline(list);
        const all = merged.flatMap(({ scan, also }) => [scan, ...also]);
        const keys = all.map(({ source, eventId }) => `${source} ${eventId}`).sort();
        expect(keys).toEqual(
          [...new Set(list.map(({ source, eventId }) => `${source} ${eventId}`))].sort(),
        );
        expect(mergeTimeline(all)).toEqual(merged);
      }),
      { numRuns: 500 },
    );
  });

  test('adding a source never hides an event of another', () => {
    fc.assert(
      fc.property(statements, (list) => {
        const alone = list.filter(({ source }) => source === 'shopify');
        expect(mergeTimeline(list).length).toBeGreaterThanOrEqual(mergeTimeline(alone).length);
      }),
    );
  });
});
