import { BlockStack, Button, Card, DropZone, InlineStack, List, Text } from '@shopify/polaris';
import { useFetcher } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { SupplyFile } from '#app/contracts/inventory.ts';
import type { SupplyFileResult } from '#app/contracts/suppliers.ts';
import { useFormat } from '../screen-frame.tsx';
import { useDownload } from '../use-download.ts';

/** Takes a CSV file in, says what became of each row, and gives a template to begin with. */
export function FileCard({
  kind,
  supplierId = null,
}: {
  kind: SupplyFile;
  /** Whom rows mean that name nobody; null: each must name one. */
  supplierId?: number | null;
}) {
  const { t } = useTranslation();
  const fetcher = useFetcher<SupplyFileResult>();
  const { download } = useDownload();
  const isSending = fetcher.state !== 'idle';
  const send = (file: File | undefined) => {
    if (file === undefined) return;
    const form = new FormData();
    form.set('file', file);
    fetcher.submit(form, {
      method: 'post',
      action: `/app/inventory/files?kind=${kind}${supplierId === null ? '' : `&supplier=${supplierId}`}`,
      encType: 'multipart/form-data',
    });
  };
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t(`inventory.file.${kind}.title`)}
          </Text>
          <Text as="p" tone="subdued">
            {t(`inventory.file.${kind}.text`)}
          </Text>
        </BlockStack>
        <DropZone
          label={t(`inventory.file.${kind}.title`)}
          labelHidden
          allowMultiple={false}
          variableHeight
          disabled={isSending}
          onDropAccepted={([file]) => send(file)}
        >
          <DropZone.FileUpload
            actionTitle={t('inventory.file.choose')}
            actionHint={t('inventory.file.hint')}
          />
        </DropZone>
        <InlineStack>
          <Button
            variant="plain"
            onClick={() =>
              download(`/app/inventory/files?kind=${kind}`, t(`inventory.file.${kind}.name`))
            }
          >
            {t('inventory.file.template')}
          </Button>
        </InlineStack>
        <div aria-live="polite">
          {isSending && (
            <Text as="p" tone="subdued">
              {t('inventory.file.reading')}
            </Text>
          )}
          {!isSending && fetcher.data !== undefined && <FileResult result={fetcher.data} />}
        </div>
      </BlockStack>
    </Card>
  );
}

function FileResult({ result }: { result: SupplyFileResult }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { rows, created, updated, unchanged, faults, faultCount } = result;
  return (
    <BlockStack gap="200">
      <Text as="p">
        {t('inventory.file.result', {
          count: rows,
          number: format.number(rows),
          created: format.number(created),
          updated: format.number(updated),
          unchanged: format.number(unchanged),
        })}
      </Text>
      {faultCount > 0 && (
        <>
          <Text as="p">
            {t('inventory.file.faults', {
              count: faultCount,
              number: format.number(faultCount),
            })}
          </Text>
          <List>
            {faults.map(({ line, column, code, params }) => (
              <List.Item key={`${line} ${column} ${code}`}>
                {line === 0
                  ? t('inventory.named', {
                      name: column === '' ? t('inventory.file.whole') : column,
                      value: t(`inventory.fault.${code}`, params),
                    })
                  : t('inventory.file.fault', {
                      line: format.number(line),
                      column,
                      words: t(`inventory.fault.${code}`, params),
                    })}
              </List.Item>
            ))}
          </List>
        </>
      )}
    </BlockStack>
  );
}
