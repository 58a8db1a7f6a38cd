import { answerBy } from '#app/domain/shopper/answer-by.ts';
import type { ShopperSettings } from '#app/domain/shopper/shopper-settings.ts';

/** What a signed-in shopper does with an order of theirs, and when. */
export interface ShopperDeed {
  shopId: number;
  /** The shop's, an IANA name. */
  timeZone: string;
  orderId: string;
  customerHash: string;
  settings: ShopperSettings;
  now: Date;
}

/** By when what is written now is answered. */
export function answeredBy({
  settings,
  timeZone,
  now,
}: Pick<ShopperDeed, 'settings' | 'timeZone' | 'now'>): Date {
  const { quietHours, asks } = settings;
  return answerBy({ askedAt: now, answerHours: asks.answerHours, quietHours, timeZone });
}
