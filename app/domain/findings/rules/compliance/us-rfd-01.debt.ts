import { endOfBusinessDaysAfter } from '#app/domain/findings/business-days.ts';
import { lastDayOf } from '#app/domain/shared/day-in-zone.ts';
import { mailOrderGoods } from '#app/domain/findings/mail-order-goods.ts';
import type { Outcome } from '#app/domain/findings/outcome.ts';
import { paidBack } from '#app/domain/findings/paid-back.ts';
import { refundRight, type RefundRight } from '#app/domain/findings/refund-right.ts';
import { shippedLines, titlesOf, type LineProgress } from '#app/domain/findings/shipped-lines.ts';
import type {
  OrderFulfillment,
  OrderLine,
  OrderRefund,
  OrderSubject,
  Payment,
} from '#app/domain/findings/subjects.ts';
import { tracedValue, type Trial } from '#app/domain/findings/trial.ts';
import type { Money } from '#app/domain/shared/money.ts';

interface ReadOrder {
  order: OrderSubject;
  lines: readonly OrderLine[];
  payments: readonly Payment[];
  refunds: readonly OrderRefund[];
}

/** Judges an order under the rule: whether its buyer has a right to the money, since when, and how much of it is open. */
export function judgeRight(read: ReadOrder, trial: Trial): Outcome {
  const { order, payments } = read;
  const taken = moneyTaken(payments, order.total.currency);
  const money = tracedValue('moneyTaken', taken, { at: null, origin: 'shopify' });
  if (!trial.check('money_taken', taken.minor > 0, money)) return trial.notApplicable();
  const right = refundRight(order, payments, {
    defaultDays: trial.param('shipDays', 'default'),
    silentDays: trial.param('shipDays', 'silent'),
    lapseDays: trial.param('shipDays', 'lapse'),
  });
  const { vestsAt, cause } = right;
  const shipped = shippedLines(goodsOf(read, cause), leftBefore(order.fulfillments, right));
  const isAllGone = shipped.open.length + shipped.unsure.length === 0;
  const since = tracedValue('rightSince', vestsAt, { at: vestsAt, origin: 'law' });
  if (trial.excepts('shipped_first', isAllGone, since)) return trial.notApplicable();
  const isVested = vestsAt !== null && trial.asOf >= vestsAt;
  trial.check('right_vested', isVested, since);
  if (vestsAt === null || !isVested) return trial.pass({ reviewAt: vestsAt });
  return judgeDebt({ ...read, right, vestsAt, taken, shipped }, trial);
}

interface Vested extends ReadOrder {
  right: RefundRight;
  vestsAt: Date;
  taken: Money;
  shipped: LineProgress;
}

function judgeDebt(vested: Vested, trial: Trial): Outcome {
  const { order, right, vestsAt, taken, shipped, refunds } = vested;
  const { currency } = taken;
  const isNothingGone = shipped.done.length + shipped.unsure.length === 0;
  const items = titlesOf(shipped.open);
  const open = tracedValue('unshippedItems', items, { at: null, origin: 'shopify' });
  trial.check('goods_kept', shipped.open.length > 0 ? true : null, open);
  const lines = shipped.openValue.find((sum) => sum.currency === currency)?.minor ?? 0;
  const owed = isNothingGone ? taken.minor : Math.min(lines, taken.minor);
  const back = paidBack(refunds, currency);
  const rest = { minor: Math.max(0, owed - back.money), currency };
  const facts = [
    tracedValue('owed', { minor: owed, currency }, { at: vestsAt, origin: 'shopify' }),
    tracedValue(
      'paidBack',
      { minor: back.money, currency },
      { at: back.lastAt, origin: 'shopify' },
    ),
  ];
  const isPaid = back.money >= (shipped.open.length > 0 ? owed : taken.minor);
  if (trial.check('paid_back', isPaid, ...facts)) return trial.pass({ clockStart: vestsAt });
  if (shipped.open.length === 0)
    return trial.unknown({
      message: 'handover_unknown',
      params: { order: order.name, items: titlesOf(shipped.unsure) },
      missing: [{ kind: 'empty', field: 'handedOverAt' }],
      clockStart: vestsAt,
    });
  return judgeTime({ order, right, vestsAt, rest, hasCredit: back.credit > 0 }, trial);
}

function judgeTime(
  {
    order,
    right,
    vestsAt,
    rest,
    hasCredit,
  }: {
    order: OrderSubject;
    right: RefundRight;
    vestsAt: Date;
    rest: Money;
    hasCredit: boolean;
  },
  trial: Trial,
): Outcome {
  const { timeZone } = order.shop;
  const days = trial.param('refundDays');
  const deadline = endOfBusinessDaysAfter(right.countsFrom, days, { country: 'US', timeZone });
  const day = { day: lastDayOf(deadline, timeZone) };
  const isOpen = trial.asOf < deadline;
  trial.check('time_left', isOpen, tracedValue('lastDay', day, { at: deadline, origin: 'law' }));
  const conclusion = {
    params: { order: order.name, amount: rest, day },
    clockStart: vestsAt,
    deadline,
    exposure: [rest],
    fixes: [{ kind: 'admin_page', path: `orders/${order.id}` }],
  } as const;
  const byCause = (code: 'due' | 'overdue') => (right.cause === 'lapsed' ? `${code}_lapsed` : code);
  if (!isOpen)
    return trial.fail({ ...conclusion, message: hasCredit ? 'credit_given' : byCause('overdue') });
  return trial.upcoming({
    ...conclusion,
    message: hasCredit ? 'credit_given' : byCause('due'),
    reviewAt: deadline,
  });
}

/** The lines that the rule is about. A cancellation takes nothing back from the buyer: lines it closed are owed like open ones. */
function goodsOf({ order, lines }: ReadOrder, cause: RefundRight['cause']): readonly OrderLine[] {
  const goods = mailOrderGoods(lines);
  if (cause === 'lapsed') return goods;
  const marked = new Set(
    order.fulfillments.filter(({ isCancelled }) => !isCancelled).flatMap(({ lineIds }) => lineIds),
  );
  return goods.map((line) =>
    marked.has(line.id) ? line : { ...line, unfulfilledQuantity: line.quantity },
  );
}

/** What was taken as money, authorizations and store credit left out. */
function moneyTaken(payments: readonly Payment[], currency: string): Money {
  const minor = payments
    .filter(({ kind, status }) => status === 'SUCCESS' && (kind === 'SALE' || kind === 'CAPTURE'))
    .filter(({ isStoreCredit, amount }) => !isStoreCredit && amount.currency === currency)
    .reduce((sum, { amount }) => sum + amount.minor, 0);
  return { minor, currency };
}

/** Goods handed over after a cancellation came too late; after a mere lapse they still reached the buyer. */
function leftBefore(
  fulfillments: readonly OrderFulfillment[],
  { vestsAt, cause }: RefundRight,
): readonly OrderFulfillment[] {
  if (cause === 'lapsed' || vestsAt === null) return fulfillments;
  return fulfillments.map((fulfillment) => ({
    ...fulfillment,
    parcels: fulfillment.parcels.map((parcel) =>
      parcel.handedOverAt !== null && parcel.handedOverAt >= vestsAt
        ? { ...parcel, handedOverAt: null, deliveredAt: null, isReadable: true }
        : parcel,
    ),
  }));
}
