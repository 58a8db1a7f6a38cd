import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shipByAfter } from '#app/domain/findings/delay-notices.ts';
import type { DelayNotice } from '#app/domain/findings/subjects.ts';

const FIRST = { firstEndsAt: day(31), silentDays: 30, lapseDays: 30, timeZone: 'UTC' };
const LAPSES_AT = day(61);

/** The first instant after a day that is counted from 1 October 2026 on, which is day 1. */
function day(number: number): Date {
  return new Date(Date.UTC(2026, 9, 1 + number));
}

/** Noon of such a day. */
function noon(number: number): Date {
  return new Date(Date.UTC(2026, 9, number, 12));
}

function notice(
  sentOn: number,
  newDay: number | null,
  answer: DelayNotice['answer'] = 'none',
): DelayNotice {
  return { sentAt: noon(sentOn), newShipBy: newDay === null ? null : noon(newDay), answer };
}

const first = { state: 'first', endsAt: day(31), hasLateNotice: false };
const moved = (number: number) => ({ state: 'moved', endsAt: day(number) });
const asked = (number: number, isRenewed: boolean) => ({
  state: 'asked',
  endsAt: day(number),
  isRenewed,
});

test.each<[string, DelayNotice[], object]>([
  ['none', [], first],
  ['a first date 30 days later, and silence', [notice(25, 61)], moved(61)],
  ['a first date 31 days later, and silence', [notice(25, 62)], asked(61, false)],
  ['a first date 31 days later, and a yes', [notice(25, 62, 'accepted')], moved(62)],
  ['no date, and silence', [notice(25, null)], asked(61, false)],
  ['no date, and a yes', [notice(25, null, 'accepted')], { state: 'open_ended' }],
  ['a no', [notice(25, 50, 'cancelled')], { state: 'cancelled', at: noon(25) }],
  ['a date before the first one', [notice(20, 25)], moved(31)],
  ['a second date, and silence', [notice(25, 50), notice(45, 60)], asked(50, true)],
  ['a second date, and a yes', [notice(25, 50), notice(45, 60, 'accepted')], moved(60)],
  ['a second one without a date, and silence', [notice(25, 50), notice(45, null)], asked(50, true)],
  ['a long one, then a second, and silence', [notice(25, 90), notice(45, 70)], asked(61, true)],
  [
    'a long one, then a yes to a nearer date',
    [notice(25, 90), notice(45, 55, 'accepted')],
    moved(55),
  ],
  [
    'a third one, and silence',
    [notice(25, 50), notice(45, 60, 'accepted'), notice(58, 70)],
    asked(60, true),
  ],
  ['one on the last day', [notice(31, 50)], moved(50)],
  ['one on the day after', [notice(32, 50)], { ...first, hasLateNotice: true }],
  ['one on the day after, and a yes', [notice(32, 50, 'accepted')], moved(50)],
  ['a second one after its date', [notice(25, 50), notice(51, 60)], moved(50)],
  [
    'silence to anything once the buyer waits without a date',
    [notice(25, null, 'accepted'), notice(80, 90)],
    { state: 'open_ended' },
  ],
  [
    'a no at last',
    [notice(25, null, 'accepted'), notice(80, 90, 'cancelled')],
    { state: 'cancelled', at: noon(80) },
  ],
])('notices move the date as the law says: %s', (_name, notices, expected) => {
  expect(shipByAfter(notices, FIRST)).toEqual(expected);
});

const notices = fc
  .array(
    fc.record({
      sentOn: fc.integer({ min: 2, max: 120 }),
      newDay: fc.option(fc.integer({ min: 2, max: 200 }), { nil: null }),
      answer: fc.constantFrom<DelayNotice['answer'][]>('none', 'accepted', 'cancelled'),
    }),
    { maxLength: 5 },
  )
  .map((all) =>
    all
      .toSorted((a, b) => a.sentOn - b.sentOn)
      .map(({ sentOn, newDay, answer }) => notice(sentOn, newDay, answer)),
  );

test('silence alone never moves the date beyond thirty days after the first, nor before it', () => {
  fc.assert(
    fc.property(notices, (all) => {
      const silent = all.filter(({ answer }) => answer === 'none');
      const shipBy = shipByAfter(silent, FIRST);
      const endsAt = 'endsAt' in shipBy ? shipBy.endsAt : null;
      expect(endsAt !== null && endsAt >= FIRST.firstEndsAt && endsAt <= LAPSES_AT).toBe(true);
    }),
  );
});

test('a no ends it, whatever else was answered', () => {
  fc.assert(
    fc.property(notices, (all) => {
      const isCancelled = all.some(({ answer }) => answer === 'cancelled');
      expect(shipByAfter(all, FIRST).state === 'cancelled').toBe(isCancelled);
    }),
  );
});
