import type { StockedPlan } from '#app/domain/inventory/variant-plan.ts';
import { daysFrom } from '#app/domain/shared/iso-days.ts';
import { addDays } from '../until-field.tsx';

/** What is on the shelf at the end of a day: in the median future, and in one that is worse, and one that is better, than 9 of 10. */
export interface StockDay {
  on: string;
  low: number;
  median: number;
  high: number;
}

/**
 * A picture of the plan: each line falls evenly from what is on hand to nothing on its own stock-out day, with arrivals as
 * steps. The days are the plan's; that sales are even in between is drawn, not known.
 */
export function stockCourse(
  plan: Pick<StockedPlan, 'onHand' | 'incoming' | 'weeklyDemand' | 'stockOutOn'>,
  today: string,
): StockDay[] {
  const { stockOutOn } = plan;
  const days = daysDrawn(plan, today);
  const line = (emptyOn: string | null, likeliest: readonly ArrivalDay[]) =>
    lineOf(plan, { today, days, emptyOn, likeliest });
  const low = line(stockOutOn.p10, ['p90', 'p50', 'p10']);
  const median = line(stockOutOn.p50, ['p50', 'p10']);
  const high = line(stockOutOn.p90, ['p10']);
  return Array.from({ length: days + 1 }, (_, day) => ({
    on: addDays(today, day),
    low: low[day] ?? 0,
    median: median[day] ?? 0,
    high: high[day] ?? 0,
  }));
}

const FEWEST_DAYS = 28;
const MOST_DAYS = 182;
/** Drawn beyond the last thing that happens. */
const MARGIN_DAYS = 7;

function daysDrawn(
  { stockOutOn, incoming }: Pick<StockedPlan, 'stockOutOn' | 'incoming'>,
  today: string,
): number {
  const ends = [stockOutOn.p50, stockOutOn.p90, ...incoming.map(({ arrivesOn }) => arrivesOn.p90)]
    .filter((on) => on !== null)
    .map((on) => daysFrom(today, on) + MARGIN_DAYS);
  // Where no end is in sight, as far as plans look.
  const least = stockOutOn.p50 === null ? MOST_DAYS : FEWEST_DAYS;
  return Math.min(MOST_DAYS, Math.max(least, ...ends));
}

type ArrivalDay = 'p10' | 'p50' | 'p90';

/** The line with the likeliest arrivals under which it does not end before its own day; else with the last of them. */
function lineOf(
  plan: Pick<StockedPlan, 'onHand' | 'incoming' | 'weeklyDemand'>,
  {
    likeliest,
    ...drawn
  }: { today: string; days: number; emptyOn: string | null; likeliest: readonly ArrivalDay[] },
): number[] {
  const { today, days, emptyOn } = drawn;
  const end = emptyOn === null ? days : Math.min(days, daysFrom(today, emptyOn));
  const lines = likeliest.map((arriving) => lineWith(plan, { ...drawn, arriving }));
  const lasting = lines.find((line) => line.slice(0, Math.max(0, end)).every((left) => left > 0));
  return lasting ?? lines.at(-1) ?? [];
}

function lineWith(
  { onHand, incoming, weeklyDemand }: Pick<StockedPlan, 'onHand' | 'incoming' | 'weeklyDemand'>,
  {
    today,
    days,
    emptyOn,
    arriving,
  }: { today: string; days: number; emptyOn: string | null; arriving: ArrivalDay },
): number[] {
  const arrivals = new Map<number, number>();
  for (const { quantity, arrivesOn } of incoming) {
    const on = arrivesOn[arriving];
    if (on === null) continue;
    const day = Math.max(1, daysFrom(today, on));
    arrivals.set(day, (arrivals.get(day) ?? 0) + quantity);
  }
  const arrivedBy = (end: number) =>
    [...arrivals].reduce((sum, [day, quantity]) => (day < end ? sum + quantity : sum), 0);
  const end = emptyOn === null ? null : daysFrom(today, emptyOn);
  const daily =
    end === null
      ? Math.min(weeklyDemand / 7, (onHand + arrivedBy(days)) / (days * 2))
      : end <= 0
        ? weeklyDemand / 7
        : (onHand + arrivedBy(end)) / end;
  const line = [onHand];
  for (let day = 1; day <= days; day += 1) {
    const left = (line[day - 1] ?? 0) + (arrivals.get(day) ?? 0) - daily;
    line.push(Math.max(0, left));
  }
  return line.map((left) => Math.round(left * 10) / 10);
}
