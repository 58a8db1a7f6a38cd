import type { TrackingInfo, WorldOrder } from '#sandbox/world/effects.ts';

/** What the platform keeps of an order. GraphQL nodes and REST payloads are both made from it. */
export interface OrderRecord {
  id: number;
  name: string;
  createdAt: number;
  updatedAt: number;
  /** Place in the store's log of touches: the tie-break among orders updated in the same second. */
  touchSeq: number;
  cancelledAt: number | null;
  /** Whose it is: the id of the customer's first order. */
  customerId: number;
  currency: string;
  totalMinor: number;
  destinationCountry: string;
  /** The seven personal fields in one string: a shop of 200,000 orders must fit in memory. */
  packedCustomer: string;
  lineItems: WorldOrder['lineItems'];
  fulfillments: FulfillmentRecord[];
  tags: readonly string[];
}

export interface FulfillmentRecord {
  id: number;
  order: OrderRecord;
  /** 1 for the order's first fulfillment, as in `#1001.1`. */
  ordinal: number;
  cancelled: boolean;
  createdAt: number;
  updatedAt: number;
  inTransitAt: number | null;
  deliveredAt: number | null;
  estimatedDeliveryAt: number | null;
  originCountry: string | null;
  /** Null: the shop's primary location. */
  locationId: number | null;
  tracking: readonly TrackingInfo[];
  lineItemIds: readonly number[];
  /** Index of the newest event in the shop's event log; -1 without events. */
  lastEvent: number;
}

export type Customer = WorldOrder['customer'];

const SEPARATOR = '\u001f';

export function packCustomer(customer: Customer): string {
  const { firstName, lastName, email, phone, address1, city, zip } = customer;
  return [firstName, lastName, email, phone, address1, city, zip].join(SEPARATOR);
}

export function unpackCustomer(packed: string): Customer {
  const [
    firstName = '',
    lastName = '',
    email = '',
    phone = '',
    address1 = '',
    city = '',
    zip = '',
  ] = packed.split(SEPARATOR);
  return { firstName, lastName, email, phone, address1, city, zip };
}
