import { BlockStack, Button, Card, DropZone, InlineStack, Text } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReadingChoices, UploadView } from '#app/contracts/uploads.ts';
import { FILE_ENCODINGS } from '#app/domain/uploads/encodings.ts';
import { UPLOAD_FIELDS } from '#app/domain/uploads/upload.ts';
import { ReadingFields } from './reading-fields.tsx';
import { RefusalNotice } from './refusal-notice.tsx';
import { rememberedFile } from './upload-memory.ts';
import { useSendUpload } from './use-send-upload.ts';

/** Which column was taken for what, in one line; and the way to have it read otherwise before anything is applied. */
export function ReadingCard({ upload }: { upload: UploadView }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const { reading } = upload;
  const columns =
    upload.kind === 'scans'
      ? [t('uploads.reading.events')]
      : UPLOAD_FIELDS.flatMap((field) => {
          const place = reading.places[field];
          if (place === undefined) return [];
          const header = reading.headers[place];
          const name =
            header === undefined || header === ''
              ? t('uploads.reading.column', { number: place + 1 })
              : header;
          return [`${t(`uploads.field.${field}`)} = ${name}`];
        });
  const encoding = FILE_ENCODINGS.find((name) => name === upload.encoding) ?? FILE_ENCODINGS[0];
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t('uploads.reading.title')}
        </Text>
        <Text as="p" breakWord>
          {`${t(`uploads.encoding.${encoding}`)} · ${columns.join(', ')}`}
        </Text>
        {!reading.isEncodingCertain && (
          <Text as="p" tone="caution">
            {t('uploads.reading.encodingUnsure')}
          </Text>
        )}
        {reading.dateOrder === null && reading.dates === 'either' && (
          <Text as="p" tone="caution">
            {t('uploads.reading.datesEither')}
          </Text>
        )}
        {reading.dateOrder === null && reading.dates === 'mixed' && (
          <Text as="p" tone="caution">
            {t('uploads.reading.datesMixed')}
          </Text>
        )}
        {upload.state === 'preview' && (
          <InlineStack>
            <Button
              disclosure={isOpen ? 'up' : 'down'}
              ariaExpanded={isOpen}
              onClick={() => setOpen(!isOpen)}
            >
              {t(isOpen ? 'uploads.reading.hide' : 'uploads.reading.show')}
            </Button>
          </InlineStack>
        )}
        {upload.state === 'preview' && isOpen && <ReadAgain upload={upload} />}
      </BlockStack>
    </Card>
  );
}

function ReadAgain({ upload }: { upload: UploadView }) {
  const { t } = useTranslation();
  const { reading, uploadId } = upload;
  const [choices, setChoices] = useState<ReadingChoices>({});
  const { send, isSending, refused } = useSendUpload();
  const file = rememberedFile(uploadId);
  const read = (chosen: File) =>
    send(chosen, {
      encoding: FILE_ENCODINGS.find((name) => name === upload.encoding) ?? null,
      dateOrder: reading.dateOrder,
      ...choices,
      columns: { ...reading.places, ...choices.columns },
      replaces: uploadId,
    });
  return (
    <BlockStack gap="300">
      <ReadingFields
        headers={reading.headers}
        places={reading.places}
        encoding={upload.encoding}
        dateOrder={reading.dateOrder}
        choices={choices}
        onChange={setChoices}
      />
      {refused !== null && <RefusalNotice refused={refused} />}
      {file === null ? (
        <>
          <Text as="p">{t('uploads.reading.fileGone')}</Text>
          <DropZone
            label={t('uploads.drop.label')}
            allowMultiple={false}
            variableHeight
            disabled={isSending}
            onDropAccepted={([chosen]) => chosen !== undefined && read(chosen)}
          >
            <DropZone.FileUpload actionTitle={t('uploads.drop.action')} />
          </DropZone>
        </>
      ) : (
        <InlineStack>
          <Button loading={isSending} onClick={() => read(file)}>
            {t('uploads.reading.again')}
          </Button>
        </InlineStack>
      )}
    </BlockStack>
  );
}
