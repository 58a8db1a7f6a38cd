import { expect, test } from 'vitest';
import { PaymentsLedger, statusOf } from './ledger.ts';
import type { Movement } from './ledger.ts';
import { dayOf, isPayoutDay, startOf } from './payout-days.ts';
import { USUAL_PAYMENTS } from './settings.ts';
import type { PaymentsSettings } from './settings.ts';

const dayNamed = (iso: string) => Date.parse(`${iso}T00:00:00Z`) / 86_400_000;
const isoOf = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);
const noon = (iso: string) => startOf(dayNamed(iso), 'US') + 12 * 3_600_000;

function charge(id: number, iso: string, amountMinor = 10_000): Movement {
  return { kind: 'charge', id, at: noon(iso), orderId: 500 + id, amountMinor };
}

function ledgerOf(movements: readonly Movement[], settings: Partial<PaymentsSettings> = {}) {
  const ledger = new PaymentsLedger({ ...USUAL_PAYMENTS, ...settings }, 'US');
  for (const movement of movements) {
    ledger.advanceTo(movement.at);
    ledger.book(movement);
  }
  return ledger;
}

test.each([
  ['2026-11-16', '2026-11-18'], // Monday → Wednesday
  ['2026-11-20', '2026-11-24'], // Friday to Sunday go together
  ['2026-11-21', '2026-11-24'],
  ['2026-11-22', '2026-11-24'],
  ['2026-11-25', '2026-11-30'], // Thanksgiving is on the 26th; Friday, then Monday
])('what was sold on %s is paid out on %s', (sold, paid) => {
  const ledger = ledgerOf([charge(1, sold)]);
  ledger.advanceTo(noon('2026-12-20'));
  expect(ledger.payouts.map(({ issuedAt }) => isoOf(dayOf(issuedAt, 'US')))).toEqual([paid]);
});

test.each([
  ['WEEKLY', { weeklyAnchor: 2 }, '2026-11-23', false],
  ['WEEKLY', { weeklyAnchor: 2 }, '2026-11-24', true],
  ['WEEKLY', { weeklyAnchor: 4 }, '2026-11-26', false], // Thanksgiving
  ['WEEKLY', { weeklyAnchor: 4 }, '2026-11-27', true],
  ['MONTHLY', { monthlyAnchor: 31 }, '2026-11-27', false],
  ['MONTHLY', { monthlyAnchor: 31 }, '2026-11-30', true], // the last day of a shorter month
  ['MONTHLY', { monthlyAnchor: 15 }, '2026-11-16', true], // the 15th is a Sunday
  ['MANUAL', {}, '2026-11-24', false],
] as const)('%s with %o pays on %s: %s', (interval, anchors, iso, pays) => {
  const settings = { ...USUAL_PAYMENTS, interval, ...anchors };
  expect(isPayoutDay(dayNamed(iso), settings, 'US')).toBe(pays);
});

test('a charge pays 2.9 % and 30, a refund gives no fee back, a lost dispute costs 15', () => {
  const other = { id: 9, orderId: 501, amountMinor: 10_000 };
  const ledger = ledgerOf([
    charge(1, '2026-11-16'),
    { ...other, kind: 'refund', at: noon('2026-11-17') },
    { ...other, kind: 'dispute_opened', at: noon('2026-11-18') },
    { ...other, kind: 'dispute_won', at: noon('2026-11-19') },
  ]);
  expect(ledger.transactions.map(({ type, netMinor }) => [type, netMinor])).toEqual([
    ['CHARGE', 10_000 - 290 - 30],
    ['REFUND', -10_000],
    ['DISPUTE_WITHDRAWAL', -11_500],
    ['DISPUTE_REVERSAL', 11_500],
  ]);
});

test('what goes back without a sale is taken from the bank', () => {
  const ledger = ledgerOf([
    { kind: 'refund', id: 1, at: noon('2026-11-16'), orderId: 1, amountMinor: 5_000 },
  ]);
  ledger.advanceTo(noon('2026-11-20'));
  expect(ledger.payouts.map(({ netMinor }) => netMinor)).toEqual([-5_000]);
  expect(ledger.balanceAt(noon('2026-11-20'))).toBe(0);
});

test('a reserve holds a quarter of each payout’s charges and gives it back after its days', () => {
  const reserve = { percentBp: 2_500, days: 30, since: null };
  const ledger = ledgerOf([charge(1, '2026-09-14')], { reserve });
  ledger.advanceTo(noon('2026-09-17'));
  expect(ledger.payouts.map(({ netMinor }) => netMinor)).toEqual([9_680 - 2_500]);
  expect(ledger.reservedMinor).toBe(2_500);
  ledger.advanceTo(noon('2026-10-20'));
  expect(ledger.payouts.at(-1)?.netMinor).toBe(2_500);
  expect(isoOf(dayOf(ledger.payouts.at(-1)?.issuedAt ?? 0, 'US'))).toBe('2026-10-16');
  expect(ledger.reservedMinor).toBe(0);
});

test('payouts and balance together are always all that was earned', () => {
  const days = Array.from({ length: 90 }, (_, index) => isoOf(dayNamed('2026-08-03') + index));
  const reserve = { percentBp: 1_000, days: 20, since: null };
  const ledger = ledgerOf(
    days.map((iso, index) => charge(index, iso, 1_000 + index * 7)),
    { reserve },
  );
  for (const iso of days.toReversed().slice(0, 3)) {
    const now = noon(iso);
    const earned = ledger.transactions
      .filter(({ at }) => at <= now)
      .reduce((sum, { netMinor }) => sum + netMinor, 0);
    const paid = ledger.payouts
      .filter(({ issuedAt }) => issuedAt <= now)
      .reduce((sum, { netMinor }) => sum + netMinor, 0);
    expect(paid + ledger.balanceAt(now)).toBe(earned);
  }
});

test('a payout is scheduled, then on its way, then on the bank account', () => {
  const ledger = ledgerOf([charge(1, '2026-11-16')]);
  ledger.advanceTo(noon('2026-11-17'));
  const [payout] = ledger.payouts;
  if (payout === undefined) throw new Error('no payout');
  const at = (now: number) => statusOf(payout, now);
  expect([at(payout.issuedAt - 1), at(payout.issuedAt)]).toEqual(['SCHEDULED', 'IN_TRANSIT']);
  expect([at(payout.bankAt - 1), at(payout.bankAt)]).toEqual(['IN_TRANSIT', 'PAID']);
});

test('a manual schedule pays when the merchant says so', () => {
  const ledger = ledgerOf([charge(1, '2026-11-16')], { interval: 'MANUAL' });
  ledger.advanceTo(noon('2026-12-16'));
  expect(ledger.payouts).toEqual([]);
  expect(ledger.payNow(noon('2026-12-16'))?.netMinor).toBe(9_680);
  expect(ledger.payNow(noon('2026-12-17'))).toBeNull();
});
