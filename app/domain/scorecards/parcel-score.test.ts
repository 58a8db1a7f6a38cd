import { describe, expect, test } from 'vitest';
import { scoreOf } from './parcel-score.ts';
import type { ScoreFacts } from './parcel-score.ts';
import { goodParcel } from './score-facts.fixture.ts';
import { stepBinOf } from './step-bins.ts';

const at = (day: number, hour = 9) => new Date(Date.UTC(2026, 9, day, hour));

/** Every counter of a contribution, whatever its day. */
function counters(facts: ScoreFacts): string[] {
  return Object.values(scoreOf(facts).days)
    .flatMap((day) => Object.keys(day))
    .sort();
}

test('a parcel counts on its shipping day, each step on the day it ended, a promise on its own day', () => {
  expect(scoreOf(goodParcel()).days).toEqual({
    '2026-10-02': { parcels: 1, 'outcome:delivered': 1, [`paid_number:${stepBinOf(1)}`]: 1 },
    '2026-10-03': { [`number_scan:${stepBinOf(1)}`]: 1 },
    '2026-10-08': { [`scan_handoff:${stepBinOf(5)}`]: 1 },
    '2026-10-11': {
      [`handoff_delivered:${stepBinOf(3)}`]: 1,
      [`scan_delivered:${stepBinOf(8)}`]: 1,
      [`paid_delivered:${stepBinOf(10)}`]: 1,
    },
    // The day ends at midnight before the 13th.
    '2026-10-12': { promise_kept: 1 },
  });
});

test('names and lane are kept as they are known, unknown ones as empty', () => {
  const unknown = { key: '', name: '' };
  expect(scoreOf(goodParcel({ supplier: unknown, origin: null, destination: null }))).toMatchObject(
    { carrier: { key: 'yunexpress' }, supplier: unknown, origin: '', destination: '' },
  );
});

test('a step that has not ended counts nowhere, and one that ended before it began took no time', () => {
  const scannedFirst = goodParcel({ numberAt: at(4), firstScanAt: at(3), deliveredAt: null });
  expect(counters(scannedFirst)).toContain('number_scan:0');
  expect(counters(scannedFirst).filter((counter) => /_delivered:/.test(counter))).toEqual([]);
});

describe('a promise', () => {
  test.each([
    ['kept at its last instant', { deliveredAt: at(13, 0) }, ['promise_kept']],
    [
      'broken an instant later',
      { deliveredAt: new Date(at(13, 0).getTime() + 1) },
      ['promise_broken'],
    ],
    [
      'broken as soon as the day is over',
      { deliveredAt: null, asOf: at(13, 1) },
      ['promise_broken'],
    ],
    ['open on its day', { deliveredAt: null, asOf: at(13, 0) }, []],
    [
      'broken by a parcel that came back',
      { deliveredAt: null, outcome: 'returned' },
      ['promise_broken'],
    ],
    ['nobody gave', { promisedAt: null }, []],
  ] as const)('%s', (_, change, expected) => {
    const found = counters(goodParcel(change)).filter((counter) => counter.startsWith('promise'));
    expect(found).toEqual(expected);
  });
});

describe('what befell it', () => {
  const problems = (change: Partial<ScoreFacts>) =>
    counters(goodParcel({ outcome: 'on_way', deliveredAt: null, ...change })).filter(
      (counter) => !/^(parcels|outcome:|promise_|\w+:\d+$)/.test(counter),
    );
  const unscanned = { firstScanAt: null, handOffAt: null };
  test.each([
    ['nothing', {}, []],
    [
      'silent on its way',
      { isSilentOnWay: true, outcome: 'unknown' },
      ['problem_carrier', 'silent', 'silent_on_way'],
    ],
    [
      'silent on its way, then scanned again, is no problem any more',
      { isSilentOnWay: true, hasMovedAgain: true },
      ['moved_again', 'silent', 'silent_on_way'],
    ],
    ['scanned again without ever being silent is nothing', { hasMovedAgain: true }, []],
    [
      'never scanned is not the carrier’s',
      { ...unscanned, isFirstScanLate: true, isHandOverLate: true, outcome: 'unknown' },
      ['first_scan_late', 'number_early', 'problem_supplier', 'silent'],
    ],
    [
      'parcel days after its number',
      { isHandOverLate: true },
      ['number_early', 'problem_supplier'],
    ],
    ['number late', { isNumberLate: true }, ['number_late', 'problem_supplier']],
    [
      'number late and parcel later still: the number was not early',
      { isNumberLate: true, isHandOverLate: true },
      ['number_late', 'problem_supplier'],
    ],
    [
      'wrong number',
      { ...unscanned, isWrongNumber: true, outcome: 'unknown' },
      ['problem_supplier', 'wrong_number'],
    ],
    ['an alarm alone is no problem of anybody', { isFlagged: true }, ['flagged']],
    ['lost', { outcome: 'lost' }, ['lost:USD', 'problem_carrier']],
    ['returned', { outcome: 'returned' }, ['problem_carrier']],
    ['paid back on its way', { outcome: 'refunded' }, ['lost:USD', 'problem_carrier']],
    [
      'paid back before its first scan',
      { ...unscanned, outcome: 'refunded' },
      ['lost:USD', 'problem_supplier'],
    ],
    ['in trouble now', { isInTrouble: true }, ['trouble:USD']],
    ['in trouble, worth nothing', { isInTrouble: true, value: { minor: 0, currency: 'USD' } }, []],
    [
      'lost money is counted once',
      { outcome: 'lost', isInTrouble: true },
      ['lost:USD', 'problem_carrier'],
    ],
  ] as const)('%s', (_, change, expected) => {
    expect(problems(change)).toEqual(expected);
  });
});
