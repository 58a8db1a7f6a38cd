import { daysBeforeEnd, endOfDayAfter, lastDayOf } from '#app/domain/shared/day-in-zone.ts';
import type { Outcome } from '#app/domain/findings/outcome.ts';
import { givenTime } from '#app/domain/findings/promised-time.ts';
import {
  claimable,
  deliveredLines,
  isHandedOver,
  titlesOf,
  type LineProgress,
} from '#app/domain/findings/shipped-lines.ts';
import type { OrderLine, OrderSubject } from '#app/domain/findings/subjects.ts';
import { traced, tracedValue, type Trial } from '#app/domain/findings/trial.ts';

const DAY_MS = 86_400_000;

/** Judges an order of goods that have to reach a consumer: passes once every line has, whenever that was. */
export function judgeDelivery(
  order: OrderSubject,
  { goods, region }: { goods: readonly OrderLine[]; region: 'EU' | 'GB' },
  trial: Trial,
): Outcome {
  const clockStart = orderedAt(order);
  const delivered = deliveredLines(goods, order.fulfillments);
  const waiting = [...delivered.open, ...delivered.unsure];
  const lastAt = lastDelivery(order);
  const isThere = trial.check(
    'all_delivered',
    waiting.length === 0,
    tracedValue('lastDelivery', lastAt, { at: lastAt, origin: 'carrier' }),
    tracedValue('undeliveredItems', titlesOf(waiting), { at: null, origin: 'shopify' }),
  );
  if (isThere) return trial.pass({ clockStart });
  const { endsAt, legalEndsAt } = endOfTime(order, trial.param('defaultDays', region));
  return concludeDelivery({ order, goods, delivered, endsAt, legalEndsAt }, trial);
}

/** When the contract was made. */
export function orderedAt({ processedAt, createdAt }: OrderSubject): Date {
  return processedAt ?? createdAt;
}

/** The agreed day, else the law's; a later day that the buyer accepted in answer to a notice is agreed too. */
function endOfTime(
  order: OrderSubject,
  defaultDays: number,
): { endsAt: Date; legalEndsAt: Date | null } {
  const { shop, notices, promiseToDeliver } = order;
  const startsAt = orderedAt(order);
  const legalEndsAt = endOfDayAfter(startsAt, defaultDays, shop.timeZone);
  const first = givenTime(promiseToDeliver, { startsAt, defaultDays, shop }).endsAt;
  const accepted = notices.flatMap(({ answer, newShipBy }) =>
    answer === 'accepted' && newShipBy !== null
      ? [endOfDayAfter(newShipBy, 0, shop.timeZone).getTime()]
      : [],
  );
  const endsAt = new Date(Math.max(first.getTime(), ...accepted));
  return { endsAt, legalEndsAt: endsAt > legalEndsAt ? legalEndsAt : null };
}

interface Waiting {
  order: OrderSubject;
  goods: readonly OrderLine[];
  delivered: LineProgress;
  endsAt: Date;
  /** When the law's own time would have ended; null: no later day was agreed. */
  legalEndsAt: Date | null;
}

function concludeDelivery(waiting: Waiting, trial: Trial): Outcome {
  const { order, goods, delivered, endsAt, legalEndsAt } = waiting;
  const { asOf } = trial;
  const clockStart = orderedAt(order);
  const { timeZone } = order.shop;
  const day = { day: lastDayOf(endsAt, timeZone) };
  const items = titlesOf(delivered.open.length > 0 ? delivered.open : delivered.unsure);
  const tooLateAt = hopelessAt(waiting);
  const hopelessSince = tooLateAt !== null && tooLateAt < endsAt ? tooLateAt : null;
  const isHopeless = hopelessSince !== null && asOf >= hopelessSince;
  const warnsAt = daysBeforeEnd(endsAt, trial.param('warnDays'), timeZone);
  const isOver = asOf >= endsAt;

  trial.check('can_arrive', tooLateAt === null ? null : !isHopeless, transitFact(order));
  trial.check('time_left', !isOver, promiseFact(order), shipByFact(waiting, day));
  if (!isOver && !isHopeless && asOf < warnsAt) {
    const agreed = legalEndsAt !== null && asOf >= legalEndsAt;
    trial.excepts('other_date_agreed', agreed, promiseFact(order));
    return trial.pass({ clockStart, reviewAt: firstAfter(asOf, [warnsAt, hopelessSince]) });
  }
  if (delivered.open.length === 0) {
    trial.check('delivery_known', null);
    return trial.unknown({
      message: 'delivery_unknown',
      params: { items },
      missing: [{ kind: 'empty', field: 'deliveredAt' }],
      clockStart,
      reviewAt: null,
    });
  }
  const conclusion = {
    params: { items, day },
    clockStart,
    deadline: endsAt,
    exposure: claimable(order, goods, delivered),
    fixes: [
      { kind: 'admin_page', path: `orders/${order.id}` },
      { kind: 'tag_order', orderId: order.id, tag: 'deliver-by' },
    ],
  } as const;
  if (isOver) return trial.fail({ ...conclusion, message: 'missed', template: { missedDay: day } });
  return trial.upcoming({
    ...conclusion,
    message: isHopeless ? 'cannot_arrive' : 'due_soon',
    template: { dueDay: day },
    reviewAt: firstAfter(asOf, [hopelessSince, endsAt]),
  });
}

/**
 * From when on less is left than nine of ten parcels need: what has not left, once its way no longer fits into the time; what
 * is on its way, from the hand-over on. Null: nobody knows how long the way takes.
 */
function hopelessAt({ order, delivered, endsAt }: Waiting): Date | null {
  const { transitP90Days, fulfillments } = order;
  if (!transitP90Days.known) return null;
  const latest = new Date(endsAt.getTime() - transitP90Days.value * DAY_MS);
  const open = new Set(delivered.open.map(({ id }) => id));
  const living = fulfillments.filter(
    ({ isCancelled, lineIds }) => !isCancelled && lineIds.some((id) => open.has(id)),
  );
  const onTheWay = living.flatMap(({ parcels }) =>
    parcels.filter(({ deliveredAt }) => deliveredAt === null),
  );
  const hasRest = delivered.open.some(({ unfulfilledQuantity }) => unfulfilledQuantity > 0);
  const isAllOnTheWay = !hasRest && onTheWay.length > 0 && onTheWay.every(isHandedOver);
  const handedOverLate = onTheWay
    .flatMap(({ handedOverAt }) => handedOverAt ?? [])
    .filter((handedOverAt) => handedOverAt > latest);
  return earliest([...handedOverLate, isAllOnTheWay ? endsAt : latest]);
}

function firstAfter(asOf: Date, times: readonly (Date | null)[]): Date | null {
  return earliest(times.filter((time) => time !== null).filter((time) => time > asOf));
}

function earliest(times: readonly Date[]): Date | null {
  return times.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null;
}

function lastDelivery({ fulfillments }: OrderSubject): Date | null {
  const times = fulfillments
    .filter(({ isCancelled }) => !isCancelled)
    .flatMap(({ parcels }) => parcels.flatMap(({ deliveredAt }) => deliveredAt?.getTime() ?? []));
  return times.length === 0 ? null : new Date(Math.max(...times));
}

function transitFact({ transitP90Days }: OrderSubject) {
  return traced('transitP90Days', transitP90Days, (days) => Math.round(days * 10) / 10);
}

function promiseFact({ promiseToDeliver }: OrderSubject) {
  return traced('promiseToDeliver', promiseToDeliver, (promised) =>
    'until' in promised ? promised.until : promised.days,
  );
}

function shipByFact({ order, endsAt }: Waiting, day: { day: string }) {
  const isAgreed = order.promiseToDeliver.known;
  return tracedValue('deliverBy', day, { at: endsAt, origin: isAgreed ? 'merchant' : 'law' });
}
