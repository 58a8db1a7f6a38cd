import { describe, expect, test } from 'vitest';
import { faultOfLine, toldOrder, type ToldLine } from '#app/domain/inventory/past-order.ts';

const line: ToldLine = {
  quantity: 10,
  received: null,
  orderedOn: '2026-03-01',
  expectedOn: '2026-03-20',
  arrivedOn: '2026-03-25',
};
const today = '2026-11-18';

describe('a line of a past order', () => {
  test.each([
    ['as it should be', {}, null],
    ['ordered today', { orderedOn: today, expectedOn: null, arrivedOn: null }, null],
    [
      'ordered tomorrow',
      { orderedOn: '2026-11-19', expectedOn: null, arrivedOn: null },
      'orderedOn in_the_future',
    ],
    ['arrived tomorrow', { arrivedOn: '2026-11-19' }, 'arrivedOn in_the_future'],
    ['arrived on the day it was ordered', { arrivedOn: '2026-03-01' }, null],
    ['arrived the day before', { arrivedOn: '2026-02-28' }, 'arrivedOn before_ordered'],
    ['expected the day before', { expectedOn: '2026-02-28' }, 'expectedOn before_ordered'],
    ['all received', { received: 10 }, null],
    ['one more than ordered', { received: 11 }, 'received more_than_ordered'],
    ['received on no day', { received: 1, arrivedOn: null }, 'arrivedOn missing'],
    ['nothing received on no day', { received: 0, arrivedOn: null }, null],
  ] as const)('%s', (_what, change, fault) => {
    const found = faultOfLine({ ...line, ...change }, { today });
    expect(found === null ? null : `${found.field} ${found.code}`).toBe(fault);
  });
});

describe('an order from its lines', () => {
  test.each([
    ['all arrived', [line], 'received', '2026-03-25'],
    ['a piece is missing', [{ ...line, received: 9 }], 'partly_received', null],
    ['a line is missing', [line, { ...line, arrivedOn: null }], 'partly_received', null],
    ['nothing arrived', [{ ...line, arrivedOn: null }], 'sent', null],
    ['never ordered', [{ ...line, orderedOn: null, arrivedOn: null }], 'draft', null],
  ] as const)('%s', (_what, lines, status, closedOn) => {
    expect(toldOrder(lines)).toMatchObject({ status, closedOn });
  });

  test('lines that came on one day are one arrival, and the order is over with the last', () => {
    const later = { ...line, arrivedOn: '2026-04-02', expectedOn: '2026-03-30' };
    const order = toldOrder([line, later, { ...line, received: 0, arrivedOn: null }, line]);
    expect(order.arrivals).toEqual([
      {
        on: '2026-03-25',
        lines: [
          { index: 0, quantity: 10 },
          { index: 3, quantity: 10 },
        ],
      },
      { on: '2026-04-02', lines: [{ index: 1, quantity: 10 }] },
    ]);
    expect(order).toMatchObject({ expectedOn: '2026-03-30', received: [10, 10, 0, 10] });
  });
});
