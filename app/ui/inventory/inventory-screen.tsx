import {
  BlockStack,
  Box,
  Card,
  InlineStack,
  Page,
  Text,
  useIndexResourceState,
} from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InventoryAction } from '#app/contracts/inventory-actions.ts';
import { serialiseInventoryQuery } from '#app/contracts/inventory-query.ts';
import type { InventoryPage } from '#app/contracts/inventory.ts';
import { EmptyTeach } from '../empty-teach.tsx';
import { Instant } from '../instant.tsx';
import { useFormat, useScreen } from '../screen-frame.tsx';
import { useDownload } from '../use-download.ts';
import { useLivePage } from '../use-live-page.ts';
import { AssignModal } from './assign-modal.tsx';
import { HowWorkedOut } from './how-worked-out.tsx';
import { InventoryCard } from './inventory-card.tsx';
import { InventoryHeadline } from './inventory-headline.tsx';
import { InventoryNotice } from './inventory-notice.tsx';
import { useInventoryActions } from './use-inventory-list.ts';

/** A longer list is read anew when one asks for it, not every few seconds. */
const MOST_KEPT_LIVE = 5_000;

/** "What must I order by when, and what is lost if I do not?" All the list shows stands in its address. */
export function InventoryScreen({ page }: { page: InventoryPage }) {
  const { t } = useTranslation();
  const { query, rows, state, headline } = page;
  const { act, result, isActing } = useInventoryActions();
  const file = useInventoryFile();
  const [isAssigning, setAssigning] = useState(false);
  const {
    selectedResources: ids,
    allResourcesSelected,
    handleSelectionChange,
    clearSelection,
  } = useIndexResourceState(rows.map(({ variantId }) => ({ id: variantId })));
  useLivePage({ isPaused: ids.length > 0 || page.total > MOST_KEPT_LIVE });
  const done = (action: InventoryAction) => {
    act(action);
    clearSelection();
  };
  return (
    <Page
      fullWidth
      title={t('inventory.title')}
      secondaryActions={[
        { content: t('inventory.orders.title'), url: '/app/inventory/orders' },
        { content: t('inventory.suppliers.title'), url: '/app/inventory/suppliers' },
        {
          content: t(file.isBusy ? 'inventory.exporting' : 'inventory.export'),
          loading: file.isBusy,
          disabled: rows.length === 0,
          onAction: () => file.save(serialiseInventoryQuery({ ...query, cursor: null })),
        },
      ]}
    >
      <BlockStack gap="400">
        {state === 'ready' && <InventoryHeadline headline={headline} />}
        <InventoryNotice result={result} act={act} />
        {file.hasFailed && (
          <div role="alert">
            <Text as="p" tone="critical">
              {t('inventory.exportFailed')}
            </Text>
          </div>
        )}
        {state === 'not_read' ? (
          <NotRead />
        ) : (
          <InventoryCard
            page={page}
            selectedIds={ids}
            selectedItemsCount={allResourcesSelected ? 'All' : ids.length}
            onSelectionChange={handleSelectionChange}
            promotedBulkActions={[
              {
                content: t('inventory.makeOrder'),
                disabled: isActing,
                onAction: () => done({ intent: 'order', variantIds: ids }),
              },
            ]}
            bulkActions={[
              {
                content: t('inventory.assign.action'),
                disabled: isActing || page.suppliers.length === 0,
                onAction: () => setAssigning(true),
              },
              {
                content: t('inventory.exportSelected'),
                onAction: () =>
                  file.save(new URLSearchParams(ids.map((id) => ['id', id])).toString()),
              },
            ]}
          />
        )}
        {state === 'ready' && <Foot page={page} />}
      </BlockStack>
      {isAssigning && (
        <AssignModal
          count={ids.length}
          suppliers={page.suppliers}
          onClose={() => setAssigning(false)}
          onAssign={(supplierId) => {
            done({ intent: 'assign', assigned: [{ supplierId, variantIds: ids }] });
            setAssigning(false);
          }}
        />
      )}
    </Page>
  );
}

/** How many there are, how old the plans are, and how they come about. */
function Foot({ page: { total, plannedAt } }: { page: InventoryPage }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Box paddingInline={{ xs: '400', sm: '0' }}>
      <BlockStack gap="300">
        <InlineStack gap="300">
          <Text as="p" tone="subdued" variant="bodySm">
            {t('inventory.total', { count: total, number: format.number(total) })}
          </Text>
          {plannedAt !== null && (
            <Text as="p" tone="subdued" variant="bodySm">
              {t('inventory.planned')} <Instant at={plannedAt} />
            </Text>
          )}
        </InlineStack>
        <HowWorkedOut
          paragraphs={[
            t('inventory.how.demand'),
            t('inventory.how.leadTime'),
            t('inventory.how.quantity'),
            t('inventory.how.lost'),
          ]}
        />
      </BlockStack>
    </Box>
  );
}

/** Nothing is known of the stock yet: says what will be here. */
function NotRead() {
  const { t } = useTranslation();
  return (
    <Card>
      <EmptyTeach
        title={t('inventory.empty.notReadTitle')}
        text={t('inventory.empty.notReadText')}
        action={{ label: t('inventory.suppliers.add'), url: '/app/inventory/suppliers/new' }}
      />
    </Card>
  );
}

/** Saves variants as a file: those of a list's search parameters, or those named by `id`. */
function useInventoryFile() {
  const { t } = useTranslation();
  const { frame, format } = useScreen();
  const { download, isBusy, hasFailed } = useDownload();
  const name = t('inventory.fileName', { date: format.dateOf(frame.now) });
  return {
    save: (parameters: string) => download(`/app/inventory/export?${parameters}`, name),
    isBusy,
    hasFailed,
  };
}
