import { describe, expect, test } from 'vitest';
import { readReturns } from '#app/services/sync-returns.ts';

const disposition = (overrides = {}) => ({
  type: 'RESTOCKED',
  quantity: 1,
  createdAt: '2026-11-10T00:00:00Z',
  ...overrides,
});

function returnsWith(dispositions: unknown[], totalQuantity = 2) {
  const total = { shopMoney: { amount: '30.00', currencyCode: 'USD' } };
  const line = {
    quantity: 1,
    returnReasonDefinition: { handle: 'unwanted' },
    withCodeDiscountedTotalPriceSet: total,
  };
  return readReturns({
    id: 'gid://shopify/Order/1',
    returns: {
      nodes: [
        {
          id: 'gid://shopify/Return/2',
          name: '#1001-R1',
          status: 'OPEN',
          createdAt: '2026-11-01T00:00:00Z',
          requestApprovedAt: null,
          closedAt: null,
          returnLineItems: { nodes: [line, line] },
          reverseFulfillmentOrders: {
            nodes: [{ lineItems: { nodes: [{ totalQuantity, dispositions }] } }],
          },
          refunds: { nodes: [{ id: 'gid://shopify/Refund/9' }] },
        },
      ],
    },
  });
}

test('a return is read with its pieces, what they cost and each reason once', () => {
  expect(returnsWith([])).toMatchObject({
    orderId: '1',
    returns: [
      {
        returnId: '2',
        facts: { quantity: 2, goodsMinor: 6_000, reasons: ['unwanted'], refundIds: ['9'] },
      },
    ],
  });
});

describe('the goods', () => {
  test.each([
    ['are not back while nothing came', [], null],
    ['are not back while one piece is missing', [disposition()], null],
    [
      'are back with the last piece',
      [disposition(), disposition({ createdAt: '2026-11-12T00:00:00Z' })],
      '2026-11-12T00:00:00.000Z',
    ],
    [
      'are not back when a piece is said to be missing',
      [disposition(), disposition({ type: 'MISSING' })],
      null,
    ],
  ])('%s', (_case, dispositions, at) => {
    expect(returnsWith(dispositions)?.returns[0]?.facts.goodsBackAt).toBe(at);
  });

  test('are not back where nothing is to come back', () => {
    expect(returnsWith([], 0)?.returns[0]?.facts.goodsBackAt).toBeNull();
  });
});

test('what is no answer about returns is none', () => {
  expect(readReturns({ id: 'gid://shopify/Order/1' })).toBeNull();
  expect(readReturns(null)).toBeNull();
});
