import { describe, expect, test } from 'vitest';
import { createFormat } from './format.ts';

const now = '2026-11-22T12:00:00.000Z';
const english = createFormat({
  language: 'en',
  timeZone: 'America/New_York',
  currency: 'USD',
  now,
});
const mainland = createFormat({
  language: 'zh-CN',
  timeZone: 'Asia/Shanghai',
  currency: 'CNY',
  now,
});
const taiwan = createFormat({ language: 'zh-TW', timeZone: 'Asia/Taipei', currency: 'TWD', now });

const ago = (seconds: number) => new Date(Date.parse(now) - seconds * 1_000).toISOString();
const HOUR = 3_600;

test.each([
  [0, 'now'],
  [59, 'now'],
  [60, '1 minute ago'],
  [HOUR - 1, '59 minutes ago'],
  [HOUR, '1 hour ago'],
  [48 * HOUR - 1, '47 hours ago'],
  [48 * HOUR, '2 days ago'],
  [90 * 24 * HOUR - 1, '89 days ago'],
  [90 * 24 * HOUR, '2 months ago'],
  [-3 * HOUR, 'in 3 hours'],
])('an instant %i seconds back reads %s', (seconds, words) => {
  expect(english.relative(ago(seconds))).toBe(words);
});

test('Chinese says the same in its own words', () => {
  expect(mainland.relative(ago(72 * HOUR))).toBe('3天前');
  expect(taiwan.relative(ago(72 * HOUR))).toBe('3 天前');
});

test('an age is never negative', () => {
  expect(english.age(ago(-HOUR))).toBe('0 seconds');
  expect(english.age(ago(72 * HOUR))).toBe('3 days');
});

describe('an instant', () => {
  test('is written in the zone of the shop, with 24 hours', () => {
    expect(english.instant('2026-11-22T19:05:00Z')).toBe('22 Nov 2026, 14:05');
    expect(mainland.instant('2026-11-22T16:05:00Z')).toBe('2026年11月23日 00:05');
  });

  test('belongs to the day of the shop', () => {
    expect(english.dateOf('2026-11-22T04:59:59Z')).toBe('2026-11-21');
    expect(english.dateOf('2026-11-22T05:00:00Z')).toBe('2026-11-22');
    expect(mainland.dateOf('2026-11-22T16:00:00Z')).toBe('2026-11-23');
  });

  test('of today is written without its day', () => {
    expect(english.soon('2026-11-22T19:05:00Z')).toBe('14:05');
    expect(english.soon('2026-11-23T19:05:00Z')).toBe('Mon 23 Nov, 14:05');
  });
});

test.each([
  [0, '0'],
  [0.49, '0'],
  [0.5, '0.5'],
  [4.99, '4.5'],
  [5, '5'],
  [9.99, '9.5'],
  [10.7, '10'],
])('%f days are written as %s', (days, expected) => {
  expect(english.days(days)).toBe(expected);
});

describe('money', () => {
  test('has the digits of its currency', () => {
    expect(english.money({ minor: 418_050, currency: 'USD' })).toBe('$4,180.50');
    expect(english.money({ minor: 4180, currency: 'JPY' })).toBe('JP¥4,180');
    expect(english.money({ minor: 4180, currency: 'KWD' })).toBe('KWD 4.180');
  });

  test('of another currency than the shop says whose it is', () => {
    expect(mainland.money({ minor: 100, currency: 'USD' })).toBe('US$1.00');
    expect(mainland.money({ minor: 100, currency: 'CNY' })).toBe('¥1.00');
  });

  test('in a sentence is whole, one amount per currency', () => {
    expect(
      english.roundMoney([
        { minor: 418_049, currency: 'USD' },
        { minor: 23_000, currency: 'EUR' },
      ]),
    ).toBe('$4,180 and €230');
  });

  test('without a known currency is a number', () => {
    expect(english.money({ minor: 1_250, currency: 'XXX' })).toBe('12.5');
  });
});

test('a country has its name, and a code nobody knows stays a code', () => {
  expect(english.country('DE')).toBe('Germany');
  expect(mainland.country('DE')).toBe('德国');
  expect(taiwan.country('DE')).toBe('德國');
  expect(english.country('ZZZ')).toBe('ZZZ');
});
