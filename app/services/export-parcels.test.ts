import { describe, expect, it } from 'vitest';
import { safeCell } from '#app/services/export-parcels.server.ts';

describe('safeCell', () => {
  it.each([
    '=1+1',
    '=HYPERLINK("http://evil.example","x")',
    '+1',
    '-1',
    '-2+3+cmd|" /C calc"!A0',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '\tplain',
    '\rplain',
    ' =1',
    '\u00a0=1',
    '\ufeff=1',
    '\u200b@x',
    '＝1',
    '＠x',
  ])('puts a quote before %j', (text) => {
    expect(safeCell(text)).toBe(`'${text}`);
  });

  it.each(['', '#1001', 'LX123CN', 'a=b', '1-2', '云途', "'=1", ' plain'])(
    'leaves %j as it is',
    (text) => {
      expect(safeCell(text)).toBe(text);
    },
  );
});
