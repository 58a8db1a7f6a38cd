import { BlockStack, Box, Button, InlineStack, Text } from '@shopify/polaris';

/** An empty place that says what will appear here and how to get there. */
export function EmptyTeach({
  title,
  text,
  action,
}: {
  title: string;
  text: string;
  action?: { label: string; url?: string; onAction?: () => void };
}) {
  return (
    <Box padding="800">
      <BlockStack gap="300" inlineAlign="center">
        <Text as="h2" variant="headingMd" alignment="center">
          {title}
        </Text>
        <div style={{ maxWidth: '36rem' }}>
          <Text as="p" tone="subdued" alignment="center">
            {text}
          </Text>
        </div>
        {action !== undefined && (
          <InlineStack>
            <Button url={action.url} onClick={action.onAction}>
              {action.label}
            </Button>
          </InlineStack>
        )}
      </BlockStack>
    </Box>
  );
}
