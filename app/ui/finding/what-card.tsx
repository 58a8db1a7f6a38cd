import { BlockStack, Card, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { FindingView } from '#app/contracts/finding-detail.ts';
import { useFormat } from '../screen-frame.tsx';

/** What is wrong, in one sentence, and what happens if nothing is done. */
export function WhatCard({ finding }: { finding: FindingView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { rule, subject, maxFine } = finding;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {finding.sentence}
        </Text>
        {finding.quotes.map((quote) => (
          <blockquote key={`${quote.where} ${quote.text}`} lang={quote.locale ?? undefined}>
            <Text as="p" breakWord>
              {t('finding.quoted', { text: quote.text })}
            </Text>
            <Text as="p" tone="subdued" variant="bodySm">
              {t('finding.quotedFrom', { where: quote.where })}
            </Text>
          </blockquote>
        ))}
        <Text as="p">{rule.summary}</Text>
        <BlockStack gap="100">
          <Text as="h3" variant="headingSm">
            {t('finding.ifNothing')}
          </Text>
          <Text as="p">{finding.consequence}</Text>
          {maxFine !== null && (
            <Text as="p" tone="subdued">
              {t('finding.maxFine', {
                money: format.money({
                  minor: Math.round(maxFine.amount * 100),
                  currency: maxFine.currency,
                }),
              })}
            </Text>
          )}
        </BlockStack>
        {finding.suppressed !== null && (
          <Text as="p" tone="subdued">
            {t('finding.suppressedUntil', {
              date:
                finding.suppressed.until === null ? '' : format.instant(finding.suppressed.until),
              reason: finding.suppressed.reason,
            })}
          </Text>
        )}
        {subject.orderName !== null && (
          <Link url={`/app/parcels?search=${encodeURIComponent(subject.orderName)}`}>
            {t('finding.parcelsOf', { order: subject.orderName })}
          </Link>
        )}
        {subject.adminPath !== null && (
          <Link url={`shopify://admin/${subject.adminPath}`} target="_top">
            {t('finding.openInShopify', { what: subject.label })}
          </Link>
        )}
        <Text as="p" tone="subdued" variant="bodySm">
          {t('finding.noLegalAdvice')}
        </Text>
      </BlockStack>
    </Card>
  );
}
