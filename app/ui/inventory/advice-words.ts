import type { DirectPlan, StockedPlan } from '#app/domain/inventory/variant-plan.ts';
import { daysFrom } from '#app/domain/shared/iso-days.ts';
import { delayWords } from './cell-words.ts';
import { chanceWords, rangeWords, type Words } from './plan-words.ts';

/** What is wrong, what happens if nothing is done, and what to do: a sentence or more of each. */
export interface Advice {
  what: string;
  ifNothing: string | null;
  toDo: string;
}

export function stockedAdvice(
  plan: StockedPlan,
  { today, ...words }: Words & { today: string },
): Advice {
  return {
    what: stockedWhat(plan, words),
    ifNothing: stockedIfNothing(plan, words),
    toDo: stockedToDo(plan, { today, ...words }),
  };
}

function stockedWhat(plan: StockedPlan, words: Words): string {
  const { t, format } = words;
  const { owed, onHand, stockOutOn, isDead, sellThrough, sellThroughDays } = plan;
  if (owed > 0) return t('inventory.advice.owed', { count: owed, number: format.number(owed) });
  if (onHand === 0) return t('inventory.advice.out');
  if (isDead && sellThrough !== null)
    return t('inventory.advice.dead', {
      chance: chanceWords(sellThrough, words),
      days: format.number(sellThroughDays),
    });
  const range = rangeWords(stockOutOn, words);
  if (range === null) return t('inventory.advice.lasts');
  return stockOutOn.p50 === null
    ? t('inventory.advice.perhaps', { range })
    : t('inventory.advice.runsOut', { date: format.date(stockOutOn.p50), range });
}

function stockedIfNothing(plan: StockedPlan, { t, format }: Words): string | null {
  const { lostIfIgnored, isDead, tiedUp, suggestedQuantity } = plan;
  if (suggestedQuantity > 0)
    return lostIfIgnored === null
      ? t('inventory.advice.lostUnknown')
      : t('inventory.advice.lost', { money: format.money(lostIfIgnored) });
  if (isDead && tiedUp !== null)
    return t('inventory.advice.tiedUp', { money: format.money(tiedUp) });
  return null;
}

function stockedToDo(
  { suggestedQuantity, orderByOn, isDead }: StockedPlan,
  { today, t, format }: Words & { today: string },
): string {
  if (suggestedQuantity === 0)
    return isDead ? t('inventory.advice.sellOff') : t('inventory.advice.nothing');
  const facts = { count: suggestedQuantity, number: format.number(suggestedQuantity) };
  if (orderByOn === null) return t('inventory.advice.orderNoDay', facts);
  const dated = { ...facts, date: format.date(orderByOn) };
  const days = daysFrom(today, orderByOn);
  if (days < 0) return t('inventory.advice.orderLate', dated);
  return days === 0
    ? t('inventory.advice.orderToday', facts)
    : t('inventory.advice.orderBy', dated);
}

export function directAdvice({ open, delayDays, toDoor }: DirectPlan, words: Words): Advice {
  const { t, format } = words;
  const risk = open.lateRisk;
  return {
    what:
      toDoor === null
        ? t('inventory.advice.directUnknown')
        : t('inventory.advice.direct', {
            days: format.number(Math.round(toDoor.p50)),
            from: format.number(Math.round(toDoor.p10)),
            to: format.number(Math.round(toDoor.p90)),
          }),
    ifNothing:
      open.units === 0 || risk === null
        ? null
        : t('inventory.advice.directRisk', {
            count: open.units,
            number: format.number(open.units),
            money: format.money(open.value),
            chance: chanceWords(risk, words),
          }),
    toDo:
      delayDays !== null && Math.round(delayDays) > 0
        ? t('inventory.advice.directSlower', { delay: delayWords(delayDays, words).text })
        : t('inventory.advice.directNothing'),
  };
}
