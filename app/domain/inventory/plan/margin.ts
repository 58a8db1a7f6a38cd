import type { VariantFacts } from '#app/domain/inventory/plan-facts.ts';
import type { PlanGap } from '#app/domain/inventory/variant-plan.ts';
import type { Money } from '#app/domain/shared/money.ts';

/** What a piece costs and earns. `margin`: price less cost, at least 0; null: one is not known, or they are in two currencies. */
export interface PieceMoney {
  cost: Money | null;
  margin: Money | null;
  gaps: PlanGap[];
}

/** An amount below zero is a mistake, and as good as missing. */
export function pieceMoney(facts: Pick<VariantFacts, 'cost' | 'price'>): PieceMoney {
  const [cost, price] = [notBelowZero(facts.cost), notBelowZero(facts.price)];
  const gaps: PlanGap[] = [];
  if (cost === null) gaps.push('cost_missing');
  if (price === null) gaps.push('price_missing');
  if (cost === null || price === null) return { cost, margin: null, gaps };
  if (cost.currency !== price.currency) {
    return { cost, margin: null, gaps: [...gaps, 'currency_mixed'] };
  }
  return {
    cost,
    margin: { minor: Math.max(0, price.minor - cost.minor), currency: price.currency },
    gaps,
  };
}

/** So many pieces' worth, to the smallest unit. */
export function times(money: Money, pieces: number): Money {
  return { minor: Math.round(money.minor * pieces), currency: money.currency };
}

function notBelowZero(money: Money | null): Money | null {
  return money !== null && Number.isFinite(money.minor) && money.minor >= 0 ? money : null;
}
