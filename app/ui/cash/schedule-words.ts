import type { PayoutSchedule } from '#app/domain/cash/cash-facts.ts';
import type { Words } from './cash-words.ts';

/** When money is paid out. */
export function scheduleWords(
  { interval, weeklyAnchor, monthlyAnchor }: PayoutSchedule,
  { t, format }: Words,
): string {
  switch (interval) {
    case 'DAILY':
      return t('cash.schedule.daily');
    case 'WEEKLY': {
      const weekday = WEEKDAYS.find((day) => day === weeklyAnchor);
      return weekday === undefined
        ? t('cash.schedule.weekly')
        : t('cash.schedule.weeklyOn', { day: t(`cash.weekday.${weekday}`) });
    }
    case 'MONTHLY':
      return monthlyAnchor === null
        ? t('cash.schedule.monthly')
        : t('cash.schedule.monthlyOn', { day: format.number(monthlyAnchor) });
    case 'MANUAL':
      return t('cash.schedule.manual');
  }
}

/** ISO: 1 = Monday. */
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
