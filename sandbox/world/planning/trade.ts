import { businessDaysAfter, dayOf, startOf } from '#sandbox/payments/payout-days.ts';
import { DAY, HOUR } from '../calendar.ts';
import { Random, seedFrom } from '../random.ts';
import { seasonOn } from './catalogue.ts';
import type { PlannedVariant } from './catalogue.ts';
import type { Ask, Span } from './demand.ts';
import { MAKERS } from './makers.ts';
import type { MakerKey } from './shapes.ts';
import { STORE } from './store.ts';

/** What was bought: as an order of the shop, before anything became of it. */
export interface Sale {
  number: number;
  at: number;
  lines: { index: number; units: number }[];
  isDirect: boolean;
  /** Null unless the buyer takes it back within hours. */
  cancelAt: number | null;
  /** A line of it was sold below zero. */
  waits: boolean;
}

/** An order of the shop at a maker. */
export interface Purchase {
  number: string;
  maker: MakerKey;
  orderedAt: number;
  /** The local day the maker named. */
  expectedDay: number;
  arrivesAt: number;
  lines: { index: number; quantity: number; costMinor: number }[];
}

export interface Trade {
  sales: Sale[];
  purchases: Purchase[];
  /** Every change of the count of a variant, in order of time; the first one says how many there were. */
  counts: { at: number; index: number; available: number }[];
  /** Asked for and not there. */
  missed: Ask[];
}

const CANCELLED = 0.015;
const JOINS = 0.28;
const MOST_LINES = 3;
const FORGETS = 0.15;
const LOOK_BACK_DAYS = 56;
const DEEPEST = -40;
/** Local hours of a day: goods come before the shop opens, the shop orders after it has closed. */
const ARRIVES_AT_HOUR = 6;
const ORDERS_AT_HOUR = 22.5;

interface Shelf {
  planned: PlannedVariant;
  available: number;
  onTheWay: number;
  soldByDay: Float64Array;
  inStockByDay: Uint8Array;
}

/**
 * Lives through the span: sells what is asked and there, and orders as a merchant does who looks at eight weeks of sales,
 * guesses the season, and sometimes forgets.
 */
export function trade(
  variants: readonly PlannedVariant[],
  asks: readonly Ask[],
  { seed, span }: { seed: number; span: Span },
): Trade {
  const done: Trade = { sales: [], purchases: [], counts: [], missed: [] };
  const random = new Random(seedFrom(seed, 0x7ade));
  const days = span.endDay - span.firstDay;
  const shelves = variants.map((planned) => shelfOf(planned, days));
  const due = new Map<number, { index: number; quantity: number }[]>();
  const taken: { at: number; index: number; units: number }[] = [];
  let next = 0;

  for (const shelf of shelves) {
    const { cameWeeksAgo } = shelf.planned;
    const day = cameWeeksAgo === null ? span.firstDay : span.startDay - cameWeeksAgo * 7;
    addTo(due, day, { index: shelf.planned.index, quantity: firstStock(shelf.planned) });
  }
  for (let day = span.firstDay; day < span.endDay; day += 1) {
    const midnight = startOf(day, STORE.country);
    giveBack(midnight);
    for (const { index, quantity } of due.get(day) ?? []) {
      const shelf = shelfAt(index);
      shelf.onTheWay = Math.max(0, shelf.onTheWay - quantity);
      change(shelf, quantity, midnight + ARRIVES_AT_HOUR * HOUR);
    }
    for (const shelf of shelves)
      shelf.inStockByDay[day - span.firstDay] = shelf.available > 0 ? 1 : 0;
    for (let ask = asks[next]; ask !== undefined && ask.at < midnight + DAY; ask = asks[next]) {
      next += 1;
      giveBack(ask.at);
      answer(ask, day);
    }
    review(day, midnight + ORDERS_AT_HOUR * HOUR);
  }
  return { ...done, counts: done.counts.toSorted((a, b) => a.at - b.at) };

  function shelfAt(index: number): Shelf {
    const shelf = shelves[index];
    if (shelf === undefined) throw new Error(`no variant ${index}`);
    return shelf;
  }

  function change(shelf: Shelf, by: number, at: number): void {
    if (!shelf.planned.variant.tracked) return;
    shelf.available += by;
    done.counts.push({ at, index: shelf.planned.index, available: shelf.available });
  }

  function giveBack(until: number): void {
    for (let back = taken[0]; back !== undefined && back.at <= until; back = taken[0]) {
      taken.shift();
      change(shelfAt(back.index), back.units, back.at);
    }
  }

  function answer(ask: Ask, day: number): void {
    const shelf = shelfAt(ask.index);
    const { tracked, mayOversell } = shelf.planned.variant;
    const room = tracked ? shelf.available - (mayOversell ? DEEPEST : 0) : ask.units;
    const units = Math.min(ask.units, Math.max(0, room));
    if (units < ask.units) done.missed.push({ ...ask, units: ask.units - units });
    if (units === 0) return;
    change(shelf, -units, ask.at);
    const offset = day - span.firstDay;
    shelf.soldByDay[offset] = (shelf.soldByDay[offset] ?? 0) + units;
    sell(shelf, { ...ask, units }, day);
  }

  function sell({ planned, available }: Shelf, { at, index, units }: Ask, day: number): void {
    const isDirect = planned.kind === 'direct';
    const open = done.sales.at(-1);
    const joins = random.chance(JOINS);
    const waits = planned.kind === 'preorder' && available < 0;
    if (
      joins &&
      open !== undefined &&
      open.cancelAt === null &&
      open.isDirect === isDirect &&
      open.lines.length < MOST_LINES &&
      dayOf(open.at, STORE.country) === day
    ) {
      const known = open.lines.find((line) => line.index === index);
      if (known === undefined) open.lines.push({ index, units });
      else known.units += units;
      open.waits ||= waits;
      return;
    }
    const isCancelled = random.chance(CANCELLED) && planned.kind !== 'sold_once';
    const cancelAt = isCancelled
      ? Math.floor((at + random.between(0.5, 4) * HOUR) / 1_000) * 1_000
      : null;
    done.sales.push({
      number: done.sales.length,
      at,
      lines: [{ index, units }],
      isDirect,
      cancelAt,
      waits,
    });
    if (cancelAt === null) return;
    taken.push({ at: cancelAt, index, units });
    taken.sort((a, b) => a.at - b.at);
  }

  /** The weekly look at what to order from each maker. */
  function review(day: number, at: number): void {
    const weekday = ((day + 3) % 7) + 1;
    for (const [key, maker] of Object.entries(MAKERS)) {
      if (maker.ordersOn !== weekday || random.chance(FORGETS)) continue;
      if (key === 'eastgate' && day < span.startDay) continue;
      const lines = shelves
        .filter(({ planned }) => planned.maker === key)
        .flatMap((shelf) => {
          const quantity = wanted(shelf, day);
          if (quantity === 0) return [];
          const { index, costMinor } = shelf.planned;
          return [{ index, quantity, costMinor }];
        });
      if (lines.length > 0) order({ key, lines, day, at });
    }
  }

  function order({
    key,
    lines,
    day,
    at,
  }: {
    key: string;
    lines: Purchase['lines'];
    day: number;
    at: number;
  }): void {
    if (!isMaker(key)) return;
    const maker = MAKERS[key];
    const arrival = businessDaysAfter(day + maker.leadDays(random), 0, STORE.country);
    for (const { index, quantity } of lines) {
      shelfAt(index).onTheWay += quantity;
      addTo(due, arrival, { index, quantity });
    }
    done.purchases.push({
      number: `PO-${1_001 + done.purchases.length}`,
      maker: key,
      orderedAt: at,
      expectedDay: day + maker.promisedDays,
      arrivesAt: startOf(arrival, STORE.country) + ARRIVES_AT_HOUR * HOUR,
      lines,
    });
  }

  /** What the merchant would order of a variant now, in whole packs; 0: nothing. */
  function wanted({ planned, available, onTheWay, soldByDay, inStockByDay }: Shelf, day: number) {
    if (planned.maker === null || planned.kind === 'dead') return 0;
    const to = day - span.firstDay + 1;
    const from = Math.max(0, to - LOOK_BACK_DAYS);
    const sold = soldByDay.subarray(from, to).reduce((sum, units) => sum + units, 0);
    const inStock = inStockByDay.subarray(from, to).reduce((sum, each) => sum + each, 0);
    const { promisedDays } = MAKERS[planned.maker];
    const now = seasonOn(planned.category, day - LOOK_BACK_DAYS / 2);
    const then = seasonOn(planned.category, day + promisedDays + 14);
    const perDay = (sold / Math.max(14, inStock)) * (then / now) * random.between(0.65, 1.3);
    const position = available + onTheWay;
    // What may be sold below zero is made once three weeks of it are owed.
    const point = perDay * (planned.kind === 'preorder' ? -21 : promisedDays + 10);
    if (sold === 0 || position > point) return 0;
    const quantity = perDay * (promisedDays + 35) - position;
    return quantity < 1 ? 0 : Math.ceil(quantity / planned.packSize) * planned.packSize;
  }
}

function shelfOf(planned: PlannedVariant, days: number): Shelf {
  return {
    planned,
    available: 0,
    onTheWay: 0,
    soldByDay: new Float64Array(days),
    inStockByDay: new Uint8Array(days),
  };
}

/** What lay there when the records begin. */
function firstStock({ kind, level, size, maker, packSize }: PlannedVariant): number {
  if (kind === 'never_sold') return 14;
  if (kind === 'sold_once') return 6;
  const lead = maker === null ? 0 : MAKERS[maker].promisedDays;
  const weeks = kind === 'dead' ? 46 : lead / 7 + 5;
  return Math.max(1, Math.ceil((level * size * weeks) / packSize)) * packSize;
}

function addTo<T>(map: Map<number, T[]>, key: number, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function isMaker(key: string): key is MakerKey {
  return key in MAKERS;
}
