import type { Calibration } from '#app/domain/cash/calibrate-gateway.ts';
import type { Words } from './cash-words.ts';
import { WEEKDAYS } from './schedule-words.ts';

/** What a bank statement said of a gateway and how well it explains what came; or why it says nothing, and what helps. */
export function calibrationWords(learned: Calibration, { t, format }: Words): string {
  const counted = { count: learned.lines, number: format.number(learned.lines) };
  if (!learned.ok) return t(`cash.calibration.${learned.why}`, counted);
  const { lagDays, feeBp, weekday, reserveBp, fit } = learned;
  const day = WEEKDAYS.find((each) => each === weekday);
  const sentences = [
    lagDays.p10 === lagDays.p90
      ? t('cash.calibration.lag', { ...counted, days: format.number(lagDays.p50) })
      : t('cash.calibration.lagRange', {
          ...counted,
          days: format.number(lagDays.p50),
          from: format.number(lagDays.p10),
          to: format.number(lagDays.p90),
        }),
    ...(day === undefined
      ? []
      : [t('cash.calibration.weekday', { day: t(`cash.weekday.${day}`) })]),
    t('cash.calibration.fee', { percent: format.number(feeBp / 100) }),
    ...(reserveBp === 0
      ? []
      : [t('cash.calibration.reserve', { percent: format.number(reserveBp / 100) })]),
    t(fit < GOOD_FIT ? 'cash.calibration.weakFit' : 'cash.calibration.fit', {
      percent: format.percent(fit),
    }),
  ];
  return sentences.reduce((first, second) => t('cash.calibration.join', { first, second }));
}

/** Below this the rule explains so little that it should be looked at. */
const GOOD_FIT = 0.6;
