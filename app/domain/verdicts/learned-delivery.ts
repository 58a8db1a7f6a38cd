import { lateFrom } from '#app/domain/lanes/delivery/delivery-range.ts';
import type { RemainingCurve } from '#app/domain/lanes/delivery/remaining-curve.ts';
import type { SilenceKey } from '#app/domain/lanes/lane-key.ts';
import { legKindOf } from '#app/domain/lanes/silence-stage.ts';
import type { VerdictInput } from '#app/domain/verdicts/verdict.ts';

/** Fewer than one in ten: the promise is as good as broken. */
const HOPELESS = 0.1;

/**
 * From when on a promise is unlikely to be kept, if no scan comes: at most one in ten parcels like it arrive by then. Null
 * when only general figures could say so, or when nobody can before the promised day is over.
 */
export function promiseUnlikelyFrom(
  { learned, calendars }: VerdictInput,
  { key, scanAt, by }: { key: SilenceKey; scanAt: Date; by: Date },
): Date | null {
  if (learned === null || by <= scanAt) return null;
  const { delivery: model } = learned;
  if (model.curveFor(key).level === 'prior') return null;
  const calendar = calendars.destination;
  const at = lateFrom({ model, key, scanAt, calendar, by, chance: HOPELESS });
  return at < by ? at : null;
}

/** Nineteen of twenty have arrived. */
const USUAL_SHARE = 0.95;
const daysOfCurve = new WeakMap<RemainingCurve, number>();

function usualDays(curve: RemainingCurve): number {
  const known = daysOfCurve.get(curve);
  if (known !== undefined) return known;
  const days = curve.boundDaysAt(USUAL_SHARE, 0);
  daysOfCurve.set(curve, days);
  return days;
}

/**
 * By when parcels like this one have usually arrived, from the start of the way; null when a shop's limits decide or when
 * only general figures could say.
 */
export function usuallyArrivedBy({
  learned,
  limits,
  parcel,
  calendars,
}: VerdictInput): { at: Date; deliveries: number } | null {
  if (learned === null || learned.patience === null || limits.alert === 'fixed') return null;
  const { origin, destination } = parcel;
  const curve = learned.delivery.curveFor({
    stage: 'first_scan',
    leg: legKindOf('first_scan', parcel),
    carrier: learned.carrier,
    origin,
    destination,
  });
  if (curve.level === 'prior') return null;
  const from = parcel.numberSeenAt ?? parcel.shippedAt;
  const at = calendars.destination.addWorkingDays(from, usualDays(curve));
  return { at, deliveries: Math.round(curve.deliveries) };
}
