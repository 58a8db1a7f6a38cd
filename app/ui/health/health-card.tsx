import { Badge, BlockStack, Card, InlineStack, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Condition } from './health-verdicts.ts';

const TONE = { fine: 'success', look: 'attention', unknown: undefined } as const;

/** One thing that must work: its name, whether it does, a fact, and a sentence with what to do if not. */
export function HealthCard({
  title,
  condition,
  fact,
  sentence,
  children,
}: {
  title: string;
  condition: Condition;
  fact?: ReactNode;
  sentence: string;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="200">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {title}
          </Text>
          <Badge tone={TONE[condition]}>{t(`health.${condition}`)}</Badge>
        </InlineStack>
        {fact !== undefined && (
          <Text as="p" fontWeight="medium">
            {fact}
          </Text>
        )}
        <Text as="p" tone="subdued">
          {sentence}
        </Text>
        {children}
      </BlockStack>
    </Card>
  );
}
