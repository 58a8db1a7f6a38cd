import {
  Box,
  Button,
  ButtonGroup,
  Card,
  IndexFilters,
  IndexFiltersMode,
  useSetIndexFiltersMode,
} from '@shopify/polaris';
import type { IndexTableProps } from '@shopify/polaris';
import { useNavigate, useNavigation } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import {
  DEFAULT_FINDING_QUERY,
  FINDING_GROUPINGS,
  groupingOf,
  serialiseFindingQuery,
} from '#app/contracts/finding-query.ts';
import type { FindingGroup, FindingPage } from '#app/contracts/findings.ts';
import { useDebouncedSearch } from '../parcels/debounced-search.ts';
import { usePlaceKept } from '../parcels/use-place-kept.ts';
import { useFormat } from '../screen-frame.tsx';
import { FiltersOn } from './filters-on.tsx';
import { useFindingFilters } from './finding-filters.tsx';
import {
  askedBy,
  FINDING_TABS,
  findingListAddress,
  tabOf,
  type FindingTab,
} from './finding-tabs.ts';
import { FindingsEmpty } from './findings-empty.tsx';
import { FindingsTable } from './findings-table.tsx';
import { useChangeFindings } from './use-finding-list.ts';

type Selection = Pick<
  IndexTableProps,
  'selectedItemsCount' | 'onSelectionChange' | 'promotedBulkActions' | 'bulkActions'
>;

/** The list with what narrows and orders it. What is done to chosen rows is the screen's matter. */
export function FindingsCard({
  page,
  selectedIds,
  ...selection
}: Selection & { page: FindingPage; selectedIds: readonly string[] }) {
  const { query, groups, reader } = page;
  const isBusy = useNavigation().state === 'loading';
  const change = useChangeFindings(query);
  const list = serialiseFindingQuery(query);
  const keepPlace = usePlaceKept(list, '/app/compliance/');
  return (
    <Card padding="0">
      <Narrowing page={page} change={change} />
      <div onClickCapture={keepPlace}>
        <FindingsTable
          {...selection}
          groups={groups}
          grouping={groupingOf(query)}
          selectedIds={selectedIds}
          list={list}
          reader={reader}
          isBusy={isBusy}
          groupAddress={(group) => addressOf(group, page)}
          pagination={usePages(page, change)}
          emptyState={<FindingsEmpty page={page} />}
        />
      </div>
    </Card>
  );
}

interface Changing {
  page: FindingPage;
  change: ReturnType<typeof useChangeFindings>;
}

/** Tabs, search, filters and grouping: all of it stands in the address. */
function Narrowing({ page, change }: Changing) {
  const { t } = useTranslation();
  const { query } = page;
  const navigate = useNavigate();
  const search = useDebouncedSearch(query.search, (text) => change({ search: text }));
  const { mode, setMode } = useSetIndexFiltersMode();
  const { filters, appliedFilters } = useFindingFilters({ page, change });
  const tab = tabOf(query);
  const { group } = query;
  return (
    <>
      <IndexFilters
        tabs={useTabs(page)}
        selected={FINDING_TABS.indexOf(tab)}
        onSelect={(index) => {
          const next = FINDING_TABS[index] ?? 'open';
          navigate(findingListAddress({ group, ...askedBy(next) }));
        }}
        canCreateNewView={false}
        queryValue={search.value}
        queryPlaceholder={t('compliance.filter.search')}
        onQueryChange={search.set}
        onQueryClear={() => search.set('')}
        filters={filters}
        appliedFilters={appliedFilters}
        onClearAll={() =>
          change({ ...DEFAULT_FINDING_QUERY, ...askedBy(tab), group, search: query.search })
        }
        cancelAction={{ onAction: () => search.set('') }}
        mode={mode}
        setMode={setMode}
      />
      <GroupChoice page={page} change={change} />
      {mode === IndexFiltersMode.Default && (
        <FiltersOn filters={appliedFilters ?? []} search={query.search} change={change} />
      )}
    </>
  );
}

/** The tabs, with how many each holds while nothing is filtered; what is over is not counted. */
function useTabs({ headline }: FindingPage) {
  const { t } = useTranslation();
  const format = useFormat();
  const { broken, toCheck, endSoon, later, unknown, suppressed } = headline;
  const counts: Record<FindingTab, number> = {
    open: broken + toCheck + endSoon + later,
    fail: broken + toCheck,
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
  change: Changing['change'],
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

function GroupChoice({ page: { query }, change }: Changing) {
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
