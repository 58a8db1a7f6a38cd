import { describe, expect, it } from 'vitest';
import { createFormat } from '#app/ui/format.ts';
import { dayThatEnds, fillIn, isFilled, sayValue } from './say.ts';

const timeZone = 'Europe/Berlin';
const writer = (language: 'en' | 'zh-CN' | 'zh-TW') => ({
  format: createFormat({ language, timeZone, currency: 'USD', now: '2026-11-20T12:00:00Z' }),
  timeZone,
});

describe('sayValue', () => {
  it.each([
    ['en', { minor: 1_999, currency: 'USD' }, '$19.99'],
    ['en', { minor: 1_999, currency: 'EUR' }, '€19.99'],
    ['en', { day: '2026-10-31' }, '31 Oct 2026'],
    ['zh-CN', { day: '2026-10-31' }, '2026年10月31日'],
    ['zh-TW', { country: 'DE' }, '德國'],
    ['en', { country: 'DE' }, 'Germany'],
    ['en', 1_234.5, '1,234.5'],
    ['en', 'final sale', 'final sale'],
    ['en', new Date('2026-10-31T14:20:00Z'), '31 Oct 2026, 15:20'],
    ['en', new Date('2026-10-31T23:00:00Z'), '31 Oct 2026'],
  ] as const)('in %s says %j as %s', (language, value, words) => {
    expect(sayValue(value, writer(language))).toBe(words);
  });
});

describe('isFilled', () => {
  it.each([
    ['We ship {{items}} by {{day}}.', { items: 'lamps', day: { day: '2026-10-31' } }, true],
    ['We ship {{items}} by {{day}}.', { items: 'lamps' }, false],
    ['We ship by [date].', {}, true],
    ['None of {{count}}', { count: 0 }, true],
  ])('knows whether %j has a gap', (text, params, expected) => {
    expect(isFilled(text, params)).toBe(expected);
  });
});

describe('fillIn', () => {
  it('sets every place, and leaves none open', () => {
    expect(
      fillIn(
        '{{item}} by {{ by }}, {{item}}.{{nobody}}',
        { item: '#1001', by: { day: '2026-10-31' } },
        writer('en'),
      ),
    ).toBe('#1001 by 31 Oct 2026, #1001.');
  });

  it('takes what it sets in as it is, dollar signs and braces among it', () => {
    expect(fillIn('Check “{{text}}”.', { text: '$& {{by}}', by: 'x' }, writer('en'))).toBe(
      'Check “$& {{by}}”.',
    );
  });
});

describe('dayThatEnds', () => {
  it.each([
    ['a millisecond before midnight', '2026-10-31T22:59:59.999Z', null],
    ['midnight', '2026-10-31T23:00:00Z', '2026-10-31'],
    ['a millisecond after', '2026-10-31T23:00:00.001Z', null],
    ['midnight before the clocks go back', '2026-10-24T22:00:00Z', '2026-10-24'],
    ['midnight of another zone', '2026-10-31T00:00:00Z', null],
  ])('%s', (_when, at, on) => {
    expect(dayThatEnds(new Date(at), timeZone)).toBe(on);
  });
});
