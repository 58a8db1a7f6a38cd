import { describe, expect, test } from 'vitest';
import { chooseColumns, recogniseColumns } from './columns.ts';
import { recogniseDelimiter } from './delimiters.ts';

describe('column names', () => {
  test.each([
    ['plain English', 'Order name,Tracking number,Carrier', { order: 0, number: 1, carrier: 2 }],
    [
      'in another order',
      'Carrier,Tracking Number,Buyer,Order #',
      { carrier: 0, number: 1, order: 3 },
    ],
    [
      '1688',
      '订单编号,买家公司名,收货人姓名,收货地址,货品标题,单品货号,数量,物流公司,物流公司运单号,发货时间',
      { order: 0, sku: 5, quantity: 6, carrier: 7, number: 8, shipped: 9 },
    ],
    [
      'DSers',
      'Order Name,Customer,SKU,Quantity,Tracking Number,Shipping Carrier,Fulfilled time',
      { order: 0, sku: 2, quantity: 3, number: 4, carrier: 5, shipped: 6 },
    ],
    [
      'CJ, where the shop’s order comes before CJ’s',
      'CJ Order ID,Order Number,SKU,Tracking Number,Last Mile Tracking Number,Logistics,Shipped Date',
      { order: 1, sku: 2, number: 3, next: 4, carrier: 5, shipped: 6 },
    ],
    [
      'Dianxiaomi',
      '订单号,包裹号,SKU,数量,物流方式,运单号,转单号,发货时间(北京时间)',
      { order: 0, sku: 2, quantity: 3, carrier: 4, number: 5, next: 6, shipped: 7 },
    ],
    [
      'Mabang',
      '订单编号,商品SKU,商品数量,物流渠道,货运单号,尾程单号,发货日期',
      { order: 0, sku: 1, quantity: 2, carrier: 3, number: 4, next: 5, shipped: 6 },
    ],
    ['traditional Chinese', '訂單編號,追蹤號碼,物流商名稱', { order: 0, number: 1, carrier: 2 }],
    ['an earlier number', '原单号,转单号,派送公司', { existing: 0, next: 1 }],
    [
      'Shopify’s own export',
      'Name,Email,Lineitem sku,Tracking Number',
      { order: 0, sku: 2, number: 3 },
    ],
    ['odd spacing and case', ' TRACKING_NUMBER , order-no. ', { number: 0, order: 1 }],
  ])('%s', (_style, header, places) => {
    expect(recogniseColumns([header.split(',')])).toMatchObject({ headerRecord: 0, places });
  });

  test('are found below a title', () => {
    const records = [['November, week 1'], [], ['订单号', '运单号'], ['#1', 'LX123456785CN']];
    expect(recogniseColumns(records)).toMatchObject({
      headerRecord: 2,
      places: { order: 0, number: 1 },
    });
  });

  test('with a number or an address in them are not kept', () => {
    const { headers } = recogniseColumns([
      ['Tracking number', 'Anna +49 170 1234567', 'anna@example.com', 'Notes'],
    ]);
    expect(headers).toEqual(['Tracking number', '', '', 'Notes']);
  });
});

describe('without names', () => {
  test.each([
    ['a list of numbers', [['LX123456785CN'], ['YT2630712345678901']], { number: 0 }],
    [
      'order and number',
      [
        ['#1001', 'LX123456785CN'],
        ['#1002', 'YT2630712345678901'],
      ],
      { number: 1, order: 0 },
    ],
    [
      'number and order',
      [
        ['LX123456785CN', 'EN1001'],
        ['YT2630712345678901', 'EN1002'],
      ],
      { number: 0, order: 1 },
    ],
    [
      'words alone',
      [
        ['Anna', 'Berlin'],
        ['Ben', 'Paris'],
      ],
      {},
    ],
    ['nothing', [], {}],
  ])('%s', (_case, records, places) => {
    const found = recogniseColumns(records);
    expect(found.headerRecord).toBeNull();
    expect(found.places).toEqual(places);
  });
});

describe('a person’s choice', () => {
  test('moves a column from the field it was recognised as', () => {
    expect(chooseColumns({ places: { order: 0, number: 1 } }, { next: 1 })).toEqual({
      order: 0,
      next: 1,
    });
  });
  test('can take a column away', () => {
    expect(chooseColumns({ places: { order: 0, number: 1 } }, { order: null })).toEqual({
      number: 1,
    });
  });
});

test.each([
  ['a,b\nc,d', ','],
  ['a;b;c,d\ne;f;g,h', ';'],
  ['a\tb\nc\td', '\t'],
  ['"x, y";b\n"z, w";d', ';'],
  ['LX123456785CN\nYT2630712345678901', ','],
  ['', ','],
])('the delimiter of %j is %j', (text, delimiter) => {
  expect(recogniseDelimiter(text)).toBe(delimiter);
});
