import { describe, expect, test } from 'vitest';
import type { ExistingFulfillments } from '#app/db/orders-existing.server.ts';
import type { FulfillmentFacts } from './sync-order-facts.server.ts';
import { hasNewNumbers, numbersSince } from './sync-number-changes.ts';

const at = (hour: number) => new Date(Date.UTC(2026, 10, 2, hour));
const facts = (number: string | null, eventHours: number[] = []): FulfillmentFacts => ({
  fulfillmentId: '2',
  name: '#1001.1',
  status: 'SUCCESS',
  displayStatus: null,
  createdAt: at(1),
  updatedAt: at(20),
  inTransitAt: null,
  deliveredAt: null,
  estimatedDeliveryAt: null,
  originCountry: null,
  supplier: null,
  requiresShipping: true,
  tracking: [{ number, carrier: null, url: null }],
  events: {
    endCursor: null,
    events: eventHours.map((hour) => ({
      id: String(hour),
      status: 'IN_TRANSIT',
      happenedAt: at(hour).toISOString(),
      createdAt: at(hour).toISOString(),
      estimatedDeliveryAt: null,
      message: null,
      city: null,
      country: null,
      zip: null,
    })),
  },
});
const stored = (number: string | null): ExistingFulfillments => ({
  known: new Set(['2']),
  parcels: new Map([
    [
      '2',
      [
        {
          position: 0,
          number,
          numberKey: number,
          numberSeenAt: number === null ? null : at(1),
          cancelled: false,
          legs:
            number === null
              ? []
              : [
                  {
                    seq: 0,
                    kind: 'unknown',
                    number,
                    numberKey: number,
                    carrier: null,
                    carrierKey: null,
                    trackingUrl: null,
                    startedAt: at(1),
                    startedBasis: 'fulfillment_created',
                    replacedAt: null,
                    linkedBy: 'shopify',
                    listed: true,
                    continuesSeq: null,
                  },
                ],
        },
      ],
    ],
  ]),
});
const report = (number: string, hour: number) => ({
  fulfillmentId: '2',
  numbers: [number],
  updatedAt: at(hour),
});

describe('new numbers', () => {
  test.each([
    ['the same number in another spelling', 'LX 1', 'LX1', false],
    ['another number', 'LX2', 'LX1', true],
    ['a first number', 'LX1', null, true],
    ['a number that went', null, 'LX1', true],
  ])('%s', (_, now, before, expected) => {
    expect(hasNewNumbers(facts(now), stored(before))).toBe(expected);
  });

  test('a fulfillment we never saw has none: its numbers were there from the start', () => {
    expect(hasNewNumbers(facts('LX1'), { known: new Set(), parcels: new Map() })).toBe(false);
  });
});

describe('since when', () => {
  test('the earliest delivery that reports the present numbers, not one that reports others', () => {
    const reported = [report('LX2', 9), report('lx-2', 7), report('LX1', 3)];
    expect(numbersSince(facts('LX2'), { existing: stored('LX1'), reported })).toEqual(at(7));
  });

  test('the last update when no delivery tells: a replaced number does not inherit old events', () => {
    const existing = stored('LX1');
    expect(numbersSince(facts('LX2', [5]), { existing, reported: [] })).toEqual(at(20));
  });

  test('no later than the first event for the first number ever', () => {
    const existing = stored(null);
    expect(numbersSince(facts('LX1', [8, 5]), { existing, reported: [] })).toEqual(at(5));
  });
});
