import { Badge, BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { HomeView } from '#app/contracts/pages.ts';

const STEPS = ['importDone', 'limitsReviewed', 'calendarReviewed'] as const;
const WHERE = {
  importDone: null,
  limitsReviewed: '/app/settings',
  calendarReviewed: '/app/settings',
} as const;

/** What is left to set up; the card is gone when nothing is. */
export function SetupCard({ setup }: { setup: HomeView['setup'] }) {
  const { t } = useTranslation();
  const done = STEPS.filter((step) => setup[step]).length;
  if (done === STEPS.length) return null;
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingMd">
            {t('setup.title')}
          </Text>
          <Text as="span" tone="subdued">
            {t('setup.progress', { done, total: STEPS.length })}
          </Text>
        </InlineStack>
        <BlockStack gap="300" as="ul">
          {STEPS.map((step) => (
            <Step key={step} step={step} isDone={setup[step]} />
          ))}
        </BlockStack>
      </BlockStack>
    </Card>
  );
}

function Step({ step, isDone }: { step: (typeof STEPS)[number]; isDone: boolean }) {
  const { t } = useTranslation();
  const url = WHERE[step];
  return (
    <li>
      <InlineStack align="space-between" blockAlign="center" gap="200" wrap={false}>
        <BlockStack gap="050">
          <Text as="span" fontWeight="medium">
            {t(`setup.${step}`)}
          </Text>
          <Text as="span" tone="subdued" variant="bodySm">
            {t(`setup.${step}Help`)}
          </Text>
        </BlockStack>
        {isDone || url === null ? (
          <Badge tone={isDone ? 'success' : undefined}>
            {t(isDone ? 'setup.done' : 'setup.open')}
          </Badge>
        ) : (
          <Button url={url} accessibilityLabel={t(`setup.${step}`)}>
            {t('setup.review')}
          </Button>
        )}
      </InlineStack>
    </li>
  );
}
