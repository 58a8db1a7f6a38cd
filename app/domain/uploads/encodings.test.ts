import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readText } from './encodings.ts';

/** 「订单号,运单号\n1001,圆通速递」 in GBK. */
const GBK = Buffer.from('b6a9b5a5bac52cd4cbb5a5bac50a313030312cd4b2cda8cbd9b5dd', 'hex');
/** 「訂單號,追蹤號碼\n1001,順豐速運」 in Big5. */
const BIG5 = Buffer.from('ad71b3e6b8b92cb06cc2dcb8b9bd580a313030312cb6b6c2d7b374b942', 'hex');

describe('a file is read as', () => {
  test('UTF-8 with and without its mark', () => {
    expect(readText(Buffer.from('\uFEFF订单号'))).toEqual({
      text: '订单号',
      encoding: 'utf-8',
      isCertain: true,
    });
    expect(readText(Buffer.from('订单号'))).toMatchObject({ text: '订单号', encoding: 'utf-8' });
    expect(readText(Buffer.from('order'))).toMatchObject({ encoding: 'utf-8', isCertain: true });
  });

  test('GBK when it is no UTF-8 and its characters are common ones', () => {
    expect(readText(GBK)).toEqual({
      text: '订单号,运单号\n1001,圆通速递',
      encoding: 'gb18030',
      isCertain: true,
    });
  });

  test('Big5 when its characters are common ones there', () => {
    expect(readText(BIG5)).toMatchObject({
      text: '訂單號,追蹤號碼\n1001,順豐速運',
      encoding: 'big5',
    });
  });

  test('UTF-16 by its mark and without it', () => {
    const little = Buffer.from('Order,Number\n1,2', 'utf16le');
    expect(readText(Buffer.concat([Buffer.from([0xff, 0xfe]), little]))).toMatchObject({
      text: 'Order,Number\n1,2',
      encoding: 'utf-16le',
    });
    expect(readText(little)).toMatchObject({ text: 'Order,Number\n1,2', encoding: 'utf-16le' });
    expect(readText(Buffer.from(little).swap16())).toMatchObject({
      text: 'Order,Number\n1,2',
      encoding: 'utf-16be',
    });
  });

  test('Western European when nothing else fits, and says that it guessed', () => {
    expect(readText(Buffer.from('Gr\xF6\xDFe;St\xFCck', 'latin1'))).toEqual({
      text: 'Größe;Stück',
      encoding: 'windows-1252',
      isCertain: false,
    });
  });

  test('UTF-8 in spite of a broken byte', () => {
    const text = '订单号,运单号,物流公司,发货时间,数量\n'.repeat(3);
    const broken = Buffer.concat([Buffer.from(text), Buffer.from([0xff])]);
    expect(readText(broken)).toMatchObject({ encoding: 'utf-8', isCertain: false });
  });

  test('what a person says', () => {
    expect(readText(Buffer.from('订单号'), 'gb18030').encoding).toBe('gb18030');
    expect(readText(GBK, 'gb18030').text).toContain('运单号');
  });
});

test('no bytes make it throw, and its text is well formed', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(readText(bytes).text.isWellFormed()).toBe(true);
    }),
  );
});
