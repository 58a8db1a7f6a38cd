/** @jsxImportSource preact */
import '@shopify/ui-extensions/preact';
import type { Api } from '@shopify/ui-extensions/admin.order-details.action.render';
import { render } from 'preact';
import { orderIdOf } from './order-block-client.ts';
import { ParcelLine } from './parcel-line.tsx';
import { RecheckWords } from './recheck-words.tsx';
import { useOrderBlock } from './use-order-block.ts';
import { languageOf, type Translate } from './words.ts';

declare const shopify: Api;

/** "More actions" of an order: has all its parcels read again at Shopify, and says what that changed. */
export default function recheckAction(): void {
  render(<RecheckModal />, document.body);
}

function RecheckModal() {
  const translate: Translate = (key, values) => shopify.i18n.translate(key, values);
  const orderId = orderIdOf(shopify.data.selected[0]?.id);
  const { shown, retry, recheck, start } = useOrderBlock(orderId, languageOf(translate));
  return (
    <s-admin-action heading={translate('recheck.heading')} loading={shown.state === 'loading'}>
      {shown.state === 'unknown' && <s-text>{translate('unknown')}</s-text>}
      {shown.state === 'failed' && <s-text>{translate('failed.text')}</s-text>}
      {shown.state === 'read' && (
        <s-stack gap="base">
          <s-text>{translate('recheck.explain')}</s-text>
          {shown.block.parcels.length === 0 && <s-text>{translate('none')}</s-text>}
          {shown.block.parcels.map((parcel) => (
            <ParcelLine
              key={parcel.id}
              parcel={parcel}
              now={shown.block.now}
              translate={translate}
            />
          ))}
          <RecheckWords recheck={recheck} translate={translate} />
        </s-stack>
      )}
      {shown.state === 'failed' ? (
        <s-button slot="primary-action" variant="primary" onClick={retry}>
          {translate('failed.retry')}
        </s-button>
      ) : (
        <s-button
          slot="primary-action"
          variant="primary"
          disabled={shown.state !== 'read'}
          loading={recheck.state === 'waiting'}
          onClick={start}
        >
          {translate('recheck.button')}
        </s-button>
      )}
      <s-button slot="secondary-actions" onClick={() => shopify.close()}>
        {translate('recheck.close')}
      </s-button>
    </s-admin-action>
  );
}
