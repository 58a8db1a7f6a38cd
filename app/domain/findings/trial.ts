import type { Fact, Missing } from '#app/domain/findings/fact.ts';
import type {
  Fix,
  NoDeadline,
  NoExposure,
  Outcome,
  Quote,
  Said,
  TracedFact,
  TraceLine,
} from '#app/domain/findings/outcome.ts';
import type { ParamOverride, ParamTables, UsedParam } from '#app/domain/findings/params.ts';
import { usedOn } from '#app/domain/findings/params.ts';
import { invariant } from '#app/domain/shared/invariant.ts';
import type { Money } from '#app/domain/shared/money.ts';

/** What a finding says beside its verdict. */
export interface Conclusion {
  message: string;
  params?: Readonly<Record<string, Said>>;
  clockStart?: Date | null;
  /** A date, or why there is none. */
  deadline: Date | NoDeadline;
  /** Amounts, or why there are none. Amounts of one currency must already be one. */
  exposure: readonly Money[] | NoExposure;
  quotes?: readonly Quote[];
  fixes?: readonly Fix[];
  template?: Readonly<Record<string, Said>>;
  reviewAt?: Date | null;
}

/** One subject before one rule: writes down every condition asked and every figure used, so explaining is free. */
export interface Trial {
  readonly asOf: Date;
  /** The figure that holds on the day that governs. Throws where the table has no row: tables are checked at start. */
  param(name: string, key?: string): number;
  /** The same, null where the table has no row for this key. */
  paramOrNull(name: string, key: string): number | null;
  /** Asks a condition and writes it down; null: cannot be told, because a fact is missing. Returns `holds`. */
  check<H extends boolean | null>(condition: string, holds: H, ...facts: readonly TracedFact[]): H;
  /** Writes down that an exception was looked for; true: it holds. What is still open may name it: it spares a part. */
  excepts(exception: string, holds: boolean, ...facts: readonly TracedFact[]): boolean;
  fail(conclusion: Conclusion): Outcome;
  upcoming(conclusion: Conclusion): Outcome;
  /** Names every fact that is missing. */
  unknown(
    conclusion: Pick<Conclusion, 'message' | 'params' | 'clockStart' | 'reviewAt'> & {
      missing: readonly Missing[];
      exposure?: readonly Money[];
    },
  ): Outcome;
  /** `clockStart` and `reviewAt` where a clock still runs that may turn it. */
  pass(about?: { clockStart?: Date | null; reviewAt?: Date | null }): Outcome;
  notApplicable(): Outcome;
  readonly used: readonly UsedParam[];
}

/** Opens a trial. `day` is the ISO date that governs: figures are taken from the rows that hold on it. */
export function openTrial({
  rule,
  asOf,
  day,
  overrides,
}: {
  rule: {
    id: string;
    params: ParamTables;
    conditions: readonly string[];
    messages: readonly string[];
    exceptions: readonly { id: string }[];
  };
  asOf: Date;
  day: string;
  overrides: readonly ParamOverride[];
}): Trial {
  const trace: TraceLine[] = [];
  const used = new Map<string, UsedParam>();
  let exception: string | null = null;
  const own = overrides.filter((row) => row.ruleId === rule.id);

  const paramOrNull = (name: string, key: string): number | null => {
    const table = rule.params[name];
    invariant(table !== undefined, `${rule.id} has no table ${name}`);
    const row = usedOn({ name, table, key, day }, own);
    if (row === null) return null;
    used.set(`${name} ${key}`, row);
    return row.row.value;
  };
  const concluded = (verdict: 'fail' | 'upcoming', conclusion: Conclusion): Outcome => {
    const { message, params = {}, deadline, exposure } = conclusion;
    invariant(rule.messages.includes(message), `${rule.id} has no message ${message}`);
    const amounts = typeof exposure === 'string' ? [] : exposure.filter(({ minor }) => minor !== 0);
    return {
      ...NOTHING_SAID,
      verdict,
      message: { code: message, params },
      clockStart: conclusion.clockStart ?? null,
      deadline: deadline instanceof Date ? deadline : null,
      noDeadline: deadline instanceof Date ? null : deadline,
      exposure: amounts,
      noExposure:
        typeof exposure === 'string' ? exposure : amounts.length === 0 ? 'nothing_open' : null,
      exception,
      trace,
      quotes: (conclusion.quotes ?? []).map((quote) => ({
        ...quote,
        text: quote.text.slice(0, 300),
      })),
      fixes: conclusion.fixes ?? [],
      template: conclusion.template ?? {},
      reviewAt: conclusion.reviewAt ?? null,
    };
  };

  return {
    asOf,
    param(name, key = '') {
      const value = paramOrNull(name, key);
      invariant(value !== null, `${rule.id}: ${name}[${key}] has no row on ${day}`);
      return value;
    },
    paramOrNull,
    check(condition, holds, ...facts) {
      invariant(rule.conditions.includes(condition), `${rule.id} has no condition ${condition}`);
      trace.push({ condition, holds, facts });
      return holds;
    },
    excepts(id, holds, ...facts) {
      invariant(
        rule.exceptions.some((one) => one.id === id),
        `${rule.id} has no exception ${id}`,
      );
      if (!holds) return false;
      exception = id;
      trace.push({ condition: `exception.${id}`, holds, facts });
      return true;
    },
    fail: (conclusion) => concluded('fail', conclusion),
    upcoming: (conclusion) => concluded('upcoming', conclusion),
    unknown({ message, params = {}, missing, exposure = [], clockStart = null, reviewAt = null }) {
      invariant(rule.messages.includes(message), `${rule.id} has no message ${message}`);
      return {
        ...NOTHING_SAID,
        verdict: 'unknown',
        message: { code: message, params },
        clockStart,
        noDeadline: 'fact_missing',
        exposure,
        noExposure: exposure.length === 0 ? 'fact_missing' : null,
        missing,
        trace,
        reviewAt,
      };
    },
    pass: ({ clockStart = null, reviewAt = null } = {}) => ({
      ...NOTHING_SAID,
      verdict: 'pass',
      clockStart,
      exception,
      trace,
      reviewAt,
    }),
    notApplicable: () => ({ ...NOTHING_SAID, verdict: 'not_applicable', exception, trace }),
    get used() {
      return [...used.values()];
    },
  };
}

/** A fact as the trace shows it. `say` picks what of it is said. */
export function traced<T>(name: string, fact: Fact<T>, say: (value: T) => Said | null): TracedFact {
  return fact.known
    ? { name, value: say(fact.value), at: fact.at, origin: fact.origin, missing: null }
    : { name, value: null, at: null, origin: null, missing: fact.missing };
}

/** A value of the record itself, which is always there. */
export function tracedValue(
  name: string,
  value: Said | null,
  about: Pick<TracedFact, 'at' | 'origin'>,
): TracedFact {
  return { name, value, ...about, missing: null };
}

const NOTHING_SAID: Omit<Outcome, 'verdict'> = {
  message: null,
  clockStart: null,
  deadline: null,
  noDeadline: null,
  exposure: [],
  noExposure: null,
  exception: null,
  missing: [],
  trace: [],
  quotes: [],
  fixes: [],
  template: {},
  reviewAt: null,
};
