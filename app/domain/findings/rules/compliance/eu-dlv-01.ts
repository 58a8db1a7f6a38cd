import { daysBeforeEnd, endOfDayAfter, lastDayOf } from '#app/domain/findings/day-in-zone.ts';
import { defineRule } from '#app/domain/findings/define-rule.ts';
import type { Outcome } from '#app/domain/findings/outcome.ts';
import { givenTime } from '#app/domain/findings/promised-time.ts';
import { EEA_COUNTRIES } from '#app/domain/findings/regions.ts';
import { euDlv01Examples } from '#app/domain/findings/rules/compliance/eu-dlv-01.examples.ts';
import {
  claimable,
  deliveredLines,
  isHandedOver,
  titlesOf,
  type LineProgress,
} from '#app/domain/findings/shipped-lines.ts';
import type { OrderLine, OrderSubject } from '#app/domain/findings/subjects.ts';
import { traced, tracedValue, type Trial } from '#app/domain/findings/trial.ts';

const IN_FORCE = '2014-06-13';
const UK_ACT = '2015-10-01';
const DAY_MS = 86_400_000;

/** A consumer in the EEA or the United Kingdom holds the goods by the agreed day, else within thirty days. */
export const euDlv01 = defineRule<'order'>({
  id: 'EU-DLV-01',
  version: '1.0.0',
  status: 'active',
  subject: 'order',
  jurisdictions: ['EU', 'GB'],
  authority: 'law',
  severity: 'high',
  certainty: 'deterministic',
  sources: [
    {
      cite: 'Directive 2011/83/EU, Art. 18',
      url: 'http://data.europa.eu/eli/dir/2011/83/oj',
      checkedOn: '2026-11-22',
      confidence: 'high',
      freshForDays: 180,
    },
    {
      cite: 'Consumer Rights Act 2015, s. 28',
      url: 'https://www.legislation.gov.uk/ukpga/2015/15/section/28',
      checkedOn: '2026-11-22',
      confidence: 'high',
      freshForDays: 180,
    },
  ],
  effective: { from: IN_FORCE, until: null },
  params: {
    defaultDays: {
      unit: 'calendar_days',
      mayOverwrite: false,
      least: 1,
      most: 60,
      rows: [
        {
          key: 'EU',
          value: 30,
          from: IN_FORCE,
          until: null,
          cite: 'Directive 2011/83/EU, Art. 18(1)',
        },
        { key: 'GB', value: 30, from: IN_FORCE, until: UK_ACT, cite: 'SI 2013/3134, reg. 42' },
        {
          key: 'GB',
          value: 30,
          from: UK_ACT,
          until: null,
          cite: 'Consumer Rights Act 2015, s. 28(3)',
        },
      ],
    },
    warnDays: {
      unit: 'calendar_days',
      mayOverwrite: true,
      least: 1,
      most: 30,
      rows: [{ key: '', value: 7, from: null, until: null, cite: 'House choice' }],
    },
  },
  requires: {
    facts: [
      'order',
      'order.details',
      'order.notices',
      'parcels',
      'destinations',
      'shop',
      'policies',
    ],
    scopes: [],
    historyDays: 0,
  },
  conditions: [
    'buyer_in_europe',
    'not_cancelled',
    'goods_are_sent',
    'all_delivered',
    'delivery_known',
    'can_arrive',
    'time_left',
  ],
  exceptions: [
    { id: 'company', cite: 'Directive 2011/83/EU, Art. 2(1)' },
    { id: 'other_date_agreed', cite: 'Directive 2011/83/EU, Art. 18(1)' },
  ],
  messages: [
    'cannot_arrive',
    'due_soon',
    'missed',
    'country_unknown',
    'order_unread',
    'delivery_unknown',
  ],
  steps: ['ask_carrier', 'agree_date', 'record_answer', 'refund_if_ended'],
  templates: [
    { id: 'new_date', to: 'buyer' },
    { id: 'too_late', to: 'buyer' },
  ],
  consequence: { max: null },
  attestations: [],
  review: { last: '2026-11-22', next: '2027-05-21', watch: ['OJ L', 'legislation.gov.uk'] },
  examples: euDlv01Examples,
  governedOn: startOf,
  evaluate(order, trial) {
    const { buyerCountry, isCompany, isShipped, lines } = order;
    const country = traced('buyerCountry', buyerCountry, (value) => ({ country: value }));
    if (!buyerCountry.known) {
      trial.check('buyer_in_europe', null, country);
      return trial.unknown({ message: 'country_unknown', missing: [buyerCountry.missing] });
    }
    const isInEurope = EEA_COUNTRIES.has(buyerCountry.value) || buyerCountry.value === 'GB';
    if (!trial.check('buyer_in_europe', isInEurope, country)) return trial.notApplicable();
    const cancelled = tracedValue('cancelledAt', order.cancelledAt, {
      at: order.cancelledAt,
      origin: 'shopify',
    });
    if (!trial.check('not_cancelled', order.cancelledAt === null, cancelled))
      return trial.notApplicable();
    if (!isCompany.known || !isShipped.known || !lines.known) {
      const missing = [isCompany, isShipped, lines].flatMap((fact) =>
        fact.known ? [] : [fact.missing],
      );
      trial.check('goods_are_sent', null, traced('isShipped', isShipped, String));
      return trial.unknown({ message: 'order_unread', missing });
    }
    if (trial.excepts('company', isCompany.value, traced('isCompany', isCompany, String)))
      return trial.notApplicable();
    const goods = lines.value.filter(({ requiresShipping }) => requiresShipping);
    const isSent = isShipped.value && goods.length > 0;
    if (!trial.check('goods_are_sent', isSent, traced('isShipped', isShipped, String)))
      return trial.notApplicable();
    return judgeDelivery(
      order,
      { goods, region: buyerCountry.value === 'GB' ? 'GB' : 'EU' },
      trial,
    );
  },
});

/** The contract is made when the order is placed. */
function startOf({ processedAt, createdAt }: OrderSubject): Date {
  return processedAt ?? createdAt;
}

function judgeDelivery(
  order: OrderSubject,
  { goods, region }: { goods: readonly OrderLine[]; region: 'EU' | 'GB' },
  trial: Trial,
): Outcome {
  const clockStart = startOf(order);
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

/** The agreed day, else the law's; a later day that the buyer accepted in answer to a notice is agreed too. */
function endOfTime(
  order: OrderSubject,
  defaultDays: number,
): { endsAt: Date; legalEndsAt: Date | null } {
  const { shop, notices, promiseToDeliver } = order;
  const startsAt = startOf(order);
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
  const clockStart = startOf(order);
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
    fixes: [{ kind: 'admin_page', path: `orders/${order.id}` }],
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
 * From when on nine of ten parcels would come too late: what has not left, once its way no longer fits into the time; what
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
  const tooLate = onTheWay
    .flatMap(({ handedOverAt }) => handedOverAt ?? [])
    .filter((handedOverAt) => handedOverAt > latest);
  const sinceHandOver = tooLate.toSorted((a, b) => a.getTime() - b.getTime())[0];
  if (sinceHandOver !== undefined) return sinceHandOver;
  return isAllOnTheWay ? endsAt : latest;
}

function firstAfter(asOf: Date, times: readonly (Date | null)[]): Date | null {
  const ahead = times.filter((time) => time !== null).filter((time) => time > asOf);
  return ahead.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null;
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
