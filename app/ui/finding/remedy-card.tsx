import { BlockStack, Card, Divider, List, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { FindingDetailAction, FindingView } from '#app/contracts/finding-detail.ts';
import { FixButton } from './fix-button.tsx';
import { ReadyText } from './ready-text.tsx';

/** What to do: the steps, what Lastscan can do in Shopify itself, and the words to send. */
export function RemedyCard({
  finding,
  act,
  isActing,
}: {
  finding: FindingView;
  act: (action: FindingDetailAction) => void;
  isActing: boolean;
}) {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t('finding.remedyTitle')}
        </Text>
        <List type="number">
          {finding.steps.map((step) => (
            <List.Item key={step}>{step}</List.Item>
          ))}
        </List>
        {finding.fixes.map((fix) => (
          <FixButton key={fix.index ?? fix.last?.fixId} fix={fix} act={act} isActing={isActing} />
        ))}
        {finding.templates.map((template) => (
          <BlockStack key={template.id} gap="300">
            <Divider />
            <ReadyText template={template} />
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  );
}
