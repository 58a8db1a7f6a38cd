/** @jsxImportSource preact */
import '@shopify/ui-extensions/preact';
import type {} from '@shopify/ui-extensions/admin.order-details.action.render';
import { render } from 'preact';

export default function recheck(): void {
  render(<s-text>…</s-text>, document.body);
}
