/**
 * What the shopper extension reads: the order's metafield and the endpoint's answer. Both may have been written by an older
 * or a newer release. Parcels are read one by one: one that is not understood is left out and counted in `more`.
 */
import {
  orderMetafieldSchema,
  shopperOrderSchema,
  shopperParcelSchema,
  type ShopperOrder,
  type ShopperParcelView,
} from '#app/contracts/shopper.ts';

export interface OrderMetafield {
  /** When it was made; ISO. */
  at: string;
  /** Where details are asked for. */
  api: string;
  /** Goes into the header `ORDER_KEY_HEADER`. */
  key: string;
  parcels: ShopperParcelView[];
  /** Parcels that the order has besides. */
  more: number;
}

/** The metafield's value as Shopify hands it over, JSON text; null when it is none of ours, or of a shape we cannot read. */
export function readOrderMetafield(text: string | null | undefined): OrderMetafield | null {
  const read = orderMetafieldSchema.safeParse(parsedJson(text));
  if (!read.success || !isOurAddress(read.data.api)) return null;
  const { at, api, key, more } = read.data;
  const { parcels, leftOut } = readParcels(read.data.parcels);
  return { at, api, key, parcels, more: Math.max(0, more) + leftOut };
}

export interface ReadShopperOrder {
  at: string;
  parcels: ShopperParcelView[];
  more: number;
  signedIn: ShopperOrder['signedIn'];
}

/** The endpoint's answer, parsed from JSON; null when it is of a shape we cannot read. */
export function readShopperOrder(json: unknown): ReadShopperOrder | null {
  const read = shopperOrderSchema.safeParse(json);
  if (!read.success) return null;
  const { parcels, leftOut } = readParcels(read.data.parcels);
  return { at: read.data.at, parcels, more: leftOut, signedIn: read.data.signedIn };
}

function readParcels(values: readonly unknown[]): {
  parcels: ShopperParcelView[];
  leftOut: number;
} {
  const parcels = values.flatMap((value) => {
    const parcel = shopperParcelSchema.safeParse(value);
    return parcel.success ? [parcel.data] : [];
  });
  return { parcels, leftOut: values.length - parcels.length };
}

function parsedJson(text: string | null | undefined): unknown {
  if (text === null || text === undefined) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** `http:` on this machine alone: a session token goes there. */
function isOurAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return (
    protocol === 'https:' ||
    (protocol === 'http:' && (hostname === 'localhost' || hostname === '127.0.0.1'))
  );
}
