import type { PhraseKey } from '../../world/phrases.ts';

/** What AfterShip makes of a scan: its sub-status code and that code's standard text. */
const BY_PHRASE: Record<PhraseKey, readonly [subtag: string, message: string]> = {
  announced: ['InfoReceived_001', 'Carrier received request from the shipper'],
  label_created: ['InfoReceived_001', 'Carrier received request from the shipper'],
  accepted: ['InTransit_002', 'Acceptance scan'],
  origin_processing: ['InTransit_001', 'Shipment on the way'],
  export_customs: ['InTransit_001', 'Shipment on the way'],
  export_released: ['InTransit_001', 'Shipment on the way'],
  departed_origin: ['InTransit_007', 'Departure scan'],
  arrived_destination: ['InTransit_004', 'Arrived at the destination country/region'],
  import_customs: ['InTransit_006', 'Customs clearance started'],
  customs_action_needed: ['Exception_004', 'Shipment delayed because of customs clearance'],
  customs_released: ['InTransit_005', 'Customs clearance completed'],
  domestic_transit: ['InTransit_003', 'Arrival scan'],
  domestic_departed: ['InTransit_001', 'Shipment on the way'],
  out_for_delivery: ['OutForDelivery_001', 'Out for delivery'],
  attempt_failed: ['AttemptFail_001', 'Failed attempt at delivery'],
  available_pickup: ['AvailableForPickup_001', 'The package is ready for pickup'],
  delivered: ['Delivered_001', 'Delivered'],
  returning: ['Exception_010', 'Return to sender'],
  returned: ['Exception_011', 'Package returned to sender'],
  weather_delay: ['Exception_017', 'Delayed because of weather'],
};

export interface AfterShipStatus {
  tag: string;
  subtag: string;
  subtagMessage: string;
}

export function statusOf(phrase: PhraseKey): AfterShipStatus {
  const [subtag, subtagMessage] = BY_PHRASE[phrase];
  return { tag: subtag.split('_')[0] ?? subtag, subtag, subtagMessage };
}

export const PENDING: AfterShipStatus = {
  tag: 'Pending',
  subtag: 'Pending_001',
  subtagMessage: 'No carrier information available yet',
};

export const EXPIRED: AfterShipStatus = {
  tag: 'Expired',
  subtag: 'Expired_001',
  subtagMessage: 'No tracking update for 30 days',
};
