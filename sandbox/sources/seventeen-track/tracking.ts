import type { CarrierKey } from '../../world/carriers.ts';
import { follow } from '../follow.ts';
import type { Followed } from '../follow.ts';
import { answersFor } from '../source-carriers.ts';

/** A number registered at 17TRACK. */
export interface Tracking extends Followed {
  carrier: CarrierKey;
  /** Whether the carrier asked is one that knows the number's real one. */
  isCarrierRight(actual: CarrierKey): boolean;
  tag: string | null;
  lang: string | null;
  orderNo: string | null;
  param: string | null;
  stopReason: 'Expired' | 'ByRequest' | 'InvalidCarrier' | null;
  stoppedAt: number | null;
  isRetracked: boolean;
  carrierChanges: number;
  pushedAt: number | null;
}

export function newTracking(
  given: Pick<Tracking, 'number' | 'carrier' | 'tag' | 'lang' | 'orderNo' | 'param'>,
  now: number,
): Tracking {
  const tracking: Tracking = {
    ...follow(given.number, now),
    ...given,
    isCarrierRight: (actual) => answersFor(tracking.carrier, actual),
    stopReason: null,
    stoppedAt: null,
    isRetracked: false,
    carrierChanges: 0,
    pushedAt: null,
  };
  return tracking;
}
