import type { Milestone } from '#app/domain/scans/scan.ts';

/**
 * Whether a milestone by itself proves that the carrier had the parcel in its hands.
 * `with_place`: only when the source says where, since the same words are also sent as a mere notice.
 */
export const PROVES_CUSTODY: Readonly<Record<Milestone, boolean | 'with_place'>> = {
  unknown: false,
  announced: false,
  accepted: true,
  export_customs: true,
  departed_origin: true,
  arrived_destination: true,
  import_customs: true,
  customs_action_needed: 'with_place',
  customs_released: true,
  domestic_transit: true,
  out_for_delivery: true,
  attempt_failed: true,
  available_pickup: true,
  delivered: true,
  returning: true,
  returned: true,
  exception: 'with_place',
  lost: false,
  source_gave_up: false,
};
