import {
  BlockStack,
  Box,
  Button,
  Card,
  InlineStack,
  Pagination,
  Tabs,
  Text,
} from '@shopify/polaris';
import { useNavigate } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { UploadAction, UploadRowPage, UploadView } from '#app/contracts/uploads.ts';
import type { RowOutcome } from '#app/domain/uploads/upload.ts';
import { useFormat } from '../screen-frame.tsx';
import { UploadRow } from './upload-row.tsx';

/** What waits for a person comes first. */
const TABS = ['unsure', 'matched', 'unmatched', 'bad', 'already', 'duplicate'] as const;

/** The rows of one outcome, fifty at a time, with what a person may decide. */
export function RowsCard({
  upload,
  tab,
  page,
  act,
  isFixed,
}: {
  upload: UploadView;
  tab: RowOutcome;
  page: UploadRowPage;
  act: (action: UploadAction) => void;
  /** Nothing can be decided now. */
  isFixed: boolean;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const shown = TABS.filter((each) => each === tab || upload.counts[each] > 0);
  const go = (outcome: RowOutcome, after: number | null) => {
    const query = new URLSearchParams({ outcome, ...(after !== null && { after: String(after) }) });
    navigate(`/app/uploads/${upload.uploadId}?${query.toString()}`, { preventScrollReset: true });
  };
  return (
    <Card padding="0">
      <Tabs
        tabs={shown.map((each) => ({
          id: each,
          content: t('uploads.tab', {
            outcome: t(`uploads.outcome.${each}`),
            number: format.number(upload.counts[each]),
          }),
        }))}
        selected={Math.max(
          0,
          shown.findIndex((each) => each === tab),
        )}
        onSelect={(index) => go(shown[index] ?? 'matched', null)}
      />
      {(tab === 'unsure' || tab === 'matched') && !isFixed && page.rows.length > 0 && (
        <Box paddingInline="400" paddingBlock="200">
          <InlineStack gap="200">
            {tab === 'unsure' && (
              <Button
                size="slim"
                onClick={() => act({ intent: 'decide_all', outcome: tab, how: 'first' })}
              >
                {t('uploads.bulk.first')}
              </Button>
            )}
            <Button
              size="slim"
              variant="tertiary"
              onClick={() => act({ intent: 'decide_all', outcome: tab, how: 'skip' })}
            >
              {t('uploads.bulk.skip')}
            </Button>
            <Button
              size="slim"
              variant="tertiary"
              onClick={() => act({ intent: 'decide_all', outcome: tab, how: 'reset' })}
            >
              {t('uploads.bulk.reset')}
            </Button>
          </InlineStack>
        </Box>
      )}
      {page.rows.length === 0 && (
        <Box padding="400">
          <Text as="p" tone="subdued">
            {t('uploads.page.none')}
          </Text>
        </Box>
      )}
      {page.rows.map((row) => (
        <UploadRow key={row.line} row={row} act={act} isFixed={isFixed} />
      ))}
      {(page.nextAfter !== null || page.previousAfter !== null) && (
        <Box padding="300">
          <BlockStack inlineAlign="center">
            <Pagination
              hasPrevious={page.previousAfter !== null}
              hasNext={page.nextAfter !== null}
              previousTooltip={t('uploads.page.previous')}
              nextTooltip={t('uploads.page.next')}
              onPrevious={() => go(tab, page.previousAfter)}
              onNext={() => go(tab, page.nextAfter)}
            />
          </BlockStack>
        </Box>
      )}
    </Card>
  );
}
