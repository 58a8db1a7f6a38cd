import { Banner, BlockStack, InlineStack, Link, Text } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InventoryAction, InventoryActionResult } from '#app/contracts/inventory-actions.ts';
import { useFormat } from '../screen-frame.tsx';
import { UndoNotice } from '../undo-notice.tsx';

/** Which drafts the last action made, each with its link, what it left out and why, and its undo. */
export function InventoryNotice({
  result,
  act,
}: {
  result: InventoryActionResult | undefined;
  act: (action: InventoryAction) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  if (result?.ok === true && result.done === 'order')
    return <MadeNotice result={result} act={act} />;
  return (
    <UndoNotice<InventoryActionResult>
      result={result}
      words={(each) =>
        !each.ok || each.done === 'order'
          ? t('inventory.made.failed')
          : t(each.done === 'assign' ? 'inventory.made.assigned' : 'inventory.made.takenBack', {
              count: each.count,
              number: format.number(each.count),
            })
      }
      onUndo={(each) =>
        each.ok && each.done === 'assign' && each.previous.length > 0
          ? () => act({ intent: 'assign', assigned: each.previous })
          : null
      }
    />
  );
}

function MadeNotice({
  result,
  act,
}: {
  result: Extract<InventoryActionResult, { done: 'order' }>;
  act: (action: InventoryAction) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const [dismissed, setDismissed] = useState<InventoryActionResult>();
  if (result === dismissed) return null;
  const { orders, left, faults } = result;
  const counted = (count: number) => ({ count, number: format.number(count) });
  const notes = [
    left.nothingSuggested > 0
      ? t('inventory.made.nothingSuggested', counted(left.nothingSuggested))
      : null,
    left.noSupplier > 0 ? t('inventory.made.noSupplier', counted(left.noSupplier)) : null,
    ...faults.map((code) => t(`inventory.fault.${code}`)),
  ].filter((note) => note !== null);
  return (
    <Banner
      tone={orders.length > 0 ? 'success' : 'warning'}
      title={
        orders.length > 0
          ? t('inventory.made.title', counted(orders.length))
          : t('inventory.made.none')
      }
      onDismiss={() => setDismissed(result)}
      {...(orders.length > 0 && {
        action: {
          content: t('common.undo'),
          onAction: () => act({ intent: 'take_back', orders }),
        },
      })}
    >
      <BlockStack gap="200">
        <InlineStack gap="300">
          {orders.map(({ purchaseOrderId, number, supplierName }) => (
            <Link key={purchaseOrderId} url={`/app/inventory/orders/${purchaseOrderId}`}>
              {t('common.beside', { first: number, second: supplierName })}
            </Link>
          ))}
        </InlineStack>
        {notes.map((note) => (
          <Text key={note} as="p">
            {note}
          </Text>
        ))}
      </BlockStack>
    </Banner>
  );
}
