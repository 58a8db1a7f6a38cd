import { BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { useScreen } from '../screen-frame.tsx';
import { costsTemplate } from './costs-template.ts';
import { FileDrop } from './file-drop.tsx';
import { FileOutcome } from './file-outcome.tsx';
import { useCashActions } from './use-cash-actions.ts';
import { useCashFile } from './use-cash-file.ts';

/** Costs by CSV, with a template to begin with. */
export function CostsFileCard({ currency, today }: { currency: string; today: string }) {
  const { t } = useTranslation();
  const { language } = useScreen();
  const { send, outcome, isSending } = useCashFile('costs');
  const undo = useCashActions();
  const isUndone =
    outcome?.ok === true &&
    undo.result?.ok === true &&
    undo.result.itemIds.join(' ') === outcome.itemIds.join(' ');
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h3" variant="headingSm">
            {t('cash.file.costsTitle')}
          </Text>
          <Text as="p" tone="subdued">
            {t('cash.file.costsText')}
          </Text>
        </BlockStack>
        <FileDrop label={t('cash.file.costsTitle')} isDisabled={isSending} onFile={send} />
        <InlineStack>
          <Button
            variant="plain"
            onClick={() =>
              saveText(t('cash.file.costsName'), costsTemplate(language, { currency, today }))
            }
          >
            {t('cash.file.template')}
          </Button>
        </InlineStack>
        <div aria-live="polite">
          {isSending && <Text as="p">{t('cash.file.reading')}</Text>}
          {!isSending && outcome !== undefined && (
            <FileOutcome
              result={outcome}
              isUndone={isUndone}
              isActing={undo.isActing}
              onUndo={() =>
                outcome.ok && undo.act({ intent: 'remove_items', itemIds: [...outcome.itemIds] })
              }
            />
          )}
        </div>
      </BlockStack>
    </Card>
  );
}

/** With a byte order mark, so that spreadsheets read Chinese as it is written. */
function saveText(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
