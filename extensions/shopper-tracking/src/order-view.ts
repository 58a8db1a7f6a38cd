import type { OrderMetafield, ReadShopperOrder } from '#app/contracts/read-order-metafield.ts';
import type { ShopperAsk, ShopperParcelView } from '#app/contracts/shopper.ts';

/** How far the details are: none = there is no way to ask for them. */
export type Details =
  | { is: 'none' }
  | { is: 'loading' }
  | { is: 'unreachable' }
  | { is: 'read'; order: ReadShopperOrder };

/** What is shown of one shipment. */
export interface ShipmentView {
  /** Of the ids of its parcels. */
  idPrefix: string;
  parcels: ShopperParcelView[];
  /** When this was known; ISO. */
  at: string;
  /** Parcels of the order that nobody here can show. */
  more: number;
}

/** The parcels of one shipment: as the endpoint tells them, else as the metafield does. */
export function shipmentView(
  fulfillmentId: string,
  { metafield, details }: { metafield: OrderMetafield; details: Details },
): ShipmentView {
  const source = details.is === 'read' ? details.order : metafield;
  const idPrefix = `${idDigits(fulfillmentId)}-`;
  const parcels = source.parcels.filter(({ id }) => id.startsWith(idPrefix));
  return { idPrefix, parcels, at: source.at, more: source.more };
}

/** Asks that stand under none of the parcels shown: of the order as a whole, or of a parcel of this shipment that is gone. */
export function otherAsks(
  asks: readonly ShopperAsk[],
  { idPrefix, parcels }: ShipmentView,
): ShopperAsk[] {
  return asks.filter(
    ({ parcelId }) =>
      parcelId === null ||
      (parcelId.startsWith(idPrefix) && !parcels.some(({ id }) => id === parcelId)),
  );
}

/** The number in `gid://shopify/Order/1234`. */
export function idDigits(id: string): string {
  return /\d+$/u.exec(id)?.[0] ?? '';
}

/**
 * The present instant: the endpoint's own, which is right where the machine's clock is wrong; until it answers the machine's,
 * and never one before that of what is told.
 */
export function presentInstant(
  openedAt: Date,
  { at, details }: { at: string; details: Details },
): Date {
  const told = new Date(at);
  if (Number.isNaN(told.getTime())) return openedAt;
  return details.is === 'read' || told > openedAt ? told : openedAt;
}
