import { describe, expect, test } from 'vitest';
import { readOrderGroup, wholeOrders } from '#app/services/import-groups.ts';
import type { Line } from '#app/shopify/line-splitter.ts';

const money = (amount: string) => ({ shopMoney: { amount, currencyCode: 'USD' } });
const ORDER = {
  id: 'gid://shopify/Order/1',
  name: '#1001',
  createdAt: '2026-11-01T00:00:00Z',
  processedAt: '2026-11-01T00:00:00Z',
  updatedAt: '2026-11-02T00:00:00Z',
  totalPriceSet: money('65.00'),
  fulfillments: [],
  sourceName: 'web',
  returnStatus: 'NO_RETURN',
  totalShippingPriceSet: money('5.00'),
  totalRefundedShippingSet: money('0.0'),
  dutiesIncluded: false,
  currentTotalDutiesSet: null,
  shippingLine: { title: 'Standard' },
  purchasingEntity: null,
  transactions: [],
  refunds: [],
};
const LINE = {
  id: 'gid://shopify/LineItem/11',
  title: 'Lamp "__parentId" shade',
  sku: 'L',
  quantity: 2,
  unfulfilledQuantity: 1,
  requiresShipping: true,
  discountedTotalSet: money('60.00'),
  sellingPlan: null,
  product: { id: 'gid://shopify/Product/5' },
  variant: null,
  __parentId: ORDER.id,
};
const FULFILLMENT_ORDER = {
  id: 'gid://shopify/FulfillmentOrder/21',
  fulfillBy: '2026-11-05T00:00:00Z',
  deliveryMethod: {
    id: 'gid://shopify/DeliveryMethod/31',
    methodType: 'SHIPPING',
    maxDeliveryDateTime: '2026-11-20T00:00:00Z',
  },
  __parentId: ORDER.id,
};

async function groupsOf(batches: string[][]): Promise<string[][][]> {
  let lineNumber = 0;
  async function* batchesOfLines() {
    for (const texts of batches) {
      const lines: Line[] = texts.map((text) => ({
        text,
        lineNumber: (lineNumber += 1),
        endOffset: lineNumber,
      }));
      yield { lines, totalBytes: null };
    }
  }
  const groups: string[][][] = [];
  for await (const whole of wholeOrders(batchesOfLines()))
    groups.push(whole.map((group) => group.map(({ text }) => text)));
  return groups;
}

describe('lines of a grouped file', () => {
  const part = (id: number) => `{"id":"p${id}","__parentId":"x"}`;

  test('stand with their order, across the end of a batch', async () => {
    expect(
      await groupsOf([['{"a":1}', part(1), '{"a":2}'], [part(2), part(3)], ['{"a":3}']]),
    ).toEqual([[['{"a":1}', part(1)]], [['{"a":2}', part(2), part(3)]], [['{"a":3}']]]);
  });

  test('of one order alone come at the end of the file', async () => {
    expect(await groupsOf([['{"a":1}'], [part(1)]])).toEqual([[['{"a":1}', part(1)]]]);
  });

  test('of an empty file are none', async () => {
    expect(await groupsOf([[]])).toEqual([]);
  });

  test('are told from an order whose text quotes the key', async () => {
    const text = JSON.stringify({ note: '"__parentId": 1' });
    expect(await groupsOf([[text, text]])).toEqual([[[text]], [[text]]]);
  });
});

describe('an order with its parts', () => {
  const read = (...parts: unknown[]) =>
    readOrderGroup([ORDER, ...parts].map((each) => JSON.stringify(each)));

  test('has its lines, dates and methods', () => {
    expect(read(LINE, FULFILLMENT_ORDER)).toMatchObject({
      ok: true,
      order: {
        orderId: '1',
        beside: {
          lines: [
            {
              lineId: '11',
              productId: '5',
              variantId: null,
              totalMinor: 6_000,
              unfulfilledQuantity: 1,
            },
          ],
          details: {
            methods: ['SHIPPING'],
            fulfillBy: '2026-11-05T00:00:00.000Z',
            deliverBy: '2026-11-20T00:00:00.000Z',
            isCompany: false,
            refunds: [],
          },
        },
      },
    });
  });

  test('without a delivery method says that none is told', () => {
    expect(read(LINE)).toMatchObject({
      order: { beside: { details: { methods: null, deliverBy: null } } },
    });
  });

  test('is read alone when a part cannot be read', () => {
    const reading = readOrderGroup([JSON.stringify(ORDER), '{broken "__parentId"']);
    expect(reading).toMatchObject({ ok: true, order: { orderId: '1', beside: null } });
  });

  test('that is no JSON, or no order, says so', () => {
    expect(readOrderGroup(['{broken'])).toEqual({ ok: false, reason: 'not JSON' });
    expect(readOrderGroup(['7'])).toMatchObject({ ok: false });
    expect(readOrderGroup([JSON.stringify(LINE)])).toMatchObject({ ok: false });
  });

  test('where the buyer was not asked about does not say what the buyer is', () => {
    const { purchasingEntity: _left, ...rest } = ORDER;
    const reading = readOrderGroup([rest].map((each) => JSON.stringify(each)));
    expect(reading).toMatchObject({ order: { beside: { details: { isCompany: null } } } });
  });

  test('of a company says so', () => {
    const order = { ...ORDER, purchasingEntity: { __typename: 'PurchasingCompany' } };
    expect(readOrderGroup([JSON.stringify(order)])).toMatchObject({
      order: { beside: { details: { isCompany: true } } },
    });
  });
});

describe('refunds', () => {
  const refund = (id: number) => ({
    id: `gid://shopify/Refund/${id}`,
    createdAt: null,
    processedAt: '2026-11-03T00:00:00Z',
    totalRefundedSet: money('10.00'),
  });
  const payment = {
    id: 'gid://shopify/OrderTransaction/41',
    kind: 'REFUND',
    status: 'SUCCESS',
    gateway: 'gift_card',
    manualPaymentGateway: false,
    createdAt: '2026-11-03T00:00:00Z',
    processedAt: null,
    amountSet: money('10.00'),
  };
  const read = (refunds: unknown[]) =>
    readOrderGroup([
      JSON.stringify({
        ...ORDER,
        refunds,
        transactions: [payment],
        totalRefundedShippingSet: money('5.00'),
      }),
    ]);

  test('a single one is told by the order’s own sums', () => {
    expect(read([refund(1)])).toMatchObject({
      order: {
        beside: {
          details: {
            refunds: [
              {
                id: '1',
                at: '2026-11-03T00:00:00.000Z',
                minor: 1_000,
                shippingMinor: 500,
                payments: [{ isStoreCredit: true, minor: 1_000 }],
              },
            ],
          },
        },
      },
    });
  });

  test('several have to be asked for', () => {
    expect(read([refund(1), refund(2)])).toMatchObject({
      order: { beside: { details: { refunds: null } } },
    });
  });
});
