import type { PaymentsLedger } from '#sandbox/payments/ledger.ts';
import { dayOf } from '#sandbox/payments/payout-days.ts';
import { DAY } from '../calendar.ts';
import type { BookedSale } from './book.ts';
import { bankCsv, purchasesCsv } from './files.ts';
import { isoOf } from './iso-day.ts';
import type { Bought, Scene } from './scene.ts';
import type { OrderTruth, PlanningTruth } from './shapes.ts';
import { STORE } from './store.ts';
import type { Purchase } from './trade.ts';

const WEEKS = 13;

/** Answers about a scene, as of any instant of it. */
export function truthOf(scene: Scene): PlanningTruth {
  const { variants, span, lines, ledger, sales, purchases, makers } = scene;
  const byVariant = new Map(variants.map((planned) => [planned.variant.id, planned]));
  const asked = Map.groupBy(scene.asks, ({ index }) => index);
  const counts = Map.groupBy(scene.trade.counts, ({ index }) => index);
  const boughtOf = (index: number): Bought[] => scene.boughtOf.get(index) ?? [];
  const country = STORE.country;

  const availableAt = (index: number, at: number) =>
    (counts.get(index) ?? []).findLast((count) => count.at <= at)?.available ?? 0;

  function runsOut(index: number, at: number): string | null {
    const moves = [
      ...(asked.get(index) ?? [])
        .filter((ask) => ask.at > at)
        .map((ask) => ({ at: ask.at, by: -ask.units })),
      ...boughtOf(index)
        .filter(({ purchase }) => purchase.orderedAt <= at && purchase.arrivesAt > at)
        .map(({ purchase, quantity }) => ({ at: purchase.arrivesAt, by: quantity })),
    ].toSorted((a, b) => a.at - b.at);
    let left = availableAt(index, at);
    if (left <= 0) return isoOf(dayOf(at, country));
    for (const move of moves) {
      left += move.by;
      if (left <= 0) return isoOf(dayOf(move.at, country));
    }
    return null;
  }

  function weekly(at: number, valueOn: (offset: number) => number): number[] {
    const from = dayOf(at, country) - span.firstDay;
    return Array.from({ length: WEEKS }, (_, week) => {
      let sum = 0;
      for (let day = 0; day < 7; day += 1) sum += valueOn(from + week * 7 + day);
      return sum;
    });
  }

  return {
    knownUntil: isoOf(span.endDay - 1),
    items: scene.items,
    rules: scene.rules,
    makers,
    variants: (at) =>
      variants
        .filter(
          ({ cameWeeksAgo }) =>
            cameWeeksAgo === null || at >= scene.startAt - cameWeeksAgo * 7 * DAY,
        )
        .map((planned) => {
          const { index, kind, category, packSize, costMinor, productId, variant } = planned;
          const asks = scene.askedByDay[index];
          const means = scene.means[index];
          return {
            variantId: variant.id,
            productId,
            sku: variant.sku,
            kind,
            category,
            supplier: scene.vendorOf(planned),
            packSize,
            costMinor,
            available: availableAt(index, at),
            onTheWay: boughtOf(index)
              .filter(({ purchase }) => purchase.orderedAt <= at && purchase.arrivesAt > at)
              .map(({ purchase, quantity }) => ({
                number: purchase.number,
                quantity,
                expectedOn: isoOf(purchase.expectedDay),
                arrivesOn: isoOf(dayOf(purchase.arrivesAt, country)),
              })),
            weeklyMean: weekly(at, (offset) => means?.[offset] ?? 0),
            weeklyAsked: weekly(at, (offset) => asks?.[offset] ?? 0),
            runsOutOn: variant.tracked ? runsOut(index, at) : null,
          };
        }),
    demand(variantId) {
      const planned = byVariant.get(variantId);
      if (planned === undefined) throw new Error(`no variant ${variantId} in the planning store`);
      return scene.pathOf(planned);
    },
    orders: (at) => sales.filter(({ sale }) => sale.at < at).map(orderTruth),
    purchases: (at) => purchases.filter(({ orderedAt }) => orderedAt < at).map(purchaseTruth),
    payments: (at) => paymentsAt(ledger, at),
    payoutsAfter: (at) => ledger.payouts.filter(({ bankAt }) => bankAt > at),
    balances(at, days, { onlyDecided } = { onlyDecided: false }) {
      const first = dayOf(at, country);
      const counted = lines.filter(
        ({ kind, decidedAt }) => !onlyDecided || kind !== 'supplier' || decidedAt <= at,
      );
      return Array.from({ length: days }, (_, offset) => ({
        on: isoOf(first + offset),
        minor: scene.balanceAfter(first + offset, counted),
      }));
    },
    bankLines: (at) => lines.filter(({ day }) => day < dayOf(at, country)),
    bankCsv(at) {
      const shown = lines.filter(({ day }) => day < dayOf(at, country));
      return bankCsv(shown, scene.openingMinor);
    },
    purchasesCsv: (at) => purchasesCsv(purchases, { variants, at }),
  };

  function purchaseTruth({
    number,
    maker,
    orderedAt,
    expectedDay,
    arrivesAt,
    lines: bought,
  }: Purchase) {
    return {
      number,
      supplier: makers.find(({ key }) => key === maker)?.name ?? maker,
      orderedAt,
      expectedOn: isoOf(expectedDay),
      arrivesAt,
      lines: bought.flatMap(({ index, quantity, costMinor }) => {
        const variant = variants[index]?.variant;
        return variant === undefined
          ? []
          : [{ variantId: variant.id, sku: variant.sku, quantity, costMinor }];
      }),
    };
  }
}

/** The ledger as it was known at an instant. */
function paymentsAt(ledger: PaymentsLedger, at: number): ReturnType<PlanningTruth['payments']> {
  const payouts = ledger.payouts.filter(({ cutAt }) => cutAt <= at);
  const settled = new Set(payouts.map(({ id }) => id));
  const transactions = ledger.transactions
    .filter((transaction) => transaction.at <= at)
    .map((transaction) => {
      const { payoutId } = transaction;
      return {
        ...transaction,
        payoutId: payoutId !== null && settled.has(payoutId) ? payoutId : null,
      };
    });
  const reserved = transactions.filter(({ type }) => type.startsWith('RESERVED_FUNDS'));
  return {
    transactions,
    payouts,
    balanceMinor: ledger.balanceAt(at),
    reservedMinor: -reserved.reduce((sum, { netMinor }) => sum + netMinor, 0),
  };
}

function orderTruth({ sale, outcome, ids, totalMinor, refundMinor }: BookedSale): OrderTruth {
  const { state, gateway, deliveredAt, refundedAt, dispute } = outcome;
  return {
    orderId: ids.order,
    name: ids.name,
    at: sale.at,
    totalMinor,
    state,
    gateway,
    deliveredAt,
    refundedAt,
    refundMinor,
    dispute,
  };
}
