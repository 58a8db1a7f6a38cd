import { orderBlockSchema, type OrderBlock } from '#app/contracts/order-block.ts';

/** `unknown`: Lastscan has no such order yet. `failed`: no answer, or none that can be read. */
export type Answer =
  { outcome: 'read'; block: OrderBlock } | { outcome: 'unknown' } | { outcome: 'failed' };

/** What Lastscan knows of an order. Relative: the platform adds the app's address and the session token. */
export async function readOrderBlock(orderId: string, language: string): Promise<Answer> {
  try {
    const response = await fetch(`/order-block/${orderId}?locale=${language}`);
    if (response.status === 404) return { outcome: 'unknown' };
    const block = orderBlockSchema.safeParse(await response.json());
    return block.success ? { outcome: 'read', block: block.data } : { outcome: 'failed' };
  } catch {
    return { outcome: 'failed' };
  }
}

/** Has Lastscan read the order again at Shopify, soon. True when that was taken. */
export async function askRecheck(orderId: string): Promise<boolean> {
  try {
    const response = await fetch(`/order-block/${orderId}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ intent: 'recheck' }),
    });
    return response.ok;
  } catch {
    return false;
  }
}

/** The decimal id in `gid://shopify/Order/450789469`; an id of another shape asks about no order. */
export function orderIdOf(gid: string | undefined): string {
  return /\/(\d+)$/.exec(gid ?? '')?.[1] ?? '0';
}
