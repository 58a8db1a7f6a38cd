import {
  BlockStack,
  Button,
  Form,
  FormLayout,
  InlineStack,
  Text,
  TextField,
} from '@shopify/polaris';
import { useAppBridge } from '@shopify/app-bridge-react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AskedSource } from '#app/domain/scans/source-name.ts';
import { useSourceAction } from './source-action.ts';
import { failureWords } from './source-words.ts';

/** Takes a key, has it tried at the source, and says beside the field when it does not work. */
export function KeyForm({
  source,
  isNewKey,
  onDone,
}: {
  source: AskedSource;
  /** The source is connected already; what is saved stays until the new key has worked. */
  isNewKey: boolean;
  onDone?: () => void;
}) {
  const { t } = useTranslation();
  const shopify = useAppBridge();
  const [key, setKey] = useState('');
  const [webhookSecret, setWebhookSecret] = useState('');
  const { act, isBusy, result } = useSourceAction(
    useCallback(() => {
      setKey('');
      setWebhookSecret('');
      shopify.toast.show(t('sources.connectedNow'));
      onDone?.();
    }, [shopify, t, onDone]),
  );
  const failure = result?.ok === false ? result : null;
  const field = failure?.error === 'connect' ? failure.failure.field : 'key';
  const words = failure === null ? undefined : failureWords(t, failure, source);
  const name = t(`sources.name.${source}`);
  return (
    <Form onSubmit={() => act({ intent: 'connect', source, key, webhookSecret })}>
      <BlockStack gap="300">
        <FormLayout>
          <TextField
            // Not a password of this site: browsers must not offer to save it.
            autoComplete="off"
            type="password"
            // It appears because it was asked for.
            autoFocus={!isNewKey}
            label={t('sources.connect.key')}
            helpText={t(`sources.connect.keyHelp.${source}`)}
            value={key}
            error={field === 'key' ? words : undefined}
            onChange={setKey}
          />
          {source === 'aftership' && (
            <TextField
              autoComplete="off"
              type="password"
              label={t('sources.connect.webhookSecret')}
              helpText={t(
                isNewKey
                  ? 'sources.connect.webhookSecretKept'
                  : 'sources.connect.webhookSecretHelp',
              )}
              value={webhookSecret}
              error={field === 'webhookSecret' ? words : undefined}
              onChange={setWebhookSecret}
            />
          )}
        </FormLayout>
        <InlineStack gap="300" blockAlign="center">
          <Button submit variant={isNewKey ? 'secondary' : 'primary'} loading={isBusy}>
            {t(isNewKey ? 'sources.connect.buttonNewKey' : 'sources.connect.button')}
          </Button>
          <Text as="span" tone="subdued">
            {t('sources.connect.testing', { source: name })}
          </Text>
        </InlineStack>
      </BlockStack>
    </Form>
  );
}
