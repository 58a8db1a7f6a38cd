import type { PhraseKey } from '../../world/phrases.ts';

/** What 17TRACK makes of a scan: its sub-status, and the stage it counts as, if any. */
export interface SeventeenStatus {
  subStatus: string;
  stage: string | null;
}

const BY_PHRASE: Record<PhraseKey, SeventeenStatus> = {
  announced: { subStatus: 'InfoReceived', stage: 'InfoReceived' },
  label_created: { subStatus: 'InfoReceived', stage: 'InfoReceived' },
  accepted: { subStatus: 'InTransit_PickedUp', stage: 'PickedUp' },
  origin_processing: { subStatus: 'InTransit_Other', stage: null },
  export_customs: { subStatus: 'InTransit_Other', stage: null },
  export_released: { subStatus: 'InTransit_Other', stage: null },
  departed_origin: { subStatus: 'InTransit_Departure', stage: 'Departure' },
  arrived_destination: { subStatus: 'InTransit_Arrival', stage: 'Arrival' },
  import_customs: { subStatus: 'InTransit_CustomsProcessing', stage: null },
  customs_action_needed: { subStatus: 'InTransit_CustomsRequiringInformation', stage: null },
  customs_released: { subStatus: 'InTransit_CustomsReleased', stage: null },
  domestic_transit: { subStatus: 'InTransit_Other', stage: null },
  domestic_departed: { subStatus: 'InTransit_Other', stage: null },
  out_for_delivery: { subStatus: 'OutForDelivery_Other', stage: 'OutForDelivery' },
  attempt_failed: { subStatus: 'DeliveryFailure_Other', stage: null },
  available_pickup: { subStatus: 'AvailableForPickup_Other', stage: 'AvailableForPickup' },
  delivered: { subStatus: 'Delivered_Other', stage: 'Delivered' },
  returning: { subStatus: 'Exception_Returning', stage: 'Returning' },
  returned: { subStatus: 'Exception_Returned', stage: 'Returned' },
  weather_delay: { subStatus: 'Exception_Delayed', stage: null },
};

/** `english` decides where one phrase has several reasons. */
export function statusOf(phrase: PhraseKey, english: string): SeventeenStatus {
  const status = BY_PHRASE[phrase];
  if (phrase !== 'attempt_failed') return status;
  if (english.includes('no one at home')) return { ...status, subStatus: 'DeliveryFailure_NoBody' };
  if (english.includes('address'))
    return { ...status, subStatus: 'DeliveryFailure_InvalidAddress' };
  return status;
}

/** `InTransit_Arrival` belongs to `InTransit`. */
export function mainStatusOf(subStatus: string): string {
  return subStatus.split('_')[0] ?? subStatus;
}

export const STAGES = [
  'InfoReceived',
  'PickedUp',
  'Departure',
  'Arrival',
  'AvailableForPickup',
  'OutForDelivery',
  'Delivered',
  'Returning',
  'Returned',
] as const;
