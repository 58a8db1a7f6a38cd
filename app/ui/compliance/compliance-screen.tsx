import {
  BlockStack,
  Box,
  Button,
  ButtonGroup,
  Card,
  IndexFilters,
  IndexFiltersMode,
  InlineStack,
  Page,
  Text,
  useIndexResourceState,
  useSetIndexFiltersMode,
} from '@shopify/polaris';
import type { IndexTableProps } from '@shopify/polaris';
import { useNavigate, useNavigation } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  DEFAULT_FINDING_QUERY,
  FINDING_GROUPINGS,
  groupingOf,
  serialiseFindingQuery,
} from '#app/contracts/finding-query.ts';
import type { FindingGroup, FindingPage } from '#app/contracts/findings.ts';
import { useDebouncedSearch } from '../parcels/debounced-search.ts';
import { useCsvDownload } from '../parcels/use-csv-download.ts';
import { usePlaceKept } from '../parcels/use-place-kept.ts';
import { useFormat, useScreen } from '../screen-frame.tsx';
import { useLivePage } from '../use-live-page.ts';
import { AssignModal } from './assign-modal.tsx';
import { useFindingFilters } from './finding-filters.tsx';
import { FiltersOn } from './filters-on.tsx';
import { FindingNotice } from './finding-notice.tsx';
import {
  askedBy,
  FINDING_TABS,
  findingListAddress,
  tabOf,
  type FindingTab,
} from './finding-tabs.ts';
import { FindingsEmpty } from './findings-empty.tsx';
import { FindingsTable } from './findings-table.tsx';
import { FirstPassCard } from './first-pass-card.tsx';
import { Headline } from './headline.tsx';
import { SuppressModal } from './suppress-modal.tsx';
import { useChangeFindings, useFindingListActions } from './use-finding-list.ts';

/** "Which promise or duty is about to be broken, by when, and how much money?" All the list shows stands in its address. */
export function ComplianceScreen({ page }: { page: FindingPage }) {
  const { t } = useTranslation();
  const { frame, format } = useScreen();
  const { query, groups, reader } = page;
  const navigate = useNavigate();
  const isBusy = useNavigation().state === 'loading';
  const change = useChangeFindings(query);
  const search = useDebouncedSearch(query.search, (text) => change({ search: text }));
  const { act, result } = useFindingListActions();
  const { download, isBusy: isExporting, hasFailed } = useCsvDownload();
  const [asking, setAsking] = useState<'suppress' | 'assign' | null>(null);
  const { mode, setMode } = useSetIndexFiltersMode();
  const { filters, appliedFilters } = useFindingFilters({ page, change });
  const rows = groups.flatMap((group) => group.rows);
  const { selectedResources, allResourcesSelected, handleSelectionChange, clearSelection } =
    useIndexResourceState(rows.map(({ id }) => ({ id })));
  const list = serialiseFindingQuery(query);
  const asked = serialiseFindingQuery({ ...query, cursor: null });
  const keepPlace = usePlaceKept(list, '/app/compliance/');
  useLivePage({
    isPaused: asking !== null || selectedResources.length > 0 || page.total > MOST_KEPT_LIVE,
  });
  const tab = tabOf(query);
  const fileName = t('compliance.fileName', { date: format.dateOf(frame.now) });
  const exportThose = (parameters: string) =>
    download(`/app/compliance/export?${parameters}`, fileName);
  const ids = selectedResources;
  const done = (action: Parameters<typeof act>[0]) => {
    act(action);
    setAsking(null);
    clearSelection();
  };
  return (
    <Page
      fullWidth
      title={t('compliance.title')}
      secondaryActions={[
        { content: t('compliance.coverage'), url: '/app/compliance/coverage' },
        {
          content: t(isExporting ? 'compliance.exporting' : 'compliance.export'),
          loading: isExporting,
          disabled: rows.length === 0,
          onAction: () => exportThose(asked),
        },
      ]}
    >
      <BlockStack gap="400">
        {page.firstPass !== null && <FirstPassCard pass={page.firstPass} />}
        {(page.firstPass === null || page.headline.broken + page.headline.endSoon > 0) && (
          <Headline headline={page.headline} />
        )}
        <FindingNotice result={result} reader={reader} act={act} />
        {hasFailed && (
          <div role="alert">
            <Text as="p" tone="critical">
              {t('compliance.exportFailed')}
            </Text>
          </div>
        )}
        <Card padding="0">
          <IndexFilters
            tabs={useTabs(page)}
            selected={FINDING_TABS.indexOf(tab)}
            onSelect={(index) => {
              const next = FINDING_TABS[index] ?? 'open';
              navigate(findingListAddress({ group: query.group, ...askedBy(next) }));
            }}
            canCreateNewView={false}
            queryValue={search.value}
            queryPlaceholder={t('compliance.filter.search')}
            onQueryChange={search.set}
            onQueryClear={() => search.set('')}
            filters={filters}
            appliedFilters={appliedFilters}
            onClearAll={() =>
              change({
                ...DEFAULT_FINDING_QUERY,
                ...askedBy(tab),
                group: query.group,
                search: query.search,
              })
            }
            cancelAction={{ onAction: () => search.set('') }}
            mode={mode}
            setMode={setMode}
          />
          <GroupChoice page={page} change={change} />
          {mode === IndexFiltersMode.Default && (
            <FiltersOn filters={appliedFilters ?? []} search={query.search} change={change} />
          )}
          <div onClickCapture={keepPlace}>
            <FindingsTable
              groups={groups}
              grouping={groupingOf(query)}
              selectedIds={ids}
              selectedItemsCount={allResourcesSelected ? 'All' : ids.length}
              onSelectionChange={handleSelectionChange}
              list={list}
              reader={reader}
              isBusy={isBusy}
              groupAddress={(group) => addressOf(group, page)}
              promotedBulkActions={[
                query.state === 'suppressed'
                  ? {
                      content: t('compliance.suppress.undo'),
                      onAction: () => done({ intent: 'unsuppress', ids }),
                    }
                  : {
                      content: t('compliance.suppress.action'),
                      onAction: () => setAsking('suppress'),
                    },
                { content: t('compliance.assign.action'), onAction: () => setAsking('assign') },
              ]}
              bulkActions={[
                {
                  content: t('compliance.exportSelected'),
                  onAction: () =>
                    exportThose(new URLSearchParams(ids.map((id) => ['id', id])).toString()),
                },
              ]}
              pagination={usePages(page, change)}
              emptyState={<FindingsEmpty page={page} />}
            />
          </div>
        </Card>
        {page.total > 0 && (
          <InlineStack align="center">
            <Text as="p" tone="subdued" variant="bodySm">
              {t('compliance.total', { count: page.total, number: format.number(page.total) })}
            </Text>
          </InlineStack>
        )}
      </BlockStack>
      <SuppressModal
        count={ids.length}
        isOpen={asking === 'suppress'}
        onClose={() => setAsking(null)}
        onSuppress={(told) => done({ intent: 'suppress', ids, ...told })}
      />
      <AssignModal
        count={ids.length}
        assignees={page.choices.assignees}
        reader={reader}
        isOpen={asking === 'assign'}
        onClose={() => setAsking(null)}
        onAssign={(to) => done({ intent: 'assign', ids, to })}
      />
    </Page>
  );
}

/** A longer list is read anew when one asks for it, not every few seconds. */
const MOST_KEPT_LIVE = 5_000;

/** The tabs, with how many each holds while nothing is filtered; what is over is not counted. */
function useTabs({ headline }: FindingPage) {
  const { t } = useTranslation();
  const format = useFormat();
  const { broken, endSoon, later, unknown, suppressed } = headline;
  const counts: Record<FindingTab, number> = {
    open: broken + endSoon + later,
    fail: broken,
    upcoming: endSoon + later,
    unknown,
    suppressed,
    cured: 0,
  };
  return FINDING_TABS.map((each) => ({
    id: each,
    content: t(`compliance.tab.${each}`),
    ...(counts[each] > 0 && { badge: format.number(counts[each]) }),
  }));
}

/** Nothing to turn where all is on one page. */
function usePages(
  { previousCursor, nextCursor }: FindingPage,
  change: ReturnType<typeof useChangeFindings>,
): IndexTableProps['pagination'] {
  const { t } = useTranslation();
  if (previousCursor === null && nextCursor === null) return undefined;
  return {
    hasPrevious: previousCursor !== null,
    hasNext: nextCursor !== null,
    previousTooltip: t('compliance.previous'),
    nextTooltip: t('compliance.next'),
    onPrevious: () => change({ cursor: previousCursor, direction: 'previous' }),
    onNext: () => change({ cursor: nextCursor, direction: 'next' }),
  };
}

function GroupChoice({
  page: { query },
  change,
}: {
  page: FindingPage;
  change: ReturnType<typeof useChangeFindings>;
}) {
  const { t } = useTranslation();
  return (
    <Box padding="300" borderBlockEndWidth="025" borderColor="border">
      <div role="group" aria-label={t('compliance.groupBy.label')}>
        <ButtonGroup variant="segmented">
          {FINDING_GROUPINGS.map((group) => (
            <Button
              key={group}
              size="slim"
              pressed={query.group === group}
              onClick={() => change({ group })}
            >
              {t(`compliance.groupBy.${group}`)}
            </Button>
          ))}
        </ButtonGroup>
      </div>
    </Box>
  );
}

/** Where all findings of a group stand, under the same filters. */
function addressOf({ ruleId }: FindingGroup, { query }: FindingPage): string | null {
  if (ruleId === null) return null;
  return findingListAddress({ ...query, rules: [ruleId], cursor: null, direction: 'next' });
}
