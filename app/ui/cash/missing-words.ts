import type { GatewayView } from '#app/contracts/cash.ts';
import type { CashForecast } from '#app/domain/cash/cash-forecast.ts';
import type { Words } from './cash-words.ts';

/** Less than this of sales does not change the picture. */
const LEAST_SHARE = 0.05;
const ALL = 0.995;

/**
 * What is large enough and not in the figures, so that no sentence may be read without it: money from sales whose payouts
 * nobody knows, costs that nobody typed. Empty: nothing of that size.
 */
export function missingWords(
  { gaps, weeks }: CashForecast,
  { gateways, words }: { gateways: readonly GatewayView[]; words: Words },
): string[] {
  const { t, format } = words;
  const paysOut = weeks.some(({ drivers }) =>
    drivers.some(({ driver }) => driver === 'future_sales' || driver === 'payouts_underway'),
  );
  const share = gateways
    .filter(({ isShopifyPayments, rule }) => (isShopifyPayments ? !paysOut : rule === null))
    .reduce((sum, gateway) => sum + gateway.share, 0);
  return [
    ...(share >= ALL
      ? [t('cash.missing.allSales')]
      : share >= LEAST_SHARE
        ? [t('cash.missing.sales', { percent: format.percent(share) })]
        : []),
    ...(gaps.includes('no_costs') ? [t('cash.missing.costs')] : []),
    ...(gaps.includes('cost_missing') ? [t('cash.missing.stockCosts')] : []),
  ];
}
