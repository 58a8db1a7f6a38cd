import '@shopify/ui-extensions/preact';
import type { Api } from '@shopify/ui-extensions/customer-account.order-index.announcement.render';
import { render } from 'preact';
import { NeedsAnnouncement } from './needs-announcement.tsx';

declare const shopify: Api;

/** Entry of the announcement above the list of orders. */
export default function needs(): void {
  render(<NeedsAnnouncement shopify={shopify} />, document.body);
}
