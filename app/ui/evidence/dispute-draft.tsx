import { BlockStack, Box, Button, Divider, InlineStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { DRAFT_SCOPES } from '#app/contracts/evidence.ts';
import type { DisputeView, DraftMode } from '#app/contracts/evidence.ts';
import type { Language } from '#app/i18n/languages.ts';
import { CopyButton } from '../copy-button.tsx';
import { Instant } from '../instant.tsx';
import { useFormat } from '../screen-frame.tsx';
import { useScopes } from '../use-scopes.ts';
import type { useEvidence } from './use-evidence.ts';

/** The text for an open dispute, and writing it into its evidence as a draft: a person hands it in. */
export function DisputeDraft({
  dispute,
  language,
  asked: { draft, isAsking, answer },
}: {
  dispute: DisputeView;
  language: Language;
  asked: ReturnType<typeof useEvidence>;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { ask, state } = useScopes(DRAFT_SCOPES);
  const { disputeId, status, dueAt, text, last } = dispute;
  const isWriting = last?.state === 'waiting';
  const write = async (mode: DraftMode) => {
    if (await ask()) draft({ intent: 'draft_dispute', disputeId, mode });
  };
  return (
    <BlockStack gap="300">
      <Divider />
      <BlockStack gap="100">
        <Text as="h3" variant="headingSm">
          {t('disputeDraft.title')}
        </Text>
        <Text as="p">
          {status === 'UNDER_REVIEW'
            ? t('disputeDraft.underReview')
            : dueAt === null
              ? t('disputeDraft.open')
              : t('disputeDraft.openUntil', { at: format.instant(dueAt) })}
        </Text>
      </BlockStack>
      {status === 'NEEDS_RESPONSE' && (
        <>
          <Text as="p" tone="subdued">
            {t('disputeDraft.help')}
          </Text>
          <Box background="bg-surface-secondary" padding="300" borderRadius="200">
            <div lang={language} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
              <Text as="p" variant="bodySm">
                {text}
              </Text>
            </div>
          </Box>
          <InlineStack gap="200">
            <Button loading={isAsking || isWriting} onClick={() => void write('fill')}>
              {t('disputeDraft.fill')}
            </Button>
            {last?.error === 'theirs_stand' && (
              <Button loading={isAsking || isWriting} onClick={() => void write('append')}>
                {t('disputeDraft.append')}
              </Button>
            )}
            <CopyButton text={text} what={t('disputeDraft.text')} />
          </InlineStack>
          <Text as="p" tone="subdued">
            {t('disputeDraft.attach')}
          </Text>
        </>
      )}
      <div role="status">
        {state === 'declined' && <Text as="p">{t('disputeDraft.declined')}</Text>}
        {answer?.ok === false && <Text as="p">{t(`disputeDraft.refused.${answer.code}`)}</Text>}
        {last !== null && (
          <Text as="p">
            {t(`disputeDraft.state.${last.state}`)} <Instant at={last.askedAt} />
            {last.error !== null && ` ${t(`disputeDraft.error.${last.error}`)}`}
          </Text>
        )}
      </div>
    </BlockStack>
  );
}
