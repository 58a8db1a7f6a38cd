import {
  BlockStack,
  Box,
  Button,
  Card,
  Collapsible,
  InlineStack,
  Modal,
  Text,
} from '@shopify/polaris';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SourceActionResult, SourceCardView, SourcesView } from '#app/contracts/sources.ts';
import { CopyButton } from '../copy-button.tsx';
import { DisconnectButton } from './disconnect-button.tsx';
import styles from './facts.module.css';
import { PushSection } from './push-section.tsx';
import { useSourceAction } from './source-action.ts';
import { CardHead } from './source-card.tsx';
import { SourceErrors, SourceFacts } from './source-facts.tsx';
import { failureWords } from './source-words.ts';

/**
 * The shop's own address for signed pushes of anything else. `card` is null until it is created. The new secret is kept
 * by the screen: the card moves to the connected ones the moment there is one.
 */
export function InboundCard({
  card,
  view,
  ...secret
}: {
  card: SourceCardView | null;
  view: SourcesView;
  /** Just made, shown until the person has copied it; null = none. */
  newSecret: string | null;
  onSecret: (secret: string | null) => void;
}) {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="400">
        {card === null ? (
          <Text as="h3" variant="headingMd">
            {t('sources.name.inbound')}
          </Text>
        ) : (
          <CardHead card={card} place={null} />
        )}
        <Text as="p" tone="subdued">
          {t('sources.inbound.text')}
        </Text>
        {card !== null && (
          <>
            <SourceFacts card={card} view={view} />
            <SourceErrors errors={card.errors} />
            <PushSection card={card} />
            <Example pushUrl={card.pushUrl ?? ''} />
          </>
        )}
        <Secret isNew={card === null} {...secret} />
      </BlockStack>
    </Card>
  );
}

/** Creates the address, or a new secret for it; what is created is shown once, here. */
function Secret({
  isNew,
  newSecret,
  onSecret,
}: {
  isNew: boolean;
  newSecret: string | null;
  onSecret: (secret: string | null) => void;
}) {
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  const { act, isBusy, result } = useSourceAction(
    useCallback(
      (outcome: SourceActionResult & { ok: true }) => {
        onSecret(outcome.secret ?? null);
        setAsking(false);
      },
      [onSecret],
    ),
  );
  const create = () => act({ intent: 'connect_inbound' });
  return (
    <BlockStack gap="300">
      {newSecret !== null && <SecretOnce secret={newSecret} onDone={() => onSecret(null)} />}
      {result?.ok === false && (
        <div role="alert">
          <Text as="p" tone="critical">
            {failureWords(t, result, 'inbound')}
          </Text>
        </div>
      )}
      <InlineStack gap="200">
        {isNew ? (
          <Button loading={isBusy} onClick={create}>
            {t('sources.inbound.create')}
          </Button>
        ) : (
          <Button onClick={() => setAsking(true)}>{t('sources.inbound.newSecret')}</Button>
        )}
        {!isNew && <DisconnectButton source="inbound" />}
      </InlineStack>
      <Modal
        open={isAsking}
        onClose={() => setAsking(false)}
        title={t('sources.inbound.newSecretTitle')}
        primaryAction={{
          content: t('sources.inbound.newSecret'),
          loading: isBusy,
          onAction: create,
        }}
        secondaryActions={[{ content: t('common.cancel'), onAction: () => setAsking(false) }]}
      >
        <Modal.Section>
          <Text as="p">{t('sources.inbound.newSecretText')}</Text>
        </Modal.Section>
      </Modal>
    </BlockStack>
  );
}

function SecretOnce({ secret, onDone }: { secret: string; onDone: () => void }) {
  const { t } = useTranslation();
  return (
    <Box background="bg-surface-caution" padding="300" borderRadius="200">
      <div role="status">
        <BlockStack gap="200">
          <Text as="h4" variant="headingSm">
            {t('sources.inbound.secretTitle')}
          </Text>
          <Text as="p">{t('sources.inbound.secretText')}</Text>
          <code className={styles.secret}>{secret}</code>
          <InlineStack gap="200">
            <CopyButton text={secret} what={t('sources.inbound.secret')} />
            <Button variant="tertiary" onClick={onDone}>
              {t('sources.inbound.secretDone')}
            </Button>
          </InlineStack>
        </BlockStack>
      </div>
    </Box>
  );
}

const SIGNATURE_HEADER = 'lastscan-signature';
const SIGNATURE_SHAPE = 't=…,v1=…';
/** The smallest body that says something; docs/inbound-webhook.md has every field. */
const EXAMPLE_BODY = JSON.stringify(
  {
    version: 1,
    trackings: [
      {
        number: 'YT2412345678901234',
        carrier: 'YunExpress',
        events: [
          {
            time: '2026-11-12T08:30:00+08:00',
            status: 'accepted',
            text: 'Parcel received at origin facility',
            place: 'Shenzhen',
            country: 'CN',
          },
        ],
        next: { number: '9400111899223197428490', carrier: 'USPS' },
      },
    ],
  },
  null,
  2,
);

function Example({ pushUrl }: { pushUrl: string }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const script = [
    't=$(date +%s); v1=$(printf \'%s.%s\' "$t" "$(cat body.json)" | openssl dgst -sha256 -hmac "$SECRET" -hex | sed \'s/.* //\')',
    `curl -X POST ${pushUrl} -H "content-type: application/json" -H "${SIGNATURE_HEADER}: t=$t,v1=$v1" --data-binary "$(cat body.json)"`,
  ].join('\n');
  return (
    <BlockStack gap="200">
      <div>
        <Button
          variant="plain"
          disclosure={isOpen ? 'up' : 'down'}
          ariaExpanded={isOpen}
          ariaControls="inbound-example"
          onClick={() => setOpen(!isOpen)}
        >
          {t('sources.inbound.exampleTitle')}
        </Button>
      </div>
      <Collapsible id="inbound-example" open={isOpen} transition={false}>
        <BlockStack gap="200">
          <Text as="p">
            {t('sources.inbound.exampleText', {
              header: SIGNATURE_HEADER,
              shape: SIGNATURE_SHAPE,
            })}
          </Text>
          <InlineStack>
            <CopyButton
              text={`${EXAMPLE_BODY}\n\n${script}`}
              what={t('sources.inbound.example')}
              variant="tertiary"
            />
          </InlineStack>
          <pre className={styles.example} tabIndex={0} aria-label={t('sources.inbound.example')}>
            {EXAMPLE_BODY}
            {'\n\n'}
            {script}
          </pre>
        </BlockStack>
      </Collapsible>
    </BlockStack>
  );
}
