import { bandsByDay } from '#app/domain/cash/bands.ts';
import type { CashFacts } from '#app/domain/cash/cash-facts.ts';
import { cashGaps } from '#app/domain/cash/cash-gaps.ts';
import { CASH_SCENARIOS } from '#app/domain/cash/cash-forecast.ts';
import type { Band, CashForecast, CashOutlook } from '#app/domain/cash/cash-forecast.ts';
import { cashWeeks } from '#app/domain/cash/cash-weeks.ts';
import { belowByDay } from '#app/domain/cash/first-passage.ts';
import type { FlowLine } from '#app/domain/cash/flow-book.ts';
import { addDays, daysFrom } from '#app/domain/shared/iso-days.ts';
import { FORECAST_DAYS } from '#app/domain/cash/ledger.ts';
import { applyScenario } from '#app/domain/cash/scenarios.ts';
import { simulateCash } from '#app/domain/cash/simulate-cash.ts';
import type { SimulatedCash } from '#app/domain/cash/simulate-cash.ts';
import { invariant } from '#app/domain/shared/invariant.ts';

/**
 * The forecast of one currency over 13 weeks, with its scenarios: `as_is` always, the others as asked for. What is not known
 * is named in `gaps` and is not in the figures. The same facts and seed give the same forecast.
 */
export function forecastCash(facts: CashFacts): CashForecast {
  invariant(facts.paths >= FEWEST_PATHS, `a band needs ${FEWEST_PATHS} paths, not ${facts.paths}`);
  const scenarios = CASH_SCENARIOS.filter(
    (scenario) => scenario === 'as_is' || facts.scenarios.includes(scenario),
  );
  const changed = scenarios.map((scenario) => applyScenario(facts, scenario));
  const simulated = simulateCash(facts, changed);
  const gaps = cashGaps(facts);
  const { threshold } = facts;
  const thresholdMinor = threshold?.currency === facts.currency ? threshold.minor : null;
  const outlooks = scenarios.flatMap((scenario, at) => {
    const [one, { assumed } = { assumed: {} }] = [simulated[at], changed[at]];
    return one === undefined
      ? []
      : [{ scenario, assumed, ...outlookOf(one, { facts, thresholdMinor }) }];
  });
  const [asIs] = simulated;
  const [plain] = outlooks;
  invariant(asIs !== undefined && plain !== undefined, 'there is always the plain scenario');
  return {
    currency: facts.currency,
    from: facts.today,
    seed: facts.seed,
    paths: facts.paths,
    opening: openingOf(facts),
    threshold: thresholdMinor === null ? null : threshold,
    weeks: cashWeeks(asIs, { facts, days: plain.days }),
    outlooks,
    because: becauseOf(asIs.lines, {
      paths: asIs.paths,
      untilDay: daysFrom(facts.today, plain.low.on),
    }),
    gaps,
    otherCurrencies: facts.otherCurrencies,
  };
}

/** The tenth of so many is still more than one path. */
const FEWEST_PATHS = 20;
/** "80 % chance": the day on which more than one in five futures has been below. */
const LARGEST_RISK = 0.2;
/** Reasons that a sentence can hold. */
const MOST_REASONS = 4;

/** A balance of an earlier day is not that of today: it counts, as an estimate. */
function openingOf({ opening, today }: CashFacts): CashForecast['opening'] {
  if (opening === null) return { minor: 0, on: today, certainty: 'estimated' };
  return opening.on < today ? { ...opening, certainty: 'estimated' } : opening;
}

function outlookOf(
  { balances }: SimulatedCash,
  { facts, thresholdMinor }: { facts: CashFacts; thresholdMinor: number | null },
): Omit<CashOutlook, 'scenario' | 'assumed'> {
  const days = bandsByDay(balances, FORECAST_DAYS);
  const belowBy =
    thresholdMinor === null
      ? []
      : belowByDay(balances, { days: FORECAST_DAYS, threshold: thresholdMinor });
  const risky = belowBy.findIndex((chance) => chance > LARGEST_RISK);
  const low = lowest(days);
  return {
    days,
    belowBy,
    safeUntil: risky < 0 ? null : addDays(facts.today, risky),
    low: { on: addDays(facts.today, low.day), minor: low.band.p50, band: low.band },
    closing: days.at(-1) ?? low.band,
  };
}

/** The first day on which the median is lowest. */
function lowest(days: readonly Band[]): { day: number; band: Band } {
  const [first] = days;
  invariant(first !== undefined, 'a forecast has days');
  let low = { day: 0, band: first };
  for (const [day, band] of days.entries()) if (band.p50 < low.band.p50) low = { day, band };
  return low;
}

/** What goes out on the way to the low point, that day included, heaviest first. */
function becauseOf(
  lines: readonly FlowLine[],
  { paths, untilDay }: { paths: number; untilDay: number },
): CashForecast['because'] {
  const sums = new Map<string, { driver: FlowLine['driver']; label: string; minor: number }>();
  for (const { driver, label, byDay } of lines) {
    const key = `${driver} ${label}`;
    const sum = sums.get(key) ?? { driver, label, minor: 0 };
    for (const minor of byDay.subarray(0, untilDay + 1)) sum.minor += minor / paths;
    sums.set(key, sum);
  }
  return [...sums.values()]
    .map((sum) => ({ ...sum, minor: Math.round(sum.minor) }))
    .filter(({ minor }) => minor < 0)
    .sort((a, b) => a.minor - b.minor)
    .slice(0, MOST_REASONS);
}
