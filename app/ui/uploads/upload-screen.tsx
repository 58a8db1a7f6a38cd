import {
  Badge,
  Banner,
  BlockStack,
  Box,
  Button,
  Card,
  InlineStack,
  Page,
  ProgressBar,
  Text,
} from '@shopify/polaris';
import { useFetcher, useNavigate } from '@remix-run/react';
import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  UploadAction,
  UploadActionResult,
  UploadRowPage,
  UploadView,
} from '#app/contracts/uploads.ts';
import type { RowOutcome } from '#app/domain/uploads/upload.ts';
import { useDownload } from '../use-download.ts';
import { useScreen } from '../screen-frame.tsx';
import { useLivePage } from '../use-live-page.ts';
import { ReadingCard } from './reading-card.tsx';
import { RowsCard } from './rows-card.tsx';
import { isWorking, stateTone, useUploadSentence } from './upload-words.ts';

/** "What would this file change, and what must I decide?" */
export function UploadScreen({
  upload,
  tab,
  page,
}: {
  upload: UploadView;
  tab: RowOutcome;
  page: UploadRowPage;
}) {
  const { t } = useTranslation();
  const { frame, format } = useScreen();
  const navigate = useNavigate();
  const sentence = useUploadSentence();
  const { act, result, isActing } = useUploadActions(upload.uploadId);
  const { download, isBusy, hasFailed } = useDownload();
  const working = isWorking(upload.state);
  useLivePage({ isPaused: !working });
  useEffect(() => {
    if (result?.ok === true && result.done === 'discard') navigate('/app/uploads');
  }, [result, navigate]);
  const { counts } = upload;
  const isOpen = upload.state === 'preview' || upload.state === 'applied';
  const fetchRows = (outcome: RowOutcome | null) =>
    download(
      `/app/uploads/${upload.uploadId}/rows${outcome === null ? '' : `?outcome=${outcome}`}`,
      t('uploads.download.fileName', { date: format.dateOf(frame.now) }),
    );
  return (
    <Page
      title={upload.fileName || t('uploads.history.pasted')}
      titleMetadata={
        <Badge tone={stateTone(upload.state)}>{t(`uploads.state.${upload.state}`)}</Badge>
      }
      backAction={{ content: t('uploads.title'), url: '/app/uploads' }}
      primaryAction={
        isOpen && counts.toApply > 0
          ? {
              content: t('uploads.apply.action', {
                count: counts.toApply,
                number: format.number(counts.toApply),
              }),
              loading: isActing,
              onAction: () => act({ intent: 'apply' }),
            }
          : undefined
      }
      secondaryActions={[
        ...(upload.state === 'applied' || upload.state === 'applying'
          ? [{ content: t('uploads.undo'), onAction: () => act({ intent: 'undo' }) }]
          : []),
        ...(upload.state === 'preview' || upload.state === 'matching'
          ? [{ content: t('uploads.discard'), onAction: () => act({ intent: 'discard' }) }]
          : []),
        {
          content: t('uploads.download.all'),
          loading: isBusy,
          onAction: () => fetchRows(null),
        },
      ]}
    >
      <BlockStack gap="400">
        <Card>
          <BlockStack gap="300">
            <Text as="h2" variant="headingLg">
              {sentence(upload)}
            </Text>
            {working && <Progress upload={upload} />}
            {isOpen && counts.toApply > 0 && <Effect upload={upload} />}
            {result?.ok === false && (
              <Banner tone="warning">{t(`uploads.actionError.${result.error}`)}</Banner>
            )}
            {hasFailed && (
              <div role="alert">
                <Text as="p" tone="critical">
                  {t('uploads.download.failed')}
                </Text>
              </div>
            )}
            {counts.bad > 0 && (
              <InlineStack>
                <Button onClick={() => fetchRows('bad')} loading={isBusy}>
                  {t('uploads.download.bad')}
                </Button>
              </InlineStack>
            )}
          </BlockStack>
        </Card>
        <ReadingCard upload={upload} />
        {upload.state !== 'matching' && (
          <RowsCard upload={upload} tab={tab} page={page} act={act} isFixed={!isOpen || isActing} />
        )}
      </BlockStack>
    </Page>
  );
}

function Progress({ upload }: { upload: UploadView }) {
  const total =
    upload.state === 'matching' ? upload.rowsTotal : upload.rowsDone + remaining(upload);
  return (
    <ProgressBar
      progress={total === 0 ? 0 : Math.min(100, (upload.rowsDone / total) * 100)}
      size="small"
    />
  );
}

function remaining({ state, counts }: UploadView): number {
  return state === 'applying' ? counts.toApply : counts.applied;
}

function Effect({ upload }: { upload: UploadView }) {
  const { t } = useTranslation();
  return (
    <Box>
      <Text as="p">
        {t(upload.kind === 'scans' ? 'uploads.apply.effectScans' : 'uploads.apply.effect')}
      </Text>
      {upload.kind === 'numbers' && (
        <Text as="p">
          {t(upload.isWrittenBack ? 'uploads.apply.written' : 'uploads.apply.notWritten')}
        </Text>
      )}
      {upload.counts.unsure > upload.counts.chosen && (
        <Text as="p" tone="subdued">
          {t('uploads.apply.openStays')}
        </Text>
      )}
    </Box>
  );
}

function useUploadActions(uploadId: string) {
  const fetcher = useFetcher<UploadActionResult>();
  const { submit } = fetcher;
  const act = useCallback(
    (action: UploadAction) =>
      submit(action, {
        method: 'post',
        action: `/app/uploads/${uploadId}`,
        encType: 'application/json',
      }),
    [submit, uploadId],
  );
  return { act, result: fetcher.data, isActing: fetcher.state !== 'idle' };
}
