import type { TFunction } from 'i18next';
import type { FindingHeadline } from '#app/contracts/findings.ts';
import type { Format } from '../format.ts';
import { deadlineOn } from './deadline-on.ts';

interface Words {
  t: TFunction;
  format: Format;
}

/** What is about to be broken, by when, and how much money, in one sentence; on a quiet day, when that could change. */
export function headlineSentence(headline: FindingHeadline, { t, format }: Words): string {
  const { broken, endSoon, exposure, nextDeadlineAt } = headline;
  const counted = (count: number) => ({ count, number: format.number(count) });
  if (broken === 0 && endSoon === 0) {
    return nextDeadlineAt === null
      ? t('compliance.headline.quiet')
      : t('compliance.headline.quietUntil', {
          date: format.date(deadlineOn(nextDeadlineAt, format).on),
        });
  }
  const what =
    broken === 0
      ? t('compliance.headline.soon', counted(endSoon))
      : endSoon === 0
        ? t('compliance.headline.broken', counted(broken))
        : t('compliance.headline.both', {
            first: t('compliance.headline.broken', counted(broken)),
            second: t('compliance.headline.soonToo', counted(endSoon)),
          });
  if (exposure.length === 0) return t('compliance.headline.noMoney', { what });
  const money = format.roundMoney(exposure);
  return t('compliance.headline.money', { count: broken + endSoon, what, money });
}
