import type { ShopperRefusal } from '#app/contracts/shopper.ts';
import { instantWords } from './say-times.ts';
import type { Saying } from './say.ts';

/** Why something was not taken, in a sentence. */
export function refusalWords(refusal: ShopperRefusal, saying: Saying): string {
  const { refused, limit, retryAfterSeconds } = refusal;
  const again = new Date(saying.now.getTime() + (retryAfterSeconds ?? AN_HOUR_SECONDS) * 1000);
  return saying.translate(`refused.${refused}`, {
    limit: limit?.toLocaleString(saying.language) ?? '',
    time: instantWords(again.toISOString(), saying) ?? '',
  });
}

/** The span over which writings are counted: later than that, one may write in any case. */
const AN_HOUR_SECONDS = 3600;
