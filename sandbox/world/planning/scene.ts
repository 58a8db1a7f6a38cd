import type { PaymentsLedger } from '#sandbox/payments/ledger.ts';
import { dayOf } from '#sandbox/payments/payout-days.ts';
import { Random, seedFrom } from '../random.ts';
import { book } from './book.ts';
import type { BookedSale } from './book.ts';
import { planCatalogue } from './catalogue.ts';
import type { PlannedVariant } from './catalogue.ts';
import { asksOf, meanByDay, shocksOf, spanOf } from './demand.ts';
import type { Ask, Span } from './demand.ts';
import { MAKERS } from './makers.ts';
import { moneyOf, RULES } from './money.ts';
import { outcomeOf } from './outcomes.ts';
import { DIRECT_SUPPLIER, STORE } from './store.ts';
import { trade } from './trade.ts';
import type { Purchase, Trade } from './trade.ts';
import { isoOf } from './iso-day.ts';
import type { BankLine, DemandPath, MakerKey, MakerTruth, TypedItem, TypedRule } from './shapes.ts';

/** Everything that happens in the planning store, past and future, before anybody is told of it. */
export interface Scene {
  startAt: number;
  span: Span;
  variants: readonly PlannedVariant[];
  /** By variant, then by day of the span. */
  means: readonly Float64Array[];
  askedByDay: readonly Float64Array[];
  asks: readonly Ask[];
  trade: Trade;
  sales: readonly BookedSale[];
  purchases: readonly Purchase[];
  boughtOf: ReadonlyMap<number, Bought[]>;
  items: readonly TypedItem[];
  rules: readonly TypedRule[];
  makers: readonly MakerTruth[];
  lines: readonly BankLine[];
  ledger: PaymentsLedger;
  /** The bank balance before the first line. */
  openingMinor: number;
  /** The balance at the end of a day, by the given lines (in order of days). */
  balanceAfter(day: number, lines: readonly BankLine[]): number;
  vendorOf(planned: PlannedVariant): string;
  pathOf(planned: PlannedVariant): DemandPath;
}

/** Pieces of one variant in an order of the shop. */
export interface Bought {
  purchase: Purchase;
  quantity: number;
}

export interface SceneOptions {
  /** Epoch ms. */
  startAt: number;
  seed: number;
  /** 1: about 220 variants and 10,000 orders before the start. */
  scale: number;
  weeksBefore: number;
  weeksAfter: number;
}

export function play(options: SceneOptions): Scene {
  const { startAt, seed, scale } = options;
  const span = spanOf(startAt, options);
  const variants = planCatalogue({ seed, scale });
  const shocks = shocksOf(seed, span);
  const means = variants.map((planned) => meanByDay(planned, seed, span));
  const asks = variants
    .flatMap((planned, index) =>
      asksOf(planned, { means: means[index] ?? new Float64Array(), shocks, seed, span }),
    )
    .toSorted((a, b) => a.at - b.at || a.index - b.index);
  const traded = trade(variants, asks, { seed, span });
  const { purchases } = traded;
  const sales = traded.sales.map((sale) =>
    book(sale, outcomeOf(sale, { seed, purchases }), variants),
  );
  const { lines, items, ledger } = moneyOf(sales, { variants, purchases, seed, span, startAt });
  const openingMinor = openingOf(lines, { seed, scale, span });
  const offsetOf = (at: number) => dayOf(at, STORE.country) - span.firstDay;
  const byDay = (moves: Iterable<{ at: number; units: number }>) => {
    const days = new Float64Array(span.endDay - span.firstDay);
    for (const { at, units } of moves) days[offsetOf(at)] = (days[offsetOf(at)] ?? 0) + units;
    return days;
  };
  const asked = Map.groupBy(asks, ({ index }) => index);
  const missed = Map.groupBy(traded.missed, ({ index }) => index);
  const counts = Map.groupBy(traded.counts, ({ index }) => index);
  const sold = Map.groupBy(keptLines(traded), ({ index }) => index);
  return {
    startAt,
    span,
    variants,
    means,
    askedByDay: variants.map(({ index }) => byDay(asked.get(index) ?? [])),
    asks,
    trade: traded,
    sales,
    purchases,
    boughtOf: boughtByVariant(purchases),
    items,
    rules: RULES,
    makers: Object.entries(MAKERS).flatMap(([key, maker]) =>
      isMaker(key) ? [{ key, ...maker }] : [],
    ),
    lines,
    ledger,
    openingMinor,
    balanceAfter: (day, counted) => balanceAfter(day, { lines: counted, openingMinor }),
    vendorOf: ({ maker }) => (maker === null ? DIRECT_SUPPLIER.location.name : MAKERS[maker].name),
    pathOf: ({ index, variant }) => ({
      firstOn: isoOf(span.firstDay),
      asked: [...byDay(asked.get(index) ?? [])],
      sold: [...byDay(sold.get(index) ?? [])],
      missed: [...byDay(missed.get(index) ?? [])],
      available: variant.tracked ? countsByDay(counts.get(index) ?? [], span) : [],
    }),
  };
}

/** Such that the account holds what a shop of this size has, give or take, when the world starts. */
function openingOf(
  lines: readonly BankLine[],
  { seed, scale, span }: { seed: number; scale: number; span: Span },
): number {
  const random = new Random(seedFrom(seed, 0xba2c));
  const wanted = Math.round(random.between(9_000, 18_000) * scale) * 100;
  return wanted - balanceAfter(span.startDay - 1, { lines, openingMinor: 0 });
}

function balanceAfter(
  day: number,
  { lines, openingMinor }: { lines: readonly BankLine[]; openingMinor: number },
): number {
  return lines.reduce((sum, line) => (line.day <= day ? sum + line.minor : sum), openingMinor);
}

function boughtByVariant(purchases: readonly Purchase[]): Map<number, Bought[]> {
  const bought = purchases.flatMap((purchase) =>
    purchase.lines.map(({ index, quantity }) => ({ index, purchase, quantity })),
  );
  return Map.groupBy(bought, ({ index }) => index);
}

/** What was bought and not taken back, line by line. */
function keptLines({ sales }: Trade): { at: number; index: number; units: number }[] {
  return sales
    .filter(({ cancelAt }) => cancelAt === null)
    .flatMap(({ at, lines }) => lines.map((line) => ({ at, ...line })));
}

function countsByDay(own: Trade['counts'], span: Span): number[] {
  let next = 0;
  let available = 0;
  return Array.from({ length: span.endDay - span.firstDay }, (_, offset) => {
    for (let count = own[next]; count !== undefined; count = own[next]) {
      if (dayOf(count.at, STORE.country) > span.firstDay + offset) break;
      available = count.available;
      next += 1;
    }
    return available;
  });
}

function isMaker(key: string): key is MakerKey {
  return key in MAKERS;
}
