import type { RemainingModel } from '#app/domain/lanes/delivery/remaining-model.ts';
import type { LaneModel } from '#app/domain/lanes/lane-model.ts';

/** What has been learned, as a verdict may use it. */
export interface Learned {
  model: LaneModel;
  delivery: RemainingModel;
  /** The price of a false alarm (lanes/patience.ts); null = fixed limits. */
  patience: number | null;
  /** Family of the carrier that brought the parcel on its way; see `carrierFamily`. */
  carrier: string | null;
}
