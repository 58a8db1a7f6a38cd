import { expect, test } from 'vitest';
import { NO_CASH_SETTINGS } from '#app/domain/cash/cash-settings.ts';
import { parseCashSettings } from '#app/domain/cash/parse-cash-settings.ts';
import { amountText, cashDraft, cashForm, numberOf } from './cash-draft.ts';

const SETTINGS = {
  ...NO_CASH_SETTINGS,
  opening: { minor: 900_050, currency: 'USD', on: '2026-11-27' },
  threshold: { minor: 500_000, currency: 'USD' },
  reserve: { heldMinor: 120_000, percentBp: 1_250, days: 90, kind: 'rolling' },
  holdingShare: 0.185,
  shipsDirect: true,
} as const;
const SHOP = { currency: 'USD', today: '2026-11-27' };

test('settings that are left alone are saved as they were', () => {
  const form = cashForm(cashDraft(SETTINGS, SHOP), { settings: SETTINGS, ...SHOP });
  expect(parseCashSettings(form, SHOP)).toEqual({ ok: true, settings: SETTINGS });
});

test('an amount of an earlier currency is never taken for one of the present', () => {
  const draft = cashDraft(SETTINGS, { ...SHOP, currency: 'EUR' });
  const form = cashForm(draft, { settings: SETTINGS, currency: 'EUR' });
  const read = parseCashSettings(form, { currency: 'EUR', today: SHOP.today });
  expect(read.ok ? [] : read.faults.map(({ path, code }) => [path, code])).toEqual([
    ['opening.currency', 'other_currency'],
    ['threshold.currency', 'other_currency'],
  ]);
});

test('an emptied field says nothing any more', () => {
  const draft = { ...cashDraft(SETTINGS, SHOP), opening: ' ', threshold: '', hasReserve: false };
  const read = parseCashSettings(cashForm(draft, { settings: SETTINGS, ...SHOP }), SHOP);
  expect(read).toMatchObject({
    ok: true,
    settings: { opening: null, threshold: null, reserve: null },
  });
});

test('what is no number is named by its field', () => {
  const draft = { ...cashDraft(SETTINGS, SHOP), deadDays: 'soon' };
  const read = parseCashSettings(cashForm(draft, { settings: SETTINGS, ...SHOP }), SHOP);
  expect(read.ok ? [] : read.faults.map(({ path }) => path)).toEqual(['deadDays']);
});

test.each([
  [{ minor: 500_000, currency: 'USD' }, '5000'],
  [{ minor: 500_050, currency: 'USD' }, '5000.50'],
  [{ minor: -124_005, currency: 'USD' }, '-1240.05'],
  [{ minor: 1_234, currency: 'JPY' }, '1234'],
  [{ minor: 1_234, currency: 'KWD' }, '1.2340'],
  [{ minor: 5_000, currency: 'KWD' }, '5'],
])('%o is typed as %s', (money, text) => {
  expect(amountText(money)).toBe(text);
});

test.each([
  ['2,5', 2.5],
  [' 0 ', 0],
  ['', null],
  ['a', null],
])('"%s" is the number %s', (text, value) => {
  expect(numberOf(text)).toBe(value);
});
