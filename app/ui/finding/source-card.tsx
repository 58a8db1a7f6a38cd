import { Badge, BlockStack, Card, InlineStack, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { RuleBrief } from '#app/contracts/finding-detail.ts';
import { useFormat } from '../screen-frame.tsx';

/** Where the rule stands, when that was last looked up, and the rule's own page. */
export function SourceCard({
  rule,
  isOwnPage = false,
}: {
  rule: RuleBrief;
  /** On the rule's own page there is no need to lead there. */
  isOwnPage?: boolean;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t('finding.sourceTitle')}
        </Text>
        {rule.sources.map((source) => (
          <BlockStack key={`${source.cite} ${source.url}`} gap="050">
            <Link url={source.url} target="_blank">
              {source.cite}
            </Link>
            <InlineStack gap="100" blockAlign="center">
              <Text as="span" tone="subdued" variant="bodySm">
                {t('finding.checkedOn', { date: format.date(source.checkedOn) })}
              </Text>
              {source.confidence !== 'high' && (
                <Badge tone="attention">{t(`finding.confidence.${source.confidence}`)}</Badge>
              )}
              {source.isStale && <Badge tone="attention">{t('finding.stale')}</Badge>}
            </InlineStack>
          </BlockStack>
        ))}
        {!isOwnPage && (
          <Link url={`/app/compliance/rules/${rule.id}`}>
            {t('finding.rulePage', { id: rule.id, version: rule.version })}
          </Link>
        )}
      </BlockStack>
    </Card>
  );
}
