import { LIMIT_CURRENCIES } from '#app/domain/findings/duty-tables.ts';
import { hsCode } from '#app/domain/findings/hs-code.ts';
import type { OrderLine } from '#app/domain/findings/subjects.ts';
import type { Trial } from '#app/domain/findings/trial.ts';
import { minorUnitDigits, type Money } from '#app/domain/shared/money.ts';

/** What customs will ask for a consignment. */
export type DutyDue =
  /** So much a kind of goods. `isExact` false: lines without a code could be further kinds. */
  | { kind: 'per_line'; amount: Money; lines: number; isExact: boolean; scheduledFee: Money | null }
  /** A share of the value. */
  | { kind: 'percent'; amount: Money }
  | { kind: 'free' }
  /** The ordinary tariff, which no table here knows. */
  | { kind: 'ordinary' }
  | { kind: 'rate_missing'; currency: string }
  | { kind: 'origin_missing' };

/**
 * Reckons what an order of `lines` from `from` pays at the border of `territory`, by the tables of the trial's day. Lines are
 * those that are shipped, at least one, all in one currency. Tariff lines are counted by the six digits of the code.
 */
export function dutyDue(
  {
    lines,
    territory,
    from,
  }: { lines: readonly OrderLine[]; territory: string; from: readonly string[] },
  trial: Pick<Trial, 'param' | 'paramOrNull' | 'used'>,
): DutyDue {
  const limit = limitOf(territory, from, trial);
  const isWithin = limit === null ? false : isAtMost(goodsValue(lines), limit, trial);
  if (isWithin === null) return { kind: 'rate_missing', currency: goodsValue(lines).currency };
  if (!isWithin) return percentDue(lines, territory, trial);
  const each = trial.paramOrNull('perLine', territory);
  if (each === null || each === 0) return { kind: 'free' };
  return perLineDue(lines, { each, fee: trial.paramOrNull('scheduledFeePerLine', territory) });
}

/** What the goods of an order cost, delivery aside. */
export function goodsValue(lines: readonly OrderLine[]): Money {
  const currency = lines[0]?.total.currency ?? 'EUR';
  return { minor: lines.reduce((sum, { total }) => sum + total.minor, 0), currency };
}

function limitOf(
  territory: string,
  from: readonly string[],
  trial: Pick<Trial, 'paramOrNull'>,
): Money | null {
  const currency = LIMIT_CURRENCIES[territory];
  if (currency === undefined) return null;
  const [only] = from.length === 1 ? from : [];
  const narrow =
    only === undefined ? null : trial.paramOrNull('reliefLimit', `${territory}<${only}`);
  const minor = narrow ?? trial.paramOrNull('reliefLimit', territory);
  return minor === null ? null : { minor, currency };
}

/**
 * How much a charge falls short of an amount, in the amount's currency; zero: not at all, or by no more than a rough rate may
 * be off. Null: no rate of one of the currencies.
 */
export function shortfall(
  { charged, due }: { charged: Money; due: Money },
  trial: Pick<Trial, 'param' | 'paramOrNull' | 'used'>,
): Money | null {
  if (charged.currency === due.currency)
    return { ...due, minor: Math.max(0, due.minor - charged.minor) };
  const [chargedEuros, dueEuros] = [roughEuros(charged, trial), roughEuros(due, trial)];
  if (chargedEuros === null || dueEuros === null) return null;
  if (chargedEuros * marginOf(trial) >= dueEuros) return { ...due, minor: 0 };
  return { ...due, minor: Math.round(due.minor * (1 - chargedEuros / dueEuros)) };
}

/** Whether a value lies at or below a limit, in rough rates where the currencies differ; null: too close to tell, or no rate. */
function isAtMost(
  value: Money,
  limit: Money,
  trial: Pick<Trial, 'param' | 'paramOrNull' | 'used'>,
): boolean | null {
  if (value.currency === limit.currency) return value.minor <= limit.minor;
  const inEuro = roughEuros(value, trial);
  const limitInEuro = roughEuros(limit, trial);
  if (inEuro === null || limitInEuro === null) return null;
  const margin = marginOf(trial);
  if (inEuro * margin <= limitInEuro) return true;
  return inEuro > limitInEuro * margin ? false : null;
}

/** What a value may be multiplied with for the rates that were used; 1 where they are the merchant's own. */
function marginOf(trial: Pick<Trial, 'param' | 'used'>): number {
  const isRough = trial.used.some(
    ({ name, by, row }) => name === 'eurosPer100' && by === 'law' && row.key !== 'EUR',
  );
  return isRough ? 1 + trial.param('rateMargin') / 100 : 1;
}

function roughEuros({ minor, currency }: Money, trial: Pick<Trial, 'paramOrNull'>): number | null {
  const rate = trial.paramOrNull('eurosPer100', currency);
  return rate === null ? null : (minor / 10 ** minorUnitDigits(currency)) * (rate / 100);
}

function perLineDue(
  lines: readonly OrderLine[],
  { each, fee }: { each: number; fee: number | null },
): DutyDue {
  const codes = lines.map((line) => hsCode(line.hsCode)?.hs6 ?? null);
  const known = new Set(codes.filter((code) => code !== null));
  const isExact = lines.length === 1 || !codes.includes(null);
  const count = Math.max(1, known.size);
  const euro = (minor: number) => ({ minor: count * minor, currency: 'EUR' });
  return {
    kind: 'per_line',
    amount: euro(each),
    lines: count,
    isExact,
    scheduledFee: fee === null ? null : euro(fee),
  };
}

function percentDue(
  lines: readonly OrderLine[],
  territory: string,
  trial: Pick<Trial, 'paramOrNull'>,
): DutyDue {
  const everywhere = trial.paramOrNull('dutyPercent', territory);
  let minor = 0;
  for (const { originCountry, total } of lines) {
    const own =
      originCountry === null
        ? null
        : trial.paramOrNull('dutyPercent', `${territory}<${originCountry}`);
    const percent = own ?? everywhere;
    if (percent === null) return { kind: 'ordinary' };
    if (originCountry === null) return { kind: 'origin_missing' };
    minor += Math.round((total.minor * percent) / 100);
  }
  const { currency } = goodsValue(lines);
  return minor === 0 ? { kind: 'free' } : { kind: 'percent', amount: { minor, currency } };
}
