import { BlockStack, InlineStack, Select, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TemplateView } from '#app/contracts/finding-detail.ts';
import { CopyButton } from '../copy-button.tsx';
import { useFormat } from '../screen-frame.tsx';

/** A text to send or to paste, in the reader's language where there is one; open to changes. */
export function ReadyText({ template }: { template: TemplateView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [language, setLanguage] = useState(template.texts[0]?.language ?? 'en');
  const text = template.texts.find((one) => one.language === language) ?? template.texts[0];
  const [changed, setChanged] = useState<Record<string, string>>({});
  if (text === undefined) return null;
  const body = changed[text.language] ?? text.body;
  return (
    <BlockStack gap="200">
      <InlineStack align="space-between" blockAlign="end" gap="200">
        <Text as="h3" variant="headingSm">
          {t(`finding.textTo.${template.to}`)}
        </Text>
        {template.texts.length > 1 && (
          <Select
            label={t('finding.textLanguage')}
            labelInline
            value={text.language}
            options={template.texts.map((one) => ({
              value: one.language,
              label: format.language(one.language),
            }))}
            onChange={setLanguage}
          />
        )}
      </InlineStack>
      {text.subject !== '' && (
        <Text as="p" tone="subdued" breakWord>
          {t('finding.textSubject', { subject: text.subject })}
        </Text>
      )}
      <div lang={text.language}>
        <TextField
          label={t('messages.body')}
          labelHidden
          value={body}
          onChange={(value) => setChanged({ ...changed, [text.language]: value })}
          multiline={4}
          maxHeight={320}
          autoComplete="off"
        />
      </div>
      <InlineStack>
        <CopyButton text={body} what={t(`finding.textTo.${template.to}`)} />
      </InlineStack>
    </BlockStack>
  );
}
