import type { TFunction } from 'i18next';
import type { LaneCurveView } from '#app/contracts/lanes.ts';
import type { Format } from '../format.ts';

interface Words {
  t: TFunction;
  format: Format;
}

type Clock = LaneCurveView['clock'];

/**
 * A length of silence in words: hours below a day, half days below ten, whole days from there. `past`: it lasts so long,
 * rounded down; `within`: it ends within so long, rounded up.
 */
export function spanWords(
  days: number,
  clock: Clock,
  rounding: 'past' | 'within',
  { t, format }: Words,
): string {
  const round = rounding === 'past' ? Math.floor : Math.ceil;
  if (days < 1) {
    const hours = round(days * HOURS);
    if (hours === 0) return t('lane.span.underHour');
    if (hours < HOURS) return t('lane.span.hours', { count: hours, number: format.number(hours) });
  }
  const whole = days < 10 ? round(days * 2) / 2 : round(days);
  const facts = { count: whole, number: format.days(whole) };
  return clock === 'business' ? t('lane.span.businessDays', facts) : t('lane.span.days', facts);
}

const HOURS = 24;

/** The silence in one line: for how long, and how many of a hundred parcels here wait as long. */
export function silenceTitle(curve: LaneCurveView, words: Words): string {
  const { t } = words;
  const days = spanWords(curve.days, curve.clock, 'past', words);
  const count = Math.round(curve.still * 100);
  if (count >= 99) return t('lane.title.common', { days });
  if (count === 0) return t('lane.title.longest', { days });
  return curve.days < curve.usualDays
    ? t('lane.title.usual', { count, days })
    : t('lane.title.rare', { count, days });
}

/** What is usual here, by whose past, and how long this one has been silent. */
export function usualWords(curve: LaneCurveView, words: Words): string {
  const { t } = words;
  const { level, carrier, clock, stage } = curve;
  const facts = {
    stage: t(`lane.stage.${stage}`),
    event: stage === 'first_scan' ? t('lane.event.first') : t('lane.event.again'),
    usual: spanWords(curve.usualDays, clock, 'within', words),
    days: spanWords(curve.days, clock, 'past', words),
    route: routeCodes(curve, words),
    carrier: carrier ?? '',
  };
  if (level === 'lane' && carrier === null) return t('lane.usual.laneOnly', facts);
  return t(`lane.usual.${level}`, facts);
}

function routeCodes({ origin, destination }: LaneCurveView, { t }: Words): string {
  const unknown = t('route.unknownCode');
  return `${origin ?? unknown} → ${destination ?? unknown}`;
}

/** A probability in whole percents; what would be none or all of them is said to be under 1 % or over 99 %. */
export function chanceWords(chance: number, { t, format }: Words): string {
  if (chance < 0.005) return t('lane.chanceUnder', { percent: format.percent(0.01) });
  if (chance > 0.995) return t('lane.chanceOver', { percent: format.percent(0.99) });
  return format.percent(chance);
}

/** On whose past it rests, with how much of it. */
export function basisWords({ level, parcels }: LaneCurveView, { t, format }: Words): string {
  return level === 'prior'
    ? t('lane.basis.prior')
    : t(`lane.basis.${level}`, { count: parcels, number: format.number(parcels) });
}
