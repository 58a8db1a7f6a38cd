import type { PoolClient } from 'pg';
import type { CashView, GatewayView, PaymentsView } from '#app/contracts/cash.ts';
import { readBankSummary } from '#app/db/bank-lines.server.ts';
import { readCashForecasts } from '#app/db/cash-forecasts.server.ts';
import { listCashItems } from '#app/db/cash-items.server.ts';
import { readCashSettingsRow } from '#app/db/cash-settings.server.ts';
import { readCashState, type CashState } from '#app/db/cash-state.server.ts';
import { readDisputeDays } from '#app/db/dispute-days.server.ts';
import { listGatewayRules } from '#app/db/gateway-rules.server.ts';
import { readOutcomeCounts } from '#app/db/outcome-counts.server.ts';
import { readParcelCounts } from '#app/db/home-counts.server.ts';
import { readShopFacts } from '#app/db/settings.server.ts';
import { grantedScopes } from '#app/db/sync-lifecycle.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import type { OutcomeRate } from '#app/domain/cash/cash-facts.ts';
import { readCashSettings } from '#app/domain/cash/cash-settings.ts';
import { disputeRatio } from '#app/domain/cash/dispute-ratio.ts';
import type { DisputeRatio } from '#app/domain/cash/dispute-ratio.ts';
import { outcomeRates, rateOf } from '#app/domain/cash/outcome-rates.ts';
import { PRIOR_RATES } from '#app/domain/cash/prior-rates.ts';
import { dayInZone } from '#app/domain/shared/day-in-zone.ts';
import { VERDICTS } from '#app/domain/verdicts/verdict.ts';
import { frameOf } from '#app/services/load-frame.server.ts';
import { OPTIONAL_READS } from '#app/shopify/optional-reads.ts';

const RATIO_PATHS = 400;
const SHOPIFY_PAYMENTS = 'shopify_payments';

/** Everything the Cash page shows: the forecast as it was made, and what it rests on. */
export async function loadCash({ shopId, now }: { shopId: number; now: Date }): Promise<CashView> {
  return withShopSql(shopId, async (sql) => {
    const { timeZone, currency } = frameOf(await readShopFacts(sql, shopId), now);
    const today = dayInZone(now, timeZone);
    const scopes = await grantedScopes(sql, shopId);
    const state = await readCashState(sql, shopId);
    const { settings, version } = await readCashSettingsRow(sql, shopId);
    const made = await readCashForecasts(sql, shopId);
    const rates = outcomeRates(await readOutcomeCounts(sql, shopId));
    return {
      forecasts: made.map(({ forecast }) => forecast),
      madeAt: made[0]?.madeAt.toISOString() ?? null,
      payments: paymentsOf(state),
      settings: readCashSettings(settings),
      version,
      today,
      currency,
      items: await listCashItems(sql, shopId),
      gateways: await gatewaysOf(sql, shopId, state),
      rates: VERDICTS.flatMap((verdict) => {
        const rate = rates.find((each) => each.verdict === verdict);
        if (rate === undefined) return [];
        const { why } = PRIOR_RATES[verdict];
        return [{ verdict, refund: rateOf(rate.refund), dispute: rateOf(rate.dispute), why }];
      }),
      disputes: scopes.has(OPTIONAL_READS.Disputes)
        ? await ratioOf(sql, shopId, { rates, timeZone, today, state })
        : null,
      bank: await readBankSummary(sql, shopId),
    };
  });
}

function paymentsOf(state: CashState | null): PaymentsView {
  const { account = null, missing = null, paymentsReadAt = null } = state ?? {};
  const readAt = paymentsReadAt?.toISOString() ?? null;
  const about = { balance: account?.balance ?? [], schedule: account?.schedule ?? null, readAt };
  if (missing?.kind === 'scope') return { state: 'scope', scope: missing.scope, ...about };
  if (missing?.kind === 'empty') return { state: 'none', scope: null, ...about };
  return { state: readAt === null ? 'not_read' : 'read', scope: null, ...about };
}

async function gatewaysOf(
  sql: PoolClient,
  shopId: number,
  state: CashState | null,
): Promise<GatewayView[]> {
  const seen = state?.gatewaySales ?? [];
  const rules = await listGatewayRules(sql, shopId);
  // A rule that was typed stays visible when nobody pays by it any more.
  const unused = rules
    .filter((rule) => seen.every(({ gateway }) => gateway !== rule.gateway))
    .map(({ gateway }) => ({ gateway, isManual: false, share: 0 }));
  return [...seen, ...unused].map((each) => ({
    ...each,
    isShopifyPayments: each.gateway === SHOPIFY_PAYMENTS,
    rule: rules.find(({ gateway }) => gateway === each.gateway) ?? null,
  }));
}

async function ratioOf(
  sql: PoolClient,
  shopId: number,
  {
    rates,
    timeZone,
    today,
    state,
  }: { rates: readonly OutcomeRate[]; timeZone: string; today: string; state: CashState | null },
): Promise<DisputeRatio> {
  // Not there only between the day on which disputes may be read and the next forecast.
  const days = state?.disputeDays ?? (await readDisputeDays(sql, shopId, { timeZone, today }));
  const counts = await readParcelCounts(sql, shopId);
  return disputeRatio({
    today,
    ...days,
    parcels: counts
      .filter(({ verdict }) => verdict !== 'delivered' && verdict !== 'unassessed')
      .map(({ verdict, count }) => ({ verdict, parcels: count })),
    rates,
    seed: shopId,
    paths: RATIO_PATHS,
  });
}
