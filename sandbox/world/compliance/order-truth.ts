import type { Days } from './days.ts';
import type { Turn, Verdicts } from './plan.ts';
import { MENDED_ON } from './side.ts';
import { EU } from './store.ts';
import { paidInFullAt } from './story.ts';
import type { Story } from './story.ts';
import { dutyTurns, earlier, turn } from './turns.ts';

/** What is true of an order under the rules that look at orders. */
export function orderTruth(story: Story, days: Days): Verdicts[] {
  const subject = { kind: 'order', id: String(story.order.id) };
  const { destinationCountry: to } = story.order;
  const isEurope = EU.has(to);
  return [
    ...(to === 'US' ? [{ ruleId: 'US-SHIP-01', subject, turns: shipTurns(story, days) }] : []),
    ...(to === 'US' ? [{ ruleId: 'US-RFD-01', subject, turns: refundTurns(story, days) }] : []),
    ...(isEurope || to === 'GB'
      ? [{ ruleId: 'EU-DLV-01', subject, turns: deliveryTurns(story, days) }]
      : []),
    ...(isEurope ? [{ ruleId: 'CUS-COST-01', subject, turns: dutyCostTurns(story) }] : []),
  ];
}

const LEGAL_DAYS = 30;
const WARN_DAYS = 7;
const PROMISED_WORKING_DAYS = 5;

/** US-SHIP-01. The day of payment is not counted, the last one counts to its end. */
function shipTurns(story: Story, days: Days): Turn[] {
  const { plan, order, paidAt } = story;
  const exempt = exemption(story);
  if (exempt !== null || paidAt === null)
    return [turn(order.createdAt, 'not_applicable', exempt ?? 'nothing was paid')];
  const { lastDay, by } = shipBy(story, days);
  const lead = Math.min(WARN_DAYS, Math.floor((lastDay - days.dayOf(paidAt)) / 2));
  const running = dutyTurns({
    from: paidAt,
    warnAt: days.endOf(lastDay - lead - 1),
    dueAt: days.endOf(lastDay),
    ends: endOfShipping(story),
    why: { waiting: `${plan.about}; ${by}`, missed: `${plan.about}; not shipped, ${by}` },
  });
  return paidAt > order.createdAt
    ? [turn(order.createdAt, 'pass', 'not paid yet'), ...running]
    : running;
}

function exemption({ plan, order }: Story): string | null {
  if (plan.payment === 'manual') return plan.about;
  if (plan.method === 'PICK_UP' || plan.method === 'LOCAL') return plan.about;
  return order.lineItems.some((line) => line.requiresShipping) ? null : plan.about;
}

/** The last day on which it may ship. */
function shipBy({ order, paidAt, fulfillBy }: Story, days: Days): { lastDay: number; by: string } {
  const paidOn = days.dayOf(paidAt ?? order.createdAt);
  if (fulfillBy !== null) return { lastDay: days.dayOf(fulfillBy), by: 'a date was stated' };
  if (days.dayOf(order.createdAt) > MENDED_ON.withdrawalLinkAndPromise) {
    const lastDay = days.workingDayAfter(paidOn, PROMISED_WORKING_DAYS, ['US']);
    return { lastDay, by: 'the policy says 5 business days' };
  }
  return { lastDay: paidOn + LEGAL_DAYS, by: 'the law says 30 days' };
}

function endOfShipping({ plan, order, parcels, cancelledAt }: Story): Turn | null {
  const shippable = order.lineItems.filter((line) => line.requiresShipping).map((line) => line.id);
  const handed = shippable.map((id) => {
    const holders = parcels.filter(({ lineItemIds }) => lineItemIds.includes(id));
    return Math.min(Infinity, ...holders.map(({ handedOverAt }) => handedOverAt ?? Infinity));
  });
  const goneAt = Math.max(...handed);
  return earlier(
    Number.isFinite(goneAt) ? turn(goneAt, 'pass', `${plan.about}; the carrier has it`) : null,
    cancelledAt === null ? null : turn(cancelledAt, 'pass', `${plan.about}; cancelled`),
  );
}

const REFUND_WORKING_DAYS = 7;

/** US-RFD-01: a cancellation, or a shipping time that ran out, gives a right to the money. */
function refundTurns(story: Story, days: Days): Turn[] {
  const { plan, order, paidAt, cancelledAt } = story;
  const exempt = exemption(story);
  if (exempt !== null || paidAt === null)
    return [turn(order.createdAt, 'not_applicable', exempt ?? 'nothing was paid')];
  const shipped = endOfShipping(story);
  const none = turn(order.createdAt, 'not_applicable', 'nobody has a right to the money');
  const { lastDay } = shipBy(story, days);
  const lapsesAt = days.endOf(lastDay);
  const isCancelledFirst = cancelledAt !== null && cancelledAt <= lapsesAt;
  if (shipped !== null && shipped.from <= (isCancelledFirst ? cancelledAt - 1 : lapsesAt))
    return [none];
  const vestsAt = isCancelledFirst ? cancelledAt : lapsesAt;
  const vestsOn = isCancelledFirst ? days.dayOf(cancelledAt) : lastDay;
  const paidAtLast = paidInFullAt(story);
  return [
    none,
    ...dutyTurns({
      from: vestsAt,
      warnAt: vestsAt,
      dueAt: days.endOf(days.workingDayAfter(vestsOn, REFUND_WORKING_DAYS, ['US'])),
      ends: earlier(
        paidAtLast === null ? null : turn(paidAtLast, 'pass', 'paid back in full'),
        // What is late and comes after all needs no refund; what was cancelled does.
        shipped === null || isCancelledFirst
          ? null
          : turn(shipped.from, 'not_applicable', `${plan.about}; late, but it left`),
      ),
      why: {
        waiting: `${plan.about}; the money is owed`,
        missed: `${plan.about}; the money was due after seven working days`,
      },
    }),
  ];
}

/** EU-DLV-01, from the order to the buyer's hands. */
function deliveryTurns(story: Story, days: Days): Turn[] {
  const { plan, order, maxDeliveryAt, cancelledAt, parcels } = story;
  if (plan.isCompany === true) return [turn(order.createdAt, 'not_applicable', plan.about)];
  const lastDay =
    maxDeliveryAt === null ? days.dayOf(order.createdAt) + LEGAL_DAYS : days.dayOf(maxDeliveryAt);
  const deliveredAt = parcels[0]?.deliveredAt ?? null;
  return dutyTurns({
    from: order.createdAt,
    warnAt: days.endOf(lastDay - WARN_DAYS - 1),
    dueAt: days.endOf(lastDay),
    ends: earlier(
      deliveredAt === null ? null : turn(deliveredAt, 'pass', `${plan.about}; delivered`),
      cancelledAt === null ? null : turn(cancelledAt, 'not_applicable', 'cancelled'),
    ),
    why: { waiting: plan.about, missed: `${plan.about}; not delivered in time` },
  });
}

/** €150 at a dollar a euro is less than €150 at any rate of late. */
const SMALL_CONSIGNMENT_MINOR = 15_000;

/** CUS-COST-01. */
function dutyCostTurns({ plan, order, shippingMinor, cancelledAt }: Story): Turn[] {
  const isSmall = order.totalMinor - shippingMinor <= SMALL_CONSIGNMENT_MINOR;
  if (!isSmall) return [turn(order.createdAt, 'not_applicable', plan.about)];
  const isCharged = plan.duties?.included ?? true;
  return [
    isCharged
      ? turn(order.createdAt, 'pass', 'duty is in the price')
      : turn(order.createdAt, 'fail', `${plan.about}, and the policy says none will come`),
    ...(cancelledAt === null ? [] : [turn(cancelledAt, 'not_applicable', 'cancelled')]),
  ];
}
