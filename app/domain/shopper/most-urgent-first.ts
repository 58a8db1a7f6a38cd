import type { ShopperParcel, ShopperState } from '#app/domain/shopper/shopper-parcel.ts';

/** Parcels in the order in which their shopper should hear of them; among equals the order stays. */
export function mostUrgentFirst<P extends Pick<ShopperParcel, 'state'>>(
  parcels: readonly P[],
): P[] {
  return parcels.toSorted((a, b) => URGENCY[a.state] - URGENCY[b.state]);
}

/** 0: the shopper must do something. 1: it goes wrong. 2: it comes today. 3: it goes on. 4: it is over. */
const URGENCY: Readonly<Record<ShopperState, 0 | 1 | 2 | 3 | 4>> = {
  customs_needs_you: 0,
  ready_for_pickup: 0,
  attempt_failed: 0,
  lost: 1,
  returning: 1,
  returned: 1,
  number_in_doubt: 1,
  no_number: 1,
  not_scanned: 1,
  customs_silent: 1,
  silent: 1,
  late: 1,
  out_for_delivery: 2,
  no_news: 3,
  in_customs: 3,
  in_destination: 3,
  between_countries: 3,
  in_origin: 3,
  on_the_way: 3,
  announced: 3,
  preparing: 3,
  not_looked_at: 3,
  delivered: 4,
  cancelled: 4,
};
