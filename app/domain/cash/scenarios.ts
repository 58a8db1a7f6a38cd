import type { CashFacts } from '#app/domain/cash/cash-facts.ts';
import type { CashScenario } from '#app/domain/cash/cash-forecast.ts';
import { addDays } from '#app/domain/shared/iso-days.ts';
import { assertExhaustive } from '#app/domain/shared/exhaustive.ts';

/**
 * By how many per cent sales move when ad spend moves by one per cent, until the merchant says another: an assumption. The
 * mean over brands in the literature is 0.12 (Sethuraman, Tellis and Briesch 2011); shops that live on paid clicks lose more.
 */
export const AD_ELASTICITY = 0.5;

const ADS_LEFT = 0.8;
const TERMS_DAYS = 14;
const RESERVE_BP = 2_500;
/** Merchants tell of reserves of a quarter for 120 days. */
const RESERVE_DAYS = 120;
const STOP_DAYS = 10;
const SALES_UP = 1.5;

/** The facts as they would be in a scenario. */
export interface ScenarioFacts {
  facts: CashFacts;
  /** Sales from today on, times this. */
  salesFactor: number;
  /** Suppliers who ship directly are paid so many days later, for sales from today on. */
  termsDays: number;
  /** Parcels of the sales of so many days from today on come late. */
  stopDays: number;
  /** Figures to show: `CashOutlook.assumed`. */
  assumed: Readonly<Record<string, number>>;
}

/** What each scenario changes; nothing else moves, and the random numbers stay the same. */
export function applyScenario(facts: CashFacts, scenario: CashScenario): ScenarioFacts {
  const plain = { facts, salesFactor: 1, termsDays: 0, stopDays: 0, assumed: {} };
  switch (scenario) {
    case 'as_is':
      return plain;
    case 'ads_down_20':
      return { ...plain, ...adsDown(facts) };
    case 'supplier_terms_14':
      return {
        ...plain,
        facts: laterBills(facts, TERMS_DAYS),
        termsDays: TERMS_DAYS,
        assumed: { termsDays: TERMS_DAYS },
      };
    case 'reserve_25':
      return { ...plain, ...withReserve(facts) };
    case 'carrier_stop_10':
      return {
        ...plain,
        facts: { ...facts, parcelsAtRisk: facts.parcelsAtRisk.map(oneStepWorse) },
        stopDays: STOP_DAYS,
        assumed: { stopDays: STOP_DAYS },
      };
    case 'sales_up_50':
      return {
        ...plain,
        facts: { ...facts, replenishment: reordered(facts, SALES_UP) },
        salesFactor: SALES_UP,
        assumed: { salesFactor: SALES_UP },
      };
    default:
      return assertExhaustive(scenario);
  }
}

/** A fifth less is spent on ads from today on, and sales follow. Without any ad spend typed nothing moves. */
function adsDown(facts: CashFacts): Partial<ScenarioFacts> {
  if (!facts.items.some(({ kind }) => kind === 'ads')) return { assumed: { salesFactor: 1 } };
  const items = facts.items.map((item) => (item.kind === 'ads' ? times(item, ADS_LEFT) : item));
  const salesFactor = ADS_LEFT ** Math.max(0, facts.adElasticity);
  return {
    facts: { ...facts, items, replenishment: reordered(facts, salesFactor) },
    salesFactor,
    assumed: { adElasticity: facts.adElasticity, salesFactor },
  };
}

/** Goods are ordered as they are sold. */
function reordered({ replenishment }: CashFacts, salesFactor: number): CashFacts['replenishment'] {
  return replenishment.map((order) => times(order, salesFactor));
}

/** Bills that are not due yet are due later; what is overdue stays so. */
function laterBills(facts: CashFacts, days: number): CashFacts {
  const later = <T extends { on: string; days?: readonly number[] }>(bill: T): T =>
    bill.on < facts.today
      ? bill
      : {
          ...bill,
          on: addDays(bill.on, days),
          ...(bill.days === undefined ? {} : { days: bill.days.map((day) => day + days) }),
        };
  return {
    ...facts,
    supplierBills: facts.supplierBills.map(later),
    replenishment: facts.replenishment.map(later),
  };
}

/** Of Shopify Payments; a shop without it: of every gateway that has a rule. Never less than is held back already. */
function withReserve(facts: CashFacts): Partial<ScenarioFacts> {
  const assumed = { reserveBp: RESERVE_BP, reserveDays: RESERVE_DAYS };
  if (facts.gateways.some(({ isShopifyPayments }) => isShopifyPayments)) {
    const { reserve } = facts;
    const raised = {
      // Held for nobody knows how long, it is released by no new terms either.
      heldMinor: reserve === null || reserve.days === 0 ? 0 : reserve.heldMinor,
      percentBp: Math.max(RESERVE_BP, reserve?.percentBp ?? 0),
      days: Math.max(RESERVE_DAYS, reserve?.days ?? 0),
      kind: reserve?.kind ?? 'rolling',
      certainty: 'estimated',
    } as const;
    return { facts: { ...facts, reserve: raised }, assumed };
  }
  const gateways = facts.gateways.map((gateway) =>
    gateway.rule === null
      ? gateway
      : {
          ...gateway,
          rule: {
            ...gateway.rule,
            reserveBp: Math.max(RESERVE_BP, gateway.rule.reserveBp),
            reserveDays: Math.max(RESERVE_DAYS, gateway.rule.reserveDays),
          },
        },
  );
  return { facts: { ...facts, gateways }, assumed };
}

/** After a stop of ten days what moved is late, and what was late has been silent for too long. */
function oneStepWorse<T extends { verdict: string }>(group: T): T {
  if (group.verdict === 'on_track') return { ...group, verdict: 'late' };
  return group.verdict === 'late' ? { ...group, verdict: 'stalled' } : group;
}

function times<T extends { minor: number }>(one: T, factor: number): T {
  return { ...one, minor: Math.round(one.minor * factor) };
}
