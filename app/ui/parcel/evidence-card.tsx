import {
  BlockStack,
  Button,
  Card,
  InlineStack,
  Link,
  Select,
  SkeletonBodyText,
  Text,
} from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EvidenceView } from '#app/contracts/evidence.ts';
import { LANGUAGES, type Language } from '#app/i18n/languages.ts';
import { CopyButton } from '../copy-button.tsx';
import { DisputeDraft } from '../evidence/dispute-draft.tsx';
import { evidenceAddress, useEvidence } from '../evidence/use-evidence.ts';
import { useFormat } from '../screen-frame.tsx';
import { useDownload } from '../use-download.ts';

/** What can be handed to a bank: the pack as a file, how it is checked, and the draft for a dispute where there is one. */
export function EvidenceCard({ orderId, orderName }: { orderId: string; orderName: string }) {
  const { t } = useTranslation();
  // Whom it is handed to reads English more often than the language of this screen.
  const [language, setLanguage] = useState<Language>('en');
  const asked = useEvidence(orderId, language);
  const { evidence } = asked;
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t('evidencePack.title', { order: orderName })}
          </Text>
          <Text as="p" tone="subdued">
            {t('evidencePack.holds')}
          </Text>
        </BlockStack>
        {evidence === undefined && <SkeletonBodyText lines={4} />}
        {evidence === null && <Text as="p">{t('evidencePack.notLoaded')}</Text>}
        {evidence != null && evidence.state !== 'ready' && (
          <Text as="p">{t(`evidencePack.state.${evidence.state}`)}</Text>
        )}
        {evidence?.state === 'ready' && (
          <>
            <Select
              label={t('evidencePack.language')}
              options={LANGUAGES.map((value) => ({
                value,
                label: t(`settings.languageName.${value}`),
              }))}
              value={language}
              onChange={(value) => setLanguage(LANGUAGES.find((each) => each === value) ?? 'en')}
            />
            <Files orderId={orderId} orderName={orderName} language={language} />
            <Log evidence={evidence} />
            {evidence.dispute !== null && (
              <DisputeDraft dispute={evidence.dispute} language={language} asked={asked} />
            )}
          </>
        )}
      </BlockStack>
    </Card>
  );
}

function Files({
  orderId,
  orderName,
  language,
}: {
  orderId: string;
  orderName: string;
  language: Language;
}) {
  const { t } = useTranslation();
  const { download, isBusy, hasFailed } = useDownload();
  const stem = `evidence-${orderName.replaceAll(/[^\p{L}\p{N}-]+/gu, '') || 'order'}`;
  const save = (format: 'zip' | 'pdf') =>
    download(evidenceAddress(orderId, { language, format }), `${stem}.${format}`);
  return (
    <BlockStack gap="200">
      <InlineStack gap="200">
        <Button loading={isBusy} onClick={() => save('zip')}>
          {t('evidencePack.zip')}
        </Button>
        <Button loading={isBusy} onClick={() => save('pdf')}>
          {t('evidencePack.pdf')}
        </Button>
      </InlineStack>
      <div role="status">
        {isBusy && (
          <Text as="p" tone="subdued">
            {t('evidencePack.making')}
          </Text>
        )}
        {hasFailed && <Text as="p">{t('evidencePack.failed')}</Text>}
      </div>
    </BlockStack>
  );
}

function Log({ evidence: { records, waiting, log } }: { evidence: EvidenceView }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <BlockStack gap="200">
      <Text as="p">
        {log === null
          ? t('evidencePack.notLogged', { count: waiting, number: format.number(waiting) })
          : t('evidencePack.logged', {
              count: records,
              number: format.number(records),
              at: format.instant(log.signedAt),
            })}
        {log !== null &&
          waiting > 0 &&
          ` ${t('evidencePack.waiting', { count: waiting, number: format.number(waiting) })}`}
      </Text>
      <Text as="p" tone="subdued">
        {t('evidencePack.check')}{' '}
        <Link url="/verify" target="_blank">
          {t('evidencePack.verify')}
          <Text as="span" visuallyHidden>{` (${t('common.opensNewTab')})`}</Text>
        </Link>
      </Text>
      {log !== null && (
        <BlockStack gap="100">
          <Text as="span" tone="subdued" variant="bodySm">
            {t('evidencePack.key')}
          </Text>
          <Text as="span" variant="bodySm" breakWord>
            {log.key}
          </Text>
          <Text as="p" tone="subdued" variant="bodySm">
            {t('evidencePack.keyHelp')}
          </Text>
          <InlineStack>
            <CopyButton text={log.key} what={t('evidencePack.key')} variant="plain" />
          </InlineStack>
        </BlockStack>
      )}
    </BlockStack>
  );
}
