import type { CarrierKey } from '../carriers.ts';
import type { Moment, PlannedParcel, PlannedScan } from './plan.ts';

/** From Newark, picked up the day after it was marked and on its way since; delivered when a day is given. */
export function fromNewark(markedOn: number, deliveredOn?: number): PlannedParcel {
  return {
    from: 'newark',
    marked: { day: markedOn, hour: 11 },
    carrier: 'ups',
    scans: [
      { phrase: 'accepted', day: markedOn + 1 },
      { phrase: 'domestic_departed', day: markedOn + 1, hour: 15 },
      ...delivery(deliveredOn),
    ],
  };
}

/** From Shenzhen, handed over the day after it was marked unless told otherwise. */
export function fromShenzhen(
  markedOn: number,
  {
    handedOver = { day: markedOn + 1 },
    deliveredOn,
    carrier = 'yunexpress',
  }: { handedOver?: Moment; deliveredOn?: number; carrier?: CarrierKey } = {},
): PlannedParcel {
  return {
    from: 'shenzhen',
    marked: { day: markedOn, hour: 11 },
    carrier,
    scans: [
      { ...handedOver, phrase: 'accepted' },
      { phrase: 'departed_origin', day: handedOver.day + 2 },
      ...(deliveredOn === undefined || deliveredOn - handedOver.day < 6
        ? []
        : [{ phrase: 'arrived_destination', day: deliveredOn - 3 } as const]),
      ...delivery(deliveredOn),
    ],
  };
}

/** Marked as shipped, with what notices the carrier has got; nobody has touched it. */
export function onlyMarked(
  marked: Moment,
  {
    carrier = 'yunexpress',
    notices = [],
    ...given
  }: { carrier?: CarrierKey; notices?: readonly PlannedScan[]; number?: string } = {},
): PlannedParcel {
  return { from: 'shenzhen', marked, carrier, scans: notices, ...given };
}

function delivery(deliveredOn: number | undefined): PlannedScan[] {
  if (deliveredOn === undefined) return [];
  return [
    { phrase: 'out_for_delivery', day: deliveredOn, hour: 9 },
    { phrase: 'delivered', day: deliveredOn },
  ];
}
