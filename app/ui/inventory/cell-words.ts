import { MENDABLE_GAPS, type InventoryRow } from '#app/contracts/inventory.ts';
import type { DirectPlan, StockedPlan } from '#app/domain/inventory/variant-plan.ts';
import type { InventoryColumn } from './inventory-columns.ts';
import {
  chanceWords,
  coverWords,
  incomingOf,
  rangeWords,
  urgencyOf,
  type Urgency,
  type Words,
} from './plan-words.ts';

/** What one cell says: its figure, what stands small beneath it, and how pressing it is. */
export interface CellWords {
  text: string;
  note?: string;
  urgency?: Urgency;
  /** Nothing is known or nothing is needed: said, but lightly. */
  isQuiet?: boolean;
}

/** The words of one cell; null: the column does not concern this variant. */
export function cellWords(
  row: InventoryRow,
  column: InventoryColumn,
  { today, ...words }: Words & { today: string },
): CellWords | null {
  const { t } = words;
  switch (column) {
    case 'variant':
      return { text: row.label, ...(row.sku !== null && { note: row.sku }) };
    case 'supplier':
      return row.supplierName === null
        ? quiet(t('inventory.noSupplier'))
        : { text: row.supplierName };
    case 'missing':
      return missingWords(row, words);
    case 'demand':
      return { text: perWeek(row.plan.weeklyDemand, words) };
    default:
      return row.plan.kind === 'stocked'
        ? stockedWords(row, row.plan, column, { today, ...words })
        : directWords(row.plan, column, words);
  }
}

function quiet(text: string): CellWords {
  return { text, isQuiet: true };
}

/** `2.5`: one digit, for slow movers. */
export function perWeek(units: number, { t, format }: Words): string {
  const number = format.number(units < 10 ? Math.round(units * 10) / 10 : Math.round(units));
  return t('inventory.perWeek', { number });
}

function stockedWords(
  row: InventoryRow,
  plan: StockedPlan,
  column: InventoryColumn,
  { today, ...words }: Words & { today: string },
): CellWords | null {
  const { t, format } = words;
  switch (column) {
    case 'cover':
      return { text: coverWords(plan.coverDays, words) };
    case 'onHand':
      return { text: format.number(plan.onHand) };
    case 'stockOut': {
      const { p50 } = plan.stockOutOn;
      const note = rangeWords(plan.stockOutOn, words);
      if (p50 === null)
        return note === null
          ? quiet(t('inventory.notInSight'))
          : { text: t('inventory.perhaps'), note };
      const text = format.shortDate(p50);
      return { text, ...(note !== null && note !== text && { note }) };
    }
    case 'incoming':
      return incomingWords(plan, words);
    case 'orderBy':
      return orderByWords(row, plan, { today, ...words });
    case 'suggested':
      return plan.suggestedQuantity === 0
        ? quiet(t('inventory.none'))
        : { text: format.number(plan.suggestedQuantity) };
    case 'lost':
      if (plan.suggestedQuantity === 0) return quiet(t('inventory.none'));
      return plan.lostIfIgnored === null
        ? quiet(t('inventory.notKnown'))
        : { text: format.money(plan.lostIfIgnored) };
    case 'tiedUp':
      return plan.tiedUp === null
        ? quiet(t('inventory.notKnown'))
        : { text: format.money(plan.tiedUp) };
    case 'sellThrough':
      return plan.sellThrough === null
        ? quiet(t('inventory.neverSold'))
        : {
            text: t('inventory.sellThroughIn', {
              chance: chanceWords(plan.sellThrough, words),
              days: format.number(plan.sellThroughDays),
            }),
          };
    case 'owed':
      return plan.preorder === null ? null : { text: format.number(plan.preorder.units) };
    case 'owedValue':
      return plan.preorder === null ? null : { text: format.money(plan.preorder.value) };
    case 'promised':
      if (plan.preorder === null) return null;
      return plan.preorder.promisedOn === null
        ? quiet(t('inventory.noPromise'))
        : { text: format.shortDate(plan.preorder.promisedOn) };
    case 'lateRisk':
      return plan.preorder === null ? null : riskWords(plan.preorder.lateRisk, words);
    default:
      return null;
  }
}

function directWords(plan: DirectPlan, column: InventoryColumn, words: Words): CellWords | null {
  const { t, format } = words;
  const { toDoor, delayDays, open } = plan;
  switch (column) {
    case 'orderBy':
      return quiet(t('inventory.shipsDirect'));
    case 'toDoor':
      return toDoor === null
        ? quiet(t('inventory.tooFew'))
        : {
            text: t('inventory.days', {
              count: Math.round(toDoor.p50),
              number: format.number(Math.round(toDoor.p50)),
            }),
            note: t('inventory.range', {
              from: format.number(Math.round(toDoor.p10)),
              to: format.number(Math.round(toDoor.p90)),
            }),
          };
    case 'delay':
      return delayWords(delayDays, words);
    case 'open':
      return { text: format.number(open.units) };
    case 'openValue':
      return { text: format.money(open.value) };
    case 'lateRisk':
      return open.units === 0 ? quiet(t('inventory.none')) : riskWords(open.lateRisk, words);
    default:
      return null;
  }
}

/** Half days and less are no delay. */
export function delayWords(days: number | null, { t, format }: Words): CellWords {
  if (days === null) return quiet(t('inventory.tooFew'));
  const count = Math.round(Math.abs(days));
  if (count === 0) return { text: t('inventory.asUsual') };
  const facts = { count, number: format.number(count) };
  return { text: days > 0 ? t('inventory.slower', facts) : t('inventory.faster', facts) };
}

function riskWords(risk: number | null, words: Words): CellWords {
  return risk === null ? quiet(words.t('inventory.notKnown')) : { text: chanceWords(risk, words) };
}

function incomingWords({ incoming }: StockedPlan, words: Words): CellWords {
  const { t, format } = words;
  const { quantity, firstOn, lateDays } = incomingOf(incoming);
  if (quantity === 0) return quiet(t('inventory.none'));
  const date = firstOn === null ? null : format.shortDate(firstOn);
  const note =
    date === null
      ? t('inventory.noArrivalDay')
      : lateDays === null
        ? t('inventory.arrives', { date })
        : t('inventory.arrivesLate', { count: lateDays, date, number: format.number(lateDays) });
  return { text: format.number(quantity), note };
}

function orderByWords(
  { gaps }: InventoryRow,
  { orderByOn, suggestedQuantity }: StockedPlan,
  { today, t, format }: Words & { today: string },
): CellWords {
  if (orderByOn === null) {
    if (suggestedQuantity === 0) return quiet(t('inventory.noNeed'));
    return {
      text: t('inventory.dayNotKnown'),
      ...(gaps.includes('no_lead_time') && { note: t('inventory.gapShort.no_lead_time') }),
    };
  }
  const urgency = urgencyOf(orderByOn, today);
  const date = format.shortDate(orderByOn);
  switch (urgency) {
    case 'overdue':
      return { text: t('inventory.orderNow'), note: t('inventory.wasDue', { date }), urgency };
    case 'today':
      return { text: t('inventory.orderToday'), urgency };
    case 'soon':
    case 'later':
      return { text: date, urgency };
  }
}

/** What somebody can give; what time alone mends is said on the variant's own page. */
function missingWords({ gaps }: InventoryRow, { t, format }: Words): CellWords | null {
  const mendable = MENDABLE_GAPS.filter((gap) => gaps.includes(gap));
  if (mendable.length === 0) return null;
  return { text: format.list(mendable.map((gap) => t(`inventory.gapShort.${gap}`))) };
}
