import { BlockStack, InlineStack, Page, Text, useIndexResourceState } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FindingAction } from '#app/contracts/finding-actions.ts';
import { serialiseFindingQuery } from '#app/contracts/finding-query.ts';
import type { FindingPage } from '#app/contracts/findings.ts';
import { useDownload } from '../use-download.ts';
import { useFormat, useScreen } from '../screen-frame.tsx';
import { useLivePage } from '../use-live-page.ts';
import { AssignModal } from './assign-modal.tsx';
import { FindingNotice } from './finding-notice.tsx';
import { FindingsCard } from './findings-card.tsx';
import { FirstPassCard } from './first-pass-card.tsx';
import { Headline } from './headline.tsx';
import { SuppressModal } from './suppress-modal.tsx';
import { useFindingListActions } from './use-finding-list.ts';

/** A longer list is read anew when one asks for it, not every few seconds. */
const MOST_KEPT_LIVE = 5_000;

/** "Which promise or duty is about to be broken, by when, and how much money?" All the list shows stands in its address. */
export function ComplianceScreen({ page }: { page: FindingPage }) {
  const { t } = useTranslation();
  const { query, groups, reader, firstPass, headline } = page;
  const { act, result } = useFindingListActions();
  const file = useFindingFile();
  const [asking, setAsking] = useState<'suppress' | 'assign' | null>(null);
  const rows = groups.flatMap((group) => group.rows);
  const {
    selectedResources: ids,
    allResourcesSelected,
    handleSelectionChange,
    clearSelection,
  } = useIndexResourceState(rows.map(({ id }) => ({ id })));
  useLivePage({ isPaused: asking !== null || ids.length > 0 || page.total > MOST_KEPT_LIVE });
  const done = (action: FindingAction) => {
    act(action);
    setAsking(null);
    clearSelection();
  };
  const suppress = {
    content: t('compliance.suppress.action'),
    onAction: () => setAsking('suppress'),
  };
  const takeUp = {
    content: t('compliance.suppress.undo'),
    onAction: () => done({ intent: 'unsuppress', ids }),
  };
  const assign = { content: t('compliance.assign.action'), onAction: () => setAsking('assign') };
  return (
    <Page
      fullWidth
      title={t('compliance.title')}
      secondaryActions={[
        { content: t('compliance.coverage'), url: '/app/compliance/coverage' },
        {
          content: t(file.isBusy ? 'compliance.exporting' : 'compliance.export'),
          loading: file.isBusy,
          disabled: rows.length === 0,
          onAction: () => file.save(serialiseFindingQuery({ ...query, cursor: null })),
        },
      ]}
    >
      <BlockStack gap="400">
        {firstPass !== null && <FirstPassCard pass={firstPass} />}
        {(firstPass === null || headline.broken + headline.toCheck + headline.endSoon > 0) && (
          <Headline headline={headline} />
        )}
        <FindingNotice result={result} reader={reader} act={act} />
        {file.hasFailed && (
          <div role="alert">
            <Text as="p" tone="critical">
              {t('compliance.exportFailed')}
            </Text>
          </div>
        )}
        <FindingsCard
          page={page}
          selectedIds={ids}
          selectedItemsCount={allResourcesSelected ? 'All' : ids.length}
          onSelectionChange={handleSelectionChange}
          promotedBulkActions={[query.state === 'suppressed' ? takeUp : suppress, assign]}
          bulkActions={[
            {
              content: t('compliance.exportSelected'),
              onAction: () =>
                file.save(new URLSearchParams(ids.map((id) => ['id', id])).toString()),
            },
          ]}
        />
        <Total count={page.total} />
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

/** Saves findings as a file: those of a list's search parameters, or those named by `id`. */
function useFindingFile() {
  const { t } = useTranslation();
  const { frame, format } = useScreen();
  const { download, isBusy, hasFailed } = useDownload();
  const name = t('compliance.fileName', { date: format.dateOf(frame.now) });
  return {
    save: (parameters: string) => download(`/app/compliance/export?${parameters}`, name),
    isBusy,
    hasFailed,
  };
}

function Total({ count }: { count: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (count === 0) return null;
  return (
    <InlineStack align="center">
      <Text as="p" tone="subdued" variant="bodySm">
        {t('compliance.total', { count, number: format.number(count) })}
      </Text>
    </InlineStack>
  );
}
