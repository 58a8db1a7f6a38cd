import { shopperParcelOf } from '#app/domain/shopper/shopper-parcel-of.ts';
import type { ShopperLanguage, ShopperSettings } from '#app/domain/shopper/shopper-settings.ts';
import type { VerdictKind } from '#app/domain/verdicts/verdict.ts';
import {
  sayParcel,
  type ParcelLines,
  type Translate,
} from '../../../extensions/shopper-tracking/src/say.ts';
import { exampleFacts } from './example-facts.ts';

/** What the shopper of an example parcel would read under these settings: decided and said by the very same functions. */
export function previewLines(
  verdict: VerdictKind,
  {
    settings,
    language,
    translate,
    now,
    timeZone,
  }: {
    settings: ShopperSettings;
    language: ShopperLanguage;
    translate: Translate;
    now: Date;
    timeZone: string;
  },
): ParcelLines {
  const facts = exampleFacts(verdict, { now, timeZone });
  const parcel = shopperParcelOf(facts, { settings, language });
  return sayParcel({ parcel, translate, language, now, timeZone });
}
