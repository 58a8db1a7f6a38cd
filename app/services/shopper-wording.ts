import { z } from 'zod';
import { ownWording } from '#app/domain/shopper/own-wording.ts';
import { SHOPPER_STATES } from '#app/domain/shopper/shopper-parcel.ts';
import type { ShopperSettings } from '#app/domain/shopper/shopper-settings.ts';

const spokenOf = z.looseObject({ verdict: z.string(), state: z.enum(SHOPPER_STATES) });

/**
 * Stored parcels with the merchant's own sentences in the language that is asked for (BCP 47): none where the merchant wrote
 * none in it. Parcels stay as they are without a language, and where another release wrote them in a way we cannot read.
 */
export function withWordingIn(
  parcels: readonly unknown[],
  { settings, language }: { settings: Pick<ShopperSettings, 'wording'>; language: string | null },
): unknown[] {
  if (language === null) return [...parcels];
  return parcels.map((stored) => {
    const parcel = spokenOf.safeParse(stored);
    if (!parcel.success) return stored;
    return { ...parcel.data, own: ownWording(settings, parcel.data, language) };
  });
}
