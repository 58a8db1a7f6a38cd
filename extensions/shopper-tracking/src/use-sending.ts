import { useState } from 'preact/hooks';
import type { ReadShopperOrder } from '#app/contracts/read-order-metafield.ts';
import type { ShopperAction, ShopperRefusal } from '#app/contracts/shopper.ts';
import { textRefusal } from './message-field.tsx';
import type { ActionOutcome, OrderDoor } from './order-door.ts';
import { onceSender } from './send-once.ts';

interface Sending {
  refusal: ShopperRefusal | null;
  /** Nobody can tell whether it arrived. */
  hasFailed: boolean;
  isSending: boolean;
  send: (text: string, action: (requestKey: string) => ShopperAction) => Promise<void>;
}

/** Sends a text once, after it was looked at here: what is empty or too long is not sent at all. */
export function useSending(
  door: OrderDoor,
  onSent: (order: ReadShopperOrder | null) => void,
): Sending {
  const [state, setState] = useState<Omit<Sending, 'send'>>(IDLE);
  const [sendOnce] = useState(onceSender);
  return {
    ...state,
    send: async (text, action) => {
      const refusal = textRefusal(text);
      if (refusal !== null) {
        setState({ ...IDLE, refusal });
        return;
      }
      setState({ ...IDLE, isSending: true });
      const outcome = await sendOnce(door, action);
      if (outcome === null) return;
      setState(stateAfter(outcome));
      if (outcome.is === 'done') onSent(outcome.order);
    },
  };
}

function stateAfter(outcome: ActionOutcome): Omit<Sending, 'send'> {
  switch (outcome.is) {
    case 'done':
      return IDLE;
    case 'refused':
      return { ...IDLE, refusal: outcome.refusal };
    case 'failed':
      return { ...IDLE, hasFailed: true };
  }
}

const IDLE = { refusal: null, hasFailed: false, isSending: false };
