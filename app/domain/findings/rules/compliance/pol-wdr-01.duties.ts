import type { Missing } from '#app/domain/findings/fact.ts';
import type { Said } from '#app/domain/findings/outcome.ts';
import type { Attested, ShopSubject } from '#app/domain/findings/subjects.ts';
import { traced, tracedValue, type Trial } from '#app/domain/findings/trial.ts';
import { isWithdrawalLabel } from '#app/domain/findings/withdrawal-function.ts';

export const FUNCTION_ELSEWHERE = 'POL-WDR-01.function_in_footer';
export const WINDOW_GIVEN = 'POL-WDR-01.window_14_days';

/** How one of the duties came out. `isMet` null: `missing` says what is not known. */
export interface Duty {
  isMet: boolean | null;
  missing: readonly Missing[];
  message: string;
  params: Readonly<Record<string, Said>>;
}

export const MET: Duty = { isMet: true, missing: [], message: '', params: {} };

/** Whether buyers of every country have their days, by the merchant's own word first, then by Shopify's return rules. */
export function windowOf(
  { returnRules, shop }: ShopSubject,
  countries: readonly string[],
  trial: Trial,
): Duty {
  const leastDays = trial.param('withdrawalDays');
  const answer = shop.attestations[WINDOW_GIVEN];
  const rules = returnRules.known ? returnRules.value : [];
  const isShort = (rule: (typeof rules)[number]) =>
    !rule.canAcceptReturns || (rule.windowDays !== null && rule.windowDays < leastDays);
  const told = countries.flatMap((country) => {
    const rule = rules.find(({ countries: named }) => named.includes(country));
    return rule === undefined ? [] : [{ country, rule }];
  });
  const short = told.find(({ rule }) => isShort(rule));
  const isToldOfAll = told.length === countries.length;
  const isMet = isWindowMet({ answer: answer?.answer, hasShort: short !== undefined, isToldOfAll });
  const shortest = short?.rule.windowDays ?? null;
  trial.check(
    'window_long_enough',
    isMet,
    traced('returnRules', returnRules, (all) => all.length),
    tracedValue('shortestWindow', shortest, {
      at: returnRules.known ? returnRules.at : null,
      origin: 'shopify',
    }),
    tracedValue('windowAnswer', answer?.answer ?? null, {
      at: answer?.at ?? null,
      origin: 'merchant',
    }),
  );
  return {
    isMet,
    missing: [
      ...(returnRules.known ? [] : [returnRules.missing]),
      { kind: 'attestation', attestation: WINDOW_GIVEN },
    ],
    ...windowMessage(short),
  };
}

function windowMessage(
  short:
    { country: string; rule: { canAcceptReturns: boolean; windowDays: number | null } } | undefined,
): Pick<Duty, 'message' | 'params'> {
  if (short === undefined) return { message: 'window_denied', params: {} };
  const country = { country: short.country };
  return short.rule.canAcceptReturns
    ? { message: 'window_short', params: { country, days: short.rule.windowDays ?? 0 } }
    : { message: 'returns_refused', params: { country } };
}

/** Whether a link withdraws from a contract, or the merchant says where the function is. Met while none is asked for. */
export function functionOf({ links, shop }: ShopSubject, trial: Trial): Duty {
  if (trial.paramOrNull('functionsAsked', '') === null) return MET;
  const found = links.known ? links.value.find(({ title }) => isWithdrawalLabel(title)) : undefined;
  const answer = shop.attestations[FUNCTION_ELSEWHERE];
  const isMet = isFunctionMet({
    answer: answer?.answer,
    hasLink: found !== undefined,
    isRead: links.known,
  });
  trial.check(
    'function_offered',
    isMet,
    traced('withdrawalLink', links, () => found?.title ?? null),
    tracedValue('functionAnswer', answer?.answer ?? null, {
      at: answer?.at ?? null,
      origin: 'merchant',
    }),
  );
  return {
    isMet,
    missing: [
      ...(links.known ? [] : [links.missing]),
      { kind: 'attestation', attestation: FUNCTION_ELSEWHERE },
    ],
    message: 'no_function',
    params: {},
  };
}

function isWindowMet({
  answer,
  hasShort,
  isToldOfAll,
}: {
  answer: Attested['answer'] | undefined;
  hasShort: boolean;
  isToldOfAll: boolean;
}): boolean | null {
  if (answer === 'yes') return true;
  if (answer === 'no' || hasShort) return false;
  return isToldOfAll ? true : null;
}

function isFunctionMet({
  answer,
  hasLink,
  isRead,
}: {
  answer: Attested['answer'] | undefined;
  hasLink: boolean;
  isRead: boolean;
}): boolean | null {
  if (hasLink || answer === 'yes') return true;
  return isRead || answer === 'no' ? false : null;
}
