import { useFetcher, useRevalidator } from '@remix-run/react';
import { BlockStack, Button, Card, InlineStack, ProgressBar, Text } from '@shopify/polaris';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportProgress } from '#app/contracts/pages.ts';
import { useFormat } from '../screen-frame.tsx';
import { importSteps } from './import-steps.ts';

const POLL_MS = 1_500;

/**
 * The first import as it goes on. It asks the server, which keeps the state: closing or reloading the page loses nothing.
 * When the import ends, the whole page is read anew.
 */
export function ImportCard({ initial }: { initial: ImportProgress }) {
  const { t } = useTranslation();
  const format = useFormat();
  const progress = useImportProgress(initial);
  const { step, steps, done, total, fraction } = importSteps(progress);
  const hasFailed = progress.state === 'failed';
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="baseline" gap="200">
          <Text as="h2" variant="headingMd">
            {t(hasFailed ? 'import.failedTitle' : 'import.title')}
          </Text>
          <Text as="span" tone="subdued">
            {t('import.step', { step, steps })}
          </Text>
        </InlineStack>
        {hasFailed && <Failure reason={progress.error ?? ''} />}
        {progress.state === 'stopped' && <Text as="p">{t('import.stoppedText')}</Text>}
        <BlockStack gap="200">
          <div role="status" aria-live="polite">
            <Text as="p" fontWeight="medium">
              {t(`import.phase.${progress.phase}`)}
            </Text>
          </div>
          <ProgressBar
            progress={Math.floor(fraction * 100)}
            size="small"
            animated={false}
            tone={hasFailed ? 'critical' : 'highlight'}
            ariaLabelledBy="import-progress-label"
          />
          <Text as="span" id="import-progress-label" visuallyHidden>
            {t('import.progressLabel')}
          </Text>
          <InlineStack gap="400">
            <Text as="span" numeric>
              {total === null
                ? t('import.countedOpen', { done: format.number(done) })
                : t('import.counted', { done: format.number(done), total: format.number(total) })}
            </Text>
            {progress.ratePerSecond !== null && (
              <Text as="span" tone="subdued" numeric>
                {t('import.rate', { rate: format.number(Math.round(progress.ratePerSecond)) })}
              </Text>
            )}
            {progress.state === 'running' && (
              <Text as="span" tone="subdued" numeric>
                {progress.secondsLeft === null
                  ? t('import.timeLeftUnknown')
                  : t('import.timeLeft', { time: format.duration(progress.secondsLeft) })}
              </Text>
            )}
          </InlineStack>
        </BlockStack>
        <Counts progress={progress} />
        {progress.state === 'running' && (
          <Text as="p" tone="subdued">
            {t('import.leave')}
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}

function Failure({ reason }: { reason: string }) {
  const { t } = useTranslation();
  const fetcher = useFetcher();
  return (
    <fetcher.Form method="post" action="/app/import-progress">
      <BlockStack gap="200" inlineAlign="start">
        <Text as="p">{t('import.failedText', { reason })}</Text>
        <Button submit loading={fetcher.state !== 'idle'}>
          {t('import.tryAgain')}
        </Button>
      </BlockStack>
    </fetcher.Form>
  );
}

function Counts({ progress }: { progress: ImportProgress }) {
  const { t } = useTranslation();
  const format = useFormat();
  const facts = [
    [t('import.orders'), progress.ordersDone],
    [t('import.fulfillments'), progress.fulfillmentsDone],
    [t('import.scans'), progress.eventsDone],
  ] as const;
  return (
    <BlockStack gap="100">
      <InlineStack gap="500">
        {facts.map(([name, count]) => (
          <Text as="span" key={name} numeric>
            {name} <strong>{format.number(count)}</strong>
          </Text>
        ))}
      </InlineStack>
      {progress.quarantined > 0 && (
        <Text as="p" tone="subdued">
          {t('import.quarantined', {
            count: progress.quarantined,
            number: format.number(progress.quarantined),
          })}
        </Text>
      )}
    </BlockStack>
  );
}

/** The latest progress: the loader's first, then the polled one; the page is read anew once it is done. */
function useImportProgress(initial: ImportProgress): ImportProgress {
  const fetcher = useFetcher<{ progress: ImportProgress | null }>();
  const { revalidate } = useRevalidator();
  const isOver = useRef(false);
  const progress = fetcher.data?.progress ?? initial;
  const { load } = fetcher;
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') load('/app/import-progress');
    }, POLL_MS);
    return () => clearInterval(timer);
  }, [load]);
  useEffect(() => {
    if (progress.state !== 'done' || isOver.current) return;
    isOver.current = true;
    revalidate();
  }, [progress.state, revalidate]);
  return progress;
}
