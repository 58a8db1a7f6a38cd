import { readShopperOrder, type ReadShopperOrder } from '#app/contracts/read-order-metafield.ts';
import {
  ORDER_KEY_HEADER,
  shopperRefusalSchema,
  type ShopperAction,
  type ShopperRefusal,
} from '#app/contracts/shopper.ts';

/** Where one order's details are asked for, and as whom. */
export interface OrderDoor {
  api: string;
  key: string;
  /** Shopify's number of the order. */
  orderId: string;
  language: string;
  sessionToken: { get(): Promise<string> };
}

export type ActionOutcome =
  /** `order`: as it is now; null when it could not be read again. */
  | { is: 'done'; order: ReadShopperOrder | null }
  | { is: 'refused'; refusal: ShopperRefusal }
  /** Nobody can tell whether it was taken: sending the same again under the same key does it once. */
  | { is: 'failed' };

/** The order as the endpoint tells it; null when it does not answer in time, refuses, or cannot be understood. */
export async function fetchOrder(door: OrderDoor): Promise<ReadShopperOrder | null> {
  const answer = await askedAtTheDoor(door, { method: 'GET' });
  return answer?.isOk === true ? readShopperOrder(answer.body) : null;
}

/** Sends what the shopper asks or decides. */
export async function sendAction(door: OrderDoor, action: ShopperAction): Promise<ActionOutcome> {
  const answer = await askedAtTheDoor(door, { method: 'POST', body: JSON.stringify(action) });
  if (answer === null) return { is: 'failed' };
  if (answer.isOk) {
    return { is: 'done', order: readShopperOrder(answer.body) ?? (await fetchOrder(door)) };
  }
  const refusal = shopperRefusalSchema.safeParse(answer.body);
  return refusal.success ? { is: 'refused', refusal: refusal.data } : { is: 'failed' };
}

const LONGEST_WAIT_MS = 8_000;

interface DoorAnswer {
  isOk: boolean;
  body: unknown;
}

async function askedAtTheDoor(
  door: OrderDoor,
  request: { method: 'GET' | 'POST'; body?: string },
): Promise<DoorAnswer | null> {
  const { api, orderId, language } = door;
  const address = `${api.replace(/\/+$/u, '')}/shopper/orders/${orderId}?language=${encodeURIComponent(language)}`;
  const patience = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<null>((resolve) => {
    timer = setTimeout(() => {
      patience.abort();
      resolve(null);
    }, LONGEST_WAIT_MS);
  });
  try {
    return await Promise.race([
      answered(door, address, { ...request, signal: patience.signal }),
      tooLong,
    ]);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

async function answered(
  door: OrderDoor,
  address: string,
  request: RequestInit,
): Promise<DoorAnswer> {
  const headers = {
    Authorization: `Bearer ${await door.sessionToken.get()}`,
    'Content-Type': 'application/json',
    [ORDER_KEY_HEADER]: door.key,
  };
  const response = await fetch(address, { ...request, headers });
  const body: unknown = await response.json().catch(() => null);
  return { isOk: response.ok, body };
}
