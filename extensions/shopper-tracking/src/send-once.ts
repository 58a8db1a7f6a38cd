import type { ShopperAction } from '#app/contracts/shopper.ts';
import { sendAction, type ActionOutcome, type OrderDoor } from './order-door.ts';

/**
 * A sender of one form. While something is under way it sends nothing else and answers null; and the request key stays the same
 * while the same thing is sent again, so that what did arrive the first time is not taken twice.
 */
export function onceSender(): (
  door: OrderDoor,
  action: (requestKey: string) => ShopperAction,
) => Promise<ActionOutcome | null> {
  let attempt = { of: '', requestKey: '' };
  let isUnderWay = false;
  return async (door, action) => {
    if (isUnderWay) return null;
    const of = JSON.stringify(action(''));
    if (attempt.of !== of) attempt = { of, requestKey: crypto.randomUUID() };
    isUnderWay = true;
    const outcome = await sendAction(door, action(attempt.requestKey));
    isUnderWay = false;
    // Taken: the same words written once more are a new message.
    if (outcome.is === 'done') attempt = { of: '', requestKey: '' };
    return outcome;
  };
}
