import { BlockStack, Card, InlineStack, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { FindingDate } from '#app/contracts/findings.ts';
import { FindingDateRow } from '../compliance/finding-date-row.tsx';

/** The deadlines that come next, each leading to what is to be done; nothing when none comes. */
export function NextDatesCard({ dates }: { dates: readonly FindingDate[] }) {
  const { t } = useTranslation();
  if (dates.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="baseline" gap="200">
          <Text as="h2" variant="headingMd">
            {t('compliance.dates.title')}
          </Text>
          <Link url="/app/compliance">{t('compliance.dates.see')}</Link>
        </InlineStack>
        <BlockStack gap="300" as="ul">
          {dates.map((finding) => (
            <li key={finding.id}>
              <FindingDateRow finding={finding} isSubjectShown />
            </li>
          ))}
        </BlockStack>
      </BlockStack>
    </Card>
  );
}
