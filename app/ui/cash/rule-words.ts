import type { GatewayRuleView } from '#app/contracts/cash.ts';
import type { Words } from './cash-words.ts';
import { WEEKDAYS } from './schedule-words.ts';

/** A gateway's rule in one sentence a part. */
export function ruleWords(
  { lagDays, feeBp, fixedFeeMinor, currency, reserveBp, reserveDays, weekday }: GatewayRuleView,
  { t, format }: Words,
): string {
  const percent = (bp: number) => format.number(bp / 100);
  const day = WEEKDAYS.find((each) => each === weekday);
  const parts = [
    t('cash.rule.lag', { count: lagDays, number: format.number(lagDays) }),
    ...(day === undefined ? [] : [t('cash.rule.on', { day: t(`cash.weekday.${day}`) })]),
    fixedFeeMinor === 0
      ? t('cash.rule.fee', { percent: percent(feeBp) })
      : t('cash.rule.feeAndFixed', {
          percent: percent(feeBp),
          fixed: format.money({ minor: fixedFeeMinor, currency }),
        }),
    ...(reserveBp === 0
      ? []
      : [
          reserveDays === 0
            ? t('cash.rule.reserveOpen', { percent: percent(reserveBp) })
            : t('cash.rule.reserve', {
                percent: percent(reserveBp),
                days: format.number(reserveDays),
              }),
        ]),
  ];
  return t('cash.rule.whole', { parts: parts.join(t('cash.rule.between')) });
}
