import { describe, expect, test } from 'vitest';
import { atLocalHour, DAY, HOUR, isRestDay, settle } from './calendar.ts';

const day = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY;

describe('rest days', () => {
  test.each([
    ['CN', 'carrier', '2026-09-30', false, 'the day before Golden Week is worked'],
    ['CN', 'carrier', '2026-10-01', true, 'Golden Week begins on 1 October'],
    ['CN', 'carrier', '2026-10-07', true, 'Golden Week lasts seven days'],
    ['CN', 'carrier', '2026-10-08', false, 'the day after Golden Week is worked'],
    [
      'CN',
      'carrier',
      '2026-02-20',
      true,
      'the Spring Festival lasts longer than its three holidays',
    ],
    ['US', 'carrier', '2026-11-26', true, 'Thanksgiving is a holiday'],
    ['US', 'carrier', '2026-11-28', false, 'American depots work on Saturdays'],
    ['US', 'customs', '2026-11-28', true, 'customs does not'],
    ['DE', 'carrier', '2026-12-25', true, 'Christmas is a holiday in Germany'],
    ['DE', 'none', '2026-12-25', false, 'machines and aircraft never rest'],
  ] as const)('%s %s %s: %s (%s)', (country, rest, date, expected, _why) => {
    expect(isRestDay(country, rest, day(date))).toBe(expected);
  });
});

describe('settling', () => {
  const at = (text: string): number => Date.parse(text);

  test('an instant on a working day stays', () => {
    const instant = at('2026-11-18T15:00:00Z');
    expect(settle({ country: 'US', rest: 'carrier', from: 0, at: instant })).toBe(instant);
  });

  test('a customs Saturday goes back to Friday, a Sunday on to Monday, so that waits keep their length', () => {
    const rest = 'customs';
    const saturday = settle({ country: 'US', rest, from: 0, at: at('2026-11-14T15:00:00Z') });
    const sunday = settle({ country: 'US', rest, from: 0, at: at('2026-11-15T15:00:00Z') });
    expect(new Date(saturday).toISOString()).toBe('2026-11-13T15:00:00.000Z');
    expect(new Date(sunday).toISOString()).toBe('2026-11-16T15:00:00.000Z');
  });

  test('nothing settles before the instant it follows', () => {
    const from = at('2026-11-14T14:00:00Z');
    const settled = settle({ country: 'US', rest: 'customs', from, at: from + HOUR });
    expect(new Date(settled).toISOString()).toBe('2026-11-16T15:00:00.000Z');
  });

  test('Golden Week pushes everything behind its end', () => {
    const settled = settle({
      country: 'CN',
      rest: 'carrier',
      from: 0,
      at: at('2026-10-02T03:00:00Z'),
    });
    expect(new Date(settled).toISOString()).toBe('2026-10-08T03:00:00.000Z');
  });

  test('vans leave at a local hour of the next open day', () => {
    const from = at('2026-11-21T20:00:00Z');
    const left = atLocalHour({ country: 'US', rest: 'carrier', from, at: from, hours: 7 });
    expect(new Date(left).toISOString()).toBe('2026-11-23T12:00:00.000Z');
  });
});
