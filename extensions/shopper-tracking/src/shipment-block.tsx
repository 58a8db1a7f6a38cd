import type { Api } from '@shopify/ui-extensions/customer-account.order-status.fulfillment-details.render-after';
import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { readOrderMetafield, type OrderMetafield } from '#app/contracts/read-order-metafield.ts';
import { METAFIELD_KEY, type ShopperNotice } from '#app/contracts/shopper.ts';
import { AskArea, OrderAsks } from './ask-area.tsx';
import { NoticeChoice } from './notice-choice.tsx';
import type { OrderDoor } from './order-door.ts';
import { idDigits, presentInstant, shipmentView, type Details } from './order-view.ts';
import { ParcelCard } from './parcel-card.tsx';
import { instantWords } from './say-times.ts';
import type { Saying } from './say.ts';
import { useOrderDetails } from './use-order-details.ts';

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
  const language = shopify.localization.extensionLanguage.value.isoCode;
  const { api, key } = metafield;
  const canReach = shopify.extension.capabilities.value.includes('network_access');
  const door = useMemo<OrderDoor | null>(
    () =>
      // Where the platform lets this extension reach nothing outside, the metafield is all there is.
      canReach && orderId !== ''
        ? { api, key, orderId, language, sessionToken: shopify.sessionToken }
        : null,
    [canReach, api, key, orderId, language, shopify],
  );
  const [answeredNotice, setAnsweredNotice] = useState<ShopperNotice | null>(null);
  const [openedAt] = useState(() => new Date());
  const isPreAuthenticated = shopify.authenticationState.value === 'pre_authenticated';
  const { details, renew } = useOrderDetails(door, isPreAuthenticated ? 'nobody' : 'customer');
  const view = shipmentView(shopify.fulfillmentId, { metafield, details });
  const saying: Saying = {
    translate: (key, values) => shopify.i18n.translate(key, values),
    language,
    // Left out by the platform where it is not known.
    timeZone: shopify.localization.timezone?.value,
    now: presentInstant(openedAt, { at: view.at, details }),
  };
  const { translate } = saying;
  const signedIn = details.is === 'read' ? details.order.signedIn : null;
  // Once answered it is no longer listed; what was answered stays to be seen.
  const notice = answeredNotice ?? signedIn?.notice ?? null;
  const asking = { details, door, renew, saying };
  return (
    <s-stack gap="base" accessibilityRole="section" accessibilityLabel={translate('heading')}>
      {notice !== null && door !== null && (
        <NoticeChoice
          {...{ notice, door, saying }}
          onAnswered={(answered, order) => {
            setAnsweredNotice(answered);
            renew(order);
          }}
        />
      )}
      {view.parcels.map((parcel, index) => (
        <s-stack key={parcel.id} gap="base">
          {view.parcels.length > 1 && (
            <s-heading>
              {translate('headingOf', {
                position: String(index + 1),
                total: String(view.parcels.length),
              })}
            </s-heading>
          )}
          <ParcelCard parcel={parcel} saying={saying} />
          <AskArea
            parcelId={parcel.id}
            {...asking}
            signIn={isPreAuthenticated ? () => shopify.requireLogin() : null}
          />
        </s-stack>
      ))}
      <Standing view={view} details={details} saying={saying} />
      {signedIn !== null && <OrderAsks {...asking} signedIn={signedIn} />}
    </s-stack>
  );
}

/** When it was known, whether it is all, and while nothing is known just that. */
function Standing({
  view,
  details,
  saying,
}: {
  view: ReturnType<typeof shipmentView>;
  details: Details;
  saying: Saying;
}): JSX.Element | null {
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
