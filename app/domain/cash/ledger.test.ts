import { describe, expect, test } from 'vitest';
import { ledger } from '#app/domain/cash/ledger.ts';
import type { CashEntry, LedgerPeriod } from '#app/domain/cash/ledger.ts';

const usd = (minor: number) => ({ minor, currency: 'USD' });
const MONTHS = ['01', '02', '03', '04', '05', '06'].map((month) => `2026-${month}-01`);
const REVENUE = [4725, 4775, 4525, 4775, 4450, 4375];
const EXPENSES = [4650, 4825, 4750, 5100, 4225, 4250];
const entries: CashEntry[] = MONTHS.flatMap((on, month) => [
  { on, amount: usd(REVENUE[month] ?? 0) },
  { on, amount: usd(-(EXPENSES[month] ?? 0)) },
]);

/** The first period at whose end the balance is below the threshold. */
function firstBelow(periods: readonly LedgerPeriod[], thresholdMinor: number): LedgerPeriod | null {
  return periods.find(({ closingMinor }) => closingMinor < thresholdMinor) ?? null;
}

/** Days between paying a supplier and having the buyer's money; the product shows its parts, not their sum. */
function cashConversionDays(days: Record<'inventory' | 'receivable' | 'payable', number>): number {
  return days.inventory + days.receivable - days.payable;
}

describe('the forecast of docslib, “Constructing a cash flow forecast”, opening 400', () => {
  const periods = ledger({ opening: usd(400), entries, starts: MONTHS, end: '2026-07-01' });

  test('nets 75, −50, −225, −325, 225, 125', () => {
    expect(periods.map((one) => one.receiptsMinor - one.paymentsMinor)).toEqual([
      75, -50, -225, -325, 225, 125,
    ]);
  });

  test('closes at 475, 425, 200, −125, 100, 225', () => {
    expect(periods.map(({ closingMinor }) => closingMinor)).toEqual([
      475, 425, 200, -125, 100, 225,
    ]);
  });

  test('falls short in month 4', () => {
    expect(firstBelow(periods, 0)?.from).toBe('2026-04-01');
  });

  test('every period opens where the one before closed', () => {
    expect(periods.map(({ openingMinor }) => openingMinor)).toEqual([
      400, 475, 425, 200, -125, 100,
    ]);
  });
});

test('a balance that equals the threshold is not below it', () => {
  const periods = ledger({
    opening: usd(0),
    entries: [{ on: '2026-01-01', amount: usd(5) }],
    starts: ['2026-01-01'],
    end: '2026-01-02',
  });
  expect(firstBelow(periods, 5)).toBeNull();
  expect(firstBelow(periods, 6)?.from).toBe('2026-01-01');
});

test('two currencies are never added', () => {
  expect(() =>
    ledger({
      opening: usd(0),
      entries: [{ on: '2026-01-01', amount: { minor: 1, currency: 'EUR' } }],
      starts: ['2026-01-01'],
      end: '2026-01-02',
    }),
  ).toThrow('EUR in a ledger of USD');
});

test.each([
  ['the day before the first', '2025-12-31', 0],
  ['the first', '2026-01-01', 7],
  ['the last', '2026-01-07', 7],
  ['the day after the last', '2026-01-08', 0],
])('an entry of %s counts %#', (_day, on, closing) => {
  const [only] = ledger({
    opening: usd(0),
    entries: [{ on, amount: usd(7) }],
    starts: ['2026-01-01'],
    end: '2026-01-08',
  });
  expect(only?.closingMinor).toBe(closing);
});

test.each([
  ['a shop with stock', { inventory: 60, receivable: 4, payable: 30 }, 34],
  ['a shop that pays its supplier at order time', { inventory: 0, receivable: 4, payable: 0 }, 4],
  ['a shop paid before its supplier is', { inventory: 0, receivable: 2, payable: 14 }, -12],
])('the cash conversion cycle of %s', (_shop, days, expected) => {
  expect(cashConversionDays(days)).toBe(expected);
});
