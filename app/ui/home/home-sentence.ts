import type { TFunction } from 'i18next';
import type { HomeView } from '#app/contracts/pages.ts';
import type { Format } from '../format.ts';

type Facts = Pick<
  HomeView,
  'needsActionCount' | 'needsActionMoney' | 'needsActionAtRisk' | 'onTheirWayCount' | 'nextReviewAt'
>;

/** What needs a person today, in one sentence; on a quiet day, when that could change. */
export function homeSentence(home: Facts, { t, format }: { t: TFunction; format: Format }): string {
  const { needsActionCount, onTheirWayCount, nextReviewAt } = home;
  if (needsActionCount > 0) {
    return t('home.needs', {
      count: needsActionCount,
      number: format.number(needsActionCount),
      money: format.roundMoney(home.needsActionMoney),
      risk: format.roundMoney(home.needsActionAtRisk),
    });
  }
  if (onTheirWayCount === 0) return t('home.nothingOpen');
  const counted = { count: onTheirWayCount, number: format.number(onTheirWayCount) };
  return nextReviewAt === null
    ? t('home.quiet', counted)
    : t('home.quietUntil', { ...counted, at: format.soon(nextReviewAt) });
}
