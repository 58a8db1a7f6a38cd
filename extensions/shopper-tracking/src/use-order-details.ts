import { useEffect, useState } from 'preact/hooks';
import type { ReadShopperOrder } from '#app/contracts/read-order-metafield.ts';
import { fetchOrder, type OrderDoor } from './order-door.ts';
import type { Details } from './order-view.ts';

/**
 * The order's details, asked for once and again when the order, the language or who is signed in changes. `renew` puts in what
 * an action has answered. Null as a door: there is nowhere to ask; the same door must be the same object.
 */
export function useOrderDetails(
  door: OrderDoor | null,
  signedInAs: string,
): { details: Details; renew: (order: ReadShopperOrder | null) => void } {
  const [details, setDetails] = useState<Details>({ is: door === null ? 'none' : 'loading' });
  useEffect(() => {
    if (door === null) {
      setDetails({ is: 'none' });
      return undefined;
    }
    let isCurrent = true;
    const ask = async () => {
      const order = await fetchOrder(door);
      if (isCurrent) setDetails(order === null ? { is: 'unreachable' } : { is: 'read', order });
    };
    void ask();
    return () => {
      isCurrent = false;
    };
  }, [door, signedInAs]);
  return {
    details,
    renew: (order) => {
      if (order !== null) setDetails({ is: 'read', order });
    },
  };
}
