import type { Api } from '@shopify/ui-extensions/customer-account.order-index.announcement.render';
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { fetchOrderNeeds, type OrderNeed } from './order-needs.ts';

/** One sentence for each order that cannot go on without its shopper, with the way to it; nothing where there is none. */
export function NeedsAnnouncement({ shopify }: { shopify: Api }): JSX.Element | null {
  const [needs, setNeeds] = useState<OrderNeed[]>([]);
  useEffect(() => {
    void fetchOrderNeeds().then(setNeeds);
  }, []);
  if (needs.length === 0) return null;
  const { translate } = shopify.i18n;
  return (
    <s-announcement>
      <s-stack gap="small-300">
        {needs.slice(0, MOST_ORDERS_TOLD).map(({ orderId, orderName, need }) => (
          <s-text key={orderId}>
            {`${translate(`needs.${need}`, { order: orderName })} `}
            <s-link
              href={`shopify:customer-account/orders/${orderId}`}
              accessibilityLabel={translate('needs.openLabel', { order: orderName })}
            >
              {translate('needs.open')}
            </s-link>
          </s-text>
        ))}
      </s-stack>
    </s-announcement>
  );
}

/** More would push the list of orders off the screen; the others are told once these are done. */
const MOST_ORDERS_TOLD = 3;
