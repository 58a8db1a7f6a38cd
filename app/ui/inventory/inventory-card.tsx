import {
  Box,
  Card,
  ChoiceList,
  IndexFilters,
  IndexFiltersMode,
  InlineStack,
  Tag,
  useSetIndexFiltersMode,
} from '@shopify/polaris';
import type { IndexFiltersProps, IndexTableProps } from '@shopify/polaris';
import { useNavigation } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import {
  INVENTORY_TABS,
  serialiseInventoryQuery,
  type InventoryQuery,
} from '#app/contracts/inventory-query.ts';
import type { InventoryPage } from '#app/contracts/inventory.ts';
import { useDebouncedSearch } from '../parcels/debounced-search.ts';
import { usePlaceKept } from '../parcels/use-place-kept.ts';
import { useFormat } from '../screen-frame.tsx';
import { InventoryEmpty } from './inventory-empty.tsx';
import { InventoryTable } from './inventory-table.tsx';
import { useChangeInventory } from './use-inventory-list.ts';

type Selection = Pick<
  IndexTableProps,
  'selectedItemsCount' | 'onSelectionChange' | 'promotedBulkActions' | 'bulkActions'
>;
type Change = (change: Partial<InventoryQuery>) => void;

/** The list with what narrows it. What is done to chosen rows is the screen's matter. */
export function InventoryCard({
  page,
  selectedIds,
  ...selection
}: Selection & { page: InventoryPage; selectedIds: readonly string[] }) {
  const { query, rows, today } = page;
  const isBusy = useNavigation().state === 'loading';
  const change = useChangeInventory(query);
  const list = serialiseInventoryQuery(query);
  const keepPlace = usePlaceKept(list, '/app/inventory/');
  const isNarrowed = query.supplierId !== null || query.category !== null || query.search !== null;
  return (
    <Card padding="0">
      {(page.state === 'ready' || isNarrowed) && <Narrowing page={page} change={change} />}
      <div onClickCapture={keepPlace}>
        <InventoryTable
          {...selection}
          rows={rows}
          tab={query.tab}
          today={today}
          list={list}
          selectedIds={selectedIds}
          isBusy={isBusy}
          pagination={usePages(page, change)}
          emptyState={<InventoryEmpty page={page} />}
        />
      </div>
    </Card>
  );
}

/** Tabs, search and filters: all of it stands in the address. */
function Narrowing({ page, change }: { page: InventoryPage; change: Change }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { query, tabs } = page;
  const search = useDebouncedSearch(query.search, (text) => change({ search: text }));
  const { mode, setMode } = useSetIndexFiltersMode();
  const { filters, applied } = useFilters(page, change);
  return (
    <>
      <IndexFilters
        tabs={INVENTORY_TABS.map((tab) => ({
          id: tab,
          content: t(`inventory.tab.${tab}`),
          ...(tabs[tab] > 0 && { badge: format.number(tabs[tab]) }),
        }))}
        selected={INVENTORY_TABS.indexOf(query.tab)}
        onSelect={(index) => change({ tab: INVENTORY_TABS[index] ?? 'order' })}
        canCreateNewView={false}
        queryValue={search.value}
        queryPlaceholder={t('inventory.filter.search')}
        onQueryChange={search.set}
        onQueryClear={() => search.set('')}
        filters={filters}
        appliedFilters={applied}
        onClearAll={() => change({ supplierId: null, category: null })}
        cancelAction={{ onAction: () => search.set('') }}
        mode={mode}
        setMode={setMode}
      />
      {mode === IndexFiltersMode.Default && (
        <FiltersOn applied={applied} search={query.search} change={change} />
      )}
    </>
  );
}

function useFilters(
  { query, choices }: InventoryPage,
  change: Change,
): {
  filters: IndexFiltersProps['filters'];
  applied: { key: string; label: string; onRemove: () => void }[];
} {
  const { t } = useTranslation();
  const suppliers = [
    ...choices.suppliers.map(({ id, name }) => ({ value: String(id), label: name })),
    { value: '0', label: t('inventory.noSupplier') },
  ];
  const categories = choices.categories.map((value) => ({
    value,
    label: value,
  }));
  const supplier = query.supplierId === null ? null : String(query.supplierId);
  const fields = [
    {
      key: 'supplier' as const,
      choices: suppliers,
      chosen: supplier,
      set: (value: string | null) => change({ supplierId: value === null ? null : Number(value) }),
    },
    {
      key: 'category' as const,
      choices: categories,
      chosen: query.category,
      set: (value: string | null) => change({ category: value }),
    },
  ].filter(({ choices, chosen }) => choices.length > 0 || chosen !== null);
  return {
    filters: fields.map(({ key, choices, chosen, set }) => ({
      key,
      label: t(`inventory.filter.${key}`),
      filter: (
        <ChoiceList
          titleHidden
          title={t(`inventory.filter.${key}`)}
          choices={choices}
          selected={chosen === null ? [] : [chosen]}
          onChange={([value]) => set(value ?? null)}
        />
      ),
    })),
    applied: fields.flatMap(({ key, choices, chosen, set }) =>
      chosen === null
        ? []
        : [
            {
              key,
              label: t('inventory.named', {
                name: t(`inventory.filter.${key}`),
                value: choices.find(({ value }) => value === chosen)?.label ?? chosen,
              }),
              onRemove: () => set(null),
            },
          ],
    ),
  };
}

/** The filters that are on, each with how to take it off: an address may have brought them. */
function FiltersOn({
  applied,
  search,
  change,
}: {
  applied: ReturnType<typeof useFilters>['applied'];
  search: string | null;
  change: Change;
}) {
  const { t } = useTranslation();
  if (applied.length === 0 && search === null) return null;
  return (
    <Box padding="300" borderBlockEndWidth="025" borderColor="border">
      <InlineStack gap="200">
        {search !== null && (
          <Tag onRemove={() => change({ search: null })}>
            {t('inventory.filter.searched', { search })}
          </Tag>
        )}
        {applied.map(({ key, label, onRemove }) => (
          <Tag key={key} onRemove={onRemove}>
            {label}
          </Tag>
        ))}
      </InlineStack>
    </Box>
  );
}

/** Nothing to turn where all is on one page. */
function usePages(
  { previousCursor, nextCursor }: InventoryPage,
  change: Change,
): IndexTableProps['pagination'] {
  const { t } = useTranslation();
  if (previousCursor === null && nextCursor === null) return undefined;
  return {
    hasPrevious: previousCursor !== null,
    hasNext: nextCursor !== null,
    previousTooltip: t('inventory.previous'),
    nextTooltip: t('inventory.next'),
    onPrevious: () => change({ cursor: previousCursor, direction: 'previous' }),
    onNext: () => change({ cursor: nextCursor, direction: 'next' }),
  };
}
