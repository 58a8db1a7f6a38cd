import { BlockStack, Button, Card, InlineStack, Select, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerSuggestion, AskAction, AskResult, AskView } from '#app/contracts/asks.ts';
import { LONGEST_ASK } from '#app/contracts/shopper.ts';
import { answerLanguage, suggestedAnswer } from './suggested-answers.ts';

/** Writes an answer, from a beginning in the shopper's language if wanted; what is typed stays until it has been sent. */
export function AnswerForm({
  ask,
  act,
  result,
  isActing,
}: {
  ask: AskView;
  act: (action: AskAction) => void;
  result: AskResult | undefined;
  isActing: boolean;
}) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [requestKey, setRequestKey] = useState(newKey);
  const [handled, setHandled] = useState(result);
  if (result !== handled) {
    setHandled(result);
    if (result?.ok === true && result.done === 'answer') {
      setText('');
      setRequestKey(newKey());
    }
  }
  const isTooLong = text.length > LONGEST_ASK;
  const send = (close: boolean) => act({ intent: 'answer', requestKey, text, close });
  const isUnable = isActing || isTooLong || text.trim() === '';
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t('asks.answerTitle')}
        </Text>
        {ask.kind === 'cancel' && <Text as="p">{t('asks.cancelHelp')}</Text>}
        {ask.suggestions.length > 0 && (
          <Select
            label={t('asks.beginWith')}
            helpText={t('asks.beginHelp')}
            options={[
              { label: t('asks.ownWords'), value: '' },
              ...ask.suggestions.map((code) => ({
                label: t(`asks.suggestion.${code}`),
                value: code,
              })),
            ]}
            value=""
            onChange={(code) => begin(code)}
          />
        )}
        <TextField
          label={t('asks.answerLabel')}
          helpText={t('asks.answerHelp')}
          value={text}
          onChange={setText}
          multiline={4}
          maxHeight={320}
          autoComplete="off"
          showCharacterCount
          maxLength={LONGEST_ASK}
          error={fieldError()}
        />
        <InlineStack gap="200">
          <Button
            variant="primary"
            disabled={isUnable}
            loading={isActing}
            onClick={() => send(false)}
          >
            {t('asks.send')}
          </Button>
          <Button disabled={isUnable} onClick={() => send(true)}>
            {t('asks.sendAndClose')}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );

  function begin(code: string) {
    const known = ask.suggestions.find((each): each is AnswerSuggestion => each === code);
    if (known === undefined) return;
    const words = suggestedAnswer(known, answerLanguage(ask.language));
    setText((before) => (before.trim() === '' ? words : `${before.trimEnd()}\n\n${words}`));
  }

  function fieldError(): string | undefined {
    if (result?.ok !== false) return undefined;
    if (result.code === 'empty' && text.trim() === '') return t('asks.error.empty');
    return result.code === 'too_long' && isTooLong ? t('asks.error.too_long') : undefined;
  }
}

function newKey(): string {
  return crypto.randomUUID();
}
