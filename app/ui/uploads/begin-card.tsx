import { BlockStack, Button, Card, DropZone, InlineStack, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReadingChoices, UploadResult } from '#app/contracts/uploads.ts';
import { MOST_UPLOAD_BYTES, MOST_UPLOAD_ROWS, UPLOAD_FIELDS } from '#app/domain/uploads/upload.ts';
import { useFormat } from '../screen-frame.tsx';
import { ReadingFields } from './reading-fields.tsx';
import { RefusalNotice } from './refusal-notice.tsx';
import { useSendUpload } from './use-send-upload.ts';

const BYTES_PER_MEGABYTE = 1_048_576;

/** The way in: a file or a pasted list. What is not recognised is asked for on the spot. */
export function BeginCard() {
  const { t } = useTranslation();
  const format = useFormat();
  const { send, isSending, file, refused } = useSendUpload();
  const [pasted, setPasted] = useState('');
  const take = (chosen: File | undefined) => {
    if (chosen !== undefined) send(chosen);
  };
  const fields = format.list(UPLOAD_FIELDS.map((field) => t(`uploads.field.${field}`)));
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="p">{t('uploads.lead')}</Text>
          <Text as="p" tone="subdued">
            {t('uploads.privacy', { fields })}
          </Text>
        </BlockStack>
        <DropZone
          label={t('uploads.drop.label')}
          allowMultiple={false}
          variableHeight
          disabled={isSending}
          onDropAccepted={([chosen]) => take(chosen)}
        >
          <DropZone.FileUpload
            actionTitle={t('uploads.drop.action')}
            actionHint={t('uploads.drop.hint', {
              megabytes: format.number(MOST_UPLOAD_BYTES / BYTES_PER_MEGABYTE),
              rows: format.number(MOST_UPLOAD_ROWS),
            })}
          />
        </DropZone>
        <div aria-live="polite">
          {isSending && (
            <Text as="p" tone="subdued">
              {t('uploads.drop.reading', { name: file?.name || t('uploads.drop.list') })}
            </Text>
          )}
        </div>
        {refused !== null && <RefusalNotice refused={refused} />}
        {refused?.error === 'no_number_column' && file !== null && (
          <ChooseColumns
            headers={refused.headers}
            encoding={refused.encoding}
            isBusy={isSending}
            onRead={(choices) => send(file, choices)}
          />
        )}
        <TextField
          label={t('uploads.paste.label')}
          helpText={t('uploads.paste.help')}
          placeholder={t('uploads.paste.placeholder')}
          value={pasted}
          onChange={setPasted}
          multiline={4}
          maxHeight="16rem"
          autoComplete="off"
        />
        <InlineStack>
          <Button
            disabled={pasted.trim() === '' || isSending}
            onClick={() => take(new File([pasted], '', { type: 'text/plain' }))}
          >
            {t('uploads.paste.action')}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

function ChooseColumns({
  headers,
  encoding,
  isBusy,
  onRead,
}: {
  headers: Extract<UploadResult, { ok: false }>['headers'];
  encoding: string | null;
  isBusy: boolean;
  onRead: (choices: ReadingChoices) => void;
}) {
  const { t } = useTranslation();
  const [choices, setChoices] = useState<ReadingChoices>({});
  return (
    <BlockStack gap="300">
      <ReadingFields
        headers={headers}
        places={{}}
        encoding={encoding}
        dateOrder={null}
        choices={choices}
        onChange={setChoices}
      />
      <InlineStack>
        <Button loading={isBusy} onClick={() => onRead(choices)}>
          {t('uploads.reading.again')}
        </Button>
      </InlineStack>
    </BlockStack>
  );
}
