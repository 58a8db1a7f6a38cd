import type { OrderMetafield, ReadShopperOrder } from '#app/contracts/read-order-metafield.ts';
import type { ShopperParcelView } from '#app/contracts/shopper.ts';

/** How far the details are: none = there is no way to ask for them. */
export type Details =
  | { is: 'none' }
  | { is: 'loading' }
  | { is: 'unreachable' }
  | { is: 'read'; order: ReadShopperOrder };

/** What is shown of one shipment. */
export interface ShipmentView {
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
  const prefix = `${idDigits(fulfillmentId)}-`;
  const parcels = source.parcels.filter(({ id }) => id.startsWith(prefix));
  return { parcels, at: source.at, more: source.more };
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
