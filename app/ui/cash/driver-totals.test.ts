import { expect, test } from 'vitest';
import type { CashWeek, DriverWeek } from '#app/domain/cash/cash-forecast.ts';
import { driverTotals } from './driver-totals.ts';

test('weeks of one driver are added up, heaviest first, known and estimated apart', () => {
  const rent = line({ driver: 'recurring', certainty: 'known', label: 'Rent', minor: -240_000 });
  const bill = line({ driver: 'supplier_orders', certainty: 'known', minor: -30_000 });
  const later = line({ driver: 'supplier_orders', certainty: 'estimated', minor: -50_000 });
  const totals = driverTotals([week([rent, bill]), week([rent, later, bill])]);
  expect(totals.map(({ driver, certainty, minor }) => [driver, certainty, minor])).toEqual([
    ['recurring', 'known', -480_000],
    ['supplier_orders', 'known', -60_000],
    ['supplier_orders', 'estimated', -50_000],
  ]);
});

test('what comes in and goes out again leaves no line', () => {
  const held = line({ driver: 'reserves_held', certainty: 'known', minor: -700 });
  expect(driverTotals([week([held]), week([{ ...held, minor: 700 }])])).toEqual([]);
});

function line(facts: Omit<DriverWeek, 'label'> & { label?: string }): DriverWeek {
  return { label: '', ...facts };
}

function week(drivers: DriverWeek[]): CashWeek {
  const closing = { p10: 0, p50: 0, p90: 0 };
  return { from: '2026-11-27', inMinor: 0, outMinor: 0, closing, drivers };
}
