import type { Platform } from '../platform/platform-contract.ts';
import type { ParcelTruth } from '../world/effects.ts';

/** One box as its supplier has it in the books. */
export interface SupplierShipment {
  orderName: string;
  /** The supplier's own order number. */
  supplierOrder: string;
  sku: string;
  title: string;
  quantity: number;
  orderedAt: number;
  shippedAt: number;
  country: string;
  company: string;
  /** The number on the box, whatever was uploaded. */
  number: string;
  lastMile: { number: string; company: string } | null;
}

/** Boxes of a shop: those without a right number, those handed off, and the newest, in turns. */
export function supplierShipments(
  platform: Platform,
  shop: string,
  limit: number,
): SupplierShipment[] {
  const store = platform.store(shop);
  return inTurns(platform.world.truth(shop), limit).flatMap((parcel) => {
    const order = store.orders.get(parcel.orderId);
    const fulfillment = store.fulfillments.get(parcel.fulfillmentId);
    const number = parcel.realNumber ?? parcel.number;
    const line = order?.lineItems.find(({ id }) => fulfillment?.lineItemIds.includes(id));
    if (order === undefined || line === undefined || number === null) return [];
    return [
      {
        orderName: order.name,
        supplierOrder: `8${String(parcel.fulfillmentId).slice(-11)}${parcel.position}`,
        sku: line.sku,
        title: line.title,
        quantity: line.quantity,
        orderedAt: order.createdAt,
        shippedAt: parcel.shippedAt,
        country: order.destinationCountry,
        company: platform.world.carrierRecord(number)?.company ?? parcel.carrier,
        number,
        lastMile: parcel.lastMile,
      },
    ];
  });
}

function inTurns(truth: readonly ParcelTruth[], limit: number): ParcelTruth[] {
  const newest = truth.toSorted((a, b) => b.shippedAt - a.shippedAt);
  const isWrong = ({ truth: state }: ParcelTruth) =>
    state === 'no_number' || state === 'fake_number';
  const groups = [
    newest.filter(isWrong),
    newest.filter(({ lastMile }) => lastMile !== null),
    newest.filter((parcel) => !isWrong(parcel) && parcel.lastMile === null),
  ];
  const longest = Math.max(...groups.map((group) => group.length));
  return Array.from({ length: longest }, (_, index) => groups.map((group) => group[index]))
    .flat()
    .filter((parcel) => parcel !== undefined)
    .slice(0, limit);
}
