import {
  BlockStack,
  Button,
  ButtonGroup,
  Card,
  InlineStack,
  Text,
  TextField,
} from '@shopify/polaris';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadWords } from '#words';
import type { ParcelView } from '#app/contracts/pages.ts';
import { createI18n } from '#app/i18n/i18n.ts';
import { LANGUAGES } from '#app/i18n/languages.ts';
import { useScreen } from '../screen-frame.tsx';
import { useCopy } from '../use-copy.ts';
import { MailModal } from './mail-modal.tsx';
import { readyMessage } from './ready-message.ts';
import type { ReadyMessage } from './ready-message.ts';
import { useMessages } from './use-messages.ts';
import styles from './next-step-card.module.css';

export const NEXT_STEP_ID = 'next-step';

/** What to do now, with the words to send. */
export function NextStepCard({ parcel }: { parcel: ParcelView }) {
  const { t } = useTranslation();
  const screen = useScreen();
  const [language, setLanguage] = useState(screen.language);
  const written = useMemo(() => createI18n(language), [language]);
  if (parcel.nextStep === null) return null;
  const ready = readyMessage(parcel, { t: written.t, language, frame: screen.frame });
  return (
    <div id={NEXT_STEP_ID} tabIndex={-1} className={styles['target']}>
      <Card>
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            {t('parcel.nextStepIs', { step: t(`nextStep.${parcel.nextStep}`) })}
          </Text>
          <Text as="p">{t(`nextStepHelp.${parcel.nextStep}`)}</Text>
          {ready !== null && (
            <>
              <div role="group" aria-label={t('parcel.messageLanguage')}>
                <ButtonGroup variant="segmented">
                  {LANGUAGES.map((choice) => (
                    <Button
                      key={choice}
                      size="slim"
                      pressed={choice === language}
                      onClick={() => void loadWords(choice).then(() => setLanguage(choice))}
                    >
                      {t(`settings.languageName.${choice}`)}
                    </Button>
                  ))}
                </ButtonGroup>
              </div>
              <Message
                key={`${language} ${ready.body}`}
                parcel={parcel}
                ready={ready}
                language={language}
              />
            </>
          )}
        </BlockStack>
      </Card>
    </div>
  );
}

/** The ready text, open to changes; copying or sending it notes it with the parcel. */
function Message({
  parcel,
  ready,
  language,
}: {
  parcel: ParcelView;
  ready: ReadyMessage;
  language: (typeof LANGUAGES)[number];
}) {
  const { t } = useTranslation();
  const [body, setBody] = useState(ready.body);
  const { copy, isCopied } = useCopy();
  const { write, result, isWriting } = useMessages(parcel.id);
  // What was the last result when the mail was begun: a newer one that went well closes it.
  const [mailing, setMailing] = useState<{ after: typeof result } | null>(null);
  const isMailed = mailing?.after !== result && result?.ok === true && result.channel === 'mail';
  const { messages } = parcel;
  const { to } = ready;
  const toName =
    to === 'carrier' && parcel.carrier !== null ? parcel.carrier : t('messages.defaultSupplier');
  const draft = { language, subject: ready.subject, body };
  const onCopy = () => {
    copy(body);
    if (to === 'buyer') return;
    const answerByOn = messages.answerByOn[to];
    write({ ...draft, kind: to, toName, answerByOn, send: { channel: 'copied' } });
  };
  const mailTo = `mailto:?subject=${encodeURIComponent(ready.subject)}&body=${encodeURIComponent(body)}`;
  return (
    <BlockStack gap="300">
      <div lang={language} suppressHydrationWarning>
        <TextField
          label={t('messages.body')}
          value={body}
          onChange={setBody}
          multiline={6}
          maxHeight={320}
          autoComplete="off"
        />
      </div>
      <InlineStack gap="200" blockAlign="center">
        <Button onClick={onCopy}>{t('messages.copy')}</Button>
        {to !== 'buyer' && messages.canMail && (
          <Button onClick={() => setMailing({ after: result })}>{t('messages.byMail')}</Button>
        )}
        {to !== 'buyer' && !messages.canMail && (
          <Button url={mailTo} target="_top">
            {t('messages.openMail')}
          </Button>
        )}
        {body !== ready.body && (
          <Button variant="plain" onClick={() => setBody(ready.body)}>
            {t('messages.reset')}
          </Button>
        )}
        <Text as="span" tone="subdued">
          <span role="status">
            {isCopied && t(to === 'buyer' ? 'common.copied' : 'messages.copied')}
            {result?.ok === true &&
              result.channel === 'mail' &&
              t('messages.sentNotice', { name: toName })}
          </span>
        </Text>
      </InlineStack>
      {to !== 'buyer' && !messages.canMail && (
        <Text as="p" tone="subdued">
          {t('messages.noMail')}
        </Text>
      )}
      {to !== 'buyer' && (
        <MailModal
          isOpen={mailing !== null && !isMailed}
          onClose={() => setMailing(null)}
          onSend={write}
          isSending={isWriting}
          result={result}
          kind={to}
          toName={toName}
          draft={draft}
          messages={messages}
        />
      )}
    </BlockStack>
  );
}
