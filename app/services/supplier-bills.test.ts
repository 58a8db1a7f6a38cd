import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mixDays } from '#app/domain/inventory/plan/weighted-days.ts';
import { openBills, plannedBills } from '#app/services/supplier-bills.ts';

const TODAY = '2026-11-27';

function order(about: Partial<Parameters<typeof openBills>[0][number]> = {}) {
  return {
    purchaseOrderId: 1,
    supplierId: 1,
    number: 'PO-1001',
    supplier: 'Haoguang',
    orderedOn: TODAY,
    expectedOn: '2026-12-20',
    arrivedOn: null,
    depositBp: 3_000,
    balanceDays: 7,
    balanceFrom: 'arrived' as const,
    minor: 100_001,
    linesWithoutCost: 0,
    ...about,
  };
}

describe('what is still to be paid for a purchase order', () => {
  test('is the deposit today and the rest after the arrival', () => {
    expect(openBills([order()], TODAY)).toEqual([
      { minor: 30_000, on: TODAY, label: 'Haoguang · PO-1001', certainty: 'known' },
      { minor: 70_001, on: '2026-12-27', label: 'Haoguang · PO-1001', certainty: 'estimated' },
    ]);
  });

  test.each([
    ['was due yesterday is taken as paid', { orderedOn: '2026-11-26' }, ['2026-12-27']],
    ['is due today is still open', { orderedOn: TODAY, depositBp: 10_000 }, [TODAY]],
    [
      'hangs on the order has a known day',
      { balanceFrom: 'ordered' as const, balanceDays: 30, depositBp: 0 },
      ['2026-12-27'],
    ],
    [
      'hangs on a late arrival begins today',
      { orderedOn: '2026-10-01', expectedOn: '2026-11-01' },
      ['2026-12-04'],
    ],
    [
      'hangs on an arrival nobody named comes 30 days after the order',
      { expectedOn: null, depositBp: 0 },
      ['2027-01-03'],
    ],
  ])('what %s', (_fact, about, days) => {
    expect(openBills([order(about)], TODAY).map(({ on }) => on)).toEqual(days);
  });

  test('deposit and rest add up to the order, whatever the share', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000_000 }),
        fc.integer({ min: 0, max: 10_000 }),
        (minor, depositBp) => {
          const sum = openBills([order({ minor, depositBp })], TODAY).reduce(
            (all, bill) => all + bill.minor,
            0,
          );
          expect(sum).toBe(minor);
        },
      ),
    );
  });
});

test('a planned order is paid as its supplier’s terms say, from its week on', () => {
  const planned = {
    supplier: 'Haoguang',
    depositBp: 5_000,
    balanceDays: 10,
    balanceFrom: 'arrived' as const,
    leadDays: 21,
    week: 2,
    minor: 80_000,
  };
  expect(plannedBills([planned], TODAY)).toEqual([
    { minor: 40_000, on: '2026-12-11', label: 'Haoguang', orderedOn: '2026-12-11' },
    { minor: 40_000, on: '2027-01-11', label: 'Haoguang', orderedOn: '2026-12-11' },
  ]);
});

describe('an order of a supplier whose lateness is on record', () => {
  const late = mixDays([{ days: [3, 5, 9], weight: 3 }]);
  const lateness = new Map(late === null ? [] : [[1, late] as const]);

  test('is paid so many days after each day on which it may come', () => {
    const [, rest] = openBills([order()], TODAY, lateness);
    // Named for 20 December, 23 days from now, and paid a week after it has come.
    expect(rest?.days?.[0]).toBe(23 + 3 + 7);
    expect(rest?.days?.[10]).toBe(23 + 5 + 7);
    expect(rest?.days?.slice(0, -1).every((day) => day <= 23 + 9 + 7)).toBe(true);
  });

  test('and was to come yesterday comes today at the earliest', () => {
    const [, rest] = openBills([order({ expectedOn: '2026-11-10' })], TODAY, lateness);
    expect(Math.min(...(rest?.days ?? []))).toBeGreaterThanOrEqual(7);
  });

  test.each([
    ['has come', { arrivedOn: '2026-11-20' }],
    ['was named no day', { expectedOn: null }],
    ['is of another supplier', { supplierId: 2 }],
  ])('and %s is paid on one day', (_what, about) => {
    const bills = openBills([order(about)], TODAY, lateness);
    expect(bills.filter(({ days }) => days !== undefined)).toEqual([]);
  });
});
