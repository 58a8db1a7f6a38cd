import type { CashActionResult, CashFault } from '#app/contracts/cash.ts';
import type { CashSettingsFaultCode } from '#app/domain/cash/parse-cash-settings.ts';
import type { Words } from './cash-words.ts';

type FaultCode =
  | CashSettingsFaultCode
  | 'not_readable'
  | 'ends_before_start'
  | 'no_currency'
  | 'changed_meanwhile'
  | 'gone'
  | 'not_positive';

/** Held to the codes of the server by its type: one without words does not compile. */
const CODES: Readonly<Record<FaultCode, true>> = {
  not_settings: true,
  not_an_amount: true,
  amount_unclear: true,
  below_zero: true,
  other_currency: true,
  not_a_date: true,
  in_the_future: true,
  too_long_ago: true,
  out_of_range: true,
  not_readable: true,
  ends_before_start: true,
  no_currency: true,
  changed_meanwhile: true,
  gone: true,
  not_positive: true,
};

function isFaultCode(code: string): code is FaultCode {
  return Object.hasOwn(CODES, code);
}

export function faultWords({ code, params }: CashFault, { t }: Pick<Words, 't'>): string {
  return t(`cash.fault.${isFaultCode(code) ? code : 'not_readable'}`, params);
}

/** Words for the field at one of these paths; undefined when nothing is wrong with it. */
export function faultAt(
  result: CashActionResult | undefined,
  paths: readonly string[],
  words: Pick<Words, 't'>,
): string | undefined {
  if (result === undefined || result.ok) return undefined;
  const fault = result.faults.find(({ path }) => paths.includes(path));
  return fault === undefined ? undefined : faultWords(fault, words);
}

/** What is wrong with the whole, not with a field. */
export function wholeFault(
  result: CashActionResult | undefined,
  words: Pick<Words, 't'>,
): string | undefined {
  return faultAt(result, ['', 'itemId', 'intent', 'version', 'settings'], words);
}
