import { BlockStack, Box, Button, Card, InlineStack, Text } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SourcePreview } from '#app/contracts/sources.ts';
import { useFormat } from '../screen-frame.tsx';
import { KeyForm } from './key-form.tsx';

/** A source that could be connected: what it is good for, what it would take, and where the key goes. */
export function ConnectCard({ preview }: { preview: SourcePreview }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  const { source, callsPerDay, registerNow, registerPerDay } = preview;
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h3" variant="headingMd">
            {t(`sources.name.${source}`)}
          </Text>
          <Text as="p" tone="subdued">
            {t(`sources.connect.whatFor.${source}`)}
          </Text>
        </BlockStack>
        <Box background="bg-surface-secondary" padding="300" borderRadius="200">
          <BlockStack gap="100">
            <Text as="h4" variant="headingSm">
              {t('sources.connect.previewTitle')}
            </Text>
            <Text as="p">
              {t('sources.connect.preview', { calls: format.number(callsPerDay) })}
            </Text>
            <Text as="p">
              {t('sources.connect.previewCredits', {
                now: format.number(registerNow),
                daily: format.number(registerPerDay),
              })}
            </Text>
          </BlockStack>
        </Box>
        {isOpen ? (
          <KeyForm source={source} isNewKey={false} />
        ) : (
          <InlineStack>
            <Button onClick={() => setOpen(true)}>
              {t('sources.connect.open', { source: t(`sources.name.${source}`) })}
            </Button>
          </InlineStack>
        )}
      </BlockStack>
    </Card>
  );
}
