import { BadRequest } from './http.ts';
import type { Platform } from './platform-contract.ts';

/** Days of the cash forecast. */
const DAYS = 92;

/**
 * What is true of a planning store at an instant, now unless `at` (ISO) names another: its variants, makers, orders at
 * makers and money, with the files a merchant would upload. 400 for other stores.
 */
export function planningTruth({ world, clock }: Platform, url: URL) {
  const truth = world.planning(url.searchParams.get('shop') ?? '');
  if (truth === null) throw new BadRequest('shop: not a planning store');
  const asked = url.searchParams.get('at');
  const at = asked === null ? clock.now() : Date.parse(asked);
  if (Number.isNaN(at)) throw new BadRequest('at: not an instant');
  return {
    at: new Date(at).toISOString(),
    knownUntil: truth.knownUntil,
    variants: truth.variants(at),
    makers: truth.makers,
    purchases: truth.purchases(at),
    orders: truth.orders(at),
    items: truth.items,
    rules: truth.rules,
    payouts: truth.payoutsAfter(at),
    /** Held back by Shopify Payments, as its e-mail would say. */
    reservedMinor: truth.payments(at).reservedMinor,
    /** The balance at the end of the day before, which is what a merchant would type. */
    opening: truth.balances(at - 86_400_000, 1)[0],
    balances: truth.balances(at, DAYS),
    decidedBalances: truth.balances(at, DAYS, { onlyDecided: true }),
    files: { purchases: truth.purchasesCsv(at), bank: truth.bankCsv(at) },
  };
}
