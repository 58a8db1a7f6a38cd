import { BlockStack, InlineStack, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { IntlText } from '../intl-text.tsx';

export interface Fact {
  name: string;
  value: string;
  note?: string | null;
}

/** Names and their figures, one under the other, in a card of the right column. */
export function FactList({ facts }: { facts: readonly Fact[] }) {
  return (
    <BlockStack gap="200">
      {facts.map(({ name, value, note }) => (
        <BlockStack key={name}>
          <InlineStack align="space-between" gap="200" wrap={false}>
            <Text as="span" tone="subdued">
              {name}
            </Text>
            <Text as="span" alignment="end" breakWord>
              <IntlText>{value}</IntlText>
            </Text>
          </InlineStack>
          {note !== undefined && note !== null && (
            <Text as="span" variant="bodySm" tone="subdued" alignment="end">
              <IntlText>{note}</IntlText>
            </Text>
          )}
        </BlockStack>
      ))}
    </BlockStack>
  );
}

/** A heading with what stands under it. */
export function Titled({ title, children }: { title: string; children: ReactNode }) {
  return (
    <BlockStack gap="300">
      <Text as="h2" variant="headingMd">
        {title}
      </Text>
      {children}
    </BlockStack>
  );
}
