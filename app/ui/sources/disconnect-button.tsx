import { Button, Modal, Text } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectedSource } from '#app/contracts/sources.ts';
import { useSourceAction } from './source-action.ts';
import { failureWords } from './source-words.ts';

/** Asks before a key is destroyed, and says what stays. */
export function DisconnectButton({ source }: { source: ConnectedSource }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const { act, isBusy, result } = useSourceAction();
  const name = t(`sources.name.${source}`);
  const action = t('sources.action.disconnect');
  return (
    <>
      <Button
        tone="critical"
        variant="tertiary"
        accessibilityLabel={t('sources.action.named', { action, source: name })}
        onClick={() => setOpen(true)}
      >
        {action}
      </Button>
      <Modal
        open={isOpen}
        onClose={() => setOpen(false)}
        title={t('sources.disconnectTitle', { source: name })}
        primaryAction={{
          content: action,
          destructive: true,
          loading: isBusy,
          onAction: () => act({ intent: 'disconnect', source }),
        }}
        secondaryActions={[{ content: t('common.cancel'), onAction: () => setOpen(false) }]}
      >
        <Modal.Section>
          <Text as="p">{t('sources.disconnectText')}</Text>
          {result?.ok === false && (
            <div role="alert">
              <Text as="p" tone="critical">
                {failureWords(t, result, source)}
              </Text>
            </div>
          )}
        </Modal.Section>
      </Modal>
    </>
  );
}
