import { gid } from '../formats.ts';
import type { ShopStore } from '../shop-store.ts';

interface Service {
  id: number;
  handle: string;
  name: string;
}

/** Every shop has it: what the merchant ships by hand, from whatever location. */
const MANUAL_ID = 'gid://shopify/FulfillmentService/manual';

/**
 * A third-party fulfillment service, or with null the merchant's own hands. `locationNode` leads to the service's
 * location (an argument, so that the two modules form no cycle).
 */
export function serviceNode(service: Service | null, locationNode: () => object | null) {
  return {
    __typename: 'FulfillmentService',
    id: service === null ? MANUAL_ID : serviceGid(service),
    handle: service?.handle ?? 'manual',
    serviceName: service?.name ?? 'Manual',
    type: service === null ? 'MANUAL' : 'THIRD_PARTY',
    callbackUrl: null,
    fulfillmentOrdersOptIn: true,
    inventoryManagement: false,
    requiresShippingMethod: true,
    trackingSupport: false,
    location: locationNode,
  };
}

/** Where the service behind an id ships from, null for the merchant's own; undefined when there is no such service. */
export function serviceLocation(id: string, store: ShopStore): number | null | undefined {
  if (id === MANUAL_ID) return null;
  const found = [...store.suppliers].find(
    ([, { service }]) => service !== null && serviceGid(service) === id,
  );
  return found?.[0];
}

/** Ids of services carry a query, as Shopify's do. */
function serviceGid({ id }: Service): string {
  return `${gid('FulfillmentService', id)}?id=true`;
}
