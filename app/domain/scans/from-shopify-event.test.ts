import { describe, expect, test } from 'vitest';
import {
  scanFromShopifyEvent,
  SHOPIFY_STATUSES,
  type ShopifyEvent,
} from '#app/domain/scans/from-shopify-event.ts';

const event = (over: Partial<ShopifyEvent>): ShopifyEvent => ({
  id: 'gid://shopify/FulfillmentEvent/1',
  status: 'IN_TRANSIT',
  happenedAt: '2026-05-10T08:00:00Z',
  createdAt: '2026-05-10T09:00:00Z',
  estimatedDeliveryAt: null,
  message: null,
  city: 'Leipzig',
  country: 'DE',
  ...over,
});

describe('the eleven statuses', () => {
  test.each([
    ['LABEL_PURCHASED', 'announced', false],
    ['LABEL_PRINTED', 'announced', false],
    ['CONFIRMED', 'announced', false],
    ['CARRIER_PICKED_UP', 'accepted', true],
    ['IN_TRANSIT', 'domestic_transit', true],
    ['OUT_FOR_DELIVERY', 'out_for_delivery', true],
    ['ATTEMPTED_DELIVERY', 'attempt_failed', true],
    ['READY_FOR_PICKUP', 'available_pickup', true],
    ['DELIVERED', 'delivered', true],
    ['DELAYED', 'exception', true],
    ['FAILURE', 'exception', true],
  ])('%s is %s, physical: %s', (status, milestone, physical) => {
    expect(scanFromShopifyEvent(event({ status }))).toMatchObject({ milestone, physical });
  });

  test('are all of them', () => {
    expect(Object.keys(SHOPIFY_STATUSES)).toHaveLength(11);
  });
});

test.each(['PICKED_UP', 'RETURNING_TO_SENDER', 'constructor', 'delivered', ''])(
  'the status %j, which we do not know, is kept as unknown with its text',
  (status) => {
    expect(scanFromShopifyEvent(event({ status, message: 'Returned to sender' }))).toMatchObject({
      milestone: 'unknown',
      physical: false,
      rawStatus: status,
    });
  },
);

describe('the carrier’s words', () => {
  test.each([
    ['IN_TRANSIT', 'Presented to export customs', 'export_customs'],
    ['IN_TRANSIT', 'Departed origin country', 'departed_origin'],
    ['IN_TRANSIT', 'Arrived at destination country', 'arrived_destination'],
    ['IN_TRANSIT', '进口清关', 'import_customs'],
    ['IN_TRANSIT', 'Customs clearance completed', 'customs_released'],
    ['IN_TRANSIT', 'Returning to sender', 'returning'],
    ['DELAYED', 'Held by customs', 'customs_action_needed'],
    ['DELAYED', 'Package lost', 'lost'],
    ['FAILURE', 'Return to sender: unclaimed', 'returning'],
    ['FAILURE', '已退回寄件人', 'returned'],
    ['FAILURE', 'The shipment has been declared lost', 'lost'],
    ['FAILURE', 'Refused by recipient', 'exception'],
    ['DELIVERED', 'Delivered, to original sender', 'returned'],
  ])('refine %s with %j to %s', (status, message, milestone) => {
    expect(scanFromShopifyEvent(event({ status, message })).milestone).toBe(milestone);
  });

  test.each([
    ['IN_TRANSIT', 'Package lost', 'domestic_transit'],
    ['OUT_FOR_DELIVERY', 'Returned to sender', 'out_for_delivery'],
    ['DELIVERED', 'Customs cleared', 'delivered'],
    ['CONFIRMED', 'Departed origin country', 'announced'],
  ])('do not turn %s with %j into anything but %s', (status, message, milestone) => {
    expect(scanFromShopifyEvent(event({ status, message })).milestone).toBe(milestone);
  });
});

describe('custody', () => {
  const nowhere = { city: null, country: null };
  test.each([
    ['DELAYED', null, false],
    ['DELAYED', 'Customs cleared', false],
    ['DELAYED', 'Held by customs', false],
    ['FAILURE', null, false],
    ['FAILURE', 'Return to sender: unclaimed', true],
    ['FAILURE', 'Package lost', false],
    ['IN_TRANSIT', null, true],
    ['DELIVERED', null, true],
  ])('%s with %j and no place proves it: %s', (status, message, physical) => {
    expect(scanFromShopifyEvent(event({ status, message, ...nowhere })).physical).toBe(physical);
  });

  test('a place or a country is enough for a delay to prove it', () => {
    expect(scanFromShopifyEvent(event({ status: 'DELAYED', country: null })).physical).toBe(true);
    expect(scanFromShopifyEvent(event({ status: 'DELAYED', city: null })).physical).toBe(true);
  });

  test('a lost parcel is in nobody’s hands, place or not', () => {
    expect(
      scanFromShopifyEvent(event({ status: 'FAILURE', message: 'Parcel lost' })),
    ).toMatchObject({ milestone: 'lost', physical: false });
  });
});

test('instants, place, country and promise come over; text is cleaned', () => {
  const scan = scanFromShopifyEvent(
    event({
      estimatedDeliveryAt: '2026-05-12T00:00:00Z',
      city: ' Leip\u202Ezig ',
      country: 'Germany',
      message: 'In\u0000 transit',
    }),
  );
  expect(scan).toEqual({
    source: 'shopify',
    eventId: 'gid://shopify/FulfillmentEvent/1',
    occurredAt: new Date('2026-05-10T08:00:00Z'),
    recordedAt: new Date('2026-05-10T09:00:00Z'),
    milestone: 'domestic_transit',
    physical: true,
    rawStatus: 'IN_TRANSIT',
    message: 'In transit',
    place: 'Leipzig',
    country: 'DE',
    estimatedDeliveryAt: new Date('2026-05-12T00:00:00Z'),
  });
});

test('an instant that cannot be read names its field', () => {
  expect(() => scanFromShopifyEvent(event({ happenedAt: 'soon' }))).toThrow(/happenedAt/);
});
