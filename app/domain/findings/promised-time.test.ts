import { expect, test } from 'vitest';
import { known, missing } from '#app/domain/findings/fact.ts';
import { givenTime } from '#app/domain/findings/promised-time.ts';
import { shopContext } from '#app/domain/findings/shop-context.fixture.ts';
import type { Promised } from '#app/domain/findings/subjects.ts';

/** Thursday, 1 October 2026, 10:00 in New York. */
const STARTS_AT = new Date('2026-10-01T14:00:00Z');
const GIVEN = { startsAt: STARTS_AT, defaultDays: 30, shop: shopContext() };
const stated = (days: number, unit: 'calendar' | 'business'): Promised => ({
  days,
  unit,
  from: 'merchant_setting',
  text: null,
});

test.each<[string, Promised, string, number]>([
  ['the same day', stated(0, 'calendar'), '2026-10-02T04:00:00Z', 0],
  ['a calendar day', stated(1, 'calendar'), '2026-10-03T04:00:00Z', 1],
  ['half a day, which is the next day', stated(0.5, 'calendar'), '2026-10-03T04:00:00Z', 1],
  ['a business day', stated(1, 'business'), '2026-10-03T04:00:00Z', 1],
  ['two business days, over the weekend', stated(2, 'business'), '2026-10-06T04:00:00Z', 4],
  ['seven business days, over Columbus Day', stated(7, 'business'), '2026-10-14T04:00:00Z', 12],
  [
    'a day that is named',
    { until: new Date('2026-10-20T20:00:00Z'), from: 'fulfill_by', text: null },
    '2026-10-21T04:00:00Z',
    19,
  ],
  [
    'a day before the beginning',
    { until: new Date('2026-09-20T20:00:00Z'), from: 'fulfill_by', text: null },
    '2026-09-21T04:00:00Z',
    0,
  ],
])('an agreed time ends with its last day: %s', (_name, promised, endsAt, days) => {
  const fact = known(promised, { at: STARTS_AT, origin: 'merchant' });
  expect(givenTime(fact, GIVEN)).toEqual({ endsAt: new Date(endsAt), days, isAgreed: true });
});

test('where nothing was agreed the law’s time holds', () => {
  expect(givenTime(missing({ kind: 'empty', field: 'promiseToShip' }), GIVEN)).toEqual({
    endsAt: new Date('2026-11-01T04:00:00Z'),
    days: 30,
    isAgreed: false,
  });
});
