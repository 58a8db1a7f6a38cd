import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fingerprint } from '#app/domain/findings/fingerprint.ts';
import { SUBJECT_KINDS } from '#app/domain/findings/subjects.ts';

const AT = new Date('2026-10-01T14:00:00Z');

test('names the rule, the subject and the beginning of the duty', () => {
  const order = { kind: 'order', id: '1001' } as const;
  expect(fingerprint('US-SHIP-01', order, AT)).toBe(
    'US-SHIP-01|order|1001|2026-10-01T14:00:00.000Z',
  );
  expect(fingerprint('US-SHIP-01', order, null)).toBe('US-SHIP-01|order|1001|');
});

const seen = fc.record({
  ruleId: fc.constantFrom('US-SHIP-01', 'EU-DLV-01', 'PRC-EU-01'),
  kind: fc.constantFrom(...SUBJECT_KINDS),
  id: fc.constantFrom('1', '11', '1.0', '1@DE', 'shop', 'US'),
  clockStart: fc.option(
    fc.date({ min: AT, max: new Date(AT.getTime() + 3), noInvalidDate: true }),
    { nil: null },
  ),
});

test('is the same for the same finding, and for no other', () => {
  fc.assert(
    fc.property(seen, seen, (one, other) => {
      const [a, b] = [one, other].map(({ ruleId, clockStart, ...subject }) =>
        fingerprint(ruleId, subject, clockStart),
      );
      const isSame =
        one.ruleId === other.ruleId &&
        one.kind === other.kind &&
        one.id === other.id &&
        one.clockStart?.getTime() === other.clockStart?.getTime();
      expect(a === b).toBe(isSame);
    }),
    { numRuns: 500 },
  );
});
