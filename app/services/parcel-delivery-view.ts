import { deliveryRangeSchema } from '#app/contracts/delivery-range.ts';
import type { DeliveryView } from '#app/contracts/lanes.ts';
import {
  arrivalChance,
  deliveryRange,
  type ScannedParcel,
} from '#app/domain/lanes/delivery/delivery-range.ts';
import type { RemainingModel } from '#app/domain/lanes/delivery/remaining-model.ts';
import { parseSilenceKey } from '#app/domain/lanes/lane-key.ts';
import type { ShopSettings } from '#app/domain/verdicts/limits.ts';
import type { Ends } from '#app/domain/verdicts/parcel-state.ts';
import { promisedDate } from '#app/domain/verdicts/promised-date.ts';
import { calendarsFor } from '#app/domain/verdicts/settings.ts';

/** What a stored parcel must say of itself for its delivery to be expected. */
interface TravellingParcel extends Ends {
  silenceFrom: Date | null;
  /** See `silenceKeyText`; null = it is over, or nothing is learned of such parcels. */
  silenceKey: string | null;
  estimatedDeliveryAt: Date | null;
}

/** When the parcel is expected as of `now`, and the chance of the promised day; null when there is nothing to expect. */
export function parcelDeliveryView(
  travelling: TravellingParcel,
  { model, settings, now }: { model: RemainingModel; settings: ShopSettings; now: Date },
): DeliveryView | null {
  const { silenceFrom: scanAt, silenceKey, estimatedDeliveryAt } = travelling;
  if (silenceKey === null || scanAt === null) return null;
  const calendar = calendarsFor(settings, travelling).destination;
  const parcel = { model, key: parseSilenceKey(silenceKey), scanAt, calendar, now };
  const { level, deliveries, ...range } = deliveryRange(parcel);
  return {
    range: deliveryRangeSchema.parse({ ...range, version: 1, basis: level }),
    deliveries,
    promise: promiseOf(parcel, estimatedDeliveryAt),
    version: model.version,
  };
}

function promiseOf(
  parcel: ScannedParcel & { now: Date },
  promised: Date | null,
): DeliveryView['promise'] {
  if (promised === null) return null;
  const on = promisedDate(promised, (at) => parcel.calendar.dateAt(at));
  return { on, chance: arrivalChance({ ...parcel, by: parcel.calendar.endOfDate(on) }) };
}
