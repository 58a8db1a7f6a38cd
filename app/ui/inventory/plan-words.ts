import type { TFunction } from 'i18next';
import type { Arrival, DateRange } from '#app/domain/inventory/variant-plan.ts';
import { daysFrom } from '#app/domain/shared/iso-days.ts';
import type { Format } from '../format.ts';

export interface Words {
  t: TFunction;
  format: Format;
}

/** `3 Dec – 12 Dec`; an end beyond the horizon is `later`. Null: no future within the horizon has it. */
export function rangeWords({ p10, p90 }: DateRange, { t, format }: Words): string | null {
  if (p10 === null) return null;
  const from = format.shortDate(p10);
  const to = p90 === null ? t('inventory.later') : format.shortDate(p90);
  return from === to ? from : t('inventory.range', { from, to });
}

/** `12 days`, whole ones, rounded down; null: longer than plans look. */
export function coverWords(days: number | null, { t, format }: Words): string {
  if (days === null) return t('inventory.coverLong');
  const whole = Math.max(0, Math.floor(days));
  return t('inventory.days', { count: whole, number: format.number(whole) });
}

/** How pressing an order is. The words beside it say the same. */
export type Urgency = 'overdue' | 'today' | 'soon' | 'later';

export function urgencyOf(orderByOn: string, today: string): Urgency {
  const days = daysFrom(today, orderByOn);
  if (days < 0) return 'overdue';
  if (days === 0) return 'today';
  return days <= SOON_DAYS ? 'soon' : 'later';
}

const SOON_DAYS = 7;

/** All that is on its way, with the first of it: when it most probably comes, and how late that is against the named day. */
export function incomingOf(arrivals: readonly Arrival[]): {
  quantity: number;
  firstOn: string | null;
  /** Days after the named day; null: no day was named, or it is not late. */
  lateDays: number | null;
} {
  const [first] = arrivals.toSorted((a, b) =>
    (a.arrivesOn.p50 ?? NEVER).localeCompare(b.arrivesOn.p50 ?? NEVER),
  );
  const on = first?.arrivesOn.p50 ?? null;
  const named = first?.expectedOn ?? null;
  const late = on === null || named === null ? 0 : daysFrom(named, on);
  return {
    quantity: arrivals.reduce((sum, { quantity }) => sum + quantity, 0),
    firstOn: on,
    lateDays: late > 0 ? late : null,
  };
}

/** Sorts behind every date. */
const NEVER = '9999-12-31';

/** A small share is not nothing, and a large one not all. */
export function chanceWords(chance: number, { t, format }: Words): string {
  if (chance > 0 && chance < 0.005) return t('inventory.under', { share: format.percent(0.01) });
  if (chance < 1 && chance > 0.995) return t('inventory.over', { share: format.percent(0.99) });
  return format.percent(chance);
}
