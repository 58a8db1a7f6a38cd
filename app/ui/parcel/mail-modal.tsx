import { Banner, BlockStack, FormLayout, Modal, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  MessageKind,
  ParcelMessages,
  WriteMessage,
  WriteMessageResult,
} from '#app/contracts/messages.ts';

/** Whom the mail goes to and where answers go; what was used last time stands there already. */
export function MailModal({
  isOpen,
  onClose,
  onSend,
  isSending,
  result,
  kind,
  toName,
  draft,
  messages,
}: {
  isOpen: boolean;
  onClose: () => void;
  onSend: (message: WriteMessage) => void;
  isSending: boolean;
  result: WriteMessageResult | undefined;
  kind: MessageKind;
  toName: string;
  draft: Pick<WriteMessage, 'language' | 'subject' | 'body'>;
  messages: ParcelMessages;
}) {
  const { t } = useTranslation();
  const ofKind = messages.contacts.filter((contact) => contact.kind === kind);
  // A carrier's address belongs to that carrier; any supplier used last is the likely one again.
  const known =
    ofKind.find(({ name }) => name === toName) ?? (kind === 'supplier' ? ofKind[0] : undefined);
  const [name, setName] = useState(known?.name ?? toName);
  const [to, setTo] = useState(known?.email ?? '');
  const [replyTo, setReplyTo] = useState(messages.replyTo ?? '');
  const [subject, setSubject] = useState(draft.subject);
  const [answerByOn, setAnswerByOn] = useState(messages.answerByOn[kind]);
  const refused = result?.ok === false ? result : null;
  return (
    <Modal
      open={isOpen}
      onClose={onClose}
      title={t('messages.sendTitle')}
      primaryAction={{
        content: t('messages.send'),
        loading: isSending,
        disabled: name === '' || to === '' || replyTo === '' || subject === '',
        onAction: () =>
          onSend({
            ...draft,
            subject,
            kind,
            toName: name,
            answerByOn: answerByOn === '' ? null : answerByOn,
            send: { channel: 'mail', to, replyTo },
          }),
      }}
      secondaryActions={[{ content: t('messages.cancel'), onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          {refused !== null && (
            <Banner tone="critical">
              {t(`messages.error.${refused.code}`, { field: fieldLabel(refused.field) })}
            </Banner>
          )}
          <FormLayout>
            <TextField
              label={t(kind === 'carrier' ? 'messages.toCarrier' : 'messages.toSupplier')}
              value={name}
              onChange={setName}
              autoComplete="off"
              maxLength={120}
            />
            <TextField
              label={t('messages.email')}
              type="email"
              value={to}
              onChange={setTo}
              autoComplete="off"
            />
            <TextField
              label={t('messages.replyTo')}
              helpText={t('messages.replyToHelp')}
              type="email"
              value={replyTo}
              onChange={setReplyTo}
              autoComplete="email"
            />
            <TextField
              label={t('messages.subject')}
              value={subject}
              onChange={setSubject}
              autoComplete="off"
              maxLength={200}
            />
            <TextField
              label={t('messages.answerBy')}
              type="date"
              value={answerByOn}
              onChange={setAnswerByOn}
              autoComplete="off"
            />
          </FormLayout>
        </BlockStack>
      </Modal.Section>
    </Modal>
  );

  function fieldLabel(field: string | null): string {
    switch (field) {
      case 'send.to':
        return t('messages.email');
      case 'send.replyTo':
        return t('messages.replyTo');
      case 'toName':
        return t('messages.name');
      case 'subject':
        return t('messages.subject');
      case 'answerByOn':
        return t('messages.answerBy');
      default:
        return t('messages.body');
    }
  }
}
