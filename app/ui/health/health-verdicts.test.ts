import { describe, expect, test } from 'vitest';
import type { HealthView } from '#app/contracts/pages.ts';
import {
  apiState,
  parityState,
  queueState,
  sourceState,
  sweepState,
  throttleState,
  webhookState,
} from './health-verdicts.ts';

const now = '2026-11-22T12:00:00.000Z';
const before = (ms: number) => new Date(Date.parse(now) - ms).toISOString();
const HOUR = 3_600_000;

function view(own: Partial<HealthView>): HealthView {
  return {
    lastWebhookAt: null,
    webhooksOpen: 0,
    lastSweepAt: null,
    nextSweepAt: null,
    sourceAnsweredAt: null,
    parity: null,
    api: { version: '2026-10', supportedUntil: '2027-10-01', served: null },
    queue: { waiting: 0, oldestSeconds: null },
    gaps: [],
    quarantined: [],
    throttle: null,
    lastError: null,
    ...own,
  };
}

test('what never happened is not yet known', () => {
  expect(webhookState(view({}), now)).toBe('never');
  expect(sweepState(view({}), now)).toBe('never');
  expect(sourceState(view({}), now)).toBe('never');
  expect(parityState(view({}))).toBe('never');
  expect(throttleState(view({}))).toBe('unknown');
});

test('a webhook is old after a day', () => {
  expect(webhookState(view({ lastWebhookAt: before(24 * HOUR) }), now)).toBe('fine');
  expect(webhookState(view({ lastWebhookAt: before(24 * HOUR + 1) }), now)).toBe('old');
});

test('a sweep is late after two missed hours', () => {
  expect(sweepState(view({ lastSweepAt: before(2 * HOUR) }), now)).toBe('fine');
  expect(sweepState(view({ lastSweepAt: before(2 * HOUR + 1) }), now)).toBe('late');
});

describe('parity', () => {
  const equal = {
    takenAt: now,
    shopifyOrders: 10,
    ourOrders: 10,
    shopifyFulfillments: 12,
    ourFulfillments: 12,
    polledFulfillments: 12,
    differences: [],
  };
  test('is equal when every count agrees', () => {
    expect(parityState(view({ parity: equal }))).toBe('equal');
  });
  test('is not broken by a count Shopify did not give', () => {
    expect(parityState(view({ parity: { ...equal, shopifyOrders: null } }))).toBe('equal');
  });
  test.each([
    { ourOrders: 9 },
    { ourFulfillments: 11 },
    { polledFulfillments: 11 },
    { differences: [{ kind: 'missing_here', id: '1', name: null }] },
  ])('differs with %o', (own) => {
    expect(parityState(view({ parity: { ...equal, ...own } }))).toBe('differs');
  });
});

test.each([
  ['2027-02-21', 'fine'],
  ['2027-02-20', 'soon'],
  ['2026-11-23', 'soon'],
  ['2026-11-22', 'over'],
])('an API version supported until %s is %s', (supportedUntil, expected) => {
  const api = { version: '2026-10', supportedUntil, served: '2026-10' };
  expect(apiState(view({ api }), now)).toBe(expected);
});

test('another version than asked for wants a look', () => {
  const api = { version: '2026-10', supportedUntil: '2027-10-01', served: '2027-01' };
  expect(apiState(view({ api }), now)).toBe('served_other');
});

test.each([
  [0, null, 'empty'],
  [3, 300, 'fine'],
  [3, 301, 'old'],
  [3, null, 'fine'],
])('a queue of %i whose oldest waits %s seconds is %s', (waiting, oldestSeconds, expected) => {
  expect(queueState(view({ queue: { waiting, oldestSeconds } }))).toBe(expected);
});

test.each([
  [400, 'fine'],
  [399, 'low'],
])('a budget of %i in 2000 is %s', (available, expected) => {
  const throttle = { available, maximum: 2000, restorePerSecond: 100 };
  expect(throttleState(view({ throttle }))).toBe(expected);
});
