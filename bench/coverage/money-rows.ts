import { statusOf } from '#sandbox/payments/ledger.ts';
import { STORE, paymentsOf } from '#sandbox/world/planning/store.ts';
import type { LivedShop } from './lived-shop.ts';
import type { Row, Rows } from './put-rows.ts';

const { currency } = STORE;
const DAY_MS = 86_400_000;

/** The shop itself, its account at Shopify Payments, and what its merchant has typed of cash. */
export function moneyRows({ seed, now, scene, truth }: LivedShop): Rows {
  const shop = { shop_id: seed };
  const at = now.getTime();
  const { transactions, payouts, balanceMinor, reservedMinor } = truth.payments(at);
  const statusById = new Map(payouts.map((payout) => [payout.id, statusOf(payout, at)]));
  const [yesterday] = truth.balances(at - DAY_MS, 1);
  const reserve = paymentsOf(scene.startAt).reserve;
  return {
    shops: [
      {
        ...shop,
        domain: `coverage-${seed}.myshopify.com`,
        name: STORE.name,
        currency,
        time_zone: STORE.timeZone,
        country: STORE.country,
        status: 'installed',
        installed_at: now,
        scopes:
          'read_orders,read_all_orders,read_shopify_payments_accounts,read_shopify_payments_payouts',
      },
    ],
    planning_state: [
      {
        ...shop,
        watching_since: now,
        next_stock_at: now,
        stock_read_at: now,
        next_payments_at: now,
        payments_read_at: now,
        payments_account: {
          activated: true,
          defaultCurrency: currency,
          balance: [{ minor: balanceMinor, currency }],
          schedule: { interval: 'DAILY', weeklyAnchor: null, monthlyAnchor: null },
        },
        next_plan_at: now,
        next_cash_at: now,
      },
    ],
    payouts: payouts.map((payout) => ({
      ...shop,
      payout_id: payout.id,
      issued_at: new Date(payout.issuedAt),
      status: statusById.get(payout.id),
      currency,
      net_minor: payout.netMinor,
      summary: {
        chargesGrossMinor: payout.summary.charges.grossMinor,
        chargesFeeMinor: payout.summary.charges.feeMinor,
        refundsFeeGrossMinor: payout.summary.refunds.grossMinor,
        refundsFeeMinor: payout.summary.refunds.feeMinor,
        adjustmentsGrossMinor: payout.summary.adjustments.grossMinor,
        adjustmentsFeeMinor: payout.summary.adjustments.feeMinor,
        reservedFundsGrossMinor: payout.summary.reserved.grossMinor,
        reservedFundsFeeMinor: payout.summary.reserved.feeMinor,
      },
      read_at: now,
    })),
    balance_transactions: transactions.map((each) => ({
      ...shop,
      transaction_id: each.id,
      at: new Date(each.at),
      type: each.type,
      currency,
      amount_minor: each.amountMinor,
      fee_minor: each.feeMinor,
      net_minor: each.netMinor,
      order_id: each.orderId,
      payout_id: each.payoutId,
      payout_status: each.payoutId === null ? null : statusById.get(each.payoutId),
      read_at: now,
    })),
    bank_lines: truth.bankLines(at).map((line, place): Row => ({
      ...shop,
      line_id: itemId(seed, 1_000_000 + place),
      booked_on: new Date(line.day * DAY_MS).toISOString().slice(0, 10),
      amount_minor: line.minor,
      currency,
      gateway: line.kind === 'payout' ? 'shopify_payments' : null,
      batch: itemId(seed, 0),
      digest: String(place),
      created_at: now,
    })),
    cash_settings: [
      {
        ...shop,
        settings: {
          opening: { minor: yesterday?.minor ?? 0, currency, on: dayOf(truth.balances(at, 1)) },
          threshold: { minor: 100_000, currency },
          reserve: {
            heldMinor: reservedMinor,
            percentBp: reserve?.percentBp ?? 0,
            days: reserve?.days ?? 0,
            kind: 'rolling',
          },
        },
        version: 1,
        updated_at: now,
      },
    ],
    gateway_rules: truth.rules.map((rule): Row => ({
      ...shop,
      gateway: rule.gateway,
      lag_days: rule.lagDays,
      fee_bp: rule.feeBp,
      fixed_fee_minor: rule.fixedFeeMinor,
      currency,
      weekday: rule.weekday,
      reserve_bp: 0,
      reserve_days: 0,
      version: 1,
      updated_at: now,
    })),
    cash_items: truth.items.map((item, place): Row => ({
      ...shop,
      item_id: itemId(seed, place),
      name: item.name,
      kind: item.kind,
      amount_minor: item.minor,
      currency,
      every: item.every,
      starts_on: item.startsOn,
      created_at: now,
    })),
  };
}

function dayOf([first]: readonly { on: string }[]): string {
  return first?.on ?? '';
}

function itemId(seed: number, place: number): string {
  return `00000000-0000-4000-8000-${String(seed * 10_000_000 + place).padStart(12, '0')}`;
}
