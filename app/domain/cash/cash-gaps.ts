import type { CashFacts } from '#app/domain/cash/cash-facts.ts';
import { CASH_GAPS } from '#app/domain/cash/cash-forecast.ts';
import type { CashGap } from '#app/domain/cash/cash-forecast.ts';

/** Under eight weeks of sales the level is mostly a guess. */
const FEWEST_DAYS = 56;

/** What is not known of a currency's cash, in the order of `CASH_GAPS`: what reading has found, and what the facts lack. */
export function cashGaps(facts: CashFacts): CashGap[] {
  const { gateways, items, threshold, payoutSchedule, salesByDay } = facts;
  const payments = gateways.find(({ isShopifyPayments }) => isShopifyPayments);
  const costs = items.filter(({ kind }) => kind === 'recurring' || kind === 'ads');
  const found: Partial<Record<CashGap, boolean>> = {
    no_opening: facts.opening === null,
    gateway_without_rule: gateways.some(({ rule, share }) => rule === null && share > 0),
    other_currency: facts.otherCurrencies.length > 0,
    threshold_currency: threshold !== null && threshold.currency !== facts.currency,
    short_history: salesByDay.length < FEWEST_DAYS,
    no_costs: costs.length === 0,
    manual_payouts: payments !== undefined && payoutSchedule?.interval === 'MANUAL',
  };
  return CASH_GAPS.filter((gap) => found[gap] === true || facts.gaps.includes(gap));
}
