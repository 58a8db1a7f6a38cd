import type { ShopperState } from '#app/domain/shopper/shopper-parcel.ts';
import {
  SHOPPER_LANGUAGES,
  type ShopperLanguage,
  type ShopperSettings,
} from '#app/domain/shopper/shopper-settings.ts';
import { VERDICTS } from '#app/domain/verdicts/verdict.ts';

/**
 * The merchant's own sentence for what is said of a parcel, in a language (BCP 47) alone: null where there is none in it, and
 * where the parcel's state says something else than its verdict commonly does. A sentence for parcels that are on their way
 * must not be said of one that waits to be collected.
 */
export function ownWording(
  { wording }: Pick<ShopperSettings, 'wording'>,
  { verdict: told, state }: { verdict: string; state: ShopperState },
  language: string,
): { language: ShopperLanguage; text: string } | null {
  const verdict = VERDICTS.find((kind) => kind === told);
  if (verdict === undefined || SAYS_MORE.has(state)) return null;
  const spoken = shopperLanguageOf(language);
  const text = spoken === null ? undefined : wording[verdict]?.[spoken];
  return spoken === null || text === undefined ? null : { language: spoken, text };
}

/** The language of ours that a tag asks for; null when it is none of them. Chinese goes by script, else by region. */
export function shopperLanguageOf(tag: string): ShopperLanguage | null {
  const [base = '', ...rest] = tag.toLowerCase().split(/[-_]/);
  if (base !== 'zh') return SHOPPER_LANGUAGES.find((language) => language === base) ?? null;
  if (rest.includes('hant')) return 'zh-TW';
  if (rest.includes('hans')) return 'zh-CN';
  return rest.some((part) => TRADITIONAL_REGIONS.has(part)) ? 'zh-TW' : 'zh-CN';
}

const TRADITIONAL_REGIONS: ReadonlySet<string> = new Set(['tw', 'hk', 'mo']);

/** States of which a sentence for the whole verdict would be untrue. */
const SAYS_MORE: ReadonlySet<ShopperState> = new Set([
  'not_looked_at',
  'preparing',
  'announced',
  'out_for_delivery',
  'attempt_failed',
  'ready_for_pickup',
  'returned',
  'cancelled',
]);
