import fc from 'fast-check';
import { expect, test } from 'vitest';
import { endOfBusinessDaysAfter } from '#app/domain/findings/business-days.ts';

const NEW_YORK = 'America/New_York';

test.each([
  // Friday, 20 November 2026; Thanksgiving is the 26th.
  ['seven over Thanksgiving', '2026-11-20T15:00:00Z', 7, 'US', undefined, '2026-12-03T05:00:00Z'],
  ['none', '2026-11-20T15:00:00Z', 0, 'US', undefined, '2026-11-21T05:00:00Z'],
  ['one from a Friday', '2026-11-20T15:00:00Z', 1, 'US', undefined, '2026-11-24T05:00:00Z'],
  ['one from a Saturday', '2026-11-21T15:00:00Z', 1, 'US', undefined, '2026-11-24T05:00:00Z'],
  [
    'one from late in the evening',
    '2026-11-24T04:59:59Z',
    1,
    'US',
    undefined,
    '2026-11-25T05:00:00Z',
  ],
  [
    'one where the shop works and the origin rests',
    '2026-09-30T15:00:00Z',
    1,
    'US',
    'CN',
    '2026-10-09T04:00:00Z',
  ],
  [
    'one where the origin works and the shop rests',
    '2026-11-25T15:00:00Z',
    1,
    'US',
    'CN',
    '2026-11-28T05:00:00Z',
  ],
  [
    'one where nobody knows the country',
    '2026-11-25T15:00:00Z',
    1,
    null,
    undefined,
    '2026-11-27T05:00:00Z',
  ],
])('business days end at midnight: %s', (_name, from, days, country, origin, end) => {
  const place = { country, timeZone: NEW_YORK, ...(origin === undefined ? {} : { origin }) };
  expect(endOfBusinessDaysAfter(new Date(from), days, place)).toEqual(new Date(end));
});

test('more days never end sooner, and a further country never makes it sooner', () => {
  const instants = fc.date({
    min: new Date('2020-01-01T00:00:00Z'),
    max: new Date('2030-01-01T00:00:00Z'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(instants, fc.integer({ min: 0, max: 15 }), (from, days) => {
      const us = { country: 'US', timeZone: NEW_YORK };
      const end = endOfBusinessDaysAfter(from, days, us);
      expect(endOfBusinessDaysAfter(from, days + 1, us) > end).toBe(true);
      expect(endOfBusinessDaysAfter(from, days, { ...us, origin: 'CN' }) >= end).toBe(true);
    }),
    { numRuns: 50 },
  );
});
