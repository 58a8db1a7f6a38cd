import { daysBeforeEnd, endOfDayAfter, lastDayOf } from '#app/domain/shared/day-in-zone.ts';
import { shipByAfter, type ShipBy } from '#app/domain/findings/delay-notices.ts';
import type { Outcome } from '#app/domain/findings/outcome.ts';
import { givenTime, type GivenTime } from '#app/domain/findings/promised-time.ts';
import {
  claimable,
  shippedLines,
  titlesOf,
  type LineProgress,
} from '#app/domain/findings/shipped-lines.ts';
import type { OrderLine, OrderSubject } from '#app/domain/findings/subjects.ts';
import { traced, tracedValue, type Conclusion, type Trial } from '#app/domain/findings/trial.ts';
import type { Money } from '#app/domain/shared/money.ts';

interface Paid {
  order: OrderSubject;
  goods: readonly OrderLine[];
  paidAt: Date;
}

/**
 * Judges a paid order whose goods have to be shipped: passes once every line is with a carrier, whenever that was, since
 * nothing is left to be done then.
 */
export function judgeShipping({ order, goods, paidAt }: Paid, trial: Trial): Outcome {
  const shipped = shippedLines(goods, order.fulfillments);
  const isAllGone = shipped.open.length + shipped.unsure.length === 0;
  if (trial.check('all_handed_over', isAllGone, ...handOvers(order, shipped)))
    return trial.pass({ clockStart: paidAt });
  const { shop, promiseToShip, notices } = order;
  const time = givenTime(promiseToShip, {
    startsAt: paidAt,
    defaultDays: trial.param('defaultDays'),
    shop,
  });
  const shipBy = shipByAfter(notices, {
    firstEndsAt: time.endsAt,
    silentDays: trial.param('silentDays'),
    lapseDays: trial.param('lapseDays'),
    timeZone: shop.timeZone,
  });
  const said = { order, shipped, time, paidAt, exposure: claimable(order, goods, shipped) };
  return concludeShipping(shipBy, said, trial);
}

interface Said {
  order: OrderSubject;
  shipped: LineProgress;
  time: GivenTime;
  paidAt: Date;
  exposure: readonly Money[];
}

function concludeShipping(shipBy: ShipBy, said: Said, trial: Trial): Outcome {
  const { order, shipped, paidAt, exposure } = said;
  const { asOf } = trial;
  const { timeZone } = order.shop;
  const items = titlesOf(shipped.open.length > 0 ? shipped.open : shipped.unsure);
  const about = {
    clockStart: paidAt,
    exposure,
    fixes: [
      { kind: 'admin_page', path: `orders/${order.id}` },
      { kind: 'tag_order', orderId: order.id, tag: 'ship-by' },
    ],
  } as const;

  if (shipBy.state === 'cancelled') {
    trial.check('buyer_waits', false, noticeFact(order));
    const day = lastDayOf(new Date(shipBy.at.getTime() + 1), timeZone);
    return isUnsureOnly(said)
      ? handOverUnknown(said, null, trial)
      : trial.fail({
          ...about,
          message: 'buyer_cancelled',
          params: { items, day: { day } },
          deadline: 'standing',
          template: { lapsedDay: { day } },
        });
  }
  if (shipBy.state === 'open_ended') {
    trial.check('buyer_waits', true, noticeFact(order));
    return trial.pass({ clockStart: paidAt });
  }

  const { endsAt } = shipBy;
  const day = lastDayOf(endsAt, timeZone);
  const lead = Math.floor(said.time.days / 2);
  const earlyAt = daysBeforeEnd(endsAt, Math.min(trial.param('warnDays', 'early'), lead), timeZone);
  const lateAt = daysBeforeEnd(endsAt, Math.min(trial.param('warnDays', 'late'), lead), timeZone);
  if (shipBy.state === 'asked') trial.check('buyer_waits', null, noticeFact(order));
  const isOver = asOf >= endsAt;
  trial.check('time_left', !isOver, ...dateFacts(said, day));
  if (shipBy.state !== 'asked' && asOf < earlyAt)
    return trial.pass({ clockStart: paidAt, reviewAt: earlyAt });
  if (isUnsureOnly(said)) return handOverUnknown(said, isOver ? null : endsAt, trial);
  const conclusion = { ...about, params: { items, day: { day } }, deadline: endsAt };
  if (isOver)
    return trial.fail({
      ...conclusion,
      message: missedMessage(shipBy),
      template: { lapsedDay: { day } },
    });
  return trial.upcoming({
    ...conclusion,
    ...upcomingMessage(shipBy, { isLate: asOf >= lateAt, lateAt }),
    template: noticeTemplate(shipBy, trial, timeZone),
  });
}

function isUnsureOnly({ shipped }: Said): boolean {
  return shipped.open.length === 0;
}

function handOverUnknown({ shipped, paidAt }: Said, reviewAt: Date | null, trial: Trial): Outcome {
  trial.check('handover_known', null);
  return trial.unknown({
    message: 'handover_unknown',
    params: { items: titlesOf(shipped.unsure) },
    missing: [{ kind: 'empty', field: 'handedOverAt' }],
    clockStart: paidAt,
    reviewAt,
  });
}

type Dated = Extract<ShipBy, { endsAt: Date }>;

function missedMessage(shipBy: Dated): string {
  if (shipBy.state === 'asked') return 'lapsed';
  if (shipBy.state === 'moved') return 'new_date_missed';
  return shipBy.hasLateNotice ? 'notice_late' : 'missed';
}

function upcomingMessage(
  shipBy: Dated,
  { isLate, lateAt }: { isLate: boolean; lateAt: Date },
): Pick<Conclusion, 'message' | 'reviewAt'> {
  if (shipBy.state === 'asked')
    return { message: shipBy.isRenewed ? 'asked_again' : 'asked_first', reviewAt: shipBy.endsAt };
  return isLate
    ? { message: 'due_now', reviewAt: shipBy.endsAt }
    : { message: 'due_soon', reviewAt: lateAt };
}

/** A first notice may rely on silence; once a date has been moved, a further one may not. */
function noticeTemplate(
  shipBy: Dated,
  trial: Trial,
  timeZone: string,
): NonNullable<Conclusion['template']> {
  const lastDay = lastDayOf(shipBy.endsAt, timeZone);
  const dayAfter = (days: number) =>
    lastDayOf(endOfDayAfter(new Date(shipBy.endsAt.getTime() - 1), days, timeZone), timeZone);
  if (shipBy.state !== 'first') return { lastDay: { day: lastDay } };
  return {
    oldDay: { day: lastDay },
    latestDay: { day: dayAfter(trial.param('silentDays')) },
    lapseDay: { day: dayAfter(trial.param('lapseDays')) },
  };
}

function dateFacts({ order, time }: Said, day: string) {
  const promise = traced('promiseToShip', order.promiseToShip, (promised) =>
    'until' in promised ? promised.until : promised.days,
  );
  const shipBy = tracedValue(
    'shipBy',
    { day },
    { at: time.endsAt, origin: time.isAgreed ? 'merchant' : 'law' },
  );
  return [promise, shipBy, ...(order.notices.length > 0 ? [noticeFact(order)] : [])];
}

function noticeFact({ notices }: OrderSubject) {
  const last = notices.at(-1);
  return tracedValue('lastNotice', last?.newShipBy ?? null, {
    at: last?.sentAt ?? null,
    origin: 'merchant',
  });
}

function handOvers({ fulfillments }: OrderSubject, { open, unsure }: LineProgress) {
  const scanned = fulfillments
    .filter(({ isCancelled }) => !isCancelled)
    .flatMap(({ parcels }) => parcels.flatMap(({ handedOverAt }) => handedOverAt ?? []))
    .toSorted((a, b) => a.getTime() - b.getTime());
  const first = scanned[0] ?? null;
  return [
    tracedValue('firstHandOver', first, { at: first, origin: 'carrier' }),
    tracedValue('unshippedItems', titlesOf([...open, ...unsure]), { at: null, origin: 'shopify' }),
  ];
}
