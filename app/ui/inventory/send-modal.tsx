import {
  BlockStack,
  InlineGrid,
  InlineStack,
  Button,
  Modal,
  Select,
  Text,
  TextField,
} from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PurchaseOrderView } from '#app/contracts/purchase-orders.ts';
import type { OrderLetters } from '#app/contracts/inventory.ts';
import { LANGUAGES, type Language } from '#app/i18n/languages.ts';
import { CopyButton } from '../copy-button.tsx';
import { useScreen } from '../screen-frame.tsx';

/** Says that the merchant has sent the order: Lastscan mails nothing. A ready text and both files are at hand. */
export function SendModal({
  order,
  today,
  letters,
  onClose,
  onFile,
  onSend,
}: {
  order: PurchaseOrderView;
  today: string;
  letters: OrderLetters;
  onClose: () => void;
  onFile: (kind: 'csv' | 'pdf', language: Language) => void;
  onSend: (days: { orderedOn: string; expectedOn: string | null }) => void;
}) {
  const { t } = useTranslation();
  const { language: screenLanguage } = useScreen();
  const [orderedOn, setOrderedOn] = useState(today);
  const [expectedOn, setExpectedOn] = useState(order.expectedOn ?? '');
  const [language, setLanguage] = useState<Language>(screenLanguage);
  const { subject, text } = letters[language];
  const isUsable = /^\d{4}-\d{2}-\d{2}$/.test(orderedOn) && orderedOn <= today;
  return (
    <Modal
      open
      onClose={onClose}
      title={t('inventory.send.title', { number: order.number })}
      primaryAction={{
        content: t('inventory.send.confirm'),
        disabled: !isUsable,
        onAction: () => onSend({ orderedOn, expectedOn: expectedOn === '' ? null : expectedOn }),
      }}
      secondaryActions={[{ content: t('common.cancel'), onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="400">
          <Text as="p">{t('inventory.send.text')}</Text>
          <BlockStack gap="200">
            <InlineStack align="space-between" blockAlign="end" gap="200">
              <InlineStack gap="200">
                <CopyButton text={text} what={t('inventory.send.ready')} />
                <Button onClick={() => onFile('csv', language)}>{t('inventory.order.csv')}</Button>
                <Button onClick={() => onFile('pdf', language)}>{t('inventory.order.pdf')}</Button>
              </InlineStack>
              <Select
                label={t('inventory.send.language')}
                labelInline
                options={LANGUAGES.map((value) => ({
                  value,
                  label: t(`settings.languageName.${value}`),
                }))}
                value={language}
                onChange={(value) =>
                  setLanguage(LANGUAGES.find((each) => each === value) ?? screenLanguage)
                }
              />
            </InlineStack>
            <Text as="p" tone="subdued" breakWord>
              {t('inventory.send.subject', { subject })}
            </Text>
            <div lang={language}>
              <TextField
                label={t('inventory.send.ready')}
                labelHidden
                readOnly
                multiline={6}
                maxHeight={240}
                autoComplete="off"
                value={text}
              />
            </div>
          </BlockStack>
          <InlineGrid columns={{ xs: 1, sm: 2 }} gap="300">
            <TextField
              type="date"
              autoComplete="off"
              label={t('inventory.send.orderedOn')}
              helpText={t('inventory.send.orderedHelp')}
              max={today}
              value={orderedOn}
              error={isUsable ? undefined : t('inventory.fault.in_the_future')}
              onChange={setOrderedOn}
            />
            <TextField
              type="date"
              autoComplete="off"
              label={t('inventory.order.expected')}
              helpText={t('inventory.order.expectedHelp')}
              min={orderedOn}
              value={expectedOn}
              onChange={setExpectedOn}
            />
          </InlineGrid>
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
