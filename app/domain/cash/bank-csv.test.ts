import { describe, expect, test } from 'vitest';
import { decimalSignOf, readAmount } from '#app/domain/cash/bank-amounts.ts';
import { readBankCsv } from '#app/domain/cash/bank-csv.ts';
import type { BankChoices } from '#app/domain/cash/bank-csv.ts';

const GATEWAYS = ['shopify_payments', 'paypal', 'klarna', 'Cash on Delivery (COD)'];

function read(text: string, choices: BankChoices = {}, currency = 'EUR') {
  const records = text.split('\n').map((line, at) => ({ line: at + 1, cells: line.split('|') }));
  return readBankCsv(records, {
    currency,
    gateways: GATEWAYS,
    digestOf: (key) => `#${key}`,
    choices,
  });
}

function linesOf(text: string, choices?: BankChoices, currency?: string) {
  const reading = read(text, choices, currency);
  if (!reading.ok) throw new Error(`asks: ${JSON.stringify(reading.question)}`);
  return reading.lines.map(({ bookedOn, minor, gateway }) => [bookedOn, minor, gateway]);
}

describe('dates', () => {
  test.each([
    ['ISO', '2026-11-03', '2026-11-04'],
    ['ISO with a time', '2026-11-03T10:00:00Z', '2026-11-04 09:12'],
    ['year first with slashes', '2026/11/3', '2026/11/04'],
    ['Chinese', '2026年11月3日', '2026年11月04日'],
    ['German', '03.11.2026', '04.11.2026'],
    ['German, short year', '03.11.26', '04.11.26'],
    ['British, proved by another row', '03/11/2026', '25/11/2026'],
    ['American, proved by another row', '11/03/2026', '11/25/2026'],
    ['month in words', '3 Nov 2026', 'Nov 4, 2026'],
    ['digits alone', '20261103', '20261104'],
    ['a spreadsheet’s day number', '46329', '46330'],
  ])('%s', (_format, first, second) => {
    expect(linesOf(`Date|Amount\n${first}|1.50\n${second}|2.50`)[0]).toEqual([
      '2026-11-03',
      150,
      null,
    ]);
  });

  test('that read both ways are asked about, with column and rows', () => {
    const reading = read('Date|Amount\n2026-11-01|1.00\n03/11/2026|1.00\n04/11/2026|2.00');
    expect(reading).toEqual({
      ok: false,
      question: { code: 'date_order', header: 'Date', lines: [3, 4], choices: ['dmy', 'mdy'] },
    });
  });

  test.each([
    ['dmy', '2026-11-03'],
    ['mdy', '2026-03-11'],
  ] as const)('are read as chosen: %s', (dateOrder, on) => {
    expect(linesOf('Date|Amount\n03/11/2026|1.00', { dateOrder })[0]?.[0]).toBe(on);
  });

  test('that contradict each other are asked about', () => {
    const reading = read('Date|Amount\n25/11/2026|1.00\n11/25/2026|1.00');
    expect(reading).toMatchObject({ ok: false, question: { code: 'date_order', lines: [2, 3] } });
  });
});

describe('amounts', () => {
  test.each<[string, string, '.' | ',', number | null]>([
    ['a point', '1234.56', '.', 123_456],
    ['commas in between', '1,234.56', '.', 123_456],
    ['a comma', '1234,56', ',', 123_456],
    ['points in between', '1.234.567,8', ',', 123_456_780],
    ['spaces in between', '1 234,56', ',', 123_456],
    ['apostrophes in between', "1'234.56", '.', 123_456],
    ['a minus before', '-12.50', '.', -1_250],
    ['a typographic minus', '−12.50', '.', -1_250],
    ['a minus behind', '12,50-', ',', -1_250],
    ['brackets', '(12.50)', '.', -1_250],
    ['a plus', '+12.50', '.', 1_250],
    ['a currency before', '€ 12.50', '.', 1_250],
    ['a minus before the currency', '-€12.50', '.', -1_250],
    ['a currency behind', '12,50 EUR', ',', 1_250],
    ['full width', '１２．５０', '.', 1_250],
    ['no digits behind', '12', '.', 1_200],
    ['zeros beyond the currency’s digits', '12.5000', '.', 1_250],
    ['more digits than the currency has', '12.505', '.', null],
    ['groups of two', '12,34.50', '.', null],
    ['the other sign behind the decimal one', '1.234,50', '.', null],
    ['words', 'pending', '.', null],
    ['a bracket that does not close', '(12.50', '.', null],
    ['a number of an account', '1234567890123456', '.', null],
  ])('%s', (_fact, text, decimal, minor) => {
    expect(readAmount(text, { decimal, currency: 'EUR' })).toBe(minor);
  });

  test.each([
    ['the last of two kinds is the decimal one', ['1.234,56'], ','],
    ['the last of two kinds is the decimal one', ['1,234.56'], '.'],
    ['a sign that comes twice groups', ['1.234.567'], ','],
    ['other than three digits behind', ['1,5'], ','],
    ['a zero in front', ['0.500'], '.'],
    ['1.234 is told by another row', ['1.234', '2,50'], ','],
    ['1.234 alone reads both ways', ['1.234', '7'], 'either'],
    ['two rows that contradict', ['1,50', '1.50'], 'mixed'],
    ['whole amounts', ['12', '-7'], 'none'],
  ])('%s: %j', (_fact, texts, sign) => {
    expect(decimalSignOf(texts)).toBe(sign);
  });

  test('that read both ways are asked about, with column and rows', () => {
    expect(read('Date|Betrag\n2026-11-01|7\n2026-11-03|1.234')).toEqual({
      ok: false,
      question: { code: 'decimal_sign', header: 'Betrag', lines: [3], choices: ['.', ','] },
    });
  });

  test('are read as chosen', () => {
    expect(linesOf('Date|Amount\n2026-11-01|1.234', { decimal: ',' })[0]?.[1]).toBe(123_400);
  });

  test('chosen with a decimal point have a digit too many', () => {
    const reading = read('Date|Amount\n2026-11-01|1.234', { decimal: '.' });
    expect(reading).toMatchObject({
      lines: [],
      faults: [{ line: 2, field: 'amount', code: 'amount_unread' }],
    });
  });

  test('of a currency without smaller units are whole', () => {
    expect(linesOf('Date|Amount\n2026-11-01|1,234\n2026-11-01|1,234,567', {}, 'JPY')[0]?.[1]).toBe(
      1_234,
    );
  });
});

describe('columns', () => {
  test('German: Soll and Haben, with a heading above', () => {
    const text =
      'Kontoauszug|||\nBuchungstag|Verwendungszweck|Soll|Haben\n03.11.2026|PayPal Europe|| 1.000,50\n04.11.2026|Miete|800,00|';
    expect(linesOf(text)).toEqual([
      ['2026-11-03', 100_050, 'paypal'],
      ['2026-11-04', -80_000, null],
    ]);
  });

  test('simplified Chinese: income and expense', () => {
    const text =
      '交易日期|收入金额|支出金额|摘要\n2026-11-03|100.00||贝宝 PayPal\n2026-11-04||30.00|房租';
    expect(linesOf(text, {}, 'CNY')).toEqual([
      ['2026-11-03', 10_000, 'paypal'],
      ['2026-11-04', -3_000, null],
    ]);
  });

  test('traditional Chinese: one amount, with a column that says in or out', () => {
    const text = '記帳日|金額|借貸|摘要\n2026/11/03|100.00|貸|Klarna\n2026/11/04|30.00|借|';
    expect(linesOf(text, {}, 'TWD')).toEqual([
      ['2026-11-03', 10_000, 'klarna'],
      ['2026-11-04', -3_000, null],
    ]);
  });

  test('English: paid in and paid out in any order', () => {
    const text = 'Paid out|Details|Date|Paid in (£)\n|SHOPIFY PAYOUT|2026-11-03|20.10';
    expect(linesOf(text)).toEqual([['2026-11-03', 2_010, 'shopify_payments']]);
  });

  test('that are not named are asked for, and read as chosen', () => {
    const text = '2026-11-03|x|5.00';
    expect(read(text)).toMatchObject({
      ok: false,
      question: { code: 'columns', missing: ['date', 'amount'] },
    });
    expect(linesOf(text, { columns: { date: 0, amount: 2 } })).toEqual([['2026-11-03', 500, null]]);
  });

  test('of a row without names are not repeated: they may hold somebody’s data', () => {
    const reading = read('Jane Doe 12345678|x|5.00');
    expect(reading).toMatchObject({ question: { headers: ['', '', ''] } });
  });
});

describe('rows', () => {
  test('that cannot be read are named and stop no other', () => {
    const text = [
      'Date|Debit|Credit|Currency',
      '2026-11-31|1.00||EUR',
      '|1.00||EUR',
      '2026-11-03|||EUR',
      '2026-11-03|abc||EUR',
      '2026-11-03|1.00|2.00|EUR',
      '2026-11-03|1.00||USD',
      '2026-11-04|1.00||EUR',
    ].join('\n');
    const reading = read(text);
    if (!reading.ok) throw new Error('the file is clear');
    expect(reading.faults.map(({ line, field, code }) => `${line} ${field} ${code}`)).toEqual([
      '2 date date_unread',
      '3 date date_missing',
      '4 amount amount_missing',
      '5 debit amount_unread',
      '6 debit amount_twice',
      '7 currency other_currency',
    ]);
    expect(reading.lines.map(({ line, minor }) => [line, minor])).toEqual([[8, -100]]);
  });

  test('of empty cells are no rows', () => {
    expect(linesOf('Date|Amount\n|\n2026-11-03|1.00\n |')).toHaveLength(1);
  });

  test('that are the same twice in a file are two, and in the file uploaded again the same two', () => {
    const text =
      'Date|Amount|Details\n2026-11-03|1.00|Fee\n2026-11-03|1.00|Fee\n2026-11-03|1.00|Tip';
    const digests = () => {
      const reading = read(text);
      return reading.ok ? reading.lines.map(({ digest }) => digest) : [];
    };
    expect(new Set(digests()).size).toBe(3);
    expect(digests()).toEqual(digests());
  });

  test('give nothing of their text but the gateway', () => {
    const reading = read('Date|Amount|Payee\n2026-11-03|1.00|Erika Mustermann', {});
    const kept = reading.ok
      ? reading.lines.map(({ line, bookedOn, minor, gateway }) => [line, bookedOn, minor, gateway])
      : [];
    const keys = reading.ok ? Object.keys(reading.lines[0] ?? {}) : [];
    expect(keys.sort()).toEqual(['bookedOn', 'digest', 'gateway', 'line', 'minor']);
    expect(kept).toEqual([[2, '2026-11-03', 100, null]]);
  });

  test('that name two gateways are of neither', () => {
    expect(linesOf('Date|Amount|Details\n2026-11-03|1.00|PayPal via Klarna')[0]?.[2]).toBeNull();
  });
});
