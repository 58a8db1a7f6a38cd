import { DAY, HOUR } from '../calendar.ts';
import { dayOf, startOf } from '#sandbox/payments/payout-days.ts';
import { Random, seedFrom } from '../random.ts';
import { seasonOn } from './catalogue.ts';
import type { PlannedVariant } from './catalogue.ts';
import { counted, normal, poisson } from './draws.ts';
import { STORE } from './store.ts';

/** Somebody wants so many pieces, whether they are there or not. */
export interface Ask {
  at: number;
  index: number;
  units: number;
}

/** The days of the world: numbers of local days. The first one is a Monday. */
export interface Span {
  firstDay: number;
  startDay: number;
  /** Exclusive. */
  endDay: number;
}

/** Log-deviation of what all variants share in a week: weather, news, a holiday. */
export const SHOCK_DEVIATION = 0.12;
const PROMOTION = { chance: 0.1, factor: 4 };
/** Faded demand halves every so many weeks. */
const HALF_LIFE = { dying: 5, dead: 3 };
/** Sunday first, mean 1. */
const BY_WEEKDAY = [1.15, 1.1, 1, 0.95, 0.95, 0.9, 0.95];
/** Of a day in standard time, early enough that summer time does not move an order to another day. */
const OPEN_HOURS = { from: 7, to: 22 };

export function spanOf(
  startAt: number,
  { weeksBefore, weeksAfter }: { weeksBefore: number; weeksAfter: number },
): Span {
  const startDay = dayOf(startAt, STORE.country);
  // 1970-01-01 was a Thursday.
  const monday = startDay - ((startDay + 3) % 7);
  return {
    firstDay: monday - weeksBefore * 7,
    startDay,
    endDay: monday + weeksAfter * 7 + 7,
  };
}

/** What the market does to everything in each week of the span, one factor each, mean 1. */
export function shocksOf(seed: number, { firstDay, endDay }: Span): number[] {
  const random = new Random(seedFrom(seed, 0x50c4));
  return Array.from({ length: Math.ceil((endDay - firstDay) / 7) }, () =>
    Math.exp(SHOCK_DEVIATION * normal(random) - SHOCK_DEVIATION ** 2 / 2),
  );
}

/** True mean of a variant's demand on each day of the span, before the week's shock. */
export function meanByDay(planned: PlannedVariant, seed: number, span: Span): Float64Array {
  const { kind, category, level, index, size } = planned;
  const weeks = Math.ceil((span.endDay - span.firstDay) / 7);
  const random = new Random(seedFrom(seed, 0x9720, index));
  const promotions = Array.from({ length: weeks }, () =>
    kind === 'promoted' && random.chance(PROMOTION.chance) ? PROMOTION.factor : 1,
  );
  const days = span.endDay - span.firstDay;
  const means = new Float64Array(days);
  for (let offset = 0; offset < days; offset += 1) {
    const day = span.firstDay + offset;
    const weekday = (day + 4) % 7;
    means[offset] =
      ((level * size) / 7) *
      (BY_WEEKDAY[weekday] ?? 1) *
      seasonOn(category, day) *
      lifeOn(planned, (span.startDay - day) / 7) *
      (promotions[Math.floor(offset / 7)] ?? 1);
  }
  return means;
}

/** All that is asked of a variant in the span, in order of time. Past and future are drawn alike. */
export function asksOf(
  planned: PlannedVariant,
  {
    means,
    shocks,
    seed,
    span,
  }: {
    means: Float64Array;
    shocks: readonly number[];
    seed: number;
    span: Span;
  },
): Ask[] {
  const { kind, index, dispersion, size } = planned;
  const random = new Random(seedFrom(seed, 0x9730, index));
  const asks: Ask[] = [];
  for (const [offset, mean] of means.entries()) {
    const expected = mean * (shocks[Math.floor(offset / 7)] ?? 1);
    if (expected <= 0) continue;
    const count =
      kind === 'intermittent'
        ? poisson(random, expected / size)
        : counted(random, { mean: expected, dispersion });
    const midnight = startOf(span.firstDay + offset, STORE.country);
    for (let each = 0; each < count; each += 1) {
      const second = random.whole(OPEN_HOURS.from * 3_600, OPEN_HOURS.to * 3_600 - 1);
      const units = kind === 'intermittent' ? 1 + poisson(random, size - 1) : 1;
      asks.push({ at: midnight + second * 1_000, index, units });
    }
  }
  if (kind === 'sold_once') return onlyOnce(asks, span, { index, random });
  return asks.toSorted((a, b) => a.at - b.at);
}

/** Exactly one sale in the past; the future stays as it was drawn. */
function onlyOnce(
  asks: Ask[],
  span: Span,
  { index, random }: { index: number; random: Random },
): Ask[] {
  const start = startOf(span.startDay, STORE.country);
  const day = random.whole(span.firstDay + 60, span.startDay - 40);
  const once = { at: startOf(day, STORE.country) + 12 * HOUR, index, units: 1 };
  return [once, ...asks.filter(({ at }) => at >= start + DAY).toSorted((a, b) => a.at - b.at)];
}

/** What part of its level a variant sells so many weeks before the start (below zero: after). */
function lifeOn({ kind, cameWeeksAgo, fadesWeeksAgo }: PlannedVariant, weeksAgo: number): number {
  if (cameWeeksAgo !== null && weeksAgo > cameWeeksAgo) return 0;
  if (fadesWeeksAgo === null || weeksAgo >= fadesWeeksAgo) return 1;
  const halfLife = kind === 'dead' ? HALF_LIFE.dead : HALF_LIFE.dying;
  return 0.5 ** ((fadesWeeksAgo - weeksAgo) / halfLife);
}
