import { Badge, BlockStack, Box, Card, InlineStack, Link, Page, Text } from '@shopify/polaris';
import { Button } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { OutcomeCounts, UploadSummary } from '#app/contracts/uploads.ts';
import { EmptyTeach } from '../empty-teach.tsx';
import { Instant } from '../instant.tsx';
import { useFormat } from '../screen-frame.tsx';
import { useLivePage } from '../use-live-page.ts';
import { BeginCard } from './begin-card.tsx';
import { SAMPLE_STYLES, sampleFile } from './sample-files.ts';
import { isWorking, stateTone, useUploadSentence } from './upload-words.ts';

type Listed = UploadSummary & { counts: OutcomeCounts };

/** "Which numbers came in, and what did they change?" */
export function UploadsScreen({ uploads }: { uploads: readonly Listed[] }) {
  const { t } = useTranslation();
  useLivePage({ isPaused: !uploads.some(({ state }) => isWorking(state)) });
  return (
    <Page title={t('uploads.title')}>
      <BlockStack gap="400">
        <BeginCard />
        {uploads.length === 0 && <SamplesCard />}
        <Card padding="0">
          <Box padding="400" paddingBlockEnd="200">
            <Text as="h2" variant="headingMd">
              {t('uploads.history.title')}
            </Text>
          </Box>
          {uploads.length === 0 ? (
            <EmptyTeach
              title={t('uploads.history.emptyTitle')}
              text={t('uploads.history.emptyText')}
            />
          ) : (
            uploads.map((upload) => <UploadLine key={upload.uploadId} upload={upload} />)
          )}
        </Card>
        {uploads.length > 0 && <SamplesCard />}
      </BlockStack>
    </Page>
  );
}

function UploadLine({ upload }: { upload: Listed }) {
  const { t } = useTranslation();
  const format = useFormat();
  const sentence = useUploadSentence();
  return (
    <Box padding="400" borderBlockStartWidth="025" borderColor="border">
      <BlockStack gap="100">
        <InlineStack gap="200" blockAlign="center">
          <Link url={`/app/uploads/${upload.uploadId}`}>
            {upload.fileName || t('uploads.history.pasted')}
          </Link>
          <Badge tone={stateTone(upload.state)}>{t(`uploads.state.${upload.state}`)}</Badge>
        </InlineStack>
        <Text as="p" variant="bodySm" tone="subdued">
          <Instant at={upload.createdAt} />
          {' · '}
          {t('uploads.history.rows', {
            count: upload.rowsTotal,
            number: format.number(upload.rowsTotal),
          })}
        </Text>
        <Text as="p">{sentence(upload)}</Text>
      </BlockStack>
    </Box>
  );
}

function SamplesCard() {
  const { t } = useTranslation();
  const save = (style: (typeof SAMPLE_STYLES)[number]) => {
    const address = URL.createObjectURL(sampleFile(style));
    const link = document.createElement('a');
    link.href = address;
    link.download = `lastscan-${style}.csv`;
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {t('uploads.sample.title')}
        </Text>
        <Text as="p" tone="subdued">
          {t('uploads.sample.text')}
        </Text>
        <InlineStack gap="200">
          {SAMPLE_STYLES.map((style) => (
            <Button key={style} size="slim" onClick={() => save(style)}>
              {t(`uploads.sample.${style}`)}
            </Button>
          ))}
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
