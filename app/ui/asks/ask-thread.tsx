import { BlockStack, Box, Card, InlineStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { AskView } from '#app/contracts/asks.ts';
import { Instant } from '../instant.tsx';
import styles from './ask-thread.module.css';

/** What was written, oldest first: the shopper's words on the page's ground, the shop's on white. */
export function AskThread({ ask }: { ask: AskView }) {
  const { t } = useTranslation();
  return (
    <Card padding="0">
      {ask.messages.length === 0 && (
        <Box padding="400">
          <Text as="p" tone="subdued">
            {t(ask.kind === 'cancel' ? 'asks.cancelOnly' : 'asks.nothingWritten')}
          </Text>
        </Box>
      )}
      {ask.messages.map(({ author, text, at }, place) => (
        <Box
          key={`${at}-${place}`}
          padding="400"
          background={author === 'shopper' ? 'bg-surface-secondary' : 'bg-surface'}
          borderBlockStartWidth={place === 0 ? undefined : '025'}
          borderColor="border"
        >
          <BlockStack gap="100">
            <InlineStack gap="200">
              <Text as="h3" variant="headingSm">
                {t(`asks.author.${author}`)}
              </Text>
              <Text as="span" tone="subdued">
                <Instant at={at} />
              </Text>
            </InlineStack>
            {text === null ? (
              <Text as="p" tone="subdued">
                {t('asks.erased')}
              </Text>
            ) : (
              <div
                className={styles['text']}
                lang={author === 'shopper' ? ask.language : undefined}
              >
                {text}
              </div>
            )}
          </BlockStack>
        </Box>
      ))}
    </Card>
  );
}
