import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openBills, plannedBills } from '#app/services/supplier-bills.ts';

const TODAY = '2026-11-27';

function order(about: Partial<Parameters<typeof openBills>[0][number]> = {}) {
  return {
    purchaseOrderId: 1,
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
    { minor: 40_000, on: '2026-12-11', label: 'Haoguang' },
    { minor: 40_000, on: '2027-01-11', label: 'Haoguang' },
  ]);
});
