import type { AskView } from '#app/contracts/asks.ts';

/** Everything an ask's page shows; null when the shop has no such ask. */
export async function loadAsk(_asked: {
  shopId: number;
  askId: string;
  now: Date;
}): Promise<AskView | null> {
  return null;
}
