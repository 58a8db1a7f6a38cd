import { BlockStack, Button, Card, Collapsible, Text } from '@shopify/polaris';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MessageView } from '#app/contracts/messages.ts';
import { useFormat } from '../screen-frame.tsx';
import styles from './next-step-card.module.css';

/** What was written to carriers and suppliers about this parcel, newest first. */
export function MessagesCard({ messages }: { messages: readonly MessageView[] }) {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t('messages.title')}
        </Text>
        {messages.length === 0 && (
          <Text as="p" tone="subdued">
            {t('messages.empty')}
          </Text>
        )}
        {messages.map((message) => (
          <Entry key={message.messageId} message={message} />
        ))}
      </BlockStack>
    </Card>
  );
}

function Entry({ message }: { message: MessageView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const { channel, state, toName, answerByOn, error } = message;
  return (
    <BlockStack gap="100" inlineAlign="start">
      <Text as="p">
        {t('messages.line', {
          channel: t(`messages.channel.${channel}`),
          name: toName,
          at: format.instant(message.createdAt),
        })}
      </Text>
      <Text as="p" tone={state === 'failed' ? 'critical' : 'subdued'}>
        {[
          ...(channel === 'mail' ? [t(`messages.state.${state}`)] : []),
          ...(answerByOn === null
            ? []
            : [t('messages.answerDue', { date: format.date(answerByOn) })]),
        ].join(' · ')}
      </Text>
      {error !== null && (
        <Text as="p" tone="critical">
          {mailError(error)}
        </Text>
      )}
      <Button
        variant="plain"
        ariaControls={id}
        ariaExpanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {t(isOpen ? 'messages.hide' : 'messages.show')}
      </Button>
      <Collapsible id={id} open={isOpen}>
        <div className={styles['message']} lang={message.language}>
          {message.body}
        </div>
      </Collapsible>
    </BlockStack>
  );

  function mailError(code: string): string {
    if (code === 'address_missing') return t('messages.mailError.address_missing');
    return /^5\d\d$/.test(code)
      ? t('messages.mailError.refused', { code })
      : t('messages.mailError.gave_up', { code });
  }
}
