import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { businessCalendar } from '#app/domain/shared/business-calendar.ts';

const business = (country: string | null, closedOn: string[] = []) =>
  businessCalendar({ country, businessDays: true, closedOn });
const at = (iso: string) => new Date(iso);
const HOUR_MS = 3_600_000;

describe('working days', () => {
  test.each([
    [
      'a Monday morning plus 3 is the Thursday at the same hour',
      'DE',
      '2026-06-08T08:00Z',
      3,
      '2026-06-11T08:00Z',
    ],
    ['a Friday noon plus 1 is the Monday noon', 'DE', '2026-06-12T10:00Z', 1, '2026-06-15T10:00Z'],
    ['a Saturday counts from Monday midnight', 'DE', '2026-06-13T10:00Z', 1, '2026-06-15T22:00Z'],
    ['half a day is half of the working day', 'DE', '2026-06-08T08:00Z', 0.5, '2026-06-08T20:00Z'],
    [
      'a day that ends with Friday ends at Friday midnight, not on Monday',
      'DE',
      '2026-06-11T22:00Z',
      1,
      '2026-06-12T22:00Z',
    ],
    [
      'a holiday rests: Ascension Day in Germany',
      'DE',
      '2026-05-13T08:00Z',
      1,
      '2026-05-15T08:00Z',
    ],
    [
      'Saudi Arabia rests on Friday and Saturday',
      'SA',
      '2026-06-11T09:00Z',
      1,
      '2026-06-14T09:00Z',
    ],
    ['the Emirates rest on Saturday and Sunday', 'AE', '2026-06-12T09:00Z', 1, '2026-06-15T09:00Z'],
    ['India rests on Sunday only', 'IN', '2026-06-13T06:00Z', 1, '2026-06-15T06:00Z'],
    ['Golden Week rests seven days in China', 'CN', '2026-09-30T04:00Z', 1, '2026-10-08T04:00Z'],
    [
      'Spring Festival rests eight days from New Year’s Eve in China',
      'CN',
      '2026-02-13T04:00Z',
      1,
      '2026-02-24T04:00Z',
    ],
    ['Labour Day rests to 5 May in China', 'CN', '2026-04-30T04:00Z', 1, '2026-05-06T04:00Z'],
    [
      'Children’s Day does not rest China’s carriers',
      'CN',
      '2026-06-01T04:00Z',
      0.25,
      '2026-06-01T10:00Z',
    ],
    [
      'an unknown country rests on Saturday and Sunday, in UTC',
      null,
      '2026-06-12T12:00Z',
      1,
      '2026-06-15T12:00Z',
    ],
    ['an unknown country has no holidays', null, '2026-12-24T12:00Z', 1, '2026-12-25T12:00Z'],
    ['the turn of the year is crossed', 'DE', '2026-12-30T11:00Z', 2, '2027-01-04T11:00Z'],
  ])('%s', (_fact, country, from, days, expected) => {
    expect(business(country).addWorkingDays(at(from), days)).toEqual(at(expected));
    expect(business(country).workingDaysBetween(at(from), at(expected))).toBeCloseTo(days, 9);
  });

  test('a merchant’s closed days rest too', () => {
    const closed = business('DE', ['2026-06-09']);
    expect(closed.addWorkingDays(at('2026-06-08T08:00Z'), 1)).toEqual(at('2026-06-10T08:00Z'));
  });

  test('no working time passes over a weekend', () => {
    expect(
      business('DE').workingDaysBetween(at('2026-06-12T22:00Z'), at('2026-06-14T22:00Z')),
    ).toBe(0);
  });

  test('never negative: the later before the earlier is zero', () => {
    expect(
      business('DE').workingDaysBetween(at('2026-06-12T22:00Z'), at('2026-06-01T00:00Z')),
    ).toBe(0);
  });

  test('a working day of 25 hours is one day: Israel sets its clocks back on a Sunday, which it works', () => {
    const israel = business('IL');
    const midnight = at('2026-10-24T21:00Z');
    expect(israel.workingDaysBetween(midnight, at('2026-10-25T22:00Z'))).toBe(1);
    expect(israel.addWorkingDays(midnight, 0.5)).toEqual(at('2026-10-25T09:30Z'));
  });

  test('the weekend of the clock change adds and takes nothing', () => {
    const germany = business('DE');
    // 29 March 2026 has 23 hours, 25 October 2026 has 25.
    expect(germany.addWorkingDays(at('2026-03-27T11:00Z'), 1)).toEqual(at('2026-03-30T10:00Z'));
    expect(germany.addWorkingDays(at('2026-10-23T10:00Z'), 1)).toEqual(at('2026-10-26T11:00Z'));
  });

  test('refuses negative and infinite days', () => {
    expect(() => business('DE').addWorkingDays(at('2026-06-08T08:00Z'), -1)).toThrow(
      '-1 working days',
    );
    expect(() => business('DE').addWorkingDays(at('2026-06-08T08:00Z'), Infinity)).toThrow(
      'Infinity working days',
    );
    expect(() => business('DE').addWorkingDays(new Date(Number.NaN), 1)).toThrow('valid instant');
  });
});

describe('plain days', () => {
  const plain = businessCalendar({ country: 'DE', businessDays: false, closedOn: ['2026-06-13'] });

  test('are 24 hours each, through weekends and clock changes', () => {
    expect(plain.addWorkingDays(at('2026-03-28T11:00Z'), 2)).toEqual(at('2026-03-30T11:00Z'));
    expect(plain.workingDaysBetween(at('2026-06-12T00:00Z'), at('2026-06-14T12:00Z'))).toBe(2.5);
  });
});

describe('dates', () => {
  test.each([
    ['US', '2026-05-10T03:59:59.999Z', '2026-05-09'],
    ['US', '2026-05-10T04:00Z', '2026-05-10'],
    ['CN', '2026-05-10T15:59:59.999Z', '2026-05-10'],
    ['CN', '2026-05-10T16:00Z', '2026-05-11'],
    ['NZ', '2026-12-31T11:00Z', '2027-01-01'],
    [null, '2026-05-10T00:00Z', '2026-05-10'],
  ])('in %s the instant %s lies on %s', (country, instant, date) => {
    expect(business(country).dateAt(at(instant))).toBe(date);
  });

  test.each([
    ['US', '2026-05-10', '2026-05-11T04:00Z'],
    ['CN', '2026-05-10', '2026-05-10T16:00Z'],
    ['DE', '2026-03-29', '2026-03-29T22:00Z'],
    ['DE', '2026-12-31', '2026-12-31T23:00Z'],
    [null, '2028-02-29', '2028-03-01T00:00Z'],
  ])('in %s the date %s ends at %s', (country, date, end) => {
    expect(business(country).endOfDate(date)).toEqual(at(end));
  });
});

describe('for any instant, country and number of days', () => {
  const instants = fc
    .integer({ min: Date.UTC(2025, 0, 1) / 1000, max: Date.UTC(2028, 0, 1) / 1000 })
    .map((seconds) => new Date(seconds * 1000));
  const days = fc.integer({ min: 0, max: 600 }).map((tenths) => tenths / 10);
  const calendars = fc
    .tuple(fc.constantFrom('CN', 'US', 'DE', 'SA', 'BR', 'AU', 'IL', 'CL', null), fc.boolean())
    .map(([country, businessDays]) => businessCalendar({ country, businessDays, closedOn: [] }));

  test('between is the inverse of add', () => {
    fc.assert(
      fc.property(calendars, instants, days, (calendar, from, count) => {
        const to = calendar.addWorkingDays(from, count);
        // Instants are whole milliseconds: a day has 86 400 000 of them.
        expect(Math.abs(calendar.workingDaysBetween(from, to) - count)).toBeLessThan(1e-7);
      }),
    );
  });

  test('add of between never overshoots, and what is left over is rest', () => {
    fc.assert(
      fc.property(calendars, instants, instants, (calendar, a, b) => {
        const [from, to] = a <= b ? [a, b] : [b, a];
        const reached = calendar.addWorkingDays(from, calendar.workingDaysBetween(from, to));
        expect(reached.getTime()).toBeLessThanOrEqual(to.getTime() + 1);
        expect(calendar.workingDaysBetween(reached, to)).toBeLessThan(1e-7);
      }),
    );
  });

  test('add is monotone in the instant and in the days', () => {
    fc.assert(
      fc.property(calendars, instants, instants, days, days, (calendar, a, b, x, y) => {
        const [early, late] = a <= b ? [a, b] : [b, a];
        const [few, many] = x <= y ? [x, y] : [y, x];
        const least = calendar.addWorkingDays(early, few);
        const afterMore = calendar.addWorkingDays(early, many);
        const fromLater = calendar.addWorkingDays(late, few);
        expect(least.getTime()).toBeGreaterThanOrEqual(early.getTime());
        expect(afterMore.getTime()).toBeGreaterThanOrEqual(least.getTime());
        expect(fromLater.getTime()).toBeGreaterThanOrEqual(least.getTime());
      }),
    );
  });

  test('days add up: between a and c is between a and b plus between b and c', () => {
    fc.assert(
      fc.property(calendars, fc.tuple(instants, instants, instants), (calendar, three) => {
        const [a = three[0], b = three[1], c = three[2]] = [...three].sort((x, y) => +x - +y);
        const parts = calendar.workingDaysBetween(a, b) + calendar.workingDaysBetween(b, c);
        expect(calendar.workingDaysBetween(a, c)).toBeCloseTo(parts, 7);
      }),
    );
  });
});

test('equal choices give the same calendar, so its tables are computed once', () => {
  expect(business('DE', ['2026-06-09'])).toBe(business('DE', ['2026-06-09']));
  expect(business('DE')).not.toBe(business('AT'));
});

test('a calendar closed for years still answers', () => {
  const dates = Array.from({ length: 3 * 366 }, (_, day) =>
    new Date(Date.UTC(2026, 0, 1) + day * 24 * HOUR_MS).toISOString().slice(0, 10),
  );
  const closed = business(null, dates);
  expect(closed.addWorkingDays(at('2026-01-05T00:00Z'), 1).getTime()).toBeGreaterThan(
    Date.UTC(2029, 0, 1),
  );
});
