import '@shopify/ui-extensions/preact';
import type { Api } from '@shopify/ui-extensions/customer-account.order-status.fulfillment-details.render-after';
import { render } from 'preact';
import { ShipmentBlock } from './shipment-block.tsx';

declare const shopify: Api;

/** Entry of the block that stands under each shipment of an order. */
export default function shipment(): void {
  render(<ShipmentBlock shopify={shopify} />, document.body);
}
