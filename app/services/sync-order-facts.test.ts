import { describe, expect, test } from 'vitest';
import { readFulfillmentEvents, readOrder } from './sync-order-facts.server.ts';

const fulfillment = {
  id: 'gid://shopify/Fulfillment/2',
  name: '#1001.1',
  status: 'SUCCESS',
  displayStatus: 'IN_TRANSIT',
  createdAt: '2026-11-01T10:00:00Z',
  updatedAt: '2026-11-02T10:00:00Z',
  requiresShipping: true,
  originAddress: { countryCode: 'CN' },
  trackingInfo: [{ company: 'USPS', number: ' 94001 ', url: null }],
};
const order = {
  id: 'gid://shopify/Order/1',
  name: '#1001',
  createdAt: '2026-11-01T09:00:00Z',
  processedAt: '2026-11-01T09:00:00Z',
  updatedAt: '2026-11-02T10:00:00Z',
  cancelledAt: null,
  closedAt: null,
  totalPriceSet: { shopMoney: { amount: '19.90', currencyCode: 'EUR' } },
  displayFinancialStatus: 'PAID',
  displayFulfillmentStatus: 'FULFILLED',
  shippingAddress: { countryCodeV2: 'de', zip: '10115' },
  fulfillments: [fulfillment],
};

const service = (type: string, serviceName: string) => ({ type, serviceName });

describe('reading an order', () => {
  test('takes ids as text, money in minor units and countries in upper case', () => {
    expect(readOrder(order)).toMatchObject({
      ok: true,
      order: {
        orderId: '1',
        total: { minor: 1990, currency: 'EUR' },
        destinationCountry: 'DE',
        fulfillments: [{ fulfillmentId: '2', originCountry: 'CN', events: null }],
      },
    });
  });

  test.each([
    ['an address Shopify withheld', { shippingAddress: null }, { destinationCountry: null }],
    ['fulfillments Shopify withheld', { fulfillments: null }, { fulfillments: [] }],
    ['one fulfillment Shopify withheld', { fulfillments: [null] }, { fulfillments: [] }],
  ])('keeps the rest of one with %s', (_, change, expected) => {
    expect(readOrder({ ...order, ...change })).toMatchObject({ ok: true, order: expected });
  });

  test.each([
    ['a third-party service', service('THIRD_PARTY', ' Yanwen 3PL '), 'Shenzhen', 'Yanwen 3PL'],
    ['a location when the service is manual', service('MANUAL', 'Manual'), 'Shenzhen', 'Shenzhen'],
    ['a location when the service is unknown', null, 'Shenzhen', 'Shenzhen'],
    ['nobody when Shopify withholds both', null, null, null],
    [
      'a location when the service has no name',
      service('THIRD_PARTY', '  '),
      'Shenzhen',
      'Shenzhen',
    ],
  ])('takes for the supplier %s', (_, withService, place, supplier) => {
    const location = place === null ? null : { name: place };
    const fulfillments = [{ ...fulfillment, service: withService, location }];
    expect(readOrder({ ...order, fulfillments })).toMatchObject({
      order: { fulfillments: [{ supplier }] },
    });
  });

  test.each([
    ['updatedAt', { updatedAt: 'yesterday' }],
    [
      'totalPriceSet.shopMoney',
      { totalPriceSet: { shopMoney: { amount: 'much', currencyCode: 'EUR' } } },
    ],
    ['id', { id: '1' }],
    ['fulfillments.0.createdAt', { fulfillments: [{ ...fulfillment, createdAt: 4 }] }],
  ])('names the field that cannot be read: %s', (field, change) => {
    const reading = readOrder({ ...order, ...change });
    expect(reading.ok ? '' : reading.reason).toMatch(
      new RegExp(`^${field.replaceAll('.', '\\.')}:`),
    );
  });

  test('drops NUL from carrier text, which PostgreSQL cannot hold', () => {
    const trackingInfo = [{ company: 'U\u0000SPS', number: '1', url: null }];
    expect(readOrder({ ...order, fulfillments: [{ ...fulfillment, trackingInfo }] })).toMatchObject(
      { order: { fulfillments: [{ tracking: [{ carrier: 'USPS' }] }] } },
    );
  });
});

describe('reading events', () => {
  const events = (hasNextPage: boolean) => ({
    id: 'gid://shopify/Fulfillment/2',
    events: { nodes: [null], pageInfo: { hasNextPage, endCursor: 'abc' } },
  });

  test('says where the next page begins, and null at the end', () => {
    expect(readFulfillmentEvents(events(true))?.page.endCursor).toBe('abc');
    expect(readFulfillmentEvents(events(false))?.page.endCursor).toBeNull();
  });

  test('is null for a fulfillment that is not there', () => {
    expect(readFulfillmentEvents(null)).toBeNull();
  });
});
