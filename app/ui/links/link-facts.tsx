import { Badge, BlockStack, Button, InlineStack, Link, List, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { LinkView } from '#app/contracts/links.ts';
import { TRACKING_WRITE_SCOPES } from '#app/contracts/links.ts';
import { speaksFor } from '#app/domain/parcels/link.ts';
import { linkEvidenceWords, writeWords } from '#app/i18n/link-words.ts';
import { safeLink } from '../parcel/safe-link.ts';
import { useFormat } from '../screen-frame.tsx';
import { useScopes } from '../use-scopes.ts';

/** From which number to which, with the carriers and what the second one stands for. */
export function LinkLine({ link }: { link: LinkView }) {
  const { t } = useTranslation();
  const url = safeLink(link.trackingUrl);
  return (
    <InlineStack gap="200" blockAlign="center">
      <Text as="span" breakWord>
        {link.fromNumber ?? t('links.noNumber')}
      </Text>
      {link.fromCarrier !== null && <Text as="span">{link.fromCarrier}</Text>}
      <Text as="span" tone="subdued">
        {t('links.continuesAs')}
      </Text>
      <Text as="span" fontWeight="semibold" breakWord>
        {url === null ? (
          link.number
        ) : (
          <Link url={url} target="_blank">
            {link.number}
            <Text as="span" visuallyHidden>
              {` (${t('parcel.trackAtCarrier')}, ${t('common.opensNewTab')})`}
            </Text>
          </Link>
        )}
      </Text>
      <Text as="span">{link.carrier ?? t('parcels.noCarrier')}</Text>
      <Badge>{t(`links.kind.${link.kind}`)}</Badge>
      {link.isDoubtful && <Badge tone="warning">{t('links.doubtful')}</Badge>}
    </InlineStack>
  );
}

/** What speaks for a link, and what against it. */
export function LinkEvidenceList({ link }: { link: LinkView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = { t, format };
  const against = link.evidence.filter((one) => !speaksFor(one));
  const speaking = link.evidence.filter(speaksFor);
  return (
    <BlockStack gap="100">
      {speaking.length === 1 ? (
        speaking.map((one) => (
          <Text as="p" tone="subdued" breakWord key={one.code}>
            {linkEvidenceWords(one, words)}
          </Text>
        ))
      ) : (
        <List>
          {speaking.map((one) => (
            <List.Item key={one.code}>{linkEvidenceWords(one, words)}</List.Item>
          ))}
        </List>
      )}
      {against.map((one) => (
        <Text as="p" tone="caution" key={`${one.code} ${one.params['order'] ?? ''}`}>
          {linkEvidenceWords(one, words)}
        </Text>
      ))}
    </BlockStack>
  );
}

/** How the number stands at Shopify, and the way to the access that is missing. */
export function WriteState({ link, onRetry }: { link: LinkView; onRetry: () => void }) {
  const { t } = useTranslation();
  const { ask } = useScopes(TRACKING_WRITE_SCOPES);
  const words = writeWords(link, t);
  if (words === null || link.state === 'proposed') return null;
  const isTrouble = link.writeState === 'failed' || link.writeState === 'overwritten';
  return (
    <BlockStack gap="200">
      <Text as="p" tone={isTrouble ? 'caution' : 'subdued'}>
        {words}
      </Text>
      {link.writeState === 'failed' && link.state === 'confirmed' && (
        <InlineStack gap="200">
          {link.writeError?.code === 'scope_missing' && (
            <Button
              onClick={() => {
                void ask().then((isGranted) => isGranted && onRetry());
              }}
            >
              {t('links.grantAccess')}
            </Button>
          )}
          <Button onClick={onRetry}>{t('links.writeAgain')}</Button>
        </InlineStack>
      )}
    </BlockStack>
  );
}
