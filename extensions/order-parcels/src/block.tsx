/** @jsxImportSource preact */
import '@shopify/ui-extensions/preact';
import type {} from '@shopify/ui-extensions/admin.order-details.block.render';
import { render } from 'preact';

export default function block(): void {
  render(<s-text>…</s-text>, document.body);
}
