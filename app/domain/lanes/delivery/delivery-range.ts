import type { RemainingLevel } from '#app/domain/lanes/delivery/remaining-curve.ts';
import type { RemainingModel } from '#app/domain/lanes/delivery/remaining-model.ts';
import type { SilenceKey } from '#app/domain/lanes/lane-key.ts';
import type { BusinessCalendar } from '#app/domain/shared/business-calendar.ts';

/** When a parcel arrives, as dates at its destination. */
export interface DeliveryRange {
  earliestOn: string;
  latestOn: string;
  likelyOn: string;
  /** Share of such parcels that arrive from the first instant of the range to the last. */
  confidence: number;
  /** Whose deliveries it rests on, and how many they are. */
  level: RemainingLevel;
  deliveries: number;
}

/** A parcel's last news and whom to ask about it. */
export interface ScannedParcel {
  model: RemainingModel;
  key: SilenceKey;
  /** The scan that put it where the key says; the start of its way before the first scan. */
  scanAt: Date;
  /** The destination's; must count the kind of days that the model counts. */
  calendar: BusinessCalendar;
}

const DEFAULT_CONFIDENCE = 0.8;
/** Of ten parcels with this chance to keep their date, nine are late. */
const DEFAULT_LATE_CHANCE = 0.1;

/** The range in which the parcel arrives, given that nothing was heard since the scan. Never before `now`. */
export function deliveryRange({
  now,
  confidence = DEFAULT_CONFIDENCE,
  ...parcel
}: ScannedParcel & { now: Date; confidence?: number }): DeliveryRange {
  const { calendar, scanAt } = parcel;
  const curve = parcel.model.curveFor(parcel.key);
  const silentDays = calendar.workingDaysBetween(scanAt, now);
  const dateAfter = (days: number): string => {
    const at = calendar.addWorkingDays(scanAt, days);
    return calendar.dateAt(at < now ? now : at);
  };
  const { earliest, likely, latest } = curve.rangeDays(confidence, silentDays);
  return {
    earliestOn: dateAfter(earliest),
    latestOn: dateAfter(latest),
    likelyOn: dateAfter(likely),
    confidence,
    level: curve.level,
    deliveries: Math.round(curve.deliveries),
  };
}

/** Probability that the parcel has arrived by an instant, given that nothing was heard from the scan until `now`. */
export function arrivalChance({
  now,
  by,
  ...parcel
}: ScannedParcel & { now: Date; by: Date }): number {
  const { calendar, scanAt, model, key } = parcel;
  return model
    .curveFor(key)
    .chanceWithin(
      calendar.workingDaysBetween(scanAt, by),
      calendar.workingDaysBetween(scanAt, now),
    );
}

/**
 * The earliest instant at which, with nothing heard since the scan, the chance to arrive by `by` is at most `chance`: from
 * then on the parcel may be called late. Never after `by`, and the scan itself when the chance was that small from the
 * start. The chance 1 − S(by) / S(t) only falls, so that it is reached where S(t) = S(by) / (1 − chance).
 */
export function lateFrom({
  by,
  chance = DEFAULT_LATE_CHANCE,
  ...parcel
}: ScannedParcel & { by: Date; chance?: number }): Date {
  const { calendar, scanAt, model, key } = parcel;
  if (by <= scanAt) return by;
  const curve = model.curveFor(key);
  const leftAtEnd = 1 - curve.shareWithin(calendar.workingDaysBetween(scanAt, by));
  const left = leftAtEnd / (1 - chance);
  if (left >= 1) return scanAt;
  const at = calendar.addWorkingDays(scanAt, curve.daysFor(1 - left));
  return at < by ? at : by;
}
