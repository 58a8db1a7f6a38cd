import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluateRule } from '#app/domain/findings/evaluate-rule.ts';
import { known } from '#app/domain/findings/fact.ts';
import {
  fulfillment,
  ORDERED_AT,
  orderLine,
  orderParcel,
  orderSubject,
  payment,
} from '#app/domain/findings/order-subject.fixture.ts';
import { usShip01 } from '#app/domain/findings/rules/compliance/us-ship-01.ts';
import type { OrderSubject } from '#app/domain/findings/subjects.ts';

const DAY_MS = 86_400_000;
const TOLD = { at: ORDERED_AT, origin: 'shopify' } as const;
const after = (days: number) => new Date(ORDERED_AT.getTime() + days * DAY_MS);
const judge = (order: OrderSubject, days: number) =>
  evaluateRule(usShip01, order, { asOf: after(days) }).outcome;

const scanDay = fc.option(fc.integer({ min: 0, max: 40 }), { nil: null });

/** Up to four lines, each in a fulfillment of its own that may have been scanned. */
const parts = fc.array(fc.record({ scanDay, isCancelled: fc.boolean() }), {
  minLength: 1,
  maxLength: 4,
});

function orderOf(all: readonly { scanDay: number | null; isCancelled: boolean }[]): OrderSubject {
  return orderSubject({
    lines: known(
      all.map((each, index) =>
        orderLine({ id: `${index}`, unfulfilledQuantity: each.isCancelled ? 1 : 0 }),
      ),
      TOLD,
    ),
    payments: known([payment(), payment({ kind: 'CAPTURE', processedAt: after(1) })], TOLD),
    fulfillments: all.map((each, index) =>
      fulfillment({
        id: `${index}`,
        lineIds: [`${index}`],
        isCancelled: each.isCancelled,
        parcels: [
          orderParcel({ handedOverAt: each.scanDay === null ? null : after(each.scanDay) }),
        ],
      }),
    ),
  });
}

test('the order in which fulfillments and payments are told does not matter', () => {
  fc.assert(
    fc.property(parts, fc.integer({ min: 0, max: 90 }), (all, days) => {
      const order = orderOf(all);
      const turned = {
        ...order,
        payments: known([payment({ kind: 'CAPTURE', processedAt: after(1) }), payment()], TOLD),
        fulfillments: order.fulfillments.toReversed(),
      };
      expect(judge(turned, days)).toEqual(judge(order, days));
    }),
  );
});

test('once it has failed, time alone never makes it right', () => {
  const rank = { pass: 0, upcoming: 1, fail: 2, unknown: -1, not_applicable: -1 };
  fc.assert(
    fc.property(
      parts,
      fc.integer({ min: 0, max: 90 }),
      fc.integer({ min: 0, max: 90 }),
      (all, days, further) => {
        const order = orderOf(all);
        const [earlier, later] = [judge(order, days), judge(order, days + further)];
        expect(rank[later.verdict]).toBeGreaterThanOrEqual(rank[earlier.verdict]);
      },
    ),
  );
});

test('what is at risk is never more than was paid, nor for an order that has left', () => {
  fc.assert(
    fc.property(parts, (all) => {
      const { verdict, exposure } = judge(orderOf(all), 60);
      const hasLeft = all.every((each) => each.scanDay !== null && !each.isCancelled);
      expect(verdict === 'pass').toBe(hasLeft);
      const atRisk = exposure.reduce((sum, { minor }) => sum + minor, 0);
      expect(atRisk <= Math.max(6_500, all.length * 6_000) && atRisk > 0 === !hasLeft).toBe(true);
    }),
  );
});
