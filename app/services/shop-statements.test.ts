import { describe, expect, test } from 'vitest';
import type { PolicyVersion } from '#app/db/policy-versions.server.ts';
import type { SideReading } from '#app/db/shop-side.server.ts';
import { statementsOf } from '#app/services/shop-statements.ts';

const day = (n: number) => new Date(Date.UTC(2026, 9, n));
const POLICIES: SideReading<'policies'> = { name: 'policies', value: ['SHIPPING_POLICY'] };
const UNREAD = { kind: 'scope', scope: 'read_legal_policies' } as const;
const NO_PAGES: SideReading<'pages'> = { name: 'pages', value: [] };
const PAGE = { title: 'Shipping', text: 'Ships within 9 days.', url: null };
const shipping = (seenAt: Date, body: string | null): PolicyVersion => ({
  type: 'SHIPPING_POLICY',
  body,
  seenAt,
});

function said(
  versions: readonly PolicyVersion[],
  { policies = POLICIES, pages = NO_PAGES } = {},
): unknown {
  const read = statementsOf({ policies, versions, pages });
  if ('missing' in read) return read.missing;
  const daysOf = (times: readonly { days: number }[]) => times.map(({ days }) => days);
  const { times, noCustomsFees, earlier = [] } = read.value;
  return {
    days: daysOf(times),
    noFees: noCustomsFees?.where ?? null,
    earlier: earlier.map((each) => [each.seenAt, each.until, daysOf(each.times)]),
  };
}

describe('what the texts of a shop say', () => {
  test('each version holds until the next one was seen', () => {
    const versions = [
      shipping(day(1), '<p>Ships within 3 days.</p>'),
      shipping(day(5), '<p>Ships within 4 days.</p>'),
      shipping(day(9), null),
      shipping(day(12), '<p>Ships within 6 days.</p>'),
    ];
    expect(said(versions)).toEqual({
      days: [6],
      noFees: null,
      earlier: [
        [day(1), day(5), [3]],
        [day(5), day(9), [4]],
        [day(9), day(12), []],
      ],
    });
  });

  test('a version that says the same of times and fees is none here', () => {
    const versions = [
      shipping(day(1), '<p>Ships within 3 days.</p>'),
      shipping(day(5), '<p>We like boxes. </p><p>Ships within 3 days.</p>'),
    ];
    expect(said(versions)).toEqual({ days: [3], noFees: null, earlier: [] });
  });

  test('policies stand beside each other as they were at the time', () => {
    const versions: PolicyVersion[] = [
      shipping(day(1), '<p>Ships within 3 days.</p>'),
      { type: 'TERMS_OF_SERVICE', body: 'No customs fees will be due.', seenAt: day(1) },
      shipping(day(5), '<p>Ships within 4 days.</p>'),
    ];
    expect(said(versions)).toMatchObject({
      days: [4],
      noFees: 'TERMS_OF_SERVICE',
      earlier: [[day(1), day(5), [3]]],
    });
  });

  test('pages about shipping come after the policy', () => {
    const pages: SideReading<'pages'> = { name: 'pages', value: [PAGE, { ...PAGE, title: 'Us' }] };
    expect(said([shipping(day(1), 'Ships within 3 days.')], { pages })).toMatchObject({
      days: [3, 9],
    });
    expect(said([], { pages })).toMatchObject({ days: [9], earlier: [] });
  });

  test('policies that may not be read leave the pages, else the reason', () => {
    const policies: SideReading<'policies'> = { name: 'policies', missing: UNREAD };
    const versions = [shipping(day(1), 'Ships within 3 days.')];
    expect(said(versions, { policies })).toEqual(UNREAD);
    const pages: SideReading<'pages'> = { name: 'pages', value: [PAGE] };
    expect(said(versions, { policies, pages })).toMatchObject({ days: [9] });
  });
});
