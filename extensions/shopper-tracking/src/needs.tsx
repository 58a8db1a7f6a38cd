/** @jsxImportSource preact */
import '@shopify/ui-extensions/preact';
import type {} from '@shopify/ui-extensions/customer-account.order-index.announcement.render';
import { render } from 'preact';

export default function needs(): void {
  render(<s-text>…</s-text>, document.body);
}
