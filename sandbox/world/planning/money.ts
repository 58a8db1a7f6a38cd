import { PaymentsLedger } from '#sandbox/payments/ledger.ts';
import type { Movement } from '#sandbox/payments/ledger.ts';
import { businessDaysAfter, dayOf, startOf } from '#sandbox/payments/payout-days.ts';
import { DAY } from '../calendar.ts';
import { Random, seedFrom } from '../random.ts';
import type { PlannedVariant } from './catalogue.ts';
import type { Span } from './demand.ts';
import { normal } from './draws.ts';
import { MAKERS } from './makers.ts';
import type { BookedSale } from './book.ts';
import type { BankLine, TypedItem, TypedRule } from './shapes.ts';
import { paymentsOf, STORE } from './store.ts';
import type { Purchase } from './trade.ts';

/** By the day on which it is on the account, as a merchant sees it there. */
export const RULES: readonly TypedRule[] = [
  { gateway: 'paypal', lagDays: 3, feeBp: 349, fixedFeeMinor: 49, weekday: 4 },
  { gateway: 'Cash on Delivery (COD)', lagDays: 9, feeBp: 200, fixedFeeMinor: 0, weekday: 5 },
];
const ADS_DEVIATION = 0.15;
/** The account is as old as this; before it the shop had another one. */
const BANK_DAYS = 39 * 7;
const country = STORE.country;

/** All that goes over the bank account since it was opened, in order of days, and the account at Shopify Payments at its end. */
export function moneyOf(
  sales: readonly BookedSale[],
  {
    variants,
    purchases,
    seed,
    span,
    startAt,
  }: {
    variants: readonly PlannedVariant[];
    purchases: readonly Purchase[];
    seed: number;
    span: Span;
    startAt: number;
  },
): { lines: BankLine[]; items: TypedItem[]; ledger: PaymentsLedger } {
  const ledger = cardLedger(sales, span, startAt);
  const traded = [
    ...ledger.payouts.map(({ bankAt, netMinor, cutAt }): BankLine => ({
      day: dayOf(bankAt, country),
      minor: netMinor,
      kind: 'payout',
      text: 'SHOPIFY PAYMENTS TRANSFER',
      decidedAt: cutAt,
    })),
    ...paypalLines(sales, span),
    ...doorLines(sales, span),
    ...purchases.flatMap(billsOf),
    ...directBills(sales, variants),
  ];
  const items = itemsOf(span, monthlyMarginOf(traded, span));
  const lines = [...traded, ...items.flatMap((item) => costLines(item, { seed, span }))]
    .filter(
      ({ day, minor }) => minor !== 0 && day >= span.startDay - BANK_DAYS && day < span.endDay,
    )
    .toSorted((a, b) => a.day - b.day);
  return { lines, items, ledger };
}

/** What trade left over in a month, over the year before the start. */
function monthlyMarginOf(traded: readonly BankLine[], { startDay }: Span): number {
  const year = traded.filter(({ day }) => day >= startDay - 364 && day < startDay);
  return Math.max(100_000, year.reduce((sum, { minor }) => sum + minor, 0) / 12);
}

/** What the shop pays month by month: nearly all that trade leaves over, so that it lives on what comes in. */
function itemsOf(span: Span, monthlyMargin: number): TypedItem[] {
  const first = new Date(span.firstDay * DAY);
  const on = (monthsLater: number, date: number) =>
    new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + monthsLater, date))
      .toISOString()
      .slice(0, 10);
  const monday = new Date(span.firstDay * DAY).toISOString().slice(0, 10);
  const part = (share: number) => Math.max(100, Math.round((monthlyMargin * share) / 100) * 100);
  const recurring = { kind: 'recurring', every: 'month' } as const;
  return [
    { ...recurring, name: 'Rent', minor: part(0.14), startsOn: on(1, 1) },
    { ...recurring, name: 'Wages', minor: part(0.23), startsOn: on(0, 28) },
    { ...recurring, name: 'Wages, mid-month', minor: part(0.23), startsOn: on(1, 14) },
    { ...recurring, name: 'Software', minor: part(0.03), startsOn: on(1, 12) },
    { ...recurring, name: 'Insurance', minor: part(0.09), every: 'quarter', startsOn: on(1, 5) },
    { ...recurring, name: 'Packaging', minor: part(0.018), every: 'week', startsOn: monday },
    { name: 'Ads', kind: 'ads', minor: part(0.008), every: 'day', startsOn: monday },
  ];
}

function cardLedger(sales: readonly BookedSale[], span: Span, startAt: number): PaymentsLedger {
  const ledger = new PaymentsLedger(paymentsOf(startAt), country);
  const movements = sales.flatMap(cardMovements).toSorted((a, b) => a.at - b.at);
  const end = startOf(span.endDay, country);
  for (const movement of movements) {
    if (movement.at >= end) break;
    ledger.advanceTo(movement.at);
    ledger.book(movement);
  }
  ledger.advanceTo(end - 1);
  return ledger;
}

function cardMovements({ sale, outcome, ids, totalMinor, refundMinor }: BookedSale): Movement[] {
  if (outcome.gateway !== 'shopify_payments') return [];
  const base = { orderId: ids.order, amountMinor: totalMinor };
  const { refundedAt, dispute } = outcome;
  const movements: Movement[] = [{ ...base, kind: 'charge', id: ids.payment, at: sale.at }];
  if (refundedAt !== null)
    movements.push({
      ...base,
      kind: 'refund',
      id: ids.refund + 1,
      at: refundedAt,
      amountMinor: refundMinor,
    });
  if (dispute !== null) {
    movements.push({ ...base, kind: 'dispute_opened', id: ids.dispute, at: dispute.openedAt });
    if (dispute.isWon)
      movements.push({ ...base, kind: 'dispute_won', id: ids.dispute, at: dispute.endsAt });
  }
  return movements;
}

/** Each Wednesday what was sold until the day before, less what went back; on the account a business day later. */
function paypalLines(sales: readonly BookedSale[], span: Span): BankLine[] {
  const moves = sales.flatMap(({ sale, outcome, totalMinor, refundMinor }) =>
    outcome.gateway === 'paypal'
      ? movesOf(sale.at, { outcome, totalMinor, refundMinor }, RULES[0])
      : [],
  );
  return batches(moves, span, { weekday: 3, waits: DAY }).map(({ day, minor }) => ({
    day: businessDaysAfter(day, 1, country),
    minor,
    kind: 'paypal',
    text: 'PAYPAL TRANSFER',
    decidedAt: startOf(day, country),
  }));
}

/** Each Friday what was collected at doors until three days before. */
function doorLines(sales: readonly BookedSale[], span: Span): BankLine[] {
  const moves = sales.flatMap(({ outcome, totalMinor, refundMinor }) =>
    outcome.gateway === 'Cash on Delivery (COD)' && outcome.deliveredAt !== null
      ? movesOf(outcome.deliveredAt, { outcome, totalMinor, refundMinor }, RULES[1])
      : [],
  );
  return batches(moves, span, { weekday: 5, waits: 3 * DAY }).map(({ day, minor }) => ({
    day: businessDaysAfter(day, 0, country),
    minor,
    kind: 'cod',
    text: 'HARBOR COURIER COD REMITTANCE',
    decidedAt: startOf(day, country),
  }));
}

interface Move {
  at: number;
  minor: number;
}

function movesOf(
  paidAt: number,
  { outcome, totalMinor, refundMinor }: Pick<BookedSale, 'outcome' | 'totalMinor' | 'refundMinor'>,
  rule: TypedRule | undefined,
): Move[] {
  const fee = Math.round((totalMinor * (rule?.feeBp ?? 0)) / 10_000) + (rule?.fixedFeeMinor ?? 0);
  const moves = [{ at: paidAt, minor: totalMinor - fee }];
  if (outcome.refundedAt !== null) moves.push({ at: outcome.refundedAt, minor: -refundMinor });
  return moves;
}

/** Sums of what happened until `waits` before each such weekday; a sum below zero is carried on. */
function batches(
  moves: readonly Move[],
  span: Span,
  { weekday, waits }: { weekday: number; waits: number },
): { day: number; minor: number }[] {
  const sorted = moves.toSorted((a, b) => a.at - b.at);
  const found: { day: number; minor: number }[] = [];
  let next = 0;
  let carried = 0;
  for (let day = span.firstDay + weekday - 1; day < span.endDay; day += 7) {
    const until = startOf(day, country) - waits;
    for (let move = sorted[next]; move !== undefined && move.at < until; move = sorted[next]) {
      carried += move.minor;
      next += 1;
    }
    if (carried <= 0) continue;
    found.push({ day, minor: carried });
    carried = 0;
  }
  return found;
}

function billsOf({ number, maker: key, orderedAt, arrivesAt, lines }: Purchase): BankLine[] {
  const { name, depositBp, balanceDays, balanceFrom } = MAKERS[key];
  const total = lines.reduce((sum, { quantity, costMinor }) => sum + quantity * costMinor, 0);
  const deposit = Math.round((total * depositBp) / 10_000);
  const ordered = dayOf(orderedAt, country);
  const from = balanceFrom === 'ordered' ? ordered : dayOf(arrivesAt, country);
  const bill = { kind: 'supplier', text: `${name.toUpperCase()} ${number}` } as const;
  return [
    { ...bill, day: businessDaysAfter(ordered, 1, country), minor: -deposit, decidedAt: orderedAt },
    {
      ...bill,
      day: businessDaysAfter(from + balanceDays, 0, country),
      minor: -(total - deposit),
      decidedAt: orderedAt,
    },
  ];
}

/** What the direct supplier ships is paid for on the next business day. */
function directBills(
  sales: readonly BookedSale[],
  variants: readonly PlannedVariant[],
): BankLine[] {
  return sales
    .filter(({ sale }) => sale.isDirect && sale.cancelAt === null)
    .map(({ sale, ids }) => ({
      day: businessDaysAfter(dayOf(sale.at, country), 1, country),
      minor: -sale.lines.reduce(
        (sum, { index, units }) => sum + units * (variants[index]?.costMinor ?? 0),
        0,
      ),
      kind: 'direct',
      text: `FENWICK DIRECT ${ids.name}`,
      decidedAt: sale.at,
    }));
}

function costLines(item: TypedItem, { seed, span }: { seed: number; span: Span }): BankLine[] {
  const random = new Random(seedFrom(seed, 0xad5));
  return daysOf(item, span).map((day) => ({
    day,
    minor:
      item.kind === 'ads'
        ? -Math.round(
            item.minor * Math.exp(ADS_DEVIATION * normal(random) - ADS_DEVIATION ** 2 / 2),
          )
        : -item.minor,
    kind: item.kind,
    text: item.name.toUpperCase(),
    decidedAt: startOf(span.firstDay, country),
  }));
}

function daysOf({ every, startsOn }: TypedItem, { firstDay, endDay }: Span): number[] {
  const start = Date.parse(`${startsOn}T00:00:00Z`) / DAY;
  const days: number[] = [];
  if (every === 'day' || every === 'week') {
    for (let day = start; day < endDay; day += every === 'day' ? 1 : 7) days.push(day);
    return days;
  }
  const from = new Date(start * DAY);
  const date = from.getUTCDate();
  for (let month = 0; ; month += every === 'month' ? 1 : 3) {
    const lastOfMonth = new Date(
      Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + month + 1, 0),
    ).getUTCDate();
    const day =
      Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + month, Math.min(date, lastOfMonth)) /
      DAY;
    if (day >= endDay) return days.filter((each) => each >= firstDay);
    days.push(day);
  }
}
