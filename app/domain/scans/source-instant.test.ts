import { expect, test } from 'vitest';
import {
  estimateInstant,
  instantOrUtc,
  instantWithOffset,
} from '#app/domain/scans/source-instant.ts';

test.each([
  ['2026-06-08T16:20:00+08:00', '2026-06-08T08:20:00.000Z'],
  ['2026-06-08T16:20+0800', '2026-06-08T08:20:00.000Z'],
  ['2026-06-08 08:20:00 Z', '2026-06-08T08:20:00.000Z'],
  ['2026-06-08t08:20:00.123456z', '2026-06-08T08:20:00.123Z'],
  ['2000-01-01T00:00:00Z', '2000-01-01T00:00:00.000Z'],
  ['1999-12-31T23:59:59Z', null],
  ['2099-12-31T23:59:59Z', '2099-12-31T23:59:59.000Z'],
  ['2100-01-01T00:00:00Z', null],
  ['2026-02-30T08:00:00Z', null],
  ['2026-06-08T25:00:00Z', null],
  ['2026-06-08T16:20:00', null],
  ['2026-06-08', null],
  ['1780906800', null],
  ['', null],
  [null, null],
])('%j with its offset is the instant %j', (text, iso) => {
  expect(instantWithOffset(text)?.toISOString() ?? null).toBe(iso);
});

test.each([
  ['2026-06-08T16:20:00', '2026-06-08T16:20:00.000Z'],
  ['2026-06-08', '2026-06-08T00:00:00.000Z'],
  ['2026-06-08T16:20:00+08:00', '2026-06-08T08:20:00.000Z'],
  ['08/06/2026', null],
])('%j without an offset is read as UTC: %j', (text, iso) => {
  expect(instantOrUtc(text)?.toISOString() ?? null).toBe(iso);
});

test('an estimate of a day holds until its end', () => {
  expect(estimateInstant('2026-06-08')?.toISOString()).toBe('2026-06-08T23:59:59.000Z');
  expect(estimateInstant('2026-06-08T12:00:00Z')?.toISOString()).toBe('2026-06-08T12:00:00.000Z');
  expect(estimateInstant('soon')).toBeNull();
});
