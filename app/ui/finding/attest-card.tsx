import { BlockStack, Button, Card, Divider, InlineStack, Link, Text } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  AttestationView,
  FindingDetailAction,
  FindingDetailResult,
} from '#app/contracts/finding-detail.ts';
import { useFormat } from '../screen-frame.tsx';
import { useDownload } from '../use-download.ts';
import { AttestModal } from './attest-modal.tsx';

/** What only a person can say: who said so, when, until when, with what to show for it. */
export function AttestCard({
  attestations,
  act,
  isActing,
  result,
}: {
  attestations: readonly AttestationView[];
  act: (action: FindingDetailAction) => void;
  isActing: boolean;
  result: FindingDetailResult | undefined;
}) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<{ one: AttestationView; after: typeof result } | null>(null);
  const isDone = asked !== null && asked.after !== result && result?.ok === true;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t('finding.attestTitle')}
        </Text>
        {attestations.map((one, index) => (
          <BlockStack key={one.code} gap="200">
            {index > 0 && <Divider />}
            <Text as="p" fontWeight="medium">
              {one.question}
            </Text>
            <Given one={one} />
            <InlineStack gap="200">
              <Button onClick={() => setAsked({ one, after: result })}>
                {one.given === null || one.given.hasRunOut
                  ? t('finding.attestAnswer')
                  : t('finding.attestAgain')}
              </Button>
              {one.given !== null && (
                <Button
                  variant="plain"
                  tone="critical"
                  onClick={() =>
                    one.given !== null && act({ intent: 'withdraw', attestationId: one.given.id })
                  }
                >
                  {t('finding.attestWithdraw')}
                </Button>
              )}
            </InlineStack>
          </BlockStack>
        ))}
      </BlockStack>
      {asked !== null && !isDone && (
        <AttestModal
          attestation={asked.one}
          onClose={() => setAsked(null)}
          act={act}
          isActing={isActing}
          result={asked.after === result ? undefined : result}
        />
      )}
    </Card>
  );
}

function Given({ one: { given } }: { one: AttestationView }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (given === null)
    return (
      <Text as="p" tone="subdued">
        {t('finding.attestNone')}
      </Text>
    );
  const until =
    given.until === null
      ? t('finding.attestForGood')
      : t(given.hasRunOut ? 'finding.attestRanOut' : 'finding.attestUntil', {
          date: format.date(format.dateOf(given.until)),
        });
  return (
    <BlockStack gap="050">
      <Text as="p">
        {t('common.sentences', {
          first: t(`finding.attested.${given.answer}`, {
            date: format.date(format.dateOf(given.at)),
            who: given.by.replace(/^user:/, ''),
          }),
          second: until,
        })}
      </Text>
      {given.note !== '' && (
        <Text as="p" tone="subdued" variant="bodySm" breakWord>
          {given.note}
        </Text>
      )}
      {given.link !== null && (
        <Link url={given.link} target="_blank">
          {given.link}
        </Link>
      )}
      {given.fileName !== null && <FileButton id={given.id} name={given.fileName} />}
    </BlockStack>
  );
}

function FileButton({ id, name }: { id: string; name: string }) {
  const { download, isBusy, hasFailed } = useDownload();
  const { t } = useTranslation();
  return (
    <InlineStack gap="200" blockAlign="center">
      <Button
        variant="plain"
        loading={isBusy}
        onClick={() => download(`/app/compliance/files/${id}`, name)}
      >
        {name}
      </Button>
      {hasFailed && (
        <Text as="span" tone="critical">
          {t('finding.fileFailed')}
        </Text>
      )}
    </InlineStack>
  );
}
