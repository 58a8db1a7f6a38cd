import type { InventoryHeadline } from '#app/contracts/inventory.ts';
import type { Words } from './plan-words.ts';

/** How many variants must be ordered by when, and what is lost if they are not; on a quiet day, when that changes. */
export function headlineSentence(headline: InventoryHeadline, { t, format }: Words): string {
  const { overdue, due, dueUntil, lost, nextOrderByOn } = headline;
  const counted = (count: number) => ({ count, number: format.number(count) });
  if (overdue + due === 0)
    return nextOrderByOn === null
      ? t('inventory.headline.quiet')
      : t('inventory.headline.quietUntil', { date: format.date(nextOrderByOn) });
  const until = dueUntil === null ? '' : format.date(dueUntil);
  const what =
    overdue === 0
      ? t('inventory.headline.due', { ...counted(due), date: until })
      : due === 0
        ? t('inventory.headline.overdue', counted(overdue))
        : t('inventory.headline.both', {
            first: t('inventory.headline.overdue', counted(overdue)),
            second: t('inventory.headline.dueToo', { ...counted(due), date: until }),
          });
  return lost === null
    ? t('inventory.headline.noMoney', { what })
    : t('inventory.headline.money', {
        count: overdue + due,
        what,
        money: format.roundMoney([lost]),
      });
}
