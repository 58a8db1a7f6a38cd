import { BlockStack, Button, Collapsible, Text } from '@shopify/polaris';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Short help where the question arises: closed until one asks. */
export function HowWorkedOut({ paragraphs }: { paragraphs: readonly string[] }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <BlockStack gap="200" inlineAlign="start">
      <Button
        variant="plain"
        disclosure={isOpen ? 'up' : 'down'}
        ariaExpanded={isOpen}
        ariaControls={id}
        onClick={() => setOpen(!isOpen)}
      >
        {t('inventory.how.ask')}
      </Button>
      <Collapsible id={id} open={isOpen}>
        <BlockStack gap="200">
          {paragraphs.map((paragraph) => (
            <Text key={paragraph} as="p" tone="subdued">
              {paragraph}
            </Text>
          ))}
        </BlockStack>
      </Collapsible>
    </BlockStack>
  );
}
