import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanCarrierText } from '#app/domain/scans/clean-text.ts';

describe('cleanCarrierText', () => {
  test.each([
    ['Arrived at  hub\r\n\tShenzhen', 'Arrived at hub Shenzhen'],
    ['a\u0000b\u001b[31mc', 'a b [31mc'],
    ['safe\u202Etxt.exe\u202C', 'safetxt.exe'],
    ['zero\u200Bwidth\uFEFF', 'zerowidth'],
    ['<b>kept as text</b>', '<b>kept as text</b>'],
    ['快件已到达【深圳】', '快件已到达【深圳】'],
    ['broken \uD800 surrogate', 'broken \uFFFD surrogate'],
    ['Signed by: JOHN SMITH, front desk', 'Signed by: […], front desk'],
    ['Signed for by MARY', 'Signed for by […]'],
    ['签收人：张三，门卫', '签收人：[…]，门卫'],
    ['Contact jane.doe@example.com now', 'Contact […] now'],
    ['Call +49 30 1234567 please', 'Call […] please'],
    ['Order 1234567890 at hub', 'Order 1234567890 at hub'],
  ])('%j becomes %j', (raw, clean) => {
    expect(cleanCarrierText(raw)).toBe(clean);
  });

  test.each([null, '', ' \n ', '\u200B\u0007'])('%j leaves nothing: null', (raw) => {
    expect(cleanCarrierText(raw)).toBeNull();
  });

  test('keeps 500 characters whole and cuts the 501st', () => {
    expect(cleanCarrierText('x'.repeat(500))).toHaveLength(500);
    expect(cleanCarrierText('x'.repeat(501))).toHaveLength(500);
    expect([...(cleanCarrierText('📦'.repeat(501)) ?? '')]).toHaveLength(500);
  });

  test('never leaves a control, bidirectional or invisible character, and is stable', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (raw) => {
        const clean = cleanCarrierText(raw) ?? '';
        expect(clean).not.toMatch(/[\p{Cc}\p{Cf}]/u);
        expect([...clean].length).toBeLessThanOrEqual(500);
      }),
    );
  });
});
