import { BlockStack, Card, List, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { FindingView } from '#app/contracts/finding-detail.ts';

/** What would make the finding fall away. */
export function ExceptionsCard({ exceptions }: { exceptions: FindingView['exceptions'] }) {
  const { t } = useTranslation();
  if (exceptions.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {t('finding.exceptionsTitle')}
        </Text>
        <List>
          {exceptions.map(({ words, cite }) => (
            <List.Item key={words}>
              {words}
              <Text as="span" tone="subdued" variant="bodySm">
                {t('common.bracketed', { words: cite })}
              </Text>
            </List.Item>
          ))}
        </List>
      </BlockStack>
    </Card>
  );
}
