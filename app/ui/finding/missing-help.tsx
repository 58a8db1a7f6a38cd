import { BlockStack, Button, InlineStack, Text } from '@shopify/polaris';
import { useRevalidator } from '@remix-run/react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { MissingView } from '#app/contracts/finding-detail.ts';
import { useFormat } from '../screen-frame.tsx';
import { useScopes } from '../use-scopes.ts';
import { useFieldWords } from './field-words.ts';

/** What is not known, and what supplies it: for a scope the button that asks for it. */
export function MissingHelp({ missing }: { missing: MissingView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const fieldWords = useFieldWords();
  switch (missing.kind) {
    case 'scope':
      return (
        <BlockStack gap="100">
          <Text as="p">{t('finding.missing.scope', { scope: missing.scope })}</Text>
          <InlineStack>
            <ScopeButton scope={missing.scope} />
          </InlineStack>
        </BlockStack>
      );
    case 'history':
      return (
        <Text as="p">
          {t('finding.missing.history', {
            since: format.date(format.dateOf(missing.since)),
            count: missing.days,
            number: format.number(missing.days),
          })}
        </Text>
      );
    case 'attestation':
      return <Text as="p">{t('finding.missing.attestation')}</Text>;
    case 'empty':
    case 'not_read':
      return (
        <Text as="p">
          {t(`finding.missing.${missing.kind}`, { field: fieldWords(missing.field) })}
        </Text>
      );
  }
}

/** Asks the merchant for one scope, where it is needed. */
export function ScopeButton({ scope, label }: { scope: string; label?: string }) {
  const { t } = useTranslation();
  const { revalidate } = useRevalidator();
  const { ask, state } = useScopes(useMemo(() => [scope], [scope]));
  return (
    <InlineStack gap="200" blockAlign="center">
      <Button loading={state === 'asking'} onClick={() => void ask().then(() => revalidate())}>
        {label ?? t('finding.grant')}
      </Button>
      <span role="status">
        {state === 'declined' && t('finding.declined')}
        {state === 'granted' && t('finding.granted')}
      </span>
    </InlineStack>
  );
}
