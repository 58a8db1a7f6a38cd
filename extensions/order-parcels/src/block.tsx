/** @jsxImportSource preact */
import '@shopify/ui-extensions/preact';
import type { Api } from '@shopify/ui-extensions/admin.order-details.block.render';
import { render } from 'preact';
import type { OrderBlock } from '#app/contracts/order-block.ts';
import { orderIdOf } from './order-block-client.ts';
import { appLink, ParcelLine } from './parcel-line.tsx';
import { RecheckWords } from './recheck-words.tsx';
import { useOrderBlock, type Shown } from './use-order-block.ts';
import { dueWords, languageOf, type Translate } from './words.ts';

declare const shopify: Api;

/** On the order's page in admin: what its parcels do, what is owed, what its shopper asks. */
export default function block(): void {
  render(<Block />, document.body);
}

function Block() {
  const translate: Translate = (key, values) => shopify.i18n.translate(key, values);
  const orderId = orderIdOf(shopify.data.selected[0]?.id);
  const { shown, retry, recheck, start } = useOrderBlock(orderId, languageOf(translate));
  return (
    <s-admin-block heading={translate('heading')} collapsedSummary={summaryOf(shown, translate)}>
      {shown.state === 'loading' && <s-spinner accessibilityLabel={translate('loading')} />}
      {shown.state === 'unknown' && <s-text>{translate('unknown')}</s-text>}
      {shown.state === 'failed' && (
        <s-banner tone="warning" heading={translate('failed.heading')}>
          <s-stack gap="small-200">
            <s-text>{translate('failed.text')}</s-text>
            <s-button onClick={retry}>{translate('failed.retry')}</s-button>
          </s-stack>
        </s-banner>
      )}
      {shown.state === 'read' && (
        <s-stack gap="base">
          <Parcels block={shown.block} translate={translate} />
          <Findings block={shown.block} translate={translate} />
          {shown.block.openAsks > 0 && (
            <s-link href={appLink('/app/asks')}>
              {translate('asks', { count: shown.block.openAsks })}
            </s-link>
          )}
          <s-stack gap="small-200">
            <s-stack direction="inline">
              <s-button loading={recheck.state === 'waiting'} onClick={start}>
                {translate('recheck.button')}
              </s-button>
            </s-stack>
            <RecheckWords recheck={recheck} translate={translate} />
          </s-stack>
        </s-stack>
      )}
    </s-admin-block>
  );
}

/** What the folded block says: each verdict once. */
function summaryOf(shown: Shown, translate: Translate): string {
  if (shown.state !== 'read') return '';
  const { parcels } = shown.block;
  if (parcels.length === 0) return translate('none');
  return [...new Set(parcels.map(({ verdictText }) => verdictText))].join(' · ');
}

function Parcels({ block, translate }: { block: OrderBlock; translate: Translate }) {
  if (block.parcels.length === 0) return <s-text>{translate('none')}</s-text>;
  return block.parcels.map((parcel) => (
    <ParcelLine key={parcel.id} parcel={parcel} now={block.now} translate={translate} />
  ));
}

function Findings({ block, translate }: { block: OrderBlock; translate: Translate }) {
  if (block.findings.length === 0) return null;
  return (
    <s-stack gap="small-300">
      <s-heading>{translate('findings.heading')}</s-heading>
      {block.findings.map(({ id, title, deadlineAt, path }) => {
        const due = dueWords(deadlineAt, block, translate);
        return (
          <s-stack key={id} gap="none">
            <s-link href={appLink(path)}>{title}</s-link>
            {due !== null && <s-text color="subdued">{due}</s-text>}
          </s-stack>
        );
      })}
      {block.moreFindings > 0 && (
        <s-link href={appLink('/app/compliance')}>
          {translate('findings.more', { count: block.moreFindings })}
        </s-link>
      )}
    </s-stack>
  );
}
