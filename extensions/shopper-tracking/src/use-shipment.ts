import type { Api } from '@shopify/ui-extensions/customer-account.order-status.fulfillment-details.render-after';
import { useMemo, useState } from 'preact/hooks';
import type { OrderMetafield, ReadShopperOrder } from '#app/contracts/read-order-metafield.ts';
import type { OrderDoor } from './order-door.ts';
import { presentInstant, shipmentView, type Details, type ShipmentView } from './order-view.ts';
import type { Saying } from './say.ts';
import { useOrderDetails } from './use-order-details.ts';

/** One shipment as it stands on the page. */
export interface Shipment {
  view: ShipmentView;
  details: Details;
  /** Null where the platform lets this extension reach nothing outside: the metafield is then all there is. */
  door: OrderDoor | null;
  /** Puts in the order as an action has answered it. */
  renew: (order: ReadShopperOrder | null) => void;
  /** Null: whoever reads this is signed in already. */
  signIn: (() => Promise<void>) | null;
  saying: Saying;
}

export function useShipment(
  shopify: Api,
  { metafield, orderId }: { metafield: OrderMetafield; orderId: string },
): Shipment {
  const language = shopify.localization.extensionLanguage.value.isoCode;
  const { api, key } = metafield;
  const canReach = shopify.extension.capabilities.value.includes('network_access');
  const door = useMemo<OrderDoor | null>(
    () =>
      canReach && orderId !== ''
        ? { api, key, orderId, language, sessionToken: shopify.sessionToken }
        : null,
    [canReach, api, key, orderId, language, shopify],
  );
  const [openedAt] = useState(() => new Date());
  const isPreAuthenticated = shopify.authenticationState.value === 'pre_authenticated';
  const { details, renew } = useOrderDetails(door, isPreAuthenticated ? 'nobody' : 'customer');
  const view = shipmentView(shopify.fulfillmentId, { metafield, details });
  return {
    view,
    details,
    door,
    renew,
    signIn: isPreAuthenticated ? () => shopify.requireLogin() : null,
    saying: {
      translate: (name, values) => shopify.i18n.translate(name, values),
      language,
      // Left out by the platform where it is not known.
      timeZone: shopify.localization.timezone?.value,
      now: presentInstant(openedAt, { at: view.at, details }),
    },
  };
}
