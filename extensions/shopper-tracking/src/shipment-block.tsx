import type { Api } from '@shopify/ui-extensions/customer-account.order-status.fulfillment-details.render-after';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { readOrderMetafield, type OrderMetafield } from '#app/contracts/read-order-metafield.ts';
import { METAFIELD_KEY, type ShopperNotice } from '#app/contracts/shopper.ts';
import { AskArea, OtherAsks } from './ask-area.tsx';
import { NoticeChoice } from './notice-choice.tsx';
import { idDigits, otherAsks, type ShipmentView } from './order-view.ts';
import { ParcelCard } from './parcel-card.tsx';
import { instantWords } from './say-times.ts';
import type { Saying } from './say.ts';
import { useShipment, type Shipment } from './use-shipment.ts';

/** Everything that is known of one shipment. Renders nothing where the shop shows nothing: there is then no metafield. */
export function ShipmentBlock({ shopify }: { shopify: Api }): JSX.Element | null {
  const entry = shopify.appMetafields.value.find(
    ({ target, metafield }) => target.type === 'order' && metafield.key === METAFIELD_KEY,
  );
  const value = entry?.metafield.value;
  const metafield = readOrderMetafield(typeof value === 'string' ? value : null);
  const orderId = idDigits(shopify.order.value?.id ?? entry?.target.id ?? '');
  return metafield === null ? null : (
    <KnownShipment shopify={shopify} metafield={metafield} orderId={orderId} />
  );
}

function KnownShipment({
  shopify,
  metafield,
  orderId,
}: {
  shopify: Api;
  metafield: OrderMetafield;
  orderId: string;
}): JSX.Element {
  const shipment = useShipment(shopify, { metafield, orderId });
  const { view, details, door, renew, saying } = shipment;
  const [answered, setAnswered] = useState<ShopperNotice | null>(null);
  const signedIn = details.is === 'read' ? details.order.signedIn : null;
  // Once answered it is no longer listed; what was answered stays to be seen.
  const listed = signedIn?.notice ?? null;
  const notice = listed === null || listed.noticeId === answered?.noticeId ? answered : listed;
  return (
    <s-stack
      gap="base"
      accessibilityRole="section"
      accessibilityLabel={saying.translate('heading')}
    >
      {notice !== null && door !== null && (
        <NoticeChoice
          {...{ notice, door, saying }}
          onAnswered={(withAnswer, order) => {
            setAnswered(withAnswer);
            renew(order);
          }}
        />
      )}
      {view.parcels.map((parcel, index) => {
        const which = view.parcels.length > 1 ? headingOf(index, view, saying) : null;
        return (
          <s-stack key={parcel.id} gap="base">
            {which !== null && <s-heading>{which}</s-heading>}
            <ParcelCard parcel={parcel} saying={saying} />
            <AskArea parcelId={parcel.id} which={which} {...shipment} />
          </s-stack>
        );
      })}
      <Standing {...shipment} />
      {signedIn !== null && <OtherAsks {...shipment} asks={otherAsks(signedIn.asks, view)} />}
    </s-stack>
  );
}

function headingOf(index: number, { parcels }: ShipmentView, { translate }: Saying): string {
  const total = String(parcels.length);
  return translate('headingOf', { position: String(index + 1), total });
}

/** When it was known, whether it is all, and while nothing is known just that. */
function Standing({ view, details, saying }: Shipment): JSX.Element {
  const { translate } = saying;
  const isEmpty = view.parcels.length === 0;
  if (isEmpty && details.is === 'loading') return <s-skeleton-paragraph />;
  const date = instantWords(view.at, saying);
  const isTold = view.more > 0 && (isEmpty || details.is === 'read');
  return (
    <s-stack gap="small-300">
      {isEmpty && view.more === 0 && <s-paragraph>{translate('details.nothingYet')}</s-paragraph>}
      {isTold && (
        <s-paragraph color="subdued">
          {translate('details.more', { number: String(view.more) })}
        </s-paragraph>
      )}
      {date !== null && (
        <s-paragraph color="subdued">
          {translate(details.is === 'unreachable' ? 'details.unreachable' : 'asOf', { date })}
        </s-paragraph>
      )}
    </s-stack>
  );
}
