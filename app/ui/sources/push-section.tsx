import { BlockStack, InlineStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { SourceCardView } from '#app/contracts/sources.ts';
import { CopyButton } from '../copy-button.tsx';
import { useFormat } from '../screen-frame.tsx';
import styles from './facts.module.css';

/** Where a source pushes to, and how to enter that there. */
export function PushSection({ card }: { card: SourceCardView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { source, pushUrl, hasPushSecret, oldSecretUntil } = card;
  if (pushUrl === null) return null;
  return (
    <BlockStack gap="200">
      <Text as="h4" variant="headingSm">
        {t('sources.push.title')}
      </Text>
      {source !== 'inbound' && (
        <Text as="p" tone="subdued">
          {t('sources.push.text')}
        </Text>
      )}
      <InlineStack gap="200" blockAlign="center">
        <Text as="span">{t('sources.push.address')}</Text>
        <code className={styles.secret}>{pushUrl}</code>
        <CopyButton text={pushUrl} what={t('sources.push.address')} variant="tertiary" />
      </InlineStack>
      {source === 'seventeen_track' && (
        <Text as="p" tone="subdued">
          {t('sources.push.seventeenTrackHelp')}
        </Text>
      )}
      {source === 'aftership' && (
        <Text as="p" tone="subdued">
          {t('sources.push.aftershipHelp')}
        </Text>
      )}
      {source === 'aftership' && !hasPushSecret && (
        <Text as="p" tone="caution">
          {t('sources.push.secretMissing')}
        </Text>
      )}
      {oldSecretUntil !== null && (
        <Text as="p">{t('sources.push.oldSecret', { at: format.instant(oldSecretUntil) })}</Text>
      )}
    </BlockStack>
  );
}
