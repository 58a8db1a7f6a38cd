import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerBy } from '#app/domain/shopper/answer-by.ts';
import type { ShopperSettings } from '#app/domain/shopper/shopper-settings.ts';

const NIGHTS = { from: '20:00', until: '08:00', closedWeekdays: [7] };
const NOON = { from: '12:00', until: '14:00', closedWeekdays: [] };
const NEVER = { from: '00:00', until: '00:00', closedWeekdays: [] };

describe('answerBy', () => {
  it.each([
    ['runs on in open hours', NIGHTS, '2026-11-16T10:00+01:00', 4, '2026-11-16T14:00+01:00'],
    ['ends as the shop closes', NIGHTS, '2026-11-16T19:00+01:00', 1, '2026-11-16T20:00+01:00'],
    ['goes on in the morning', NIGHTS, '2026-11-16T19:59+01:00', 1, '2026-11-17T08:59+01:00'],
    [
      'begins in the morning at closing',
      NIGHTS,
      '2026-11-16T20:00+01:00',
      1,
      '2026-11-17T09:00+01:00',
    ],
    [
      'begins in the morning after midnight',
      NIGHTS,
      '2026-11-17T03:00+01:00',
      1,
      '2026-11-17T09:00+01:00',
    ],
    ['passes over a closed Sunday', NIGHTS, '2026-11-21T19:00+01:00', 2, '2026-11-23T09:00+01:00'],
    [
      'begins on Monday when asked on Sunday',
      NIGHTS,
      '2026-11-22T12:00+01:00',
      2,
      '2026-11-23T10:00+01:00',
    ],
    [
      'takes two days of twelve hours for a day',
      NIGHTS,
      '2026-11-16T10:00+01:00',
      24,
      '2026-11-18T10:00+01:00',
    ],
    ['rests at noon', NOON, '2026-11-16T11:30+01:00', 1, '2026-11-16T14:30+01:00'],
    ['begins after noon’s rest', NOON, '2026-11-16T12:00+01:00', 1, '2026-11-16T15:00+01:00'],
    ['needs no time for no hours', NIGHTS, '2026-11-16T23:00+01:00', 0, '2026-11-16T23:00+01:00'],
    [
      'counts hours of 60 minutes when clocks go forward',
      NEVER,
      '2026-03-28T12:00+01:00',
      24,
      '2026-03-29T13:00+02:00',
    ],
    [
      'counts hours of 60 minutes when clocks go back',
      NEVER,
      '2026-10-24T12:00+02:00',
      24,
      '2026-10-25T11:00+01:00',
    ],
    [
      'opens an hour later when its time is skipped',
      { ...NIGHTS, until: '02:30', closedWeekdays: [] },
      '2026-03-29T00:00+01:00',
      1,
      '2026-03-29T04:30+02:00',
    ],
    [
      'opens at the first when its time comes twice',
      { ...NIGHTS, until: '02:30', closedWeekdays: [] },
      '2026-10-25T00:00+02:00',
      1,
      '2026-10-25T02:30+01:00',
    ],
  ])('%s', (_, quietHours, askedAt, answerHours, answeredBy) => {
    const at = answerBy({ ...told(quietHours), askedAt: new Date(askedAt), answerHours });
    expect(at.toISOString()).toBe(new Date(answeredBy).toISOString());
  });

  it('throws when a shop is never open', () => {
    const quietHours = { ...NIGHTS, closedWeekdays: [1, 2, 3, 4, 5, 6, 7] };
    const asked = { ...told(quietHours), askedAt: new Date('2026-11-16T09:00Z'), answerHours: 1 };
    expect(() => answerBy(asked)).toThrow(/open/);
  });

  it('is the same for all hours at once as for some and then the rest', () => {
    fc.assert(
      fc.property(questions, fc.integer({ min: 0, max: 60 }), (question, more) => {
        const first = answerBy(question);
        const rest = answerBy({ ...question, askedAt: first, answerHours: more });
        const whole = answerBy({ ...question, answerHours: question.answerHours + more });
        expect(rest).toEqual(whole);
      }),
      { numRuns: 150 },
    );
  });

  it('is never before the hours have passed, and never earlier for who asks later', () => {
    fc.assert(
      fc.property(questions, fc.integer({ min: 0, max: 5_000 }), (question, minutes) => {
        const at = answerBy(question).getTime();
        const later = new Date(question.askedAt.getTime() + minutes * 60_000);
        expect(at - question.askedAt.getTime()).toBeGreaterThanOrEqual(
          question.answerHours * 3_600_000,
        );
        expect(answerBy({ ...question, askedAt: later }).getTime()).toBeGreaterThanOrEqual(at);
      }),
      { numRuns: 150 },
    );
  });
});

function told(quietHours: ShopperSettings['quietHours']) {
  return { quietHours, timeZone: 'Europe/Berlin' };
}

const times = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '15', '30', '59'))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`);

const questions = fc.record({
  askedAt: fc.date({
    min: new Date('2026-01-01T00:00Z'),
    max: new Date('2027-12-31T00:00Z'),
    noInvalidDate: true,
  }),
  answerHours: fc.integer({ min: 0, max: 60 }),
  // At least four hours, as settings have it.
  quietHours: fc
    .record({
      from: times,
      until: times,
      closedWeekdays: fc.constantFrom<number[][]>([], [7], [6, 7], [1, 3]),
    })
    .filter(({ from, until }) => {
      const hours = (Number(from.slice(0, 2)) - Number(until.slice(0, 2)) + 24) % 24;
      return from === until || hours > 4;
    }),
  timeZone: fc.constantFrom(
    'Europe/Berlin',
    'America/New_York',
    'Asia/Shanghai',
    'Australia/Lord_Howe',
  ),
});
