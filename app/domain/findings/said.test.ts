import { describe, expect, it } from 'vitest';
import { readSaid, readSaidParams } from '#app/domain/findings/said.ts';

describe('readSaid', () => {
  it.each([
    ['an instant', new Date('2026-11-20T12:00:00.000Z')],
    ['a text', 'Please note'],
    ['a text that begins like a date', '2026-11-20T12 is no instant'],
    ['an ISO date as text', '2026-11-20'],
    ['a number', 3.5],
    ['money', { minor: 1_999, currency: 'USD' }],
    ['a day', { day: '2026-11-20' }],
    ['a country', { country: 'DE' }],
  ])('gives back %s that went through JSON', (_what, value) => {
    expect(readSaid(JSON.parse(JSON.stringify(value)))).toEqual(value);
  });

  it.each([[null], [true], [{}], [['x']], [{ minor: 0.5, currency: 'USD' }], [{ day: 'today' }]])(
    'says nothing for %j, which nobody writes',
    (value) => {
      expect(readSaid(value)).toBe('');
    },
  );

  it('keeps a text that looks like an instant but is none', () => {
    expect(readSaid('2026-13-45T99:00:00Z')).toBe('2026-13-45T99:00:00Z');
  });
});

describe('readSaidParams', () => {
  it('reads every param by its name, and none from what is no object', () => {
    expect(readSaidParams({ days: 3, by: '2026-11-20T12:00:00Z' })).toEqual({
      days: 3,
      by: new Date('2026-11-20T12:00:00Z'),
    });
    expect(readSaidParams(null)).toEqual({});
  });
});
