import { describe, expect, it } from 'vitest';
import type { ImportRecord } from '#app/db/health.server.ts';
import { importProgressOf } from '#app/services/load-import-progress.server.ts';

const started = new Date('2026-11-20T12:00:00Z');
const after = (seconds: number) => new Date(started.getTime() + seconds * 1_000);

function record(told: Partial<ImportRecord>): ImportRecord {
  return {
    state: 'running',
    phase: 'reading_file',
    ordersDone: 0,
    ordersTotal: 1_000,
    fulfillmentsDone: 0,
    eventsDone: 0,
    eventFulfillmentsDone: 0,
    eventFulfillmentsTotal: null,
    quarantined: 0,
    startedAt: started,
    phaseStartedAt: started,
    finishedAt: null,
    error: null,
    ...told,
  };
}

describe('importProgressOf', () => {
  it.each([
    ['200 of 1,000 orders in 10 s', record({ ordersDone: 200 }), 10, 20, 40],
    ['nothing done yet', record({}), 10, null, null],
    ['not yet a second', record({ ordersDone: 200 }), 0.999, null, null],
    ['exactly a second', record({ ordersDone: 200 }), 1, 200, 4],
    ['no total known', record({ ordersDone: 200, ordersTotal: null }), 10, 20, null],
    ['more done than announced', record({ ordersDone: 1_100 }), 10, 110, 0],
    ['waiting for Shopify', record({ phase: 'bulk_running', ordersDone: 5 }), 10, null, null],
    ['done', record({ state: 'done', phase: 'done', ordersDone: 1_000 }), 10, null, null],
    ['failed while reading', record({ state: 'failed', ordersDone: 10 }), 10, null, null],
    [
      'events of 50 of 150 fulfillments',
      record({ phase: 'reading_events', eventFulfillmentsDone: 50, eventFulfillmentsTotal: 150 }),
      5,
      10,
      10,
    ],
  ])('with %s', (_name, given, seconds, ratePerSecond, secondsLeft) => {
    expect(importProgressOf(given, after(seconds))).toMatchObject({ ratePerSecond, secondsLeft });
  });
});
