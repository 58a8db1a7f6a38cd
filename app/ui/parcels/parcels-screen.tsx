import {
  BlockStack,
  Card,
  IndexFilters,
  InlineStack,
  Page,
  Text,
  useIndexResourceState,
  useSetIndexFiltersMode,
} from '@shopify/polaris';
import { useNavigate, useNavigation } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParcelPage, ParcelQuery, SavedView } from '#app/contracts/pages.ts';
import { DEFAULT_PARCEL_QUERY, serialiseParcelQuery } from '#app/contracts/parcel-query.ts';
import { useScreen } from '../screen-frame.tsx';
import { useLivePage } from '../use-live-page.ts';
import { ActionNotice } from './action-notice.tsx';
import { useDebouncedSearch } from './debounced-search.ts';
import { MuteModal } from './mute-modal.tsx';
import { useParcelFilters } from './parcel-filters.tsx';
import { parcelSortOf, sortOptionOf, useSortOptions } from './parcel-sorts.ts';
import { parcelTabs, selectedTab } from './parcel-tabs.ts';
import { ParcelsEmpty } from './parcels-empty.tsx';
import { ParcelsTable } from './parcels-table.tsx';
import { useDownload } from '../use-download.ts';
import { useParcelActions } from './use-parcel-actions.ts';
import { listAddress, useChangeList } from './use-parcel-list.ts';
import { usePlaceKept } from './use-place-kept.ts';
import { useViewTabs } from './use-view-tabs.ts';

/** "Which ones, and what do they have in common?" Everything the list shows stands in its address. */
export function ParcelsScreen({
  query,
  page,
  views,
}: {
  query: ParcelQuery;
  page: ParcelPage;
  views: readonly SavedView[];
}) {
  const { t } = useTranslation();
  const { frame, format } = useScreen();
  const navigate = useNavigate();
  const isBusy = useNavigation().state === 'loading';
  const change = useChangeList(query);
  const search = useDebouncedSearch(query.search, (text) => change({ search: text }));
  const { act, result } = useParcelActions('/app/parcels?index');
  const { download, isBusy: isExporting, hasFailed } = useDownload();
  const [isMuting, setMuting] = useState(false);
  const { mode, setMode } = useSetIndexFiltersMode();
  const { filters, appliedFilters } = useParcelFilters({ query, page, change });
  const { selectedResources, allResourcesSelected, handleSelectionChange, clearSelection } =
    useIndexResourceState(page.rows.map(({ id }) => ({ id })));
  const tabs = parcelTabs(views);
  const selected = selectedTab(tabs, query);
  const tab = tabs[selected];
  const asked = serialiseParcelQuery({ ...query, cursor: null });
  const list = serialiseParcelQuery(query);
  const keepPlace = usePlaceKept(list);
  const viewTabs = useViewTabs({ tabs, query: asked, act });
  useLivePage({ isPaused: isMuting || selectedResources.length > 0 });

  const fileName = t('export.fileName', { date: format.dateOf(frame.now) });
  const exportIds = () => {
    const ids = new URLSearchParams(selectedResources.map((id) => ['id', id]));
    download(`/app/parcels/export?${ids.toString()}`, fileName);
  };
  const actOnSelected = (intent: 'recheck' | 'unmute' | 'unfollow' | 'follow') => {
    act({ intent, ids: selectedResources });
    clearSelection();
  };
  return (
    <Page
      fullWidth
      title={t('parcels.title')}
      secondaryActions={[
        { content: t('parcels.upload'), url: '/app/uploads' },
        {
          content: isExporting ? t('parcels.exporting') : t('parcels.export'),
          loading: isExporting,
          disabled: page.rows.length === 0,
          onAction: () => download(`/app/parcels/export?${asked}`, fileName),
        },
      ]}
    >
      <BlockStack gap="300">
        <ActionNotice result={result} act={act} />
        {hasFailed && (
          <div role="alert">
            <Text as="p" tone="critical">
              {t('parcels.exportFailed')}
            </Text>
          </div>
        )}
        <Card padding="0">
          <IndexFilters
            {...viewTabs}
            selected={selected}
            onSelect={(index) => navigate(listAddress(tabs[index]?.query ?? ''))}
            sortOptions={useSortOptions()}
            sortSelected={[sortOptionOf(query.sort)]}
            onSort={([option]) => change({ sort: parcelSortOf(option) })}
            queryValue={search.value}
            queryPlaceholder={t('parcels.filter.search')}
            onQueryChange={search.set}
            onQueryClear={() => search.set('')}
            filters={filters}
            appliedFilters={appliedFilters}
            onClearAll={() =>
              change({ ...DEFAULT_PARCEL_QUERY, sort: query.sort, search: query.search })
            }
            cancelAction={{
              onAction: () => {
                if (tab !== undefined && tab.query !== asked) navigate(listAddress(tab.query));
              },
            }}
            mode={mode}
            setMode={setMode}
          />
          <div onClickCapture={keepPlace}>
            <ParcelsTable
              rows={page.rows}
              list={list}
              isBusy={isBusy}
              selectedIds={selectedResources}
              selectedItemsCount={allResourcesSelected ? 'All' : selectedResources.length}
              onSelectionChange={handleSelectionChange}
              promotedBulkActions={[
                { content: t('parcels.recheck'), onAction: () => actOnSelected('recheck') },
                { content: t('parcels.mute'), onAction: () => setMuting(true) },
              ]}
              bulkActions={[
                { content: t('parcels.exportSelected'), onAction: exportIds },
                { content: t('parcels.unmute'), onAction: () => actOnSelected('unmute') },
                { content: t('parcels.unfollow'), onAction: () => actOnSelected('unfollow') },
                { content: t('parcels.follow'), onAction: () => actOnSelected('follow') },
              ]}
              pagination={{
                hasPrevious: page.previousCursor !== null,
                hasNext: page.nextCursor !== null,
                previousTooltip: t('parcels.previous'),
                nextTooltip: t('parcels.next'),
                onPrevious: () => change({ cursor: page.previousCursor, direction: 'previous' }),
                onNext: () => change({ cursor: page.nextCursor, direction: 'next' }),
              }}
              emptyState={
                tab !== undefined && <ParcelsEmpty tab={tab} isNarrowed={asked !== tab.query} />
              }
            />
          </div>
        </Card>
        <InlineStack align="center">
          <Text as="p" tone="subdued" variant="bodySm">
            {page.total === null
              ? t('parcels.totalUnknown', { shown: format.number(page.rows.length) })
              : t('parcels.total', { count: page.total, number: format.number(page.total) })}
          </Text>
        </InlineStack>
      </BlockStack>
      <MuteModal
        count={selectedResources.length}
        isOpen={isMuting}
        onClose={() => setMuting(false)}
        onMute={(on) => {
          act({ intent: 'mute', ids: selectedResources, on });
          setMuting(false);
          clearSelection();
        }}
      />
    </Page>
  );
}
