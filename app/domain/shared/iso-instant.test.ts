import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoInstant } from '#app/domain/shared/iso-instant.ts';

test('any instant is written as Date writes it', () => {
  fc.assert(
    fc.property(fc.date({ noInvalidDate: true }), (instant) => {
      expect(isoInstant(instant)).toBe(instant.toISOString());
    }),
    { numRuns: 2_000 },
  );
});

test.each(['1969-12-31T23:59:59.999Z', '1970-01-01T00:00:00.000Z', '2026-02-28T23:59:59.999Z'])(
  'at the edge of a day: %s',
  (written) => expect(isoInstant(new Date(written))).toBe(written),
);

test('an invalid date is refused', () => {
  expect(() => isoInstant(new Date(Number.NaN))).toThrow(RangeError);
});
