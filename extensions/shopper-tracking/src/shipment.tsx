/** @jsxImportSource preact */
import '@shopify/ui-extensions/preact';
import type {} from '@shopify/ui-extensions/customer-account.order-status.fulfillment-details.render-after';
import { render } from 'preact';

export default function shipment(): void {
  render(<s-text>…</s-text>, document.body);
}
